/** What the app exported, and lists of several levels, dropped or pasted on a wall. */
import { type Page } from '@playwright/test';
import { paste } from './pages/clipboard';
import { expect, parked, test } from './pages/noted';

/** A table as the app exports it, of another board. */
const TABLE = [
  'sheet,stage,step,row,kind,text,author,tags,impact,evidence,source,owner,votes,moment,link,detail,parked,id,persona,sentiment',
  'Journey map,Awareness,,Doing,question,Is it dear?,Ann,price,abandon,quote,Interview 3,,2,yes,,Asked twice,,n1,,',
  'Journey map,Retention,,Thinking,pain point,"Waits, and\nwaits",Bo,,,,,,,,,,,n2,,',
  'Journey map,Elsewhere,,Doing,risk,No such stage,Bo,,,,,,,,,,,n3,,',
  'Journey map,Awareness,,Feeling,,,,,,,,,,,,,,,Gym member,1;2',
].join('\r\n');

async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([file, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], file, { type: 'text/csv' }));
      const canvas = document.querySelector('canvas');
      canvas?.dispatchEvent(
        new DragEvent('drop', {
          dataTransfer: data,
          bubbles: true,
          cancelable: true,
          clientX: 300,
          clientY: 300,
        }),
      );
    },
    [name, text] as const,
  );
}

test('an exported table that is dropped keeps types, places and details, and says what it leaves out', async ({
  wall,
  page,
}) => {
  await drop(page, 'board.csv', TABLE);
  const dialog = page.getByRole('dialog', { name: 'Paste' });
  await expect(dialog.getByRole('radio', { name: 'Exported notes' })).toBeChecked();
  await expect(dialog.getByText('1 note finds no stage or row and goes to the parking lot.')).toBeVisible();
  await expect(dialog.getByText('This board has no note type “risk”.')).toBeVisible();
  await expect(dialog.getByText('1 line with a rating or metric is left out.')).toBeVisible();
  await expect(dialog.getByText('Awareness, Doing · Question')).toBeVisible();
  await dialog.getByRole('button', { name: 'Paste 3 notes' }).click();
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['Is it dear?']);
  await expect((await wall.cell('Awareness', 'Doing')).locator('[data-note]')).toContainText('Question');
  await expect((await wall.cell('Retention', 'Thinking')).locator('[data-note]')).toContainText('Pain point');
  await expect.poll(() => parked(wall)).toEqual(['No such stage']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual([]);
});

test('a list of several levels says that it becomes one, or keeps what stands below an item with it', async ({
  wall,
  page,
}) => {
  const { x, y } = await wall.marginOf('Awareness', 'Doing');
  await page.mouse.click(x, y);
  await paste(page, 'Finds the ad\n\tin the paper\n\ton the way\nAsks a friend');
  const dialog = page.getByRole('dialog', { name: 'Paste' });
  await expect(dialog.getByText('Indented items become notes of their own.')).toBeVisible();
  await dialog.getByRole('radio', { name: '2 notes with sub-items' }).check();
  await expect(dialog.getByRole('listitem').first()).toHaveText(
    /Finds the ad\s+• in the paper\s+• on the way/,
  );
  await dialog.getByRole('button', { name: 'Paste 2 notes' }).click();
  await expect(wall.note('Finds the ad')).toHaveCount(1);
  await expect(wall.note('• on the way')).toHaveCount(1);
  await expect(wall.note('Asks a friend')).toHaveCount(1);
});
