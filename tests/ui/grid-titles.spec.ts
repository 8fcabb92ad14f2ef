import { Host } from './pages/host';
import { expect } from './pages/fixtures';
import { Grid, test } from './pages/grid';
import { Wall } from './pages/wall';

const STAGES = ['Awareness', 'Consideration', 'Conversion', 'Retention', 'Brand loyalty'];

test('a title is written where it stands, and a second person sees it', async ({
  wall,
  page,
  host,
  browser,
}) => {
  const other = await browser.newContext();
  const colleague = await Wall.join(await other.newPage(), host.address, 'Omar');
  const grid = new Grid(page);
  const before = await grid.rectOf('stage', 'Consideration');
  const at = await grid.middleOf('stage', 'Consideration');
  await page.mouse.dblclick(at.x, at.y);
  await expect(grid.field).toBeFocused();
  const box = await page.locator('.box').boundingBox();
  expect(Math.abs((box?.x ?? 0) - before.x)).toBeLessThan(2);
  expect(Math.abs((box?.width ?? 0) - before.w)).toBeLessThan(2);
  await page.keyboard.type('Kundenbindungsmaßnahmen nach Vertragsabschluss');
  await page.keyboard.press('Enter');
  await expect.poll(() => grid.stages()).toContain('Kundenbindungsmaßnahmen nach Vertragsabschluss');
  await expect
    .poll(() => new Grid(colleague.page).stages())
    .toContain('Kundenbindungsmaßnahmen nach Vertragsabschluss');
  await page.keyboard.press('Control+z');
  await expect.poll(() => grid.stages()).toEqual(STAGES);
  await other.close();
  await wall.settled();
});

test('Esc keeps what a title says, as Enter does, and an empty one is quietly refused', async ({
  grid,
  wall,
  page,
}) => {
  const at = await grid.middleOf('row', 'Doing');
  await page.mouse.dblclick(at.x, at.y);
  await page.keyboard.type('Acting');
  await page.keyboard.press('Escape');
  await expect(grid.field).toHaveCount(0);
  await expect.poll(async () => (await grid.rows())[0]).toBe('Acting');
  await page.mouse.dblclick(at.x, at.y);
  await expect(grid.field).toBeFocused();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await expect(grid.field).toHaveCount(0);
  await wall.settled();
  expect(await grid.rows()).toEqual(['Acting', 'Thinking', 'Encounters', 'Missing touchpoints']);
  // Where the session stands is said all the time; that something went wrong would be a notice.
  await expect(page.getByRole('status').locator('.notice')).toHaveCount(0);
});

test('by keyboard: arrows reach titles, Enter writes, Shift+F10 opens the menu', async ({
  grid,
  wall,
  page,
}) => {
  await wall.write('Awareness', 'Doing', 'first');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('[data-picked-title]')).toHaveAttribute('aria-label', 'Stage Awareness, 1 of 5');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(grid.field).toBeFocused();
  await page.keyboard.type('Comparing');
  await page.keyboard.press('Enter');
  await expect.poll(() => grid.stages()).toContain('Comparing');
  await page.keyboard.press('Shift+F10');
  await expect(grid.menu).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect
    .poll(() => grid.stages())
    .toEqual(['Awareness', 'Conversion', 'Comparing', 'Retention', 'Brand loyalty']);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Add note to Comparing, Doing' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('[data-picked-title]')).toHaveAttribute('aria-label', 'Row Doing, 1 of 4');
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(() => grid.rows()).toEqual(['Thinking', 'Doing', 'Encounters', 'Missing touchpoints']);
  await page.keyboard.press('ArrowRight');
  await expect(wall.note('first')).toBeFocused();
});

test('a stage, a step and a row are added, and open for writing at once', async ({ grid, page }) => {
  const edge = await grid.rectOf('stage', 'Consideration');
  await page.mouse.move(edge.x + 9, edge.y + edge.h / 2);
  await page.locator('[data-grid-gap="stage"]').click();
  await expect(grid.field).toBeFocused();
  await page.keyboard.type('Trigger');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => grid.stages())
    .toEqual(['Awareness', 'Trigger', 'Consideration', 'Conversion', 'Retention', 'Brand loyalty']);

  await page.locator('[data-add-row]').click();
  await expect(grid.field).toBeFocused();
  await page.keyboard.type('Opportunities');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await grid.rows()).at(-1)).toBe('Opportunities');

  await grid.openMenu('stage', 'Trigger');
  await grid.choose('Split into steps');
  await expect(grid.field).toBeFocused();
  await page.keyboard.type('Sees an offer');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await grid.steps()).filter((step) => step !== ''))
    .toEqual(['Sees an offer', 'Step 2']);

  // With a title selected letters write, so the command is held with Alt; what is typed at once is the new title.
  await page.keyboard.press('Alt+Shift+S');
  await page.keyboard.type('Hears of it');
  await expect(grid.field).toHaveValue('Hears of it');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await grid.stages())[2]).toBe('Hears of it');
});

