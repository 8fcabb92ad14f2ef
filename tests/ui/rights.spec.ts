/** What a participant may not do is not offered, and the reason comes at the first touch. */
import { type Browser, type Page, expect } from '@playwright/test';
import { Grid } from './pages/grid';
import type { Machine } from './pages/machines';
import { test } from './pages/meeting';
import { Outline } from './pages/outline';
import { Wall } from './pages/wall';

const OTHERS = 'Someone else wrote this note. Only they or a facilitator can edit it.';

async function guestOf(browser: Browser, link: string, name: string): Promise<{ page: Page; wall: Wall }> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  return { page, wall: await Wall.join(page, link, name) };
}

/** The link for guests of a board that is shared; the dialog stays open. */
async function hosted(mira: Machine): Promise<string> {
  await mira.open('Joining the gym');
  return mira.shareWithGuests();
}

test('another’s note says at the double-click why it is not opened, and opens once everyone may edit', async ({
  mira,
  browser,
}) => {
  const link = await hosted(mira);
  const { page, wall } = await guestOf(browser, link, 'Gus');
  await mira.done();
  await mira.wall.write('Awareness', 'Doing', 'Sees an ad');
  await expect(wall.note('Sees an ad')).toHaveCount(1);
  const at = await wall.middleOfNote('Sees an ad');
  await page.mouse.dblclick(at.x, at.y);
  await expect(page.getByText(OTHERS)).toBeVisible();
  await expect(wall.field).toHaveCount(0);
  // Nothing of its menu changes it.
  await page.mouse.click(at.x, at.y, { button: 'right' });
  const items = page.getByRole('menu').getByRole('menuitem');
  await expect(items.filter({ hasText: 'Details' })).toHaveCount(1);
  for (const act of ['Edit', 'Cut', 'Delete', 'Move to', 'parking lot'])
    await expect(items.filter({ hasText: act })).toHaveCount(0);
  await page.keyboard.press('Escape');

  // One switch, at once.
  await mira.page.keyboard.press('Alt+Shift+I');
  await mira.page.getByRole('switch', { name: 'Participants can edit everyone’s notes' }).check();
  // The guest's page has heard of it once the note's menu offers to edit.
  await expect
    .poll(async () => {
      await page.mouse.click(at.x, at.y, { button: 'right' });
      await expect(items.filter({ hasText: 'Details' })).toHaveCount(1);
      const offers = await items.filter({ hasText: 'Edit' }).count();
      await page.keyboard.press('Escape');
      return offers;
    })
    .toBe(1);
  await page.mouse.dblclick(at.x, at.y);
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('!');
  await page.keyboard.press('Escape');
  await expect(mira.wall.note('Sees an ad!')).toHaveCount(1);
  await page.context().close();
});

test('stages and rows offer a participant nothing, and say why', async ({ mira, browser }) => {
  const link = await hosted(mira);
  const { page } = await guestOf(browser, link, 'Gus');
  const grid = new Grid(page);
  const title = await grid.middleOf('stage', 'Awareness');
  await page.mouse.dblclick(title.x, title.y);
  await expect(page.getByText('Only facilitators can rename stages.')).toBeVisible();
  await expect(grid.field).toHaveCount(0);
  await page.mouse.click(title.x, title.y, { button: 'right' });
  await expect(page.getByText('Only facilitators can edit stages.')).toBeVisible();
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.keyboard.press('Alt+Shift+R');
  await expect(page.getByText('Only facilitators can add rows.')).toBeVisible();
  // The table has neither.
  await new Outline(page).show();
  await expect(page.getByRole('button', { name: 'Add row' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add stage' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Awareness', exact: true })).toBeDisabled();
  await page.context().close();
});

test('a note that was just written goes with all its words in one step, on a guest’s page too', async ({
  mira,
  browser,
}) => {
  const link = await hosted(mira);
  const { page, wall } = await guestOf(browser, link, 'Gus');
  await wall.write('Awareness', 'Doing', 'Slow checkout');
  await expect(mira.wall.note('Slow checkout')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => mira.wall.notesIn('Awareness', 'Doing')).toEqual([]);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => mira.wall.notesIn('Awareness', 'Doing')).toEqual(['Slow checkout']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => mira.wall.notesIn('Awareness', 'Doing')).toEqual([]);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Nothing left to undo.')).toBeVisible();
  await page.context().close();
});

test('a name is changed where one stands in the list, shows on old notes, and is kept', async ({
  mira,
  browser,
}) => {
  const link = await hosted(mira);
  const { page, wall } = await guestOf(browser, link, 'Gus');
  await wall.write('Awareness', 'Doing', 'Slow checkout');
  await expect(mira.wall.note('Slow checkout')).toHaveCount(1);
  const change = async (on: Page, name: string): Promise<void> => {
    await on.getByRole('button', { name: 'Change name or colour' }).click();
    await on.getByRole('textbox', { name: 'Your name' }).fill(name);
    await on.getByRole('button', { name: 'Save', exact: true }).click();
  };
  await page.keyboard.press('Alt+Shift+I');
  await change(page, 'Gustav');
  await expect(mira.page.getByRole('list', { name: 'Here now' })).toContainText('Gustav');
  await mira.done();
  await expect(mira.page.getByRole('button', { name: /^Slow checkout, .*Gustav$/ })).toHaveCount(1);
  await page.reload();
  await wall.ready();
  await mira.page.keyboard.press('Alt+Shift+I');
  await expect(mira.page.getByRole('list', { name: 'Here now' })).toContainText('Gustav');

  // The facilitator’s own, over a reload of the page.
  await change(mira.page, 'Mira Berg');
  await mira.done();
  await mira.page.reload();
  await mira.wall.ready();
  await page.keyboard.press('Alt+Shift+I');
  await expect(page.getByRole('list', { name: 'Here now' })).toContainText('Mira Berg');
  await page.context().close();
});

test('two guests of one name and no chosen colour are told apart by both', async ({ mira, browser }) => {
  const link = await hosted(mira);
  const one = await guestOf(browser, link, 'Anna');
  const other = await guestOf(browser, link, 'Anna');
  const here = mira.page.getByRole('list', { name: 'Here now' }).getByRole('listitem');
  await expect(here.filter({ hasText: 'Anna (2)' })).toHaveCount(1);
  const colours = await here
    .locator('.avatar')
    .evaluateAll((faces) => faces.map((face) => getComputedStyle(face).backgroundColor));
  expect(new Set(colours).size).toBe(3);
  await one.page.context().close();
  await other.page.context().close();
});
