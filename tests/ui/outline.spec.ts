import { expect, test } from './pages/fixtures';
import { Host } from './pages/host';
import { Outline } from './pages/outline';
import { Wall } from './pages/wall';

test('a whole map is built through the outline alone, by keyboard', async ({ page }) => {
  const host = await Host.begin('blank');
  await Wall.join(page, host.address, 'Nadia');
  const outline = new Outline(page);
  await outline.show();

  for (const stage of ['Hears of it', 'Signs up', 'Stays']) {
    await page.getByRole('button', { name: 'Add stage' }).focus();
    await page.keyboard.press('Enter');
    await expect(outline.titleField('New stage')).toBeFocused();
    await page.keyboard.type(stage);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('columnheader', { name: stage })).toBeVisible();
  }
  for (const row of ['Doing', 'Thinking']) {
    await page.getByRole('button', { name: 'Add row' }).focus();
    await page.keyboard.press('Enter');
    await expect(outline.titleField('New row')).toBeFocused();
    await page.keyboard.type(row);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('rowheader', { name: row })).toBeVisible();
  }

  await outline.add('Hears of it', 'Doing').focus();
  await page.keyboard.press('Enter');
  await expect(outline.field).toBeFocused();
  await page.keyboard.type('Sees a poster');
  await page.keyboard.press('Tab');
  await expect(outline.note('Sees a poster')).toBeVisible();
  await expect(outline.field).toHaveValue('');
  await page.keyboard.type('Asks a friend');
  await page.keyboard.press('Escape');
  await expect(outline.note('Asks a friend')).toBeFocused();

  // Arrows walk, digits with Alt say what it is, Enter writes on.
  await page.keyboard.press('ArrowUp');
  await expect(outline.note('Sees a poster')).toBeFocused();
  await page.keyboard.press('Alt+4');
  await expect(outline.note('Sees a poster')).toHaveAccessibleName(/pain point/i);
  await page.keyboard.press('Enter');
  await expect(outline.field).toHaveValue('Sees a poster');
  await page.keyboard.type(' at the station');
  await page.keyboard.press('Escape');
  await expect(outline.note('Sees a poster at the station')).toBeFocused();

  await page.keyboard.press('ArrowRight');
  await expect(outline.add('Signs up', 'Doing')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type('Pays at once');
  await page.keyboard.press('Escape');
  await expect(outline.note('Pays at once')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(outline.note('Pays at once')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(outline.note('Pays at once')).toBeVisible();

  // A title is a button that becomes a field where it stands.
  await page.getByRole('button', { name: 'Stays', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Comes back');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Comes back', exact: true })).toBeFocused();

  // It is the same board that the wall shows.
  await page.keyboard.press('Control+Shift+o');
  const wall = new Wall(page);
  await expect
    .poll(() => wall.notesIn('Hears of it', 'Doing'))
    .toEqual(['Sees a poster at the station', 'Asks a friend']);
  await expect.poll(() => wall.notesIn('Signs up', 'Doing')).toEqual(['Pays at once']);
  await expect(page.getByRole('columnheader', { name: 'Comes back' })).toHaveCount(1);
  await host.end();
});

test('wall and table are in step, with other people too', async ({ host, wall, page, browser }) => {
  await wall.write('Awareness', 'Doing', 'Reads reviews');
  const outline = new Outline(page);
  await outline.show();
  await expect(outline.note('Reads reviews')).toBeVisible();
  await expect(outline.note('Reads reviews')).toBeFocused();

  const other = await browser.newContext();
  const bo = await Wall.join(await other.newPage(), host.address, 'Bo');
  await bo.drag('Reads reviews', 'Retention', 'Thinking');
  const cell = page.getByRole('cell').filter({ has: outline.add('Retention', 'Thinking') });
  await expect(cell.getByRole('button', { name: /^Reads reviews, / })).toBeVisible();
  await bo.write('Consideration', 'Doing', 'Compares prices');
  await expect(outline.note('Compares prices')).toBeVisible();
  await other.close();

  await outline.note('Compares prices').focus();
  const picked = await outline.note('Compares prices').getAttribute('data-note');
  expect(await wall.selected()).toEqual([picked]);
});
