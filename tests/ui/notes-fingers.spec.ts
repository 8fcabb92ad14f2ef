import { Finger } from './pages/finger';
import { chip, expect, parked, picked, tapWall, test } from './pages/noted';
import type { Wall } from './pages/wall';

test.use({
  hasTouch: true,
  isMobile: true,
  viewport: { width: 390, height: 844 },
  board: {
    lines: [
      ['Awareness', 'Doing', 'one'],
      ['Awareness', 'Doing', 'two'],
      ['Awareness', 'Doing', 'three'],
      ['Consideration', 'Doing', 'four', 'question'],
      ['', '', 'later'],
    ],
  },
});

async function chipMiddle(wall: Wall): Promise<{ x: number; y: number }> {
  const box = await chip(wall.page).boundingBox();
  if (box === null) throw new Error('no place to park is shown');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('a finger that rests on a note carries it to the place where notes are parked', async ({
  wall,
  page,
}) => {
  await tapWall(page);
  const finger = await Finger.on(page);
  const { x, y } = await wall.middleOfNote('one');
  await finger.down({ x, y });
  await expect(page.locator('[data-carried]')).toBeVisible();
  await finger.move({ x: x + 40, y: y + 40 });
  await finger.move(await chipMiddle(wall));
  await finger.up();
  await expect.poll(() => parked(wall)).toEqual(['later', 'one']);
});

test('a swipe that begins on a note moves the wall and not the note', async ({ wall, page }) => {
  await tapWall(page);
  const finger = await Finger.on(page);
  const from = await wall.middleOfNote('one');
  await finger.down(from);
  for (const by of [20, 40, 60]) await finger.move({ x: from.x - by, y: from.y - by });
  await finger.up();
  await wall.settled();
  expect((await wall.middleOfNote('one')).x).toBeLessThan(from.x - 30);
  expect(await wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two', 'three']);
  expect(await wall.selected()).toEqual([]);
});

test('what a finger did before a busy page heard of it is judged by when it did it', async ({
  wall,
  page,
}) => {
  await tapWall(page);
  const finger = await Finger.on(page);
  const from = await wall.middleOfNote('one');
  await finger.down(from);
  // The page is busy for longer than a finger has to rest, and the swipe is made in the meantime.
  const busy = page.evaluate(() => {
    const end = performance.now() + 1200;
    while (performance.now() < end);
  });
  for (const by of [20, 40, 60]) await finger.moveUnheard({ x: from.x - by, y: from.y });
  await busy;
  await finger.up();
  await wall.settled();
  expect((await wall.middleOfNote('one')).x).toBeLessThan(from.x - 30);
  expect(await wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two', 'three']);
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('a note is moved in three taps', async ({ wall, page }) => {
  await tapWall(page);
  const { x, y } = await wall.middleOfNote('one');
  await (await Finger.on(page)).tap({ x, y });
  await page.getByRole('button', { name: 'Move', exact: true }).tap();
  await page.getByRole('dialog').getByRole('button', { name: 'Thinking' }).tap();
  await expect.poll(() => wall.notesIn('Awareness', 'Thinking')).toEqual(['one']);
  await expect.poll(() => picked(wall)).toEqual(['one']);
});
