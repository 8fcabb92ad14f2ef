/** What leaves a board as a file. */
import { readFileSync } from 'node:fs';
import { expect, test, wallOf } from './pages/seated';

test('a picture of the board is exported in the size that the dialog says', async ({ start, page }) => {
  await start.card('Joining the gym').click();
  const wall = await wallOf(page);
  await wall.write('Awareness', 'Doing', 'Reads reviews');
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: '3×' }).check();
  const said = (await dialog.getByText(/pixels$/).textContent()) ?? '';
  const sizes = said.replaceAll(',', '').match(/\d+/g)?.map(Number);
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe('Joining the gym.png');
  const bytes = readFileSync(await file.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(sizes);
  await expect(dialog).toHaveCount(0);
  await expect(start.notice('Joining the gym.png')).toBeVisible();
});

test('Enter exports what the dialog shows first', async ({ start, page }) => {
  await start.card('Joining the gym').click();
  await wallOf(page);
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog.getByRole('button', { name: 'Export' })).toBeFocused();
  const coming = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await coming).suggestedFilename()).toBe('Joining the gym.png');
});

test('a table of the notes is exported', async ({ start, page }) => {
  await start.card('Joining the gym').click();
  const wall = await wallOf(page);
  await wall.write('Awareness', 'Doing', 'Reads reviews');
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'CSV' }).check();
  await expect(dialog.getByText('Size', { exact: true })).toHaveCount(0);
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).click();
  const text = readFileSync(await (await coming).path(), 'utf8');
  expect(text).toContain('Reads reviews');
  // Excel, which is what most open it with, needs the mark to read accented letters.
  expect(text.startsWith('\u{feff}sheet,')).toBe(true);
});

test('the sheet in view is what is exported, previewed whole, and what the file is called after', async ({
  start,
  page,
}) => {
  await page.getByRole('button', { name: 'New board' }).click();
  await start.gallery.getByRole('button', { name: 'Two-hour workshop' }).click();
  await start.gallery.getByRole('textbox', { name: 'Title' }).fill('Checkout');
  await page.keyboard.press('Enter');
  const wall = await wallOf(page);
  await page.getByRole('button', { name: 'Show sheet Journey map' }).click();
  await wall.write('Step 1', 'Actions', 'Signs 𓀀 here');
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog.getByRole('combobox')).toHaveText(/Journey map/);
  await expect(dialog.getByRole('combobox').locator('option:checked')).toHaveText('Journey map');
  const preview = dialog.getByRole('img', { name: 'Preview of Journey map' });
  await expect(dialog.getByText('These characters cannot be drawn in pictures')).toContainText('U+13000');
  const said = (await dialog.getByText(/pixels$/).textContent()) ?? '';
  const sizes = said.replaceAll(',', '').match(/\d+/g)?.map(Number) ?? [];
  const shape = await preview.evaluate((image: HTMLImageElement) => image.naturalWidth / image.naturalHeight);
  expect(shape).toBeCloseTo((sizes[0] ?? 0) / (sizes[1] ?? 1), 1);
  const before = await preview.getAttribute('src');
  await dialog.getByRole('radio', { name: 'Dark' }).check();
  await expect(preview).not.toHaveAttribute('src', before ?? '');
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe('Checkout – Journey map.png');
  const bytes = readFileSync(await file.path());
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(sizes);
});
