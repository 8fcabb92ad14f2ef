import { expect, test } from './pages/fixtures';

test('arrows walk the grid, and the table follows with the focus', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'first');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Add note to Consideration, Doing' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(wall.note('first')).toBeFocused();
  expect(await wall.selected()).toHaveLength(1);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Add note to Awareness, Thinking' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('by keyboard alone');
  await page.keyboard.press('Escape');
  await expect.poll(() => wall.notesIn('Awareness', 'Thinking')).toEqual(['by keyboard alone']);
});

test('Tab reaches the board and the tools', async ({ page, wall }) => {
  await wall.settled();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Add note to Awareness, Doing' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Joining the gym, Rename' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Board menu' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'People' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
});

test('the wall zooms to the pointer and back to the whole board', async ({ wall, page }) => {
  const at = await wall.middleOf('Awareness', 'Doing');
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -80);
  await page.keyboard.up('Control');
  await wall.settled();
  const there = await wall.middleOf('Awareness', 'Doing');
  expect(Math.abs(there.x - at.x)).toBeLessThan(30);
  const near = await wall.zoom();
  await page.keyboard.press('Shift+Digit1');
  await wall.settled();
  expect(await wall.zoom()).toBeLessThan(near);
  await page.keyboard.press('Shift+Digit0');
  await wall.settled();
  expect(await wall.zoom()).toBe(1);
});
