import { expect, picked, press, test } from './pages/noted';
import { Wall } from './pages/wall';

test.use({
  board: {
    lines: [
      ['Awareness', 'Doing', 'one'],
      ['Awareness', 'Doing', 'two'],
    ],
  },
});

test('Tab goes to the next note and Shift+Tab back; behind the last a new one begins', async ({
  wall,
  page,
}) => {
  await press(wall, 'one');
  await page.keyboard.press('Enter');
  await expect(wall.field).toHaveValue('one');
  await page.keyboard.press('Tab');
  await expect(wall.field).toHaveValue('two');
  await page.keyboard.press('Shift+Tab');
  await expect(wall.field).toHaveValue('one');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(wall.field).toHaveValue('');
  await page.keyboard.type('three');
  await page.keyboard.press('Escape');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two', 'three']);
});

test('Ctrl+Enter begins a note behind this one, and one left empty goes again', async ({ wall, page }) => {
  await press(wall, 'one');
  await page.keyboard.press('Enter');
  await expect(wall.field).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(wall.field).toHaveValue('');
  await page.keyboard.type('between');
  await page.keyboard.press('Control+Enter');
  await expect(wall.field).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'between', 'two']);
});

test('typing begins at once in the picked cell and goes on in the picked note', async ({ wall, page }) => {
  const { x, y } = await wall.marginOf('Retention', 'Thinking');
  await page.mouse.click(x, y);
  await page.keyboard.type('Writes at once');
  await page.keyboard.press('Escape');
  await expect.poll(() => wall.notesIn('Retention', 'Thinking')).toEqual(['Writes at once']);
  await page.keyboard.type('!');
  await expect(wall.field).toHaveValue('Writes at once!');
  await page.keyboard.press('Escape');
  await expect.poll(() => wall.notesIn('Retention', 'Thinking')).toEqual(['Writes at once!']);
});

test('what an input method composes is written once it is chosen, others’ words beside it', async ({
  host,
  wall,
  page,
  browser,
}) => {
  const other = await browser.newContext();
  const bo = await Wall.join(await other.newPage(), host.address, 'Bo');
  const keys = await page.context().newCDPSession(page);
  const { x, y } = await wall.middleOfNote('one');
  await page.mouse.dblclick(x, y);
  await expect(wall.field).toHaveValue('one');
  await keys.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
  await keys.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await expect(wall.field).toHaveValue('oneにほ');

  const there = await bo.middleOfNote('one');
  await bo.page.mouse.dblclick(there.x, there.y);
  await bo.page.keyboard.press('Home');
  await bo.page.keyboard.type('Bo: ');
  await bo.page.keyboard.press('Escape');
  await expect(bo.note('Bo: one')).toHaveCount(1);
  // Until the word is chosen nothing moves under the fingers, and nothing half done goes out.
  await expect(wall.note('Bo: one')).toHaveCount(1);
  await expect(wall.field).toHaveValue('oneにほ');
  expect(await bo.notesIn('Awareness', 'Doing')).toEqual(['Bo: one', 'two']);

  await keys.send('Input.insertText', { text: '日本' });
  await expect.poll(() => bo.notesIn('Awareness', 'Doing')).toEqual(['Bo: one日本', 'two']);
  await expect(wall.field).toHaveValue('Bo: one日本');
  await other.close();
});

test('deleted notes are listed and come back to where they were', async ({ wall, page }) => {
  await press(wall, 'one');
  await page.keyboard.press('Delete');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['two']);
  const { x, y } = await wall.marginOf('Retention', 'Thinking');
  await page.mouse.click(x, y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Deleted notes…' }).click();
  const panel = page.getByRole('complementary', { name: 'Deleted notes' });
  await expect(panel).toContainText('Awareness, Doing');
  await panel.getByRole('button', { name: 'Restore “one”' }).click();
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two']);
  await expect.poll(() => picked(wall)).toEqual(['one']);
  await expect(panel).toContainText('Nothing has been deleted');
});
