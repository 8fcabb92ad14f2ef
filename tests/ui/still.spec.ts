/** A wall that nobody touches does nothing, and a note in the hand does not paint the wall. */
import type { Page } from '@playwright/test';
import { expect, test } from './pages/fixtures';

/** Frames that the browser shows meanwhile, and how many of them painted the wall. */
function painted(page: Page, frames: number): Promise<number> {
  return page.evaluate(async (count) => {
    const before = window.__board?.frames ?? 0;
    for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
    return (window.__board?.frames ?? 0) - before;
  }, frames);
}

async function sharp(page: Page): Promise<void> {
  await page.waitForFunction(() => window.__board?.settled && window.__board.sharp);
}

test('a wall that nobody touches paints no frame', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'Sees an ad on the bus');
  await sharp(page);
  // What was asked for before may still come.
  await painted(page, 2);
  expect(await painted(page, 60)).toBe(0);
});

test('a note in the hand paints the wall only where its place changes', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'Sees an ad on the bus');
  const { x, y } = await wall.middleOfNote('Sees an ad on the bus');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y, { steps: 4 });
  await page.waitForFunction(() => window.__board?.sharp);
  await painted(page, 2);
  const before = await page.evaluate(() => window.__board?.frames ?? 0);
  // Within its own place: the pointer moves, the place that it would go to does not.
  await page.mouse.move(x + 30, y + 10, { steps: 20 });
  await painted(page, 2);
  expect(await page.evaluate(() => window.__board?.frames ?? 0)).toBe(before);
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

test('after a zoom the wall becomes sharp and rests', async ({ wall, page }) => {
  const before = await wall.zoom();
  await page.mouse.move(600, 400);
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 3; turn += 1) await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await sharp(page);
  expect(await wall.zoom()).toBeGreaterThan(before);
  await painted(page, 2);
  expect(await painted(page, 30)).toBe(0);
});
