import type { Page } from '@playwright/test';
import { expect, test } from './pages/fixtures';
import { Grid } from './pages/grid';
import { Host } from './pages/host';
import { Wall } from './pages/wall';

test('what is behind a note is written in the panel, field by field, and kept', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'Cancels at the desk');
  await page.keyboard.press('Alt+Enter');
  const panel = page.getByRole('complementary', { name: 'Note' });
  await panel.getByLabel('Impact').selectOption('Journey abandoned');
  await panel.getByLabel('Evidence').selectOption('Quote');
  await panel.getByLabel('Tags').fill('price, trust, price');
  await panel.getByLabel('Owner').fill('Nadia');
  await panel.getByLabel('Moment that matters').check();
  await panel.getByLabel('Add a comment').fill('Three of five people said so.');
  await panel.getByRole('button', { name: 'Send' }).click();
  await expect(panel.getByText('Three of five people said so.')).toBeVisible();
  await wall.settled();
  await page.reload();
  await wall.ready();
  await wall.note('Cancels at the desk').focus();
  await page.keyboard.press('Alt+Enter');
  await expect(panel.getByLabel('Impact')).toHaveValue('abandon');
  await expect(panel.getByLabel('Evidence')).toHaveValue('quote');
  await expect(panel.getByLabel('Tags')).toHaveValue('price, trust');
  await expect(panel.getByLabel('Owner')).toHaveValue('Nadia');
  await expect(panel.getByLabel('Moment that matters')).toBeChecked();
  await panel.getByRole('button', { name: 'Delete comment' }).click();
  await expect(panel.getByText('Three of five people said so.')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
});

test('one field that is left is one act, and Esc leaves it with its words as Enter does', async ({
  wall,
  page,
}) => {
  await wall.write('Awareness', 'Doing', 'Asks a friend');
  await page.keyboard.press('Alt+Enter');
  const owner = page.getByRole('complementary', { name: 'Note' }).getByLabel('Owner');
  await owner.fill('Omar');
  await owner.press('Enter');
  await wall.settled();
  await owner.fill('Olga');
  await owner.press('Escape');
  await expect(owner).not.toBeFocused();
  await wall.settled();
  await expect(owner).toHaveValue('Olga');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(owner).toHaveValue('Omar');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(owner).toHaveValue('');
});

test('what the customer wants at a stage and who looks after it are written in its panel', async ({
  wall,
  page,
}) => {
  const grid = new Grid(page);
  await grid.openMenu('stage', 'Consideration');
  await grid.choose('Goal and owner…');
  const panel = page.getByRole('complementary', { name: 'Stage' });
  await expect(panel.getByText('Consideration')).toBeVisible();
  await panel.getByLabel('Goal').fill('Compare three offers');
  await panel.getByLabel('Owner').fill('Marketing');
  await panel.getByLabel('Owner').press('Enter');
  await wall.settled();
  // The keyboard opens it from a picked stage, also after the page was loaded again.
  await page.reload();
  await wall.ready();
  const next = await grid.middleOf('stage', 'Consideration');
  await page.mouse.click(next.x, next.y);
  await page.keyboard.press('Alt+Enter');
  await expect(panel.getByLabel('Goal')).toHaveValue('Compare three offers');
  await expect(panel.getByLabel('Owner')).toHaveValue('Marketing');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByLabel('Owner')).toHaveValue('');
});

test.describe('sentiments and measures', () => {
  let host: Host;
  let wall: Wall;

  test.afterEach(() => host.end());

  async function begin(page: Page, template: string): Promise<void> {
    host = await Host.begin(template);
    wall = await Wall.join(page, host.address, 'Nadia');
  }

  test('a press on the curve says a sentiment, + and − correct it, the menu takes it back', async ({
    page,
  }) => {
    await begin(page, 'client-journey');
    const { step, row } = await sentimentRow(wall);
    const at = await wall.placeOf([step, row]);
    const zoom = await wall.zoom();
    await page.mouse.move(at.x + at.w / 2, at.y + 44 * zoom);
    await expect(page.getByText('+2 Delighted')).toBeVisible();
    await page.mouse.click(at.x + at.w / 2, at.y + 44 * zoom);
    await expect.poll(() => wall.sentiments()).toEqual([2]);
    await page.keyboard.press('-');
    await expect.poll(() => wall.sentiments()).toEqual([1]);
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menuitemradio', { name: '+1 Pleased' })).toBeChecked();
    await page.getByRole('menuitem', { name: 'Clear rating' }).click();
    await expect.poll(() => wall.sentiments()).toEqual([]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => wall.sentiments()).toEqual([1]);
  });

  test('a press anywhere in the row counts, and one’s own rating is seen beside the median', async ({
    page,
  }) => {
    await begin(page, 'client-journey');
    const at = await wall.placeOf(Object.values(await sentimentRow(wall)) as [string, string]);
    await page.mouse.click(at.x + at.w / 2, at.y + 4);
    await expect.poll(() => wall.sentiments()).toEqual([2]);
    await page.mouse.click(at.x + at.w / 2, at.y + at.h - 4);
    await expect.poll(() => wall.sentiments()).toEqual([-2]);
    await expect(page.locator('[data-ratings]')).toContainText('Median −2, 1 rating');
    await expect(page.locator('[data-ratings]')).toContainText('You: −2 Frustrated');
    await page.keyboard.press('Delete');
    await expect.poll(() => wall.sentiments()).toEqual([]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => wall.sentiments()).toEqual([-2]);
  });

  test('a guest rates with five faces in the table, by keys and by press, and clears it', async ({
    browser,
  }) => {
    host = await Host.begin('client-journey', '0.0.0.0:0');
    const context = await browser.newContext();
    const guest = await Wall.join(await context.newPage(), host.address, 'Ann');
    const { page } = guest;
    await page.keyboard.press('o');
    const faces = page.getByRole('group', { name: /^Your rating, / }).first();
    await faces.getByRole('radio', { name: '+1 Pleased' }).check({ force: true });
    await expect.poll(() => guest.sentiments()).toEqual([1]);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => guest.sentiments()).toEqual([2]);
    await expect(faces.getByRole('radio', { name: '+2 Delighted' })).toBeChecked();
    const table = page.getByRole('region', { name: 'Board as table' });
    await expect(table.getByText('Median +2, 1 rating')).toBeVisible();
    await faces.getByRole('button', { name: 'Clear rating' }).click();
    await expect.poll(() => guest.sentiments()).toEqual([]);
    await expect(faces.getByRole('radio', { name: '+2 Delighted' })).not.toBeChecked();
    await context.close();
  });

  test('a measure is written in its panel', async ({ page }) => {
    await begin(page, 'saas-lifecycle');
    const cell = page.getByRole('button', { name: /^Add note to .+, (Metrics|KPI.*)$/ }).first();
    await cell.focus();
    await page.keyboard.press('Alt+Enter');
    const panel = page.getByRole('complementary', { name: 'Metric' });
    await panel.getByLabel('Value').fill('42');
    await panel.getByLabel('Unit').fill('%');
    await panel.getByLabel('Target').fill('60');
    await panel.getByLabel('Target').press('Enter');
    await expect.poll(() => wall.measures()).toEqual([{ value: '42', unit: '%', target: '60' }]);
  });
});

async function sentimentRow(wall: Wall): Promise<{ step: string; row: string }> {
  const found = await wall.page.evaluate(() => {
    const sheet = window.__board?.scene?.sheets.find((one) => one.curves.length > 0);
    return { step: sheet?.steps[0]?.id ?? '', row: sheet?.curves[0]?.row ?? '' };
  });
  return found;
}
