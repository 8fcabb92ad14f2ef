import { expect } from './pages/fixtures';
import { test } from './pages/grid';

test('a stage is dragged behind another, in one act', async ({ grid, page, wall }) => {
  const to = await grid.rectOf('stage', 'Conversion');
  await grid.drag(await grid.middleOf('stage', 'Awareness'), { x: to.x + to.w * 0.7, y: to.y + 20 });
  await expect
    .poll(() => grid.stages())
    .toEqual(['Consideration', 'Conversion', 'Awareness', 'Retention', 'Brand loyalty']);
  await wall.settled();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await grid.stages())[0]).toBe('Awareness');
});

test('Esc puts a title in the hand back', async ({ grid, page, wall }) => {
  const from = await grid.middleOf('stage', 'Awareness');
  const to = await grid.middleOf('stage', 'Retention');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await expect(page.locator('[data-ghost]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-ghost]')).toHaveCount(0);
  await page.mouse.up();
  await wall.settled();
  expect((await grid.stages())[0]).toBe('Awareness');
});

test('a row is dragged to another place', async ({ grid }) => {
  const to = await grid.rectOf('row', 'Encounters');
  await grid.drag(await grid.middleOf('row', 'Doing'), { x: to.x + 40, y: to.y + to.h * 0.75 });
  await expect.poll(() => grid.rows()).toEqual(['Thinking', 'Encounters', 'Doing', 'Missing touchpoints']);
});

test('a step is dragged to another stage, but the only one of a stage stays', async ({
  grid,
  page,
  wall,
}) => {
  await grid.openMenu('stage', 'Awareness');
  await grid.choose('Split into steps');
  await expect(grid.field).toBeFocused();
  await page.keyboard.type('Ad');
  await page.keyboard.press('Enter');
  await expect.poll(() => grid.steps()).toEqual(['Ad', 'Step 2', '', '', '', '']);
  await wall.settled();
  const to = await grid.rectOf('stage', 'Consideration');
  await grid.drag(await grid.middleOf('step', 'Step 2'), { x: to.x + to.w * 0.8, y: to.y + to.h + 8 });
  await expect.poll(() => grid.steps()).toEqual(['Ad', '', 'Step 2', '', '', '']);
  await wall.settled();
  await grid.drag(await grid.middleOf('step', 'Ad'), { x: to.x + to.w * 0.8, y: to.y + to.h + 8 });
  await wall.settled();
  expect(await grid.steps()).toEqual(['Ad', '', 'Step 2', '', '', '']);
});

test('a column’s edge is drawn to a width in whole units, and given back by two presses', async ({
  grid,
  page,
  wall,
}) => {
  const width = (): Promise<number | undefined> =>
    page.evaluate(() => window.__board?.grid[0]?.stages[0]?.steps[0]?.width);
  const own = await page.evaluate(() => window.__board?.scene?.sheets[0]?.steps[0]?.w ?? 0);
  const rect = await grid.rectOf('stage', 'Awareness');
  const edge = { x: rect.x + rect.w, y: rect.y + rect.h - 8 };
  await page.mouse.move(edge.x, edge.y);
  await expect(page.locator('canvas').first()).toHaveCSS('cursor', 'col-resize');
  const zoom = await wall.zoom();
  await grid.drag(edge, { x: edge.x + 96 * zoom, y: edge.y });
  await expect.poll(width).toBe(own + 96);
  await wall.settled();
  const wider = await grid.rectOf('stage', 'Awareness');
  expect(wider.w).toBeGreaterThan(rect.w + 60);
  await page.mouse.dblclick(wider.x + wider.w, wider.y + wider.h - 8);
  await expect.poll(width).toBe(undefined);
  await wall.settled();
  await grid.drag(edge, { x: rect.x + 10, y: edge.y });
  await expect.poll(width).toBe(160);
});

test('a row’s edge is drawn to a height, never under what it holds', async ({ grid, page, wall }) => {
  const height = (): Promise<number | undefined> =>
    page.evaluate(() => window.__board?.grid[0]?.rows[0]?.height);
  const own = await page.evaluate(() => window.__board?.scene?.sheets[0]?.rows[0]?.h ?? 0);
  const rect = await grid.rectOf('row', 'Doing');
  const edge = { x: rect.x + rect.w - 20, y: rect.y + rect.h };
  await grid.drag(edge, { x: edge.x, y: edge.y + 80 * (await wall.zoom()) });
  await expect.poll(height).toBe(own + 80);
  await wall.settled();
  const taller = await grid.rectOf('row', 'Doing');
  await grid.drag({ x: edge.x, y: taller.y + taller.h }, { x: edge.x, y: rect.y + 20 });
  await expect.poll(height).toBe(undefined);
});
