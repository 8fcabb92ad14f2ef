import { Finger } from './pages/finger';
import { expect, test } from './pages/fixtures';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 3 });

test('on a phone a note of the wall is written in a sheet from below', async ({ wall, page }) => {
  await page.getByRole('button', { name: 'Wall', exact: true }).tap();
  const { x, y } = await wall.middleOf('Awareness', 'Doing');
  await (await Finger.on(page)).tap({ x, y });
  await page.getByRole('button', { name: 'Add note', exact: true }).tap();
  await expect(wall.field).toBeFocused();
  const size = await wall.field.evaluate((field) => parseFloat(getComputedStyle(field).fontSize));
  expect(size).toBeGreaterThanOrEqual(16);
  const box = await wall.field.boundingBox();
  expect(box?.y).toBeGreaterThan(844 / 2);
  await page.keyboard.type('Looks it up');
  await page.getByRole('button', { name: 'Next note' }).tap();
  await expect(wall.field).toHaveValue('');
  await page.keyboard.type('Calls a friend');
  await page.getByRole('button', { name: 'Done' }).tap();
  await expect(wall.field).toHaveCount(0);
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['Looks it up', 'Calls a friend']);
});
