import { expect, test } from './pages/fixtures';
import { Host } from './pages/host';
import { Wall } from './pages/wall';

test('a search finds notes in reading order, goes from one to the next, and gives back', async ({
  wall,
  page,
}) => {
  await wall.write('Retention', 'Thinking', 'Größe der Halle');
  await wall.write('Awareness', 'Doing', 'Asks about the grosse Halle');
  await wall.write('Awareness', 'Thinking', 'Nothing of the kind');
  await page.keyboard.press('Control+f');
  const field = page.getByRole('combobox', { name: 'Find notes, stages and rows' });
  await expect(field).toBeFocused();
  await page.keyboard.type('kind');
  await expect(page.getByRole('option')).toHaveText([/Nothing of the kind/]);
  // Neither accents nor ß keep a word from being found.
  await field.fill('grösse');
  await expect(page.getByRole('option')).toHaveCount(2);
  await field.fill('halle');
  await expect(page.getByRole('option')).toHaveText([/Asks about the grosse Halle/, /Größe der Halle/]);
  await expect(page.getByRole('status').filter({ hasText: '2 notes' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Retention · Thinking' })).toBeVisible();

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const picked = await wall.note('Größe der Halle').getAttribute('data-note');
  await expect.poll(() => wall.selected()).toEqual([picked]);
  await expect(field).toBeFocused();
  const { x } = await wall.middleOfNote('Größe der Halle');
  expect(x).toBeLessThan(1280 - 360);

  // Enter goes there; without it the search would have been only a look.
  await page.keyboard.press('Enter');
  await expect.poll(() => wall.selected()).toEqual([picked]);
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(wall.note('Größe der Halle')).toBeFocused();
});

test('a search that was only a look ends where it began', async ({ wall, page }) => {
  await wall.write('Retention', 'Thinking', 'Too far away');
  await wall.write('Awareness', 'Doing', 'Asks a friend');
  const before = await wall.middleOfNote('Asks a friend');
  const friend = await wall.selected();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('far');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => wall.selected()).not.toEqual(friend);
  await page.keyboard.press('Escape');
  await expect.poll(() => wall.selected()).toEqual(friend);
  await wall.settled();
  expect(await wall.middleOfNote('Asks a friend')).toEqual(before);
});

test('author, kind and rows are found too', async ({ page }) => {
  const host = await Host.begin('zapier-gym');
  await Wall.join(page, host.address, 'Nadia');
  await page.keyboard.press('Control+f');
  const field = page.getByRole('combobox', { name: 'Find notes, stages and rows' });
  await field.fill('ana pain');
  await expect(page.getByRole('option', { name: /Training alone is dull/ })).toBeVisible();
  await expect(page.getByRole('option', { name: /Looks up gyms/ })).toHaveCount(0);
  await field.fill('encounters');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: /Row.*Encounters/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await field.fill('zzz');
  await expect(page.getByRole('status').filter({ hasText: 'Nothing found' })).toBeVisible();
  await host.end();
});
