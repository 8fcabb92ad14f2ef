/** People at machines of their own, who meet in a session. */
import { type Browser, type Page, expect } from '@playwright/test';
import { Desk, Start } from './desk';
import { Wall } from './wall';

/** A person at a desk with a library of its own, on a page of its own. */
export class Machine {
  private constructor(
    readonly name: string,
    private program: Desk,
    private tab: Page,
  ) {}

  get desk(): Desk {
    return this.program;
  }

  get page(): Page {
    return this.tab;
  }

  get start(): Start {
    return new Start(this.tab);
  }

  get wall(): Wall {
    return new Wall(this.tab);
  }

  static async begin(browser: Browser, name: string, ...titles: string[]): Promise<Machine> {
    const desk = await Desk.beginAs(name, ...titles);
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    await Start.at(page, desk);
    return new Machine(name, desk, page);
  }

  /** Closes the tab; the program goes on. */
  async closeTab(): Promise<void> {
    const context = this.tab.context();
    // A context without a page may end with it.
    const next = await context.newPage();
    await this.tab.close();
    this.tab = next;
  }

  /** Opens the page of the desk, which has a board open, in a tab that knows nothing of the one before. */
  async openTab(): Promise<void> {
    await this.tab.goto(this.desk.address);
    await this.wall.ready();
  }

  /** Begins the program again on the same library, after it has ended, in a tab of its own. */
  async begin(): Promise<void> {
    this.program = await this.program.again();
    await this.closeTab();
    await Start.at(this.tab, this.program);
  }

  async end(): Promise<void> {
    await this.page.context().close();
    await this.desk.end();
  }

  async open(title: string): Promise<void> {
    await this.start.card(title).click();
    await this.wall.ready();
  }

  /** Begins to host the open board, and leaves the dialog open. Gives the ticket. */
  async share(): Promise<string> {
    await this.page.getByRole('button', { name: 'Share', exact: true }).click();
    await this.page.getByRole('button', { name: 'Start sharing' }).click();
    return this.ticket();
  }

  /** Unfolds what stands below the link and the people, if it is not. */
  async more(): Promise<void> {
    const all = this.page.locator('details.more');
    const isOpen = async (): Promise<boolean> => {
      if ((await all.getAttribute('open')) !== null) return true;
      await all.locator('summary').first().click();
      return false;
    };
    await expect.poll(isOpen).toBe(true);
  }

  /** The ticket that the dialog shows. */
  async ticket(): Promise<string> {
    // While sharing begins, the dialog is another one in the next moment: what is pressed on it may be gone.
    await expect(this.page.getByRole('button', { name: 'Start sharing' })).toHaveCount(0);
    await this.more();
    const field = this.page.getByRole('textbox', { name: 'Ticket', exact: true });
    await expect(field).toHaveValue(/^journey/);
    return field.inputValue();
  }

  /** Begins to host the open board in as few presses as there are, and leaves the dialog open. Gives the guests' link. */
  async shareWithGuests(): Promise<string> {
    await this.page.getByRole('button', { name: 'Share', exact: true }).click();
    await this.page.getByRole('button', { name: 'Start sharing' }).click();
    return this.guestLink();
  }

  /** The link for guests that the dialog shows. */
  async guestLink(): Promise<string> {
    const field = this.page.getByRole('textbox', { name: 'Link for guests' });
    await expect(field).toHaveValue(/^http:.*#t=/);
    return field.inputValue();
  }

  async done(): Promise<void> {
    await this.page.getByRole('button', { name: 'Done' }).click();
  }

  /** Asks to come in; what follows may be the wall, or a sentence. */
  async askToJoin(ticket: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Join a session' }).click();
    await this.page.getByRole('textbox', { name: 'Ticket' }).fill(ticket);
    await this.page.getByRole('button', { name: 'Join', exact: true }).click();
  }

  async join(ticket: string): Promise<void> {
    await this.askToJoin(ticket);
    await this.wall.ready();
  }

  /** Does something to somebody from the list of people in the dialog. */
  async assign(name: string, act: string): Promise<void> {
    await this.page.getByRole('button', { name: `Role of ${name}` }).click();
    await this.page.getByRole('menu').getByText(act, { exact: true }).click();
  }

  /** How the session stands, in words. */
  state(words: string): ReturnType<Page['locator']> {
    return this.page.getByRole('status').filter({ hasText: words });
  }

  cursorOf(name: string): ReturnType<Page['locator']> {
    return this.page.locator(`[data-cursor="${name}"]`);
  }
}
