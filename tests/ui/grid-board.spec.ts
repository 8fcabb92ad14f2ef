import { expect } from './pages/fixtures';
import { Grid, test } from './pages/grid';
import { Host } from './pages/host';
import { Wall } from './pages/wall';

test('the board’s title is written at the top left', async ({ page, wall }) => {
  await page.getByRole('button', { name: 'Joining the gym, Rename' }).click();
  await page.keyboard.type('Leaving the gym');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leaving the gym');
  await wall.settled();
  await expect(page).toHaveTitle(/Leaving the gym/);
});

test('each field of the header is saved when it is left, and others see it', async ({
  wall,
  page,
  host,
  browser,
}) => {
  const other = await browser.newContext();
  const colleague = await Wall.join(await other.newPage(), host.address, 'Omar');
  await page.getByRole('button', { name: 'Board menu' }).click();
  await page.getByRole('menuitem', { name: 'Header…' }).click();
  await colleague.page.keyboard.press('Alt+Shift+H');
  const panel = page.getByRole('complementary', { name: 'Header' });
  await panel.getByRole('textbox', { name: 'Scope' }).fill('From the first ad to the first visit.');
  await panel.getByRole('textbox', { name: 'Goal' }).focus();
  const theirs = colleague.page.getByRole('complementary', { name: 'Header' });
  await expect(theirs.getByRole('textbox', { name: 'Scope' })).toHaveValue(
    'From the first ad to the first visit.',
  );

  // What somebody is writing is not taken from under their fingers.
  await theirs.getByRole('textbox', { name: 'Goal' }).pressSequentially('To get fit');
  await panel.getByRole('textbox', { name: 'Goal' }).fill('To look fit');
  await panel.getByRole('textbox', { name: 'Owner' }).focus();
  // It has come to their page, so that theirs is the later word.
  await colleague.page.waitForFunction(() => window.__board?.header?.goal === 'To look fit');
  await expect(theirs.getByRole('textbox', { name: 'Goal' })).toHaveValue('To get fit');
  await theirs.getByRole('textbox', { name: 'Owner' }).focus();
  await expect(panel.getByRole('textbox', { name: 'Goal' })).toHaveValue('To get fit');

  await panel.getByRole('textbox', { name: 'Owner' }).fill('Nobody');
  // Esc keeps what is written, as in a note; once more it closes the panel.
  await page.keyboard.press('Escape');
  await expect(panel.getByRole('textbox', { name: 'Owner' })).toHaveValue('Nobody');
  await wall.settled();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await wall.settled();
  await other.close();
  await wall.settled();
});

test('two presses on the painted header open its panel', async ({ page, wall }) => {
  const at = await page.evaluate(() => window.__board?.headerRect ?? null);
  await page.mouse.dblclick((at?.x ?? 0) + 40, (at?.y ?? 0) + 10);
  await expect(page.getByRole('complementary', { name: 'Header' })).toBeVisible();
  await wall.settled();
});

test('sheets are tabs: shown, added, renamed, moved, deleted', async ({ browser }) => {
  const host = await Host.begin('hotjar-workshop');
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const wall = await Wall.join(page, host.address, 'Nadia');
  const tabs = page.getByRole('navigation', { name: 'Sheets' });
  const names = (): Promise<string[]> => tabs.locator('[data-tab]').allTextContents();
  expect(await names()).toEqual(['Empathy map', 'Journey map']);
  const current = tabs.locator('[aria-current="true"]');
  await tabs.getByRole('button', { name: 'Show sheet Journey map' }).click();
  await expect(current).toHaveText('Journey map');
  await tabs.getByRole('button', { name: 'Show sheet Empathy map' }).click();
  await expect(current).toHaveText('Empathy map');

  await tabs.getByRole('button', { name: 'Add sheet' }).click();
  await page.getByRole('menuitem', { name: 'Blank sheet' }).click();
  await expect(page.getByRole('textbox', { name: 'Sheet title' })).toBeFocused();
  await page.keyboard.type('To be');
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['Empathy map', 'To be', 'Journey map']);
  await expect(current).toHaveText('To be');
  const grid = new Grid(page);
  await expect(page.getByRole('table', { name: 'To be' })).toBeAttached();
  expect(await grid.stages(1)).toHaveLength(3);
  expect(await grid.rows(1)).toHaveLength(3);

  const from = await tabs.getByRole('button', { name: 'Show sheet To be' }).boundingBox();
  const to = await tabs.getByRole('button', { name: 'Show sheet Journey map' }).boundingBox();
  if (from === null || to === null) throw new Error('no tabs');
  await grid.drag({ x: from.x + 10, y: from.y + 10 }, { x: to.x + to.width - 4, y: to.y + 10 });
  await expect.poll(names).toEqual(['Empathy map', 'Journey map', 'To be']);

  await tabs.getByRole('button', { name: 'Show sheet To be' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect.poll(names).toEqual(['Empathy map', 'Journey map']);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(names).toEqual(['Empathy map', 'Journey map', 'To be']);
  await wall.settled();
  await page.close();
  await host.end();
});

test('a board gets a kind of its own, and loses it again', async ({ page, wall }) => {
  await page.getByRole('button', { name: 'Board menu' }).click();
  await page.getByRole('menuitem', { name: 'Note types…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Note types' });
  await dialog.getByRole('button', { name: 'Add note type' }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Risk');
  await dialog.getByRole('radio', { name: 'Pink' }).check();
  await dialog.getByRole('radio', { name: 'flag', exact: true }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Risk', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Rename Risk' }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Threat');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Threat', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove Threat' }).click();
  await expect(dialog.getByText('Threat', { exact: true })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await wall.settled();
});
