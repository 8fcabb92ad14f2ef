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
  const dialog = page.getByRole('dialog', { name: 'Paste' });
  await expect(dialog.getByRole('radio', { name: '3 notes' })).toBeChecked();
  await expect(dialog.getByRole('radio', { name: 'Cells' })).toHaveCount(0);
  await expect(dialog).toContainText('3 notes, in Retention, Doing.');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Paste 3 notes' }).click();
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual(['one', 'two', 'three']);
  await spoken(page, '3 notes added to Retention, Doing');
  await page.keyboard.press('Control+z');
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual([]);

  await pickCell(wall, 'Retention', 'Thinking');
  await paste(page, 'four\nfive');
  await expect.poll(() => wall.notesIn('Retention', 'Thinking')).toEqual(['four', 'five']);
});

test('a list of a word processor is no table', async ({ wall, page }) => {
  await pickCell(wall, 'Retention', 'Doing');
  await paste(page, '\t•\tFirst idea\r\n\t\to\tSub idea\r\n1.\tThird');
  const dialog = page.getByRole('dialog', { name: 'Paste' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual(['First idea', 'Sub idea', 'Third']);
});

test('text around cells is pasted with them, as notes or in the parking lot', async ({ wall, page }) => {
  const html = `<p>Customers cannot find the entrance.</p><table><tr><td>Finds</td><td>Asks</td></tr>
    <tr><td>Buys</td><td>Pays</td></tr></table><p>The app crashed twice.</p>`;
  await pickCell(wall, 'Retention', 'Doing');
  await paste(
    page,
    'Customers cannot find the entrance.\nFinds\tAsks\nBuys\tPays\nThe app crashed twice.',
    html,
  );
  const dialog = page.getByRole('dialog', { name: 'Paste' });
  await expect(dialog.getByRole('radio', { name: '4 notes' })).toBeChecked();
  await dialog.getByRole('radio', { name: 'Cells' }).check();
  await expect(dialog).toContainText('2 lines outside the cells go to the parking lot.');
  await dialog.getByRole('button', { name: 'Paste 6 notes' }).click();
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual(['Finds']);
  expect(await wall.notesIn('Brand loyalty', 'Thinking')).toEqual(['Pays']);
  expect(await parked(wall)).toEqual(['Customers cannot find the entrance.', 'The app crashed twice.']);
});

test('a text that is too long becomes several notes, and it is said', async ({ wall, page }) => {
  await pickCell(wall, 'Retention', 'Doing');
  const sentence = 'The quick brown fox jumps over the lazy dog. ';
  await paste(page, sentence.repeat(100));
  const dialog = page.getByRole('dialog', { name: 'Paste' });
  await expect(dialog).toContainText('One text is longer than a note can be (4,000 characters)');
  await dialog.getByRole('button', { name: 'Paste 2 notes' }).click();
  await expect.poll(async () => (await wall.notesIn('Retention', 'Doing')).length).toBe(2);
  const said = (await wall.notesIn('Retention', 'Doing')).join(' ');
  expect(said.split('fox')).toHaveLength(101);
});

test('what is too much for once is told with where it begins', async ({ wall, page }) => {
  await pickCell(wall, 'Retention', 'Doing');
  await paste(page, Array.from({ length: 2030 }, (_, at) => `line ${at}`).join('\n'));
  const dialog = page.getByRole('dialog', { name: 'Paste' });
  await expect(dialog).toContainText('The first 2,000 of 2,030 notes are pasted');
  await expect(dialog).toContainText('from “line 2000” on');
  await dialog.getByRole('radio', { name: 'One note' }).check();
  await expect(dialog).toContainText('is split into several notes');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('text and files that are dropped on the wall come where they are dropped', async ({ wall, page }) => {
  const { x, y } = await wall.marginOf('Retention', 'Doing');
  const drop = (text: string, file: string | null): Promise<boolean> =>
    page.evaluate(
      ([at, said, name]) => {
        const dropped = new DataTransfer();
        if (name === null) dropped.setData('text/plain', said);
        else dropped.items.add(new File([said], name));
        const event = (type: string): DragEvent =>
          new DragEvent(type, {
            dataTransfer: dropped,
            clientX: at.x,
            clientY: at.y,
            bubbles: true,
            cancelable: true,
          });
        const target = document.querySelector('canvas') ?? document.body;
        target.dispatchEvent(event('dragover'));
        // `false` when the browser is kept from leaving the page.
        return target.dispatchEvent(event('drop'));
      },
      [{ x, y }, text, file] as const,
    );
  expect(await drop('From a mail', null)).toBe(false);
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual(['From a mail']);
  expect(await drop('- one\n- two', 'list.txt')).toBe(false);
  await page.getByRole('dialog', { name: 'Paste' }).getByRole('button', { name: 'Paste 2 notes' }).click();
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual(['From a mail', 'one', 'two']);
  expect(await drop('GIF89a', 'cat.gif')).toBe(false);
  await expect(page.getByText('Only text, lists and tables can be dropped')).toBeVisible();
});

const TABLE = `<meta charset="utf-8"><table>
  <tr><td></td><td>Consideration</td><td>Checkout</td></tr>
  <tr><td>Thinking</td><td>Is it far?</td><td>Why so slow?<br>And why twice?</td></tr>
  <tr><td>Doing</td><td></td><td>Waits</td></tr></table>`;

test('cells of a spreadsheet are shown on stages and rows, and pasted as one act', async ({ wall, page }) => {
  await pickCell(wall, 'Awareness', 'Doing');
  await paste(page, '\tConsideration\tCheckout\n', TABLE);
  const dialog = page.getByRole('dialog', { name: 'Paste' });
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
  const dialog = page.getByRole('dialog', { name: 'Paste' });
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
