/** Guests as the facilitator lets them in: from the share dialog of a desk, to pages on phones. */
import { type Browser, type Page, expect } from '@playwright/test';
import { barriers } from './pages/axe';
import { test } from './pages/meeting';
import { PHONE, writeOnPhone } from './pages/phone';
import { Wall } from './pages/wall';

/** A phone that opens a link; nobody has said anything yet. */
async function phoneAt(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

const TEAL = { name: 'Teal', seen: 'rgb(15, 118, 110)' };
const PINK = { name: 'Pink', seen: 'rgb(184, 50, 128)' };

test('a phone comes in by the link of the share dialog, and goes when it is removed', async ({
  mira,
  browser,
}) => {
  await mira.open('Joining the gym');
  const link = await mira.shareWithGuests();
  const phone = await phoneAt(browser, link);
  await expect(phone.getByText('Not encrypted')).toBeVisible();
  await phone.getByRole('textbox', { name: 'Your name' }).fill('Ann');
  // Whoever chooses the colour of somebody who is here gets a free one (PS7).
  const here = mira.page.getByRole('list', { name: 'Here now' }).getByRole('listitem');
  const hers = await here
    .locator('.avatar')
    .first()
    .evaluate((face) => getComputedStyle(face).backgroundColor);
  const isTaken = hers === TEAL.seen;
  const { name, seen } = isTaken ? PINK : TEAL;
  await phone.getByRole('radio', { name }).check();
  await phone.getByRole('button', { name: 'Join' }).tap();
  await new Wall(phone).ready();
  await writeOnPhone(phone, 'Sees the poster');
  await expect(mira.wall.note('Sees the poster')).toHaveCount(1);

  // [GU12] The same colour on the other screen.
  const ann = here.filter({ hasText: 'Ann' });
  await expect(ann).toContainText('Participant, in a browser');
  await expect(ann.locator('.avatar')).toHaveCSS('background-color', seen);
  expect(await barriers(mira.page)).toEqual([]);
  expect(await barriers(phone)).toEqual([]);

  await mira.assign('Ann', 'Remove from session…');
  await expect(mira.page.getByText('They are disconnected')).toBeVisible();
  await mira.page.getByRole('button', { name: 'Remove', exact: true }).click();
  const out = phone.getByRole('heading', {
    name: 'The facilitator removed you',
  });
  await expect(out).toBeVisible();
  await expect(mira.page.getByRole('list', { name: 'Left' })).toContainText('Ann');
  await phone.reload();
  await expect(out).toBeVisible();
  // Also when all guests were sent home and may come again.
  const guests = mira.page.getByRole('switch', {
    name: 'Let guests join from a browser',
  });
  await guests.uncheck();
  await guests.check();
  expect(await mira.guestLink()).toBe(link);
  await phone.reload();
  await expect(out).toBeVisible();
  await expect(mira.wall.note('Sees the poster')).toHaveCount(1);
  await phone.context().close();
});

test('a new link lets newcomers in, the old one nobody; who is in stays in', async ({ mira, browser }) => {
  await mira.open('Joining the gym');
  const old = await mira.shareWithGuests();
  const ann = await phoneAt(browser, old);
  await Wall.join(ann, old, 'Ann');
  await mira.page.getByRole('button', { name: 'New link' }).click();
  await expect(mira.page.getByText('The old link no longer works.')).toBeVisible();
  const fresh = await mira.guestLink();
  expect(fresh).not.toBe(old);

  const late = await phoneAt(browser, old);
  await expect(late.getByRole('heading', { name: 'Ask the facilitator for a new link' })).toBeVisible();
  await late.goto('about:blank');
  await late.goto(fresh);
  await expect(late.getByRole('heading', { name: 'Join “Joining the gym” with Mira' })).toBeVisible();
  await late.getByRole('textbox', { name: 'Your name' }).fill('Bo');
  await late.getByRole('button', { name: 'Join' }).tap();
  await new Wall(late).ready();

  // [GU11] A page that went to sleep with the old link comes back.
  await ann.reload();
  await new Wall(ann).ready();
  await writeOnPhone(ann, 'Still here');
  await expect(mira.wall.note('Still here')).toHaveCount(1);
  await late.context().close();
  await ann.context().close();
});

test('nobody joins before the facilitator shares, nor after guests are turned off; viewers have a link of their own', async ({
  mira,
  browser,
}) => {
  await mira.open('Joining the gym');
  await mira.page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(mira.page.getByText('is not encrypted. Anyone on this network')).toBeVisible();
  await expect(mira.page.getByRole('textbox', { name: 'Link for guests' })).toHaveCount(0);
  await mira.page.getByRole('button', { name: 'Start sharing' }).click();
  const guestSwitch = mira.page.getByRole('switch', {
    name: 'Let guests join from a browser',
  });
  await expect(guestSwitch).toBeChecked();
  const link = await mira.guestLink();
  await expect(mira.page.getByText('is not encrypted. Anyone on this network')).toBeVisible();
  await mira.page.getByRole('combobox', { name: 'People with this link join as' }).selectOption('Viewer');
  await expect.poll(() => mira.guestLink()).not.toBe(link);
  const phone = await phoneAt(browser, await mira.guestLink());
  await Wall.join(phone, await mira.guestLink(), 'Ann');
  await expect(phone.getByRole('button', { name: 'Add note', exact: true })).toHaveCount(0);

  // Another look at the dialog finds it as it was left.
  await mira.done();
  await mira.page.keyboard.press('Alt+Shift+I');
  await expect(guestSwitch).toBeChecked();
  await guestSwitch.uncheck();
  await expect(phone.getByRole('heading', { name: 'The session has ended' })).toBeVisible();
  await expect(mira.page.getByRole('textbox', { name: 'Link for guests' })).toHaveCount(0);
  await phone.context().close();
});

test('three presses lead from the wall to a copied link, and the name is asked for once', async ({
  mira,
  browser,
}) => {
  const { page } = mira;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await mira.open('Joining the gym');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Mira');
  await page.getByRole('button', { name: 'Start sharing' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const phone = await phoneAt(browser, link);
  await Wall.join(phone, link, 'Ann');
  await phone.context().close();

  await page.getByRole('button', { name: 'Stop sharing' }).click();
  const sure = page.getByRole('dialog', { name: 'Stop sharing?' });
  await expect(sure).toContainText('Guests are disconnected.');
  await expect(sure.getByRole('button', { name: 'Keep sharing' })).toBeVisible();
  await sure.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(page.getByRole('button', { name: 'Start sharing' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveCount(0);
});

test('the code for the whole room has the title and the address, and is dark on white in every look', async ({
  mira,
}) => {
  await mira.open('Joining the gym');
  const link = await mira.shareWithGuests();
  const { page } = mira;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.getByRole('button', { name: 'Full screen' }).click();
    const room = page.getByRole('dialog', { name: 'Joining the gym' });
    await expect(room).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(room.getByText(new URL(link).host)).toBeVisible();
    await expect(room.getByRole('img', { name: 'QR code of the link' })).toBeInViewport({ ratio: 1 });
    await expect(room.getByText('1 here')).toBeVisible();
    expect.soft(await barriers(page), colorScheme).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(room).toHaveCount(0);
  }
});

test('leaving the board asks first while others are in the session', async ({ mira, browser }) => {
  await mira.open('Joining the gym');
  const link = await mira.shareWithGuests();
  await mira.done();
  const phone = await phoneAt(browser, link);
  await phone.getByRole('textbox', { name: 'Your name' }).fill('Ann');
  await phone.getByRole('button', { name: 'Join' }).tap();
  await new Wall(phone).ready();
  await expect(mira.state('2 here')).toBeVisible();
  await mira.page.getByRole('button', { name: 'All boards' }).click();
  const question = mira.page.getByRole('dialog', { name: 'Leave the board and stop sharing?' });
  await question.getByRole('button', { name: 'Keep sharing' }).click();
  await expect(question).toHaveCount(0);
  await writeOnPhone(phone, 'Still here');
  await expect(mira.wall.note('Still here')).toHaveCount(1);

  await mira.page.getByRole('button', { name: 'All boards' }).click();
  expect(await barriers(mira.page)).toEqual([]);
  await question.getByRole('button', { name: 'Leave and stop sharing' }).click();
  await mira.start.ready();
  await expect(phone.getByRole('heading', { name: 'The session has ended' })).toBeVisible();
  await phone.context().close();
});
