import { expect, picked, press, test } from './pages/noted';
import { Grid } from './pages/grid';
import { Wall } from './pages/wall';

test.use({
  board: {
    lines: [
      ['Awareness', 'Doing', 'Looks around'],
      ['Awareness', 'Doing', 'Chooses invoice'],
    ],
  },
});

test.describe('letters write', () => {
  for (const words of [
    'Slow checkout',
    'Rude staff',
    'Hard to find',
    'more info',
    '5 stars',
    '? why',
    '/ per day',
  ])
    test(`a picked cell takes “${words}” whole`, async ({ wall, page }) => {
      const { x, y } = await wall.marginOf('Retention', 'Thinking');
      await page.mouse.click(x, y);
      await page.keyboard.type(words);
      await page.keyboard.press('Escape');
      await expect.poll(() => wall.notesIn('Retention', 'Thinking')).toEqual([words]);
      expect(await new Grid(page).stages()).toHaveLength(5);
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });

  test('a picked note goes on behind its words, with nothing parked, opened or recoloured', async ({
    wall,
    page,
  }) => {
    await press(wall, 'Chooses invoice');
    await page.keyboard.type('Pays with Klarna');
    await page.keyboard.press('Escape');
    await expect
      .poll(() => wall.notesIn('Awareness', 'Doing'))
      .toEqual(['Looks around', 'Chooses invoice Pays with Klarna']);
    await page.keyboard.type('4 of 10 pay late');
    await page.keyboard.press('Escape');
    await expect
      .poll(() => wall.notesIn('Awareness', 'Doing'))
      .toEqual(['Looks around', 'Chooses invoice Pays with Klarna 4 of 10 pay late']);
    expect(await picked(wall)).toEqual(['Chooses invoice Pays with Klarna 4 of 10 pay late']);
  });

  test('no letter falls between the key and the field on a slow machine', async ({ wall, page }) => {
    const { x, y } = await wall.marginOf('Retention', 'Thinking');
    await page.mouse.click(x, y);
    await wall.settled();
    // All keys at once: faster than any hand, as a page hears them that was busy meanwhile.
    const keys = await page.context().newCDPSession(page);
    await keys.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    const sent = [...'Shows prices nobody asked for'].map((key) =>
      keys.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key }),
    );
    await Promise.all(sent);
    await expect(wall.field).toHaveValue('Shows prices nobody asked for');
    await page.keyboard.press('Escape');
    await expect.poll(() => wall.notesIn('Retention', 'Thinking')).toEqual(['Shows prices nobody asked for']);
  });

  test('a letter on a picked title writes it anew', async ({ wall, page }) => {
    const grid = new Grid(page);
    const at = await grid.middleOf('stage', 'Retention');
    await page.mouse.click(at.x, at.y);
    await page.keyboard.type('Orders again');
    await expect(grid.field).toHaveValue('Orders again');
    await page.keyboard.press('Escape');
    await expect.poll(() => grid.stages()).toContain('Orders again');
    await wall.settled();
  });
});

test('Tab and Shift+Tab go from title to title, and at the end to the wall, adding nothing', async ({
  wall,
  page,
}) => {
  const grid = new Grid(page);
  const at = await grid.middleOf('stage', 'Awareness');
  await page.mouse.dblclick(at.x, at.y);
  for (const title of ['Sees', 'Compares', 'Buys', 'Stays', 'Tells']) {
    await expect(grid.field).toBeFocused();
    await page.keyboard.type(title);
    await page.keyboard.press('Tab');
  }
  await expect(grid.field).toHaveCount(0);
  await expect.poll(() => grid.stages()).toEqual(['Sees', 'Compares', 'Buys', 'Stays', 'Tells']);
  // The last title is picked: what is typed on writes it, and no button has the keyboard.
  const holder = page.locator(':focus');
  expect(await holder.evaluate((element) => element.closest('[role="toolbar"]') === null)).toBe(true);
  await page.keyboard.type('Onward');
  await page.keyboard.press('Shift+Tab');
  await expect(grid.field).toHaveValue('Stays');
  await page.keyboard.press('Escape');
  await expect.poll(() => grid.stages()).toEqual(['Sees', 'Compares', 'Buys', 'Stays', 'Onward']);

  const row = await grid.middleOf('row', 'Doing');
  await page.mouse.dblclick(row.x, row.y);
  await page.keyboard.press('Tab');
  await expect(grid.field).toHaveValue('Thinking');
  await page.keyboard.press('Escape');
  await wall.settled();
  expect(await grid.rows()).toHaveLength(4);
});

test('an Enter that ends a composition Safari’s way leaves no title', async ({ wall, page }) => {
  const grid = new Grid(page);
  const at = await grid.middleOf('stage', 'Awareness');
  await page.mouse.dblclick(at.x, at.y);
  await grid.field.fill('認知');
  await grid.field.evaluate((field) => {
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '認知' }));
    field.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }),
    );
  });
  await expect(grid.field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await grid.stages())[0]).toBe('認知');
  await wall.settled();
});

