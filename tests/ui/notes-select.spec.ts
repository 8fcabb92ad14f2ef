import { Finger } from './pages/finger';
import { expect, picked, press, spoken, tapWall, test } from './pages/noted';

test.use({
  board: {
    lines: [
      ['Awareness', 'Doing', 'one'],
      ['Awareness', 'Doing', 'two'],
      ['Consideration', 'Doing', 'three'],
      ['Awareness', 'Thinking', 'four'],
    ],
  },
});

test('a frame drawn on empty wall picks what it touches, Shift adds, Esc gives back', async ({
  wall,
  page,
}) => {
  const start = await wall.marginOf('Awareness', 'Doing');
  const one = await wall.middleOfNote('one');
  const two = await wall.middleOfNote('two');
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(Math.max(one.x, two.x), Math.max(one.y, two.y), { steps: 5 });
  await expect(page.locator('[data-marquee]')).toBeVisible();
  await page.mouse.up();
  await expect(page.locator('[data-marquee]')).toHaveCount(0);
  await expect.poll(() => picked(wall)).toEqual(['one', 'two']);
  await spoken(page, '2 notes selected');

  const beside = await wall.marginOf('Consideration', 'Doing');
  const three = await wall.middleOfNote('three');
  await page.keyboard.down('Shift');
  await page.mouse.move(beside.x, beside.y);
  await page.mouse.down();
  await page.mouse.move(three.x, three.y, { steps: 5 });
  await page.keyboard.up('Shift');
  await expect.poll(() => picked(wall)).toEqual(['one', 'two', 'three']);
  await page.mouse.up();

  const below = await wall.marginOf('Awareness', 'Thinking');
  const four = await wall.middleOfNote('four');
  await page.mouse.move(below.x, below.y);
  await page.mouse.down();
  await page.mouse.move(four.x, four.y, { steps: 5 });
  await expect.poll(() => picked(wall)).toEqual(['four']);
  await page.keyboard.press('Escape');
  await expect.poll(() => picked(wall)).toEqual(['one', 'two', 'three']);
  await page.mouse.up();
  await expect.poll(() => picked(wall)).toEqual(['one', 'two', 'three']);
});

test('Shift with a press adds and takes out; a press alone picks one of them', async ({ wall }) => {
  await press(wall, 'one');
  await press(wall, 'three', ['Shift']);
  await expect.poll(() => picked(wall)).toEqual(['one', 'three']);
  await press(wall, 'three', ['Shift']);
  await expect.poll(() => picked(wall)).toEqual(['one']);
  await press(wall, 'three', ['Shift']);
  await press(wall, 'one');
  await expect.poll(() => picked(wall)).toEqual(['one']);
});

test('Shift with arrows picks on and back, Ctrl+A the cell and then the sheet', async ({ wall, page }) => {
  await press(wall, 'one');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => picked(wall)).toEqual(['one', 'two', 'three']);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => picked(wall)).toEqual(['one', 'two']);
  await press(wall, 'two');
  await page.keyboard.press('Control+a');
  await expect.poll(() => picked(wall)).toEqual(['one', 'two']);
  await page.keyboard.press('Control+a');
  expect((await picked(wall)).toSorted()).toEqual(['four', 'one', 'three', 'two']);
});

test('after deleting, the neighbour is picked', async ({ wall, page }) => {
  await press(wall, 'one');
  await page.keyboard.press('Delete');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['two']);
  await expect.poll(() => picked(wall)).toEqual(['two']);
  await spoken(page, '1 note deleted');
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a long press opens the menu, and from there taps pick several', async ({ wall, page }) => {
    await tapWall(page);
    const one = await wall.middleOfNote('one');
    const finger = await Finger.on(page);
    await finger.down(one);
    await expect(page.locator('[data-carried]')).toBeVisible();
    await expect(page.getByRole('menu')).toHaveCount(0);
    await finger.up();
    await expect(page.getByRole('menu')).toBeVisible();
    await page.getByRole('menuitem', { name: 'Select several' }).tap();
    await expect.poll(() => picked(wall)).toEqual(['one']);
    const two = await wall.middleOfNote('two');
    await finger.tap(two);
    await expect.poll(() => picked(wall)).toEqual(['one', 'two']);
    await finger.tap(one);
    await expect.poll(() => picked(wall)).toEqual(['two']);
    await page.getByRole('button', { name: 'Done' }).tap();
    await expect(page.getByRole('button', { name: 'Done' })).toHaveCount(0);
  });

  test('one finger on empty wall pans and picks nothing', async ({ wall, page }) => {
    await tapWall(page);
    const from = await wall.marginOf('Awareness', 'Doing');
    const before = await wall.middleOfNote('one');
    const touch = await page.context().newCDPSession(page);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
    for (const by of [20, 40, 60])
      await touch.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: [{ x: from.x - by, y: from.y - by }],
      });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await wall.settled();
    const after = await wall.middleOfNote('one');
    expect(after.x).toBeLessThan(before.x - 30);
    expect(await wall.selected()).toEqual([]);
  });

  test('two taps on a note open it', async ({ wall, page }) => {
    await tapWall(page);
    const one = await wall.middleOfNote('one');
    await (await Finger.on(page)).doubleTap(one);
    await expect(wall.field).toHaveValue('one');
  });
});
