/** A page in Chromium with the hands and eyes of the app's window, so that one page object does for both. */
import { KEY } from './driver.mjs';

const NAMES = {
  [KEY.tab]: 'Tab',
  [KEY.enter]: 'Enter',
  [KEY.shift]: 'Shift',
  [KEY.control]: 'Control',
  [KEY.escape]: 'Escape',
};

export class BrowserWindow {
  #page;

  constructor(page) {
    this.#page = page;
  }

  /** Runs a function body in the page; as text, because the page's policy lets it make no code from text itself. */
  run(body, ...args) {
    return this.#page.evaluate(`(function () { ${body} }).apply(null, ${JSON.stringify(args)})`);
  }

  type(text) {
    return this.#page.keyboard.type(text);
  }

  /** Types a key while others are held. */
  press(key, ...held) {
    return this.#page.keyboard.press([...held, key].map((one) => NAMES[one] ?? one).join('+'));
  }

  async drag(...way) {
    const { mouse } = this.#page;
    const [first, ...rest] = way;
    await mouse.move(first.x, first.y);
    await mouse.down();
    for (const { x, y } of rest) await mouse.move(x, y);
    await mouse.up();
  }

  async doubleClick({ x, y }) {
    await this.#page.mouse.dblclick(x, y);
  }

  picture() {
    return this.#page.screenshot();
  }
}
