/** Seats of a workshop: each writes as its device lets people write. */
import { type Browser, type Locator, type Page, expect } from '@playwright/test';
import { Outline } from './outline';
import { PHONE } from './phone';
import { Wall } from './wall';

export class Seat {
  readonly wall: Wall;

  constructor(
    readonly name: string,
    readonly page: Page,
  ) {
    this.wall = new Wall(page);
  }

  /** A guest at the browser of a laptop, who knows of every machine that could host. */
  static async guest(browser: Browser, link: string, name: string): Promise<Seat> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    return new Seat(name, await joined(await context.newPage(), link, name));
  }

  tab(sheet: string): Locator {
    return this.page.getByRole('button', { name: `Show sheet ${sheet}`, exact: true });
  }

  async show(sheet: string): Promise<void> {
    await this.tab(sheet).click();
    await this.isAt(sheet);
  }

  async isAt(sheet: string): Promise<void> {
    await expect(this.tab(sheet)).toHaveAttribute('aria-current', 'true');
  }

  /** Notes into one cell, one after the other: the cell is picked by keys, since rows move while others write. */
  async write(stage: string, row: string, notes: readonly string[]): Promise<void> {
    await this.begin(stage, row);
    for (const [at, text] of notes.entries()) {
      if (at > 0) await this.next();
      await this.page.keyboard.type(text);
      await expect(this.wall.field).toHaveValue(text);
    }
    await this.done();
    for (const text of notes) await expect(this.wall.note(text)).toHaveCount(1);
  }

  /** A cell is picked: letters begin a note. */
  async begin(stage: string, row: string): Promise<void> {
    await new Outline(this.page).add(stage, row).focus();
  }

  async next(): Promise<void> {
    await this.page.keyboard.press('Tab');
    await expect(this.wall.field).toHaveValue('');
  }

  async done(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.wall.field).toHaveCount(0);
  }

  /** What the notes of a sheet say, in the order of letters. */
  async textsOn(sheet: string): Promise<string[]> {
    await this.show(sheet);
    const names = await this.wall.notes.allTextContents();
    return names.map((name) => name.split(', ')[0] ?? '').sort();
  }
}

/** A phone: the table, one stage at a time. */
export class PhoneSeat extends Seat {
  static override async guest(browser: Browser, link: string, name: string): Promise<PhoneSeat> {
    const context = await browser.newContext({ ...PHONE, reducedMotion: 'reduce' });
    return new PhoneSeat(name, await joined(await context.newPage(), link, name));
  }

  chip(stage: string): Locator {
    return this.page
      .getByRole('navigation', { name: 'Stages' })
      .getByRole('button', { name: stage, exact: true });
  }

  override async begin(stage: string, row: string): Promise<void> {
    await this.chip(stage).tap();
    await this.page.getByRole('button', { name: 'Add note', exact: true }).tap();
    await this.page.getByRole('menuitem', { name: row }).tap();
    await expect(this.wall.field).toBeFocused();
  }

  override async next(): Promise<void> {
    await this.page.getByRole('button', { name: 'Next note' }).tap();
    await expect(this.wall.field).toHaveValue('');
    await expect(this.wall.field).toBeFocused();
  }

  override async done(): Promise<void> {
    await this.page.getByRole('button', { name: 'Done' }).tap();
    await expect(this.wall.field).toHaveCount(0);
  }

  /** The wall, whose table for screen readers has all stages. */
  async showWall(): Promise<void> {
    await this.page.getByRole('button', { name: 'Wall', exact: true }).tap();
  }
}

/** Joins, and waits until the page knows where to go when its host dies. */
async function joined(page: Page, link: string, name: string): Promise<Page> {
  const isTold = toldOfDoors(page);
  await Wall.join(page, link, name);
  await isTold;
  return page;
}

/** The page knows of another machine. */
export function toldOfDoors(page: Page): Promise<void> {
  return new Promise((resolve) =>
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (payload.includes('{"doors":["')) resolve();
      }),
    ),
  );
}
