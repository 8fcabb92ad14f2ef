/** The wall on one person's screen. */
import { type Locator, type Page, expect } from '@playwright/test';
import type {} from '../../../ui/src/view/wall/test-window';

interface Rect extends Point {
  w: number;
  h: number;
}

interface Point {
  x: number;
  y: number;
}

/** Milliseconds that a wall may take to come up: less than a test may take, so that it can still be looked at. */
const PATIENCE = 60_000;

export class Wall {
  constructor(readonly page: Page) {}

  /** Opens an invitation and gives a name. */
  static async join(page: Page, address: string, name: string): Promise<Wall> {
    await page.goto(address);
    await page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await page.getByRole('button', { name: 'Join' }).click();
    const wall = new Wall(page);
    await wall.ready();
    return wall;
  }

  async ready(): Promise<void> {
    const { page } = this;
    const began = page.waitForFunction(() => window.__board?.ready, null, { timeout: PATIENCE });
    await began.catch(async (reason: unknown) => {
      // What the person saw instead says more than that it took too long.
      const seen = await page.locator('body').innerText({ timeout: 1_000 });
      throw new Error(`${String(reason)}\nat ${page.url()} the screen says:\n${seen.slice(0, 500)}`);
    });
  }

  /** Nothing is on its way to the disk or to the screen. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(() => window.__board?.settled);
  }

  /** A note in the table that screen readers speak. */
  note(text: string): Locator {
    return this.page.locator('[data-note]').filter({ hasText: text });
  }

  get notes(): Locator {
    return this.page.locator('[data-note]');
  }

  /** A cell of that table, by the titles of its stage and row. */
  async cell(stage: string, row: string): Promise<Locator> {
    const name = `Add note to ${stage}, ${row}`;
    const at = await this.page.getByRole('button', { name, exact: true }).getAttribute('data-at');
    return this.page.locator(`[data-cell="${at}"]`);
  }

  /** The notes of a cell, as they follow each other. */
  async notesIn(stage: string, row: string): Promise<string[]> {
    const cell = await this.cell(stage, row);
    const names = await cell.locator('[data-note]').allTextContents();
    return names.map((name) => name.split(', ')[0] ?? '');
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: 'Note text' });
  }

  /** The margin of a cell on the screen, where no note ever lies. */
  async marginOf(stage: string, row: string): Promise<Point> {
    const { x, y } = await this.cellRect(stage, row);
    return { x: x + 5, y: y + 5 };
  }

  /** The middle of a cell on the screen. */
  async middleOf(stage: string, row: string): Promise<Point> {
    return middle(await this.cellRect(stage, row));
  }

  private async cellRect(stage: string, row: string): Promise<Rect> {
    const at = await (await this.cell(stage, row)).getAttribute('data-cell');
    const [step = '', lane = ''] = (at ?? '').split('/');
    return this.place(([one, other]) => window.__board?.cellRect(one, other) ?? null, [step, lane]);
  }

  async middleOfNote(text: string): Promise<Point> {
    const id = (await this.note(text).getAttribute('data-note')) ?? '';
    return middle(await this.place(([note]) => window.__board?.noteRect(note) ?? null, [id, '']));
  }

  /** Where a cell is, by the ids of its step and row. */
  async placeOf([step, row]: [string, string]): Promise<Rect> {
    return this.place(([one, other]) => window.__board?.cellRect(one, other) ?? null, [step, row]);
  }

  /** What this person said, for every persona and step. */
  async sentiments(): Promise<number[]> {
    return this.page.evaluate(() => window.__board?.sentiments() ?? []);
  }

  async measures(): Promise<readonly unknown[]> {
    return this.page.evaluate(() => window.__board?.measures() ?? []);
  }

  /** Twice on the wall, and write. */
  async write(stage: string, row: string, text: string): Promise<void> {
    const { x, y } = await this.marginOf(stage, row);
    await this.page.mouse.dblclick(x, y);
    await expect(this.field).toBeFocused();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Escape');
    await expect(this.note(text)).toHaveCount(1);
    await this.settled();
  }

  async drag(text: string, stage: string, row: string): Promise<void> {
    const from = await this.middleOfNote(text);
    const to = await this.middleOf(stage, row);
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, {
      steps: 4,
    });
    await this.page.mouse.move(to.x, to.y, { steps: 4 });
    await this.page.mouse.up();
    await this.settled();
  }

  async selected(): Promise<readonly string[]> {
    return this.page.evaluate(() => window.__board?.selected ?? []);
  }

  async zoom(): Promise<number> {
    return this.page.evaluate(() => window.__board?.zoom ?? 0);
  }

  private async place(
    find: (names: [string, string]) => Rect | null,
    names: [string, string],
  ): Promise<Rect> {
    const rect = await this.page.evaluate(find, names);
    if (rect === null) throw new Error(`not on the wall: ${names.join(' ')}`);
    return rect;
  }
}

function middle(rect: Rect): Point {
  return { x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 };
}
