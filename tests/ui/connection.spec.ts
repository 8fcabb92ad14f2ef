import { expect, test } from './pages/fixtures';
import { Wall } from './pages/wall';
import { Wire } from './pages/wire';

test('what is typed while the connection is down is kept, and sent when it is back', async ({
  host,
  page,
  browser,
}) => {
  const wire = await Wire.of(page);
  const wall = await Wall.join(page, host.address, 'Nadia');
  await wall.write('Awareness', 'Doing', 'Reads');
  await page.keyboard.press('Enter');
  await expect(wall.field).toBeFocused();
  await page.keyboard.press('End');

  await wire.cut();
  const line = page.getByRole('status').filter({ hasText: 'Reconnecting…' });
  await expect(line).toBeVisible();
  await page.keyboard.type(' reviews on the way home');
  await expect(wall.field).toHaveValue('Reads reviews on the way home');
  // What others write meanwhile comes together with it.
  const other = await browser.newContext();
  const bo = await Wall.join(await other.newPage(), host.address, 'Bo');
  await expect(bo.note('Reads')).toHaveCount(1);
  expect(await bo.notesIn('Awareness', 'Doing')).toEqual(['Reads']);
  await bo.write('Retention', 'Doing', 'Comes twice a week');

  wire.join();
  await expect(line).toHaveCount(0);
  await expect.poll(() => bo.notesIn('Awareness', 'Doing')).toEqual(['Reads reviews on the way home']);
  await expect(wall.note('Comes twice a week')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['Reads reviews on the way home']);
  await other.close();
});

test('a note that is left while the connection is down still gets its words', async ({ host, page }) => {
  const wire = await Wire.of(page);
  const wall = await Wall.join(page, host.address, 'Nadia');
  await wall.write('Awareness', 'Doing', 'Asks');
  await page.keyboard.press('Enter');
  await expect(wall.field).toBeFocused();
  await wire.cut();
  await expect(page.getByRole('status').filter({ hasText: 'Reconnecting…' })).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.type(' a friend');
  await page.keyboard.press('Escape');
  wire.join();
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['Asks a friend']);
});

test('notes that are added while the program is away are on their papers, and come in when it is back', async ({
  host,
  page,
  browser,
}) => {
  const wire = await Wire.of(page);
  const wall = await Wall.join(page, host.address, 'Nadia');
  await wall.write('Awareness', 'Doing', 'Asks');
  await wire.cut();
  await expect(page.getByRole('status').filter({ hasText: 'Reconnecting…' })).toBeVisible();
  const { x, y } = await wall.marginOf('Awareness', 'Thinking');
  await page.mouse.dblclick(x, y);
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('Is it dear?');
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-unsent]')).toHaveText('Is it dear?');
  await expect(page.getByRole('list', { name: 'Waiting to be sent' }).getByRole('listitem')).toHaveText([
    'Is it dear?',
  ]);
  wire.join();
  const other = await browser.newContext();
  const bo = await Wall.join(await other.newPage(), host.address, 'Bo');
  await expect.poll(() => bo.notesIn('Awareness', 'Thinking')).toEqual(['Is it dear?']);
  await expect(page.locator('[data-unsent]')).toHaveCount(0);
  await expect(page.getByRole('region', { name: /^This text is not/ })).toHaveCount(0);
  await other.close();
});
