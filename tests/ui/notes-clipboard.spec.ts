import { copy, cut, paste } from './pages/clipboard';
import { expect, parked, picked, press, spoken, test } from './pages/noted';
import type { Wall } from './pages/wall';

test.use({
  board: {
    lines: [
      ['Awareness', 'Doing', 'Looks around'],
      ['Awareness', 'Doing', 'Asks a friend', 'question'],
      ['Consideration', 'Thinking', 'Too dear', 'pain point'],
    ],
  },
});

async function pickCell(wall: Wall, stage: string, row: string): Promise<void> {
  const { x, y } = await wall.marginOf(stage, row);
  await wall.page.mouse.click(x, y);
}

test('notes are copied to another cell with their kinds, and lie to each other as they lay', async ({
  wall,
  page,
}) => {
  await press(wall, 'Asks a friend');
  await press(wall, 'Too dear', ['Shift']);
  const copied = await copy(page);
  expect(copied.text).toBe('Asks a friend\nToo dear');
  await spoken(page, '2 notes copied');
  await pickCell(wall, 'Conversion', 'Doing');
  await paste(page, copied.text, copied.html);
  await expect.poll(() => wall.notesIn('Conversion', 'Doing')).toEqual(['Asks a friend']);
  await expect.poll(() => wall.notesIn('Retention', 'Thinking')).toEqual(['Too dear']);
  await expect((await wall.cell('Conversion', 'Doing')).locator('[data-note]')).toContainText('Question');
  await expect((await wall.cell('Retention', 'Thinking')).locator('[data-note]')).toContainText('Pain point');
  await expect.poll(() => picked(wall)).toEqual(['Asks a friend', 'Too dear']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => wall.notesIn('Retention', 'Thinking')).toEqual([]);
  expect(await wall.notesIn('Conversion', 'Doing')).toEqual([]);
});

test('Ctrl+C and Ctrl+V work with the real clipboard', async ({ wall, page }) => {
  await press(wall, 'Too dear');
  await page.keyboard.press('Control+c');
  await pickCell(wall, 'Retention', 'Doing');
  await page.keyboard.press('Control+v');
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual(['Too dear']);
  await expect((await wall.cell('Retention', 'Doing')).locator('[data-note]')).toContainText('Pain point');
});

test('cutting takes notes away in one step, and pasting brings them', async ({ wall, page }) => {
  await press(wall, 'Looks around');
  await press(wall, 'Asks a friend', ['Shift']);
  const taken = await cut(page);
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual([]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['Looks around', 'Asks a friend']);
  await pickCell(wall, 'Retention', 'Doing');
  await paste(page, taken.text, taken.html);
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual(['Looks around', 'Asks a friend']);
});

test('one line is one note behind the picked one; in a field pasting is the field’s own', async ({
  wall,
  page,
}) => {
  await press(wall, 'Looks around');
  await paste(page, 'From an e-mail\n');
  await expect
    .poll(() => wall.notesIn('Awareness', 'Doing'))
    .toEqual(['Looks around', 'From an e-mail', 'Asks a friend']);
  await page.keyboard.press('Enter');
  await expect(wall.field).toBeFocused();
  await paste(page, 'a\nb\nc');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('several lines ask once, and the choice is kept', async ({ wall, page }) => {
  await pickCell(wall, 'Retention', 'Doing');
  await paste(page, '• one\n• two\n\n• three');
  const dialog = page.getByRole('dialog', { name: '3 notes or one note?' });
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: '3 notes' }).click();
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual(['one', 'two', 'three']);
  await spoken(page, '3 notes added to Retention, Doing');
  await page.keyboard.press('Control+z');
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual([]);

  await pickCell(wall, 'Retention', 'Thinking');
  await paste(page, 'four\nfive');
  await expect.poll(() => wall.notesIn('Retention', 'Thinking')).toEqual(['four', 'five']);
});

test('a whole document becomes 200 notes at most, and it is said', async ({ wall, page }) => {
  await pickCell(wall, 'Retention', 'Doing');
  await paste(page, Array.from({ length: 230 }, (_, at) => `line ${at}`).join('\n'));
  const dialog = page.getByRole('dialog', { name: '200 notes or one note?' });
  await expect(dialog).toContainText('These are 230 lines');
  await dialog.getByRole('button', { name: 'One note' }).click();
  await expect.poll(async () => (await wall.notesIn('Retention', 'Doing')).length).toBe(1);
});

const TABLE = `<meta charset="utf-8"><table>
  <tr><td></td><td>Consideration</td><td>Checkout</td></tr>
  <tr><td>Thinking</td><td>Is it far?</td><td>Why so slow?<br>And why twice?</td></tr>
  <tr><td>Doing</td><td></td><td>Waits</td></tr></table>`;

test('cells of a spreadsheet are shown on stages and rows, and pasted as one act', async ({ wall, page }) => {
  await pickCell(wall, 'Awareness', 'Doing');
  await paste(page, '\tConsideration\tCheckout\n', TABLE);
  const dialog = page.getByRole('dialog', { name: 'Paste cells' });
  await expect(dialog.getByLabel('The first row names stages')).toBeChecked();
  await expect(dialog.getByLabel('The first column names rows')).toBeChecked();
  const head = dialog.getByRole('columnheader');
  await expect(head.nth(0)).toHaveText('Consideration');
  await expect(head.nth(1)).toContainText('Conversion');
  await expect(head.nth(1)).toContainText('“Checkout” is not on this sheet');
  await dialog.getByRole('button', { name: 'Paste 4 notes' }).click();
  await expect.poll(() => wall.notesIn('Conversion', 'Thinking')).toEqual(['Why so slow?', 'And why twice?']);
  expect(await wall.notesIn('Conversion', 'Doing')).toEqual(['Waits']);
  expect(await wall.notesIn('Consideration', 'Thinking')).toEqual(['Too dear', 'Is it far?']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => wall.notesIn('Conversion', 'Thinking')).toEqual([]);
  expect(await wall.notesIn('Consideration', 'Thinking')).toEqual(['Too dear']);
});

test('tabbed text without names lies from the focused cell on; what finds no place is parked', async ({
  wall,
  page,
}) => {
  await pickCell(wall, 'Brand loyalty', 'Doing');
  await paste(page, 'Comes back\tTells others\n"Writes\na review"\t');
  const dialog = page.getByRole('dialog', { name: 'Paste cells' });
  await expect(dialog.getByLabel('The first row names stages')).not.toBeChecked();
  await expect(dialog).toContainText('1 note finds no stage or row');
  await dialog.getByLabel('Each line in a cell is a note').uncheck();
  await dialog.getByRole('button', { name: 'Paste 3 notes' }).click();
  await expect.poll(() => wall.notesIn('Brand loyalty', 'Doing')).toEqual(['Comes back']);
  await expect.poll(() => wall.notesIn('Brand loyalty', 'Thinking')).toHaveLength(1);
  expect(await parked(wall)).toEqual(['Tells others']);
});

test('many notes are written in one field, where nothing can be pasted on the wall', async ({
  wall,
  page,
}) => {
  const { x, y } = await wall.marginOf('Retention', 'Thinking');
  await page.mouse.click(x, y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Write or paste several…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Write or paste several notes' });
  await dialog.getByRole('textbox').fill('one\ntwo\n');
  await dialog.getByRole('button', { name: 'Add 2 notes' }).click();
  await expect.poll(() => wall.notesIn('Retention', 'Thinking')).toEqual(['one', 'two']);
});
