/** A host dies, and its guests go on at the machine that hosts next. */
import { type Browser, type Page, devices, expect } from '@playwright/test';
import { test } from './pages/meeting';
import { Outline } from './pages/outline';
import { Wall } from './pages/wall';

const PHONE = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } };

/** The page knows of another machine. */
function toldOfDoors(page: Page): Promise<void> {
  return new Promise((resolve) =>
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (payload.includes('{"doors":["')) resolve();
      }),
    ),
  );
}

async function guest(browser: Browser, link: string, name: string): Promise<Page> {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const isTold = toldOfDoors(page);
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Join' }).tap();
  await new Wall(page).ready();
  await isTold;
  return page;
}

/** A note of the stage that the phone shows. */
async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Add note', exact: true }).tap();
  await page.getByRole('menuitem', { name: 'Doing' }).tap();
  await expect(new Outline(page).field).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press('Escape');
}

test('a phone goes on at the next host with what it wrote meanwhile, and can be loaded anew there', async ({
  mira,
  ole,
  browser,
}) => {
  await mira.open('Joining the gym');
  const ticket = await mira.share();
  const link = await mira.admitGuests();
  await mira.done();
  await ole.join(ticket);
  const phone = await guest(browser, link, 'Ann');
  await write(phone, 'Before');
  await expect(ole.wall.note('Before')).toHaveCount(1);
  const before = new URL(phone.url()).host;

  await mira.desk.crash();
  await expect(phone.getByText('Reconnecting…')).toBeVisible();
  await write(phone, 'Meanwhile');
  await expect(ole.wall.note('Meanwhile')).toHaveCount(1);
  await expect(ole.wall.note('Before')).toHaveCount(1);
  await expect(phone.getByText('Reconnecting…')).toHaveCount(0);

  // The page goes there wholly when nobody touches it, and nobody is asked for a name again.
  await expect.poll(() => new URL(phone.url()).host).not.toBe(before);
  await expect.poll(() => new URL(phone.url()).hash).not.toContain('k=');
  await new Wall(phone).ready();
  await phone.reload();
  await new Wall(phone).ready();
  await write(phone, 'After');
  await expect(ole.wall.note('After')).toHaveCount(1);
  await expect(ole.wall.notes).toHaveCount(3);
  await phone.context().close();
});

test('guests go along when the host leaves in order', async ({ mira, ole, browser }) => {
  await mira.open('Joining the gym');
  const ticket = await mira.share();
  const link = await mira.admitGuests();
  await mira.done();
  await ole.join(ticket);
  const phone = await guest(browser, link, 'Ann');
  await mira.page.getByRole('button', { name: 'All boards' }).click();
  await mira.start.ready();
  await write(phone, 'Is anybody there?');
  await expect(ole.wall.note('Is anybody there?')).toHaveCount(1);
  await phone.context().close();
});
