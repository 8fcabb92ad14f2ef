/** A tab shows its sheet: fit, table, adding and keeping are this sheet's, and notes go to others by their tabs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test as base } from './pages/fixtures';
import { Host } from './pages/host';
import { Wall } from './pages/wall';

const CSV = `sheet,stage,row,text
Empathy map,Customer,Says,I want to get fit
Empathy map,Customer,Says,It is expensive
Journey map,Step 3,Actions,Signs up
`;

const test = base.extend({
  host: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'journeywall-sheets-'));
    writeFileSync(join(folder, 'notes.csv'), CSV);
    const host = await (await Host.begin('hotjar-workshop')).withNotes(join(folder, 'notes.csv'));
    rmSync(folder, { recursive: true });
    await use(host);
    await host.end();
  },
});

const tab = (page: Page, title: string): Locator =>
  page.getByRole('button', { name: `Show sheet ${title}`, exact: true });

async function middleOfTab(page: Page, title: string): Promise<{ x: number; y: number }> {
  const box = await tab(page, title).boundingBox();
  if (box === null) throw new Error(`no tab ${title}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('wall and table show the sheet of the tab that was pressed, with all its stages in sight', async ({
  wall,
  page,
}) => {
  await expect(wall.note('I want to get fit')).toHaveCount(1);
  await expect(wall.note('Signs up')).toHaveCount(0);
  await tab(page, 'Journey map').click();
  await expect(wall.note('Signs up')).toHaveCount(1);
  await expect(wall.note('I want to get fit')).toHaveCount(0);
  await wall.settled();
  const first = await wall.middleOf('Step 1', 'Actions');
  const last = await wall.middleOf('Step 5', 'Actions');
  expect(first.x).toBeGreaterThan(0);
  expect(last.x).toBeLessThan(1280);

  await page.keyboard.press('Control+Shift+o');
  await expect(page.getByRole('heading', { name: 'Journey map' })).toBeVisible();
  await tab(page, 'Empathy map').click();
  await expect(page.getByRole('heading', { name: 'Empathy map' })).toBeVisible();
  await expect(wall.note('Signs up')).toHaveCount(0);
});

test('Add note uses the sheet in view, not the one that was left', async ({ wall, page }) => {
  await wall.write('Customer', 'Feels', 'Nervous');
  await tab(page, 'Journey map').click();
  await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Add note' }).click();
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('Looks at the site');
  await page.keyboard.press('Escape');
  await expect.poll(() => wall.notesIn('Step 1', 'Actions')).toEqual(['Looks at the site']);
});

test('a note that is let go on a tab is on that sheet, and a press leads there', async ({ wall, page }) => {
  const from = await wall.middleOfNote('It is expensive');
  const to = await middleOfTab(page, 'Journey map');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
  await expect(wall.note('It is expensive')).toHaveCount(0);
  // The view and the hand stay with what is left.
  await expect(tab(page, 'Empathy map')).toHaveAttribute('aria-current', 'true');
  await expect.poll(async () => (await wall.selected()).length).toBe(1);
  const notice = page.getByRole('status').filter({ hasText: '1 note is on “Journey map” now' });
  await notice.getByRole('button', { name: 'Show' }).click();
  await expect(tab(page, 'Journey map')).toHaveAttribute('aria-current', 'true');
  await expect(wall.note('It is expensive')).toHaveCount(1);
});

test('a note that rests on a tab turns to its sheet, and is let go in a cell there', async ({
  wall,
  page,
}) => {
  const from = await wall.middleOfNote('It is expensive');
  const to = await middleOfTab(page, 'Journey map');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await expect(tab(page, 'Journey map')).toHaveAttribute('aria-current', 'true');
  await wall.page.waitForFunction(() => window.__board?.sharp);
  const cell = await wall.middleOf('Step 2', 'Pain points');
  await page.mouse.move(cell.x, cell.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => wall.notesIn('Step 2', 'Pain points')).toEqual(['It is expensive']);
});

test('undo shows the sheet where something came back', async ({ wall, page }) => {
  const { x, y } = await wall.middleOfNote('It is expensive');
  await page.mouse.click(x, y);
  await page.keyboard.press('Delete');
  await expect(wall.note('It is expensive')).toHaveCount(0);
  await tab(page, 'Journey map').click();
  await page.keyboard.press('Control+z');
  await expect(tab(page, 'Empathy map')).toHaveAttribute('aria-current', 'true');
  await expect(wall.note('It is expensive')).toHaveCount(1);
});

test('a search leads to the sheet of what it found', async ({ wall, page }) => {
  await page.keyboard.press('Control+f');
  await page.keyboard.type('signs up');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'Journey map')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Escape');
  await expect(wall.note('Signs up')).toBeFocused();
});

test('a page that is loaded again shows the sheet and the place it showed', async ({ wall, page }) => {
  await tab(page, 'Journey map').click();
  await page.keyboard.press('Shift+Digit0');
  await wall.settled();
  const before = await wall.middleOf('Step 2', 'Actions');
  await page.reload();
  await wall.ready();
  await expect(tab(page, 'Journey map')).toHaveAttribute('aria-current', 'true');
  expect(await wall.middleOf('Step 2', 'Actions')).toEqual(before);
});

test('who is followed is followed to their sheet, and their cursor is on no other', async ({
  page,
  browser,
}) => {
  const host = await Host.begin('hotjar-workshop', '0.0.0.0:0');
  const wall = await Wall.join(page, host.address, 'Nadia');
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const bo = await Wall.join(await context.newPage(), host.address, 'Bo');
  // Nobody tells where they point before they know that somebody looks.
  await expect(bo.page.getByRole('button', { name: /^Follow: Nadia/ })).toBeVisible();
  const at = await bo.middleOf('Customer', 'Thinks');
  await bo.page.mouse.move(at.x, at.y);
  const cursor = page.locator('[data-cursor="Bo"]');
  await expect(cursor).toHaveCount(1);
  await tab(page, 'Journey map').click();
  await expect(cursor).toHaveCount(0);
  await tab(page, 'Empathy map').click();
  await page.getByRole('button', { name: /^Follow: Bo/ }).click();
  await tab(bo.page, 'Journey map').click();
  await expect(tab(page, 'Journey map')).toHaveAttribute('aria-current', 'true');
  await bo.settled();
  const there = await bo.middleOf('Step 4', 'Pain points');
  await bo.page.mouse.move(there.x, there.y);
  await expect(cursor).toHaveCount(1);
  const same = await wall.middleOf('Step 4', 'Pain points');
  await expect
    .poll(async () => {
      const box = await cursor.boundingBox();
      return box === null ? 99 : Math.max(Math.abs(box.x - same.x), Math.abs(box.y - same.y));
    })
    .toBeLessThan(3);
  await context.close();
  await host.end();
});

test('neither tabs nor tools are covered while a panel is open', async ({ wall, page }) => {
  const { x, y } = await wall.middleOfNote('It is expensive');
  await page.mouse.click(x, y);
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByRole('complementary', { name: 'Note' })).toBeVisible();
  const covered = await page.evaluate(() => {
    const names: string[] = [];
    for (const control of document.querySelectorAll('nav [data-tab], [role="toolbar"] button')) {
      const { left, top, width, height } = control.getBoundingClientRect();
      if (width === 0) continue;
      for (const across of [0.1, 0.5, 0.9]) {
        const hit = document.elementFromPoint(left + width * across, top + height / 2);
        if (!control.contains(hit)) names.push(control.getAttribute('aria-label') ?? control.textContent);
      }
    }
    return names;
  });
  expect(covered).toEqual([]);
  // The note that the panel is about is in sight beside it.
  expect((await wall.middleOfNote('It is expensive')).x).toBeLessThan(1280 - 360);
});

test('notices go by themselves, but not from under a pointer, and never cover the tools', async ({
  wall,
  page,
}) => {
  const from = await wall.middleOfNote('It is expensive');
  const to = await middleOfTab(page, 'Journey map');
  await page.clock.install();
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
  const notice = page.getByRole('status').getByText('1 note is on “Journey map” now');
  await expect(notice).toBeVisible();
  const [box, tools] = [
    await notice.boundingBox(),
    await page.getByRole('toolbar', { name: 'Tools' }).boundingBox(),
  ];
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(tools?.y ?? 0);
  await notice.hover();
  await page.clock.runFor(60_000);
  await expect(notice).toBeVisible();
  await page.mouse.move(5, 400);
  await page.clock.runFor(9_000);
  await expect(notice).toHaveCount(0);
});
