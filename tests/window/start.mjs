/** The start screen, and the gallery of what a board can be made from. */
import { KEY, until } from './driver.mjs';

export class StartPage {
  constructor(window) {
    this.window = window;
  }

  /** Waits until the start screen is there. */
  ready() {
    return until('the start screen is there', () => this.window.find('heading', 'Start with a template'));
  }

  /** Titles on the cards of the boards, as they stand there. */
  titles() {
    return this.window.run(
      `return [...document.querySelectorAll('ul[aria-label="Your boards"] .title')].map((title) => title.textContent.trim())`,
    );
  }

  /** Opens a board by its card. */
  async openBoard(title) {
    await this.window.click('button', title);
  }

  /** In the gallery: finds a template by its name, gives the board a title, and makes it, by keyboard alone. */
  async create(template, title) {
    await until('the gallery is open', () => this.isFocused('INPUT'));
    await this.window.type(template);
    await until('the template is found', async () => (await this.templates()).length === 1);
    await this.window.press(KEY.tab);
    await this.window.press(KEY.tab);
    await this.window.press(KEY.enter);
    await until('the title is asked for', () => this.window.find('textbox', 'Title'));
    await until('the title can be written', () => this.isFocused('INPUT'));
    await this.window.type(title);
    await this.window.press(KEY.enter);
  }

  templates() {
    return this.window.run(`return [...document.querySelectorAll('dialog[open] li')].map((item) => item.textContent.trim())`);
  }

  isFocused(tag) {
    return this.window.run('return document.activeElement?.tagName === arguments[0]', tag);
  }
}
