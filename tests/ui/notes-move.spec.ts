import { Wall } from './pages/wall';
import { chip, expect, parked, picked, press, spoken, test } from './pages/noted';

test.use({
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

/** Carries a note to a point without letting go. */
async function carry(wall: Wall, text: string, to: { x: number; y: number }): Promise<void> {
  const from = await wall.middleOfNote(text);
  const { mouse } = wall.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await mouse.move(to.x, to.y, { steps: 4 });
}

async function chipMiddle(wall: Wall): Promise<{ x: number; y: number }> {
  const box = await chip(wall.page).boundingBox();
  if (box === null) throw new Error('no place to park is shown');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('several notes are carried together and keep their order', async ({ wall, page }) => {
  await press(wall, 'three');
  await press(wall, 'one', ['Shift']);
  await carry(wall, 'three', await wall.marginOf('Consideration', 'Doing'));
  await expect(page.locator('[data-carried]')).toContainText('2');
  await page.mouse.up();
  await expect.poll(() => wall.notesIn('Consideration', 'Doing')).toEqual(['one', 'three', 'four']);
  await expect.poll(() => picked(wall)).toEqual(['one', 'three']);
  await spoken(page, '2 notes moved to Consideration, Doing');
  await page.keyboard.press('Control+z');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two', 'three']);
  await expect.poll(() => picked(wall)).toEqual(['one', 'three']);
});

test('Esc puts carried notes back, and letting go beside the grid too', async ({ wall, page }) => {
  await carry(wall, 'one', await wall.middleOf('Retention', 'Doing'));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await wall.settled();
  expect(await wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two', 'three']);
  await carry(wall, 'one', { x: 640, y: 12 });
  await page.mouse.up();
  await wall.settled();
  expect(await wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two', 'three']);
});

test('with Alt a copy is let go, with its kind', async ({ wall, page }) => {
  await page.keyboard.down('Alt');
  await carry(wall, 'four', await wall.middleOf('Retention', 'Doing'));
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual(['four']);
  expect(await wall.notesIn('Consideration', 'Doing')).toEqual(['four']);
  const copy = (await wall.cell('Retention', 'Doing')).locator('[data-note]');
  await expect(copy).toContainText('Question');
  expect(await wall.selected()).toEqual([await copy.getAttribute('data-note')]);
});

test('notes are parked, ordered there, and put back into a cell', async ({ wall, page }) => {
  await carry(wall, 'one', { x: 640, y: 500 });
  const { x, y } = await chipMiddle(wall);
  await page.mouse.move(x, y, { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => parked(wall)).toEqual(['later', 'one']);
  await spoken(page, '1 note moved to parking lot');
  await expect(chip(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: '1 parked Show' })).toBeVisible();

  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Digit1');
  await wall.settled();
  const later = await wall.middleOfNote('later');
  await carry(wall, 'one', { x: later.x - 8, y: later.y });
  await page.mouse.up();
  await expect.poll(() => parked(wall)).toEqual(['one', 'later']);
  await wall.settled();

  await carry(wall, 'one', await wall.middleOf('Retention', 'Thinking'));
  await page.mouse.up();
  await expect.poll(() => wall.notesIn('Retention', 'Thinking')).toEqual(['one']);
  expect(await parked(wall)).toEqual(['later']);
});

test('the wall comes along when notes are carried to its edge', async ({ wall, page }) => {
  await page.keyboard.press('Shift+Digit0');
  // Under the pinned titles no hand could take it.
  await wall.note('one').focus();
  await wall.settled();
  const before = await wall.middleOf('Brand loyalty', 'Doing');
  await carry(wall, 'one', { x: 1276, y: (await wall.middleOfNote('one')).y });
  await expect
    .poll(async () => (await wall.middleOf('Brand loyalty', 'Doing')).x)
    .toBeLessThan(before.x - 150);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await wall.settled();
  expect(await wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two', 'three']);
});

test('Alt with arrows moves notes in their cell and to the cells beside it', async ({ wall, page }) => {
  await press(wall, 'three');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'three', 'two']);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two', 'three']);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => wall.notesIn('Awareness', 'Thinking')).toEqual(['three']);
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => wall.notesIn('Consideration', 'Thinking')).toEqual(['three']);
  await spoken(page, '1 note moved to Consideration, Thinking');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => wall.notesIn('Consideration', 'Doing')).toEqual(['four', 'three']);
  await expect.poll(() => picked(wall)).toEqual(['three']);
});

test('P parks, and the dialog moves to a place that is named', async ({ wall, page }) => {
  await press(wall, 'one');
  await press(wall, 'two', ['Shift']);
  await page.keyboard.press('Alt+p');
  await expect.poll(() => parked(wall)).toEqual(['later', 'one', 'two']);
  // The view and the hand stay where they were; what was parked is a press away.
  await expect.poll(() => picked(wall)).toEqual(['three']);
  await page.getByRole('button', { name: '2 parked Show' }).click();
  await expect.poll(() => picked(wall)).toEqual(['two']);
  await press(wall, 'one', ['Shift']);
  await page.keyboard.press('Alt+m');
  const dialog = page.getByRole('dialog', { name: 'Move 2 notes to' });
  await dialog.getByLabel('Stage or step').selectOption('Retention');
  await dialog.getByLabel('Row').selectOption('Thinking');
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect.poll(() => wall.notesIn('Retention', 'Thinking')).toEqual(['one', 'two']);
  await expect.poll(() => picked(wall)).toEqual(['one', 'two']);
});

test('Ctrl+D copies notes beside themselves, as one act', async ({ wall, page }) => {
  await press(wall, 'one');
  await press(wall, 'two', ['Shift']);
  await page.keyboard.press('Control+d');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two', 'one', 'two', 'three']);
  expect(await wall.selected()).toHaveLength(2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two', 'three']);
});

test('the menu says what a note is', async ({ wall, page }) => {
  const { x, y } = await wall.middleOfNote('one');
  await page.mouse.click(x, y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Note type…' }).click();
  await page.getByRole('menuitemradio', { name: /Pain point/ }).click();
  await expect(wall.note('one')).toContainText('Pain point');
});

test('a note that somebody else takes away while it is carried goes nowhere', async ({
  host,
  wall,
  page,
  browser,
}) => {
  const other = await browser.newContext();
  const bo = await Wall.join(await other.newPage(), host.address, 'Bo');
  await press(wall, 'one');
  await press(wall, 'two', ['Shift']);
  await carry(wall, 'two', await wall.marginOf('Retention', 'Doing'));
  await press(bo, 'one');
  await bo.page.keyboard.press('Delete');
  await expect(wall.note('one')).toHaveCount(0);
  // The rows move up when it goes; who drags sees where to.
  await expect(bo.note('one')).toHaveCount(0);
  await bo.settled();
  await bo.drag('two', 'Consideration', 'Thinking');
  await expect.poll(() => wall.notesIn('Consideration', 'Thinking')).toEqual(['two']);
  await page.mouse.up();
  await expect.poll(() => bo.notesIn('Retention', 'Doing')).toEqual(['two']);
  expect(await wall.notesIn('Consideration', 'Thinking')).toEqual([]);
  await expect.poll(() => picked(wall)).toEqual(['two']);
  await other.close();
});

test('the tools say what the picked notes are, and that they are mixed', async ({ wall, page }) => {
  const tools = page.getByRole('toolbar', { name: 'Tools' });
  await press(wall, 'one');
  await expect(tools.getByRole('button', { name: 'Action', exact: true })).toBeVisible();
  await press(wall, 'four', ['Shift']);
  await expect(tools.getByRole('button', { name: 'Mixed', exact: true })).toBeVisible();
});
