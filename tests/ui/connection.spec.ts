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
  const line = page.getByRole('status').filter({ hasText: 'Connection lost' });
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
  await expect(page.getByRole('status').filter({ hasText: 'Connection lost' })).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.type(' a friend');
  await page.keyboard.press('Escape');
  wire.join();
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['Asks a friend']);
});
