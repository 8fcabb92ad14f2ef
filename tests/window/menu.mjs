/**
 * The native menu. WebDriver's keys reach the page and nothing else; these are a keyboard's own, through X.
 */
import { execFileSync } from 'node:child_process';
import { until } from './driver.mjs';

export class NativeMenu {
  constructor(window) {
    this.window = window;
  }

  /** Opens a menu by its letter and chooses by the item's, as the keyboard does everywhere. */
  async choose(menu, item) {
    const [main] = this.#windows();
    xdotool('windowfocus', '--sync', main);
    xdotool('key', `alt+${menu}`);
    await until(`the menu ${menu} is open`, () => this.#windows().length > 1);
    xdotool('key', item);
    await until(`the menu ${menu} is closed`, () => this.#windows().length < 2);
  }

  /** Types a key that the menu has bound. */
  press(key) {
    const [main] = this.#windows();
    xdotool('windowfocus', '--sync', main);
    xdotool('key', key);
  }

  /** What the app has on the screen: its window, and an open menu. An app that has ended has nothing. */
  #windows() {
    try {
      return xdotool('search', '--onlyvisible', '--pid', String(this.window.app)).split('\n').filter(Boolean);
    } catch {
      return [];
    }
  }
}

function xdotool(...words) {
  return execFileSync('xdotool', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
