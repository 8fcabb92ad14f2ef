import { expect, test } from './pages/fixtures';
import { Host } from './pages/host';
import { Wall } from './pages/wall';

test('a note is added where one is, typed, and kept', async ({ host, page, wall }) => {
  await wall.write('Awareness', 'Doing', 'Searches “gym near me” 🏋️');
  expect(await wall.notesIn('Awareness', 'Doing')).toEqual(['Searches “gym near me” 🏋️']);
  await page.reload();
  await wall.ready();
  await expect(wall.note('Searches “gym near me” 🏋️')).toHaveCount(1);

  await page.goto('about:blank');
  const again = await host.again();
  await Wall.join(page, again.address, 'Nadia').catch(async () => wall.ready());
  await expect(wall.note('Searches “gym near me” 🏋️')).toHaveCount(1);
  await again.end();
});

test('Ctrl+Enter adds to the picked cell, Tab goes on to the next note', async ({ wall, page }) => {
  const { x, y } = await wall.middleOf('Consideration', 'Thinking');
  await page.mouse.click(x, y);
  await page.keyboard.press('Control+Enter');
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('Is it far?');
  await page.keyboard.press('Tab');
  await expect.poll(() => wall.notesIn('Consideration', 'Thinking')).toHaveLength(2);
  await expect(wall.field).toHaveValue('');
  await page.keyboard.type('What does it cost?');
  await page.keyboard.press('Escape');
  await expect
    .poll(() => wall.notesIn('Consideration', 'Thinking'))
    .toEqual(['Is it far?', 'What does it cost?']);
});

test('a note left without a word is gone', async ({ wall, page }) => {
  const { x, y } = await wall.middleOf('Awareness', 'Doing');
  await page.mouse.dblclick(x, y);
  await expect(wall.field).toBeFocused();
  await expect(wall.notes).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(wall.notes).toHaveCount(0);
});

test('a note is dragged to another stage, and undone', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'Reads reviews');
  await wall.drag('Reads reviews', 'Consideration', 'Doing');
  await expect.poll(() => wall.notesIn('Consideration', 'Doing')).toEqual(['Reads reviews']);
  expect(await wall.notesIn('Awareness', 'Doing')).toEqual([]);

  await page.keyboard.press('Control+z');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['Reads reviews']);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => wall.notesIn('Consideration', 'Doing')).toEqual(['Reads reviews']);
});

test('a note goes between the neighbours it is let go at', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'one');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Tab');
  await page.keyboard.type('three');
  await page.keyboard.press('Escape');
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['one', 'two', 'three']);
  await wall.settled();

  const three = await wall.middleOfNote('three');
  const one = await wall.middleOfNote('one');
  await page.mouse.move(three.x, three.y);
  await page.mouse.down();
  await page.mouse.move(one.x - 20, one.y, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['three', 'one', 'two']);
});

test('Delete takes the picked note away, undo puts it back where it was', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'Asks a friend');
  const { x, y } = await wall.middleOfNote('Asks a friend');
  await page.mouse.click(x, y);
  await page.keyboard.press('Delete');
  await expect(wall.notes).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['Asks a friend']);
});

test('Alt and a digit say what the picked note is', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'Nobody answers');
  await page.keyboard.press('Alt+4');
  await expect(wall.note('Nobody answers')).toContainText('pain point', {
    ignoreCase: true,
  });
});

test('two people on one board see each other’s notes as they are written', async ({
  host,
  wall,
  browser,
}) => {
  const other = await browser.newContext();
  const bo = await Wall.join(await other.newPage(), host.address, 'Bo');
  await wall.write('Awareness', 'Doing', 'From Nadia');
  await expect(bo.note('From Nadia')).toHaveCount(1);
  await bo.write('Consideration', 'Thinking', 'From Bo');
  await expect(wall.note('From Bo')).toHaveCount(1);
  await bo.drag('From Nadia', 'Retention', 'Doing');
  await expect.poll(() => wall.notesIn('Retention', 'Doing')).toEqual(['From Nadia']);
  await other.close();
});

test('the page says it when the host goes, and keeps showing the wall', async ({ page }) => {
  const host = await Host.begin();
  const wall = await Wall.join(page, host.address, 'Nadia');
  await wall.write('Awareness', 'Doing', 'Still here');
  await host.end();
  await expect(page.getByRole('status').filter({ hasText: 'Reconnecting…' })).toBeVisible();
  await expect(wall.note('Still here')).toHaveCount(1);
});

test('an invitation that does not hold says so', async ({ host, page }) => {
  const address = new URL(host.address);
  address.hash = '#t=wrong';
  await page.goto(address.href);
  await page.getByRole('textbox', { name: 'Your name' }).fill('Nadia');
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('heading', { name: /invitation has expired/ })).toBeVisible();
});
