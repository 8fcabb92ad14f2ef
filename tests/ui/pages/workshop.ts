/** The strip of the phase that is on, and the panel of the agenda. */
import { type Locator, type Page, expect } from '@playwright/test';

export class Agenda {
  readonly strip: Locator;
  readonly panel: Locator;

  constructor(readonly page: Page) {
    this.strip = page.getByRole('region', { name: 'Workshop', exact: true });
    this.panel = page.getByRole('complementary', { name: 'Agenda' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Board menu' }).click();
    await this.page.getByRole('menuitem', { name: 'Agenda…' }).click();
    await expect(this.panel).toBeVisible();
  }

  /** Takes over a ready agenda of this title. */
  async use(title: string): Promise<void> {
    await this.open();
    await this.panel.getByRole('button', { name: 'Use a ready agenda' }).click();
    await this.panel.getByRole('button', { name: `Add to board: ${title}` }).click();
    await expect(this.phases.first()).toBeVisible();
  }

  get phases(): Locator {
    return this.panel.locator('li[data-phase]');
  }

  phase(title: string): Locator {
    return this.phases.filter({ hasText: title });
  }

  async titles(): Promise<string[]> {
    const all = await this.phases.locator('button[aria-expanded] b').allTextContents();
    return all.map((title) => title.replace(/^\d+\. /, ''));
  }

  async start(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Start workshop' }).click();
  }

  get next(): Locator {
    return this.strip.getByRole('button', { name: 'Next', exact: true });
  }

  /** Presses Next until this phase is on. */
  async goTo(title: string): Promise<void> {
    const now = this.strip.locator('b');
    await expect
      .poll(async () => {
        const shown = await now.textContent();
        if (shown === title) return true;
        await this.next.click();
        await expect(now).not.toHaveText(shown ?? '');
        return false;
      })
      .toBe(true);
  }

  async isAt(title: string): Promise<void> {
    await expect(this.strip.locator('b')).toHaveText(title);
  }

  /** The time that the strip shows, in seconds; below 0 over time. */
  async seconds(): Promise<number> {
    const text = (await this.strip.locator('.time').textContent()) ?? '';
    const [, over = '', minutes = '', seconds = ''] = /(\+?)(\d+):(\d\d)/.exec(text) ?? [];
    const all = Number(minutes) * 60 + Number(seconds);
    return over === '+' ? -all : all;
  }
}