test.describe('words outlive what they were written in', () => {
  async function someoneElse(
    host: { address: string },
    browser: import('@playwright/test').Browser,
  ): Promise<Wall> {
    return Wall.join(await (await browser.newContext()).newPage(), host.address, 'Bo');
  }

  test('of a note that is deleted: the field stays in sight, and they go to the parking lot', async ({
    host,
    wall,
    page,
    browser,
  }) => {
    const bo = await someoneElse(host, browser);
    await press(wall, 'Looks around');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' for hours');
    await expect(bo.note('Looks around for hours')).toHaveCount(1);
    await press(bo, 'Looks around for hours');
    await bo.page.keyboard.press('Delete');
    await expect(page.getByText('Someone deleted this note.')).toBeVisible();
    await expect(wall.field).toBeVisible();
    await expect(wall.field).toHaveCSS('opacity', '1');
    await page.keyboard.type(' and days');
    await page.keyboard.press('Escape');
    await expect(page.getByText('Your text is in the parking lot.')).toBeVisible();
    await expect(wall.note('Looks around for hours and days')).toHaveCount(1);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect.poll(() => picked(wall)).toEqual(['Looks around for hours and days']);
    await bo.page.context().close();
  });

  test('of a note in the table too', async ({ host, wall, page, browser }) => {
    const bo = await someoneElse(host, browser);
    await page.keyboard.press('Control+Shift+o');
    await wall.note('Looks around').dblclick();
    await expect(wall.field).toBeFocused();
    await press(bo, 'Looks around');
    await bo.page.keyboard.press('Delete');
    await expect(page.getByText('Someone deleted this note.')).toBeVisible();
    await expect(wall.field).toBeFocused();
    await page.keyboard.type(' twice');
    await page.keyboard.press('Escape');
    await expect(wall.note('Looks around twice')).toHaveCount(1);
    await bo.page.context().close();
  });

  test('of a row that is deleted: the note goes on where the row’s notes go', async ({
    host,
    wall,
    page,
    browser,
  }) => {
    const bo = await someoneElse(host, browser);
    await press(wall, 'Looks around');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' for hours');
    const grid = new Grid(bo.page);
    await grid.openMenu('row', 'Doing');
    await grid.choose('Delete');
    await expect.poll(async () => (await new Grid(page).rows()).length).toBe(3);
    await expect(wall.field).toBeFocused();
    await page.keyboard.type(' and days');
    await page.keyboard.press('Escape');
    await expect(wall.note('Looks around for hours and days')).toHaveCount(1);
    await bo.page.context().close();
  });

  test('of a title that is deleted: they are given back', async ({ host, wall, page, browser }) => {
    const bo = await someoneElse(host, browser);
    const at = await new Grid(page).middleOf('stage', 'Retention');
    await page.mouse.dblclick(at.x, at.y);
    await page.keyboard.type('Comes ba');
    const grid = new Grid(bo.page);
    await grid.openMenu('stage', 'Retention');
    await grid.choose('Delete');
    await expect(page.getByText('Someone deleted this.')).toBeVisible();
    await page.keyboard.type('ck often');
    await page.keyboard.press('Enter');
    const back = page.getByRole('region', { name: 'This text is not on the board:' });
    await expect(back.getByRole('textbox')).toHaveValue('Comes back often');
    await back.getByRole('button', { name: 'Add as a note' }).click();
    await expect(wall.note('Comes back often')).toHaveCount(1);
    await expect(back).toHaveCount(0);
    await bo.page.context().close();
  });
});

test('Enter sends a comment, Shift+Enter breaks its line, and a begun one waits for its note', async ({
  wall,
  page,
}) => {
  await press(wall, 'Looks around');
  await page.keyboard.press('Alt+Enter');
  const field = page.getByRole('textbox', { name: 'Add a comment' });
  await field.fill('Who');
  await field.press('Shift+Enter');
  await page.keyboard.type('says so?');
  await field.press('Enter');
  const said = page.getByRole('listitem').filter({ hasText: 'says so?' });
  await expect(said).toContainText('Who\nsays so?', { useInnerText: true });
  await expect(said.locator('time')).toHaveText(/^\d\d:\d\d$/);
  await field.fill('And another thi');
  await field.press('Escape');
  await press(wall, 'Chooses invoice');
  await expect(field).toHaveValue('');
  await press(wall, 'Looks around');
  await expect(field).toHaveValue('And another thi');
});

test('a paste that is longer than a note becomes two, and the field says so', async ({ wall, page }) => {
  await press(wall, 'Looks around');
  await page.keyboard.press('Enter');
  const long = 'It takes a while. '.repeat(260);
  await expect(wall.field).toBeFocused();
  await wall.field.evaluate((_, text) => document.execCommand('insertText', false, text), long);
  await expect(page.getByText('4,692 of 4,000 characters. The rest becomes another note.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await wall.notesIn('Awareness', 'Doing')).length).toBe(3);
  expect((await wall.notesIn('Awareness', 'Doing')).join(' ').length).toBeGreaterThan(4_600);
});
