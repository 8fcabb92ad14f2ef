import { expect, test as base } from './pages/fixtures';
import { Host } from './pages/host';
import { press } from './pages/noted';
import { Wall } from './pages/wall';
import { Wire } from './pages/wire';

const test = base.extend({
  host: async ({}, use) => {
    const host = await Host.beginForGuests();
    await use(host);
    await host.end();
  },
});

test('words written offline are read on their own papers, with a clock, and the field of a new note is in sight', async ({
  host,
  browser,
}) => {
  const other = await browser.newContext();
  const wall = await Wall.join(await other.newPage(), host.address, 'Bo');
  await wall.write('Awareness', 'Doing', 'Form is empty');
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const wire = await Wire.of(page);
  const ann = await Wall.join(page, host.address, 'Ann');
  await wire.cut();
  await expect(page.getByText('Reconnecting…')).toBeVisible();

  const { x, y } = await ann.marginOf('Awareness', 'Doing');
  await page.mouse.dblclick(x, y);
  await expect(ann.field).toBeFocused();
  await expect(ann.field).toHaveCSS('opacity', '1');
  const written = await ann.field.boundingBox();
  await page.keyboard.type('Calls the hotline and waits');
  await page.keyboard.press('Escape');
  const paper = page.locator('[data-unsent]');
  await expect(paper).toHaveText('Calls the hotline and waits');
  await expect(paper.locator('.clock')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Waiting to be sent' }).getByRole('listitem')).toHaveText([
    'Calls the hotline and waits',
  ]);

  // The table has it where it will be, and says that it waits.
  await page.keyboard.press('Control+Shift+o');
  await expect(ann.note('Calls the hotline and waits')).toHaveAccessibleName(/Waiting to be sent/);
  await page.keyboard.press('Control+Shift+o');

  wire.join();
  await expect
    .poll(() => wall.notesIn('Awareness', 'Doing'))
    .toEqual(['Form is empty', 'Calls the hotline and waits']);
  await expect(paper).toHaveCount(0);
  // It lies where its field was.
  await press(ann, 'Calls the hotline and waits');
  await page.keyboard.press('Enter');
  const there = await ann.field.boundingBox();
  expect(Math.abs((there?.x ?? 0) - (written?.x ?? 99))).toBeLessThan(3);
  expect(Math.abs((there?.y ?? 0) - (written?.y ?? 99))).toBeLessThan(3);
  await page.keyboard.press('Escape');

  // And in a note of one's own that is on the board already.
  await wire.cut();
  await expect(page.getByText('Reconnecting…')).toBeVisible();
  await page.keyboard.type('twice');
  await page.keyboard.press('Escape');
  await expect(paper).toHaveText('Calls the hotline and waits twice');
  wire.join();
  await expect(wall.note('Calls the hotline and waits twice')).toHaveCount(1);
  await context.close();
  await other.close();
});