test('a row has a prompt, a type and a zone', async ({ grid, page }) => {
  await grid.openMenu('row', 'Doing');
  await grid.choose('Prompt…');
  const prompt = page.getByRole('textbox', { name: 'Row prompt' });
  await expect(prompt).toBeFocused();
  await page.keyboard.type('What do people do first?');
  await page.keyboard.press('Enter');
  const row = (title: string): Promise<unknown> =>
    page.evaluate((name) => window.__board?.grid[0]?.rows.find((found) => found.title === name), title);
  await expect.poll(() => row('Doing')).toMatchObject({ prompt: 'What do people do first?' });
  await grid.openMenu('row', 'Doing');
  await grid.choose('Zone…');
  await grid.choose('Zone: Frontstage');
  await expect.poll(() => row('Doing')).toMatchObject({ zone: 'frontstage' });
  await grid.openMenu('row', 'Doing');
  await grid.choose('Add sentiment row below');
  await expect(grid.field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => row('Sentiment')).toMatchObject({ type: 'sentiment', zone: 'frontstage' });
});

test('deleting a stage parks its notes, says so, and is taken back from there', async ({
  grid,
  wall,
  page,
}) => {
  await wall.write('Awareness', 'Doing', 'one');
  await wall.write('Awareness', 'Thinking', 'two');
  await grid.openMenu('stage', 'Awareness');
  await grid.choose('Delete');
  const notice = page
    .getByRole('status')
    .filter({ hasText: '“Awareness” is deleted. 2 notes are in the parking lot.' });
  await expect(notice).toBeVisible();
  expect(await grid.stages()).toEqual(STAGES.slice(1));
  await expect(wall.note('one')).toHaveCount(1);
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => grid.stages()).toEqual(STAGES);
  await expect.poll(() => wall.notesIn('Awareness', 'Thinking')).toEqual(['two']);
  await expect(notice).toHaveCount(0);
});

test('an empty board asks for its first stage and row', async ({ browser }) => {
  const host = await Host.begin('blank');
  const page = await browser.newPage();
  await Wall.join(page, host.address, 'Nadia');
  const grid = new Grid(page);
  await expect(page.getByRole('heading', { name: 'This sheet is empty' })).toBeVisible();
  await page.locator('section').getByRole('button', { name: 'Add stage' }).click();
  await expect(grid.field).toBeFocused();
  await page.keyboard.type('Awareness');
  await page.keyboard.press('Enter');
  await page.locator('section').getByRole('button', { name: 'Add row' }).click();
  await expect(grid.field).toBeFocused();
  await page.keyboard.type('Doing');
  await page.keyboard.press('Enter');
  await expect.poll(() => grid.rows()).toEqual(['Doing']);
  await expect(page.getByRole('heading', { name: 'This sheet is empty' })).toHaveCount(0);
  await page.close();
  await host.end();
});

test('who is no facilitator finds no way to change the grid', async ({ host, page }) => {
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      socket.send(String(message).replace('"role":"facilitator"', '"role":"participant"'));
    });
  });
  const wall = await Wall.join(page, host.address, 'Guest');
  const grid = new Grid(page);
  const at = await grid.middleOf('stage', 'Awareness');
  await page.mouse.dblclick(at.x, at.y);
  await page.mouse.click(at.x, at.y, { button: 'right' });
  await grid.drag(at, await grid.middleOf('stage', 'Retention'));
  await page.keyboard.press('Shift+S');
  await page.keyboard.press('Shift+H');
  await wall.settled();
  await expect(grid.field).toHaveCount(0);
  await expect(page.getByRole('menuitem')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add stage' })).toHaveCount(0);
  await expect(page.getByRole('complementary')).toHaveCount(0);
  expect(await grid.stages()).toEqual(STAGES);
});
