/** A host whose board has notes on it already. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Locator, type Page, expect } from '@playwright/test';
import { test as base } from './fixtures';
import { Host } from './host';
import { Wall } from './wall';

/** Stage, row, text, and kind where it is not the row's own. An empty stage is the parking lot. */
export type Line = readonly [stage: string, row: string, text: string, kind?: string];

interface Noted {
  /** In an object, because a list alone would be read as a value with options. */
  board: { readonly lines: readonly Line[] };
}

export const test = base.extend<Noted>({
  board: [{ lines: [] }, { option: true }],
  host: async ({ board: { lines } }, use) => {
    const host = await Host.begin();
    const noted = lines.length === 0 ? host : await withLines(host, lines);
    await use(noted);
    await noted.end();
  },
});

async function withLines(host: Host, lines: readonly Line[]): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), 'journeywall-lines-'));
  const file = join(folder, 'notes.csv');
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = lines.map(([stage, row, text, kind = '']) =>
    [stage, row, text, kind, stage === '' ? 'yes' : ''].map(quoted).join(','),
  );
  writeFileSync(file, ['stage,row,text,kind,parked', ...rows].join('\n'));
  const noted = await host.withNotes(file);
  rmSync(folder, { recursive: true });
  return noted;
}

/** The middle of a note on the screen. */
export async function press(
  wall: Wall,
  text: string,
  modifiers: ('Shift' | 'Control')[] = [],
): Promise<void> {
  const { x, y } = await wall.middleOfNote(text);
  for (const key of modifiers) await wall.page.keyboard.down(key);
  await wall.page.mouse.click(x, y);
  for (const key of modifiers) await wall.page.keyboard.up(key);
}

/** What the picked notes say, as they were picked. */
export async function picked(wall: Wall): Promise<string[]> {
  const ids = await wall.selected();
  const texts = ids.map(async (id) => (await wall.page.locator(`[data-note="${id}"]`).textContent()) ?? '');
  return (await Promise.all(texts)).map((text) => text.split(', ')[0] ?? '');
}

/** The parked notes in their order. */
export async function parked(wall: Wall): Promise<string[]> {
  const names = await wall.page
    .locator('[data-note]')
    .evaluateAll((notes) =>
      notes.filter((note) => note.closest('[data-cell]') === null).map((note) => note.textContent ?? ''),
    );
  return names.map((name) => name.split(', ')[0] ?? '');
}

/** A phone begins with the board as a table; the wall is one tap away. */
export async function tapWall(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Wall', exact: true }).tap();
}

export function chip(page: Page): Locator {
  return page.locator('[data-parking-chip]');
}

/** Waits until the last spoken sentence is this one. */
export async function spoken(page: Page, sentence: string | RegExp): Promise<void> {
  await expect(page.locator('[data-announcer]')).toHaveText(sentence);
}

export { expect } from '@playwright/test';
