/** The camera obeys: a board opens as wide as the window, and acts move the view as little as needed. */
import { expect, test } from './pages/fixtures';

test('a board opens with all its stages in sight', async ({ wall }) => {
  const first = await wall.middleOf('Awareness', 'Doing');
  const last = await wall.middleOf('Brand loyalty', 'Doing');
  // Half a column fits beside each middle.
  expect(first.x).toBeGreaterThan(200);
  expect(last.x + (last.x - first.x) / 8).toBeLessThan(1280);
});

test('a note is written where it is while its letters can be read', async ({ wall }) => {
  const zoom = await wall.zoom();
  expect(zoom).toBeLessThan(0.75);
  await wall.write('Awareness', 'Doing', 'Asks a friend');
  expect(await wall.zoom()).toBe(zoom);
});

test('letters that are too small come nearer as far as needed, and Esc goes back', async ({ wall, page }) => {
  for (const _ of [1, 2, 3, 4]) await page.keyboard.press('Control+-');
  await wall.settled();
  const zoom = await wall.zoom();
  expect(zoom).toBeLessThan(0.5);
  const before = await wall.middleOf('Awareness', 'Doing');
  await page.keyboard.press('n');
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('Asks a friend');
  await expect.poll(() => wall.zoom()).toBeCloseTo(0.6, 5);
  await page.keyboard.press('Escape');
  await expect.poll(() => wall.zoom()).toBeCloseTo(zoom, 5);
  await wall.settled();
  expect((await wall.middleOf('Awareness', 'Doing')).x).toBeCloseTo(before.x, 1);
});

test('parking leaves the view where it is and picks the neighbour', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'Asks a friend');
  await wall.write('Awareness', 'Doing', 'Looks around');
  const { x, y } = await wall.middleOfNote('Asks a friend');
  await page.mouse.click(x, y);
  const before = await wall.middleOf('Retention', 'Thinking');
  await page.keyboard.press('Alt+p');
  await expect(page.getByRole('button', { name: '1 parked Show' })).toBeVisible();
  const neighbour = await wall.note('Looks around').getAttribute('data-note');
  expect(await wall.selected()).toEqual([neighbour]);
  await wall.settled();
  expect(await wall.middleOf('Retention', 'Thinking')).toEqual(before);
});

test('a board with one sheet has a way to fit it again', async ({ wall, page }) => {
  const zoom = await wall.zoom();
  await page.keyboard.press('Shift+Digit0');
  await expect.poll(() => wall.zoom()).toBe(1);
  await page.getByRole('button', { name: 'Fit the width' }).click();
  await expect.poll(() => wall.zoom()).toBe(zoom);
});
