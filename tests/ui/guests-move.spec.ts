/** A host dies, and its guests go on at the machine that hosts next. */
import { type Browser, type Page, expect } from '@playwright/test';
import type { Machine } from './pages/machines';
import { test } from './pages/meeting';
import { PHONE, writeOnPhone } from './pages/phone';
import { toldOfDoors } from './pages/seats';
import { Wall } from './pages/wall';

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

/** Mira hosts, Ole takes part, and Ann comes in by Mira's link. */
async function meet(mira: Machine, ole: Machine, browser: Browser): Promise<Page> {
  await mira.open('Joining the gym');
  const ticket = await mira.share();
  const link = await mira.guestLink();
  await mira.done();
  await ole.join(ticket);
  return guest(browser, link, 'Ann');
}

test('a phone goes on at the next host with what it wrote meanwhile, and can be loaded anew there', async ({
  mira,
  ole,
  browser,
}) => {
  const phone = await meet(mira, ole, browser);
  const chip = phone.getByRole('navigation', { name: 'Stages' }).getByRole('button', { name: 'Retention' });
  await chip.tap();
  await writeOnPhone(phone, 'Before');
  await expect(ole.wall.note('Before')).toHaveCount(1);
  const before = new URL(phone.url()).host;

  await mira.desk.crash();
  await expect(phone.getByText('Reconnecting…')).toBeVisible();
  await writeOnPhone(phone, 'Meanwhile');
  await expect(ole.wall.note('Meanwhile')).toHaveCount(1);
  await expect(ole.wall.note('Before')).toHaveCount(1);
  await expect(phone.getByText('Reconnecting…')).toHaveCount(0);

  // The page goes there wholly when nobody touches it, and nobody is asked for a name again.
  await expect.poll(() => new URL(phone.url()).host).not.toBe(before);
  await expect.poll(() => new URL(phone.url()).hash).not.toContain('k=');
  await new Wall(phone).ready();
  await expect(chip).toHaveAttribute('aria-current', 'true');
  await phone.reload();
  await new Wall(phone).ready();
  await expect(chip).toHaveAttribute('aria-current', 'true');
  await writeOnPhone(phone, 'After');
  await expect(ole.wall.note('After')).toHaveCount(1);
  await expect(ole.wall.notes).toHaveCount(3);
  await phone.context().close();
});

test('guests go along when the host leaves in order', async ({ mira, ole, browser }) => {
  const phone = await meet(mira, ole, browser);
  await mira.page.getByRole('button', { name: 'All boards' }).click();
  await mira.start.ready();
  await writeOnPhone(phone, 'Is anybody there?');
  await expect(ole.wall.note('Is anybody there?')).toHaveCount(1);
  await phone.context().close();
});
