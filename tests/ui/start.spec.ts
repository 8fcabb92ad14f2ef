/** Boards as a whole: the start screen and the gallery of templates. */
import { barriers } from './pages/axe';
import { Desk, Start } from './pages/desk';
import { expect, home, test, wallOf } from './pages/seated';

test('a desk with no boards shows what they can be made from', async ({ page }) => {
  const desk = await Desk.begin();
  const start = await Start.at(page, desk);
  await expect(page.getByRole('heading', { name: 'Map your customers’ journey' })).toBeVisible();
  await expect(start.boards).toHaveCount(0);
  const shelf = page.getByRole('list', { name: 'Start with a template' });
  await expect(shelf.getByRole('button', { name: 'Standard journey map' })).toBeVisible();
  await expect(shelf.locator('img').first()).toBeVisible();
  await desk.end();
});

test('a board is made from a template and written on by keyboard alone', async ({ start, page }) => {
  await page.getByRole('button', { name: 'New board' }).focus();
  await page.keyboard.press('Enter');
  await expect(start.gallery.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('blueprint');
  await expect(start.gallery.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(start.gallery.getByRole('button', { name: 'Service blueprint' })).toBeFocused();
  await page.keyboard.press('Enter');
  const title = start.gallery.getByRole('textbox', { name: 'Title' });
  await expect(title).toBeFocused();
  await page.keyboard.type('Returning a parcel');
  await page.keyboard.press('Enter');

  const wall = await wallOf(page);
  await expect(page).toHaveTitle('Returning a parcel – Journeywall');
  await page.keyboard.press('n');
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('Prints the label');
  await page.keyboard.press('Escape');
  await expect(wall.note('Prints the label')).toHaveCount(1);
});

test('the card of a board shows what was written on it', async ({ start, page }) => {
  const before = await start.picture('Joining the gym');
  await start.card('Joining the gym').click();
  const wall = await wallOf(page);
  await wall.write('Awareness', 'Doing', 'Reads reviews');
  await home(page);
  await start.ready();
  await expect.poll(() => start.picture('Joining the gym')).not.toBe(before);
  await expect(start.card('Joining the gym')).toBeFocused();
  expect((await start.titles())[0]).toBe('Joining the gym');
});

test('going home keeps the letters of a note that is being written', async ({ start, page }) => {
  await start.card('Joining the gym').click();
  const wall = await wallOf(page);
  const { x, y } = await wall.marginOf('Awareness', 'Doing');
  await page.mouse.dblclick(x, y);
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('Half a thought');
  await home(page);
  await start.ready();
  await start.card('Joining the gym').click();
  await wall.ready();
  await expect(wall.note('Half a thought')).toHaveCount(1);
});

test('a board of building blocks is as its preview says', async ({ start, page }) => {
  await page.getByRole('button', { name: 'New board' }).click();
  await start.gallery.getByRole('button', { name: /Build your own/ }).click();
  await start.gallery.getByRole('radio', { name: /Discover, explore, buy/ }).check();
  await start.gallery.getByRole('radio', { name: /^Empathy map/ }).check();
  const preview = start.gallery.getByRole('table');
  await expect(preview.getByRole('columnheader')).toHaveText(['Discover', 'Explore', 'Buy']);
  await expect(preview.getByRole('rowheader')).toHaveText(['Says', 'Does', 'Thinks', 'Feels']);
  await start.gallery.getByRole('textbox', { name: 'Title' }).fill('Kitchens');
  await start.gallery.getByRole('button', { name: 'Create board' }).click();
  const wall = await wallOf(page);
  await expect(await wall.cell('Buy', 'Feels')).toHaveCount(1);
});

test('a board is renamed where its title stands', async ({ start, page }) => {
  await start.card('Booking a train').focus();
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: 'Board title' });
  await expect(field).toBeFocused();
  await page.keyboard.type('Booking a night train');
  await page.keyboard.press('Enter');
  await expect(start.card('Booking a night train')).toBeFocused();
  await page.keyboard.press('F2');
  // Esc keeps what is written, as Enter does.
  await page.keyboard.type('Booking a sleeper');
  await page.keyboard.press('Escape');
  await expect(start.card('Booking a sleeper')).toBeFocused();
  expect((await start.titles()).sort()).toEqual(['Booking a sleeper', 'Joining the gym']);
  await start.card('Booking a sleeper').click();
  await wallOf(page);
  await expect(page).toHaveTitle('Booking a sleeper – Journeywall');
});

