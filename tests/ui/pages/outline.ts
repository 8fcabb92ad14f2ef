/** The board as a table on one person's screen, by roles and names only. */
import { type Locator, type Page, expect } from '@playwright/test';

export class Outline {
  constructor(readonly page: Page) {}

  get table(): Locator {
    return this.page.getByRole('table');
  }

  /** From the wall, by key. */
  async show(): Promise<void> {
    await this.page.keyboard.press('Control+Shift+o');
    await expect(this.page.getByRole('button', { name: 'Wall', exact: true })).toBeVisible();
  }

  add(stage: string, row: string): Locator {
    return this.page.getByRole('button', { name: `Add note to ${stage}, ${row}`, exact: true });
  }

  /** A note's button, by what it says. */
  note(text: string): Locator {
    return this.page.getByRole('region', { name: 'Board as table' }).getByRole('button', {
      name: new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}, `),
    });
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: 'Note text' });
  }

  titleField(title: string): Locator {
    return this.page.getByRole('textbox', { name: `Rename “${title}”` });
  }
}