test('a copy of a board has a life of its own', async ({ start, page }) => {
  await start.choose('Joining the gym', 'Duplicate');
  await expect(start.card('Joining the gym (copy)')).toBeFocused();
  await page.keyboard.press('Enter');
  const wall = await wallOf(page);
  await wall.write('Awareness', 'Doing', 'Only in the copy');
  await home(page);
  await start.card('Joining the gym').click();
  await wall.ready();
  await expect(page).toHaveTitle('Joining the gym – Journeywall');
  await expect(wall.notes).toHaveCount(0);
});

test('a deleted board comes back from the notice', async ({ start, page }) => {
  await start.card('Booking a train').focus();
  await page.keyboard.press('Delete');
  await expect(start.boards).toHaveCount(1);
  await expect(start.card('Joining the gym')).toBeFocused();
  await start.notice('“Booking a train” was deleted').getByRole('button', { name: 'Undo' }).click();
  await expect(start.boards).toHaveCount(2);
  await expect(start.card('Booking a train')).toBeVisible();
});

test('deleted boards are restored later, or permanently deleted', async ({ start, page }) => {
  await start.choose('Booking a train', 'Delete');
  await expect(start.boards).toHaveCount(1);
  await start.choose('Joining the gym', 'Delete');
  await expect(page.getByRole('heading', { name: 'Map your customers’ journey' })).toBeVisible();
  await page.reload();
  await start.ready();
  await page.getByText('Deleted boards').click();
  await page.getByRole('button', { name: 'Restore: Booking a train' }).click();
  await expect(start.card('Booking a train')).toBeVisible();

  await page.getByRole('button', { name: 'Delete permanently: Joining the gym' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Restore: Joining the gym' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete permanently: Joining the gym' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete permanently' }).click();
  await expect(start.notice('permanently deleted')).toBeVisible();
  await expect(page.getByText('Deleted boards')).toHaveCount(0);
  await expect(start.boards).toHaveCount(1);
});

test('arrows walk the cards, and slash searches among many', async ({ page }) => {
  const names = ['Ants', 'Bees', 'Cats', 'Dogs', 'Eels', 'Frogs', 'Goats', 'Hens', 'Ibexes'];
  const desk = await Desk.begin(...names);
  const start = await Start.at(page, desk);
  const order = await start.titles();
  expect(order).toHaveLength(9);
  await start.card(order[0] ?? '').focus();
  await page.keyboard.press('ArrowRight');
  await expect(start.card(order[1] ?? '')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(start.card(order[5] ?? '')).toBeFocused();
  await page.keyboard.press('End');
  await expect(start.card(order[8] ?? '')).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type('ee');
  expect((await start.titles()).sort()).toEqual(['Bees', 'Eels']);
  await page.keyboard.type('x');
  await expect(page.getByText('No boards match.')).toBeVisible();
  await desk.end();
});

test('a page that is loaded anew comes back to the open board', async ({ start, page }) => {
  await start.card('Joining the gym').click();
  const wall = await wallOf(page);
  await wall.write('Awareness', 'Doing', 'Reads reviews');
  await page.reload();
  await wall.ready();
  await expect(wall.note('Reads reviews')).toHaveCount(1);
  await expect(page).toHaveTitle('Joining the gym – Journeywall');
  await home(page);
  await start.ready();
  await page.reload();
  await start.ready();
  await expect(start.boards).toHaveCount(2);
});

test('the start screen says it when its desk has gone', async ({ desk, start, page }) => {
  await desk.leave();
  await expect(page.getByRole('status').filter({ hasText: 'Connection lost' })).toBeVisible();
  await expect(start.card('Joining the gym')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('start screen, gallery and export have no known barrier', async ({ start, page }) => {
      await start.picture('Joining the gym');
      expect(await barriers(page)).toEqual([]);
      await start.choose('Booking a train', 'Delete');
      await page.getByText('Deleted boards').click();
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('button', { name: 'New board' }).click();
      await expect(start.gallery.locator('img').first()).toBeVisible();
      expect(await barriers(page)).toEqual([]);
      await start.gallery.getByRole('button', { name: /Build your own/ }).click();
      expect(await barriers(page)).toEqual([]);
      await start.gallery.getByRole('button', { name: 'Back' }).click();
      await start.gallery.getByRole('button', { name: 'Empathy map' }).click();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await start.card('Joining the gym').click();
      await wallOf(page);
      await page.keyboard.press('Control+Shift+E');
      await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
      expect(await barriers(page)).toEqual([]);
    });
  });
}
