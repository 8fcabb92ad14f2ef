import { type Browser, type BrowserContext } from '@playwright/test';
import { expect, test as base } from './pages/fixtures';
import { Host } from './pages/host';
import { Outline } from './pages/outline';
import { PHONE, writeOnPhone } from './pages/phone';
import { Wall } from './pages/wall';
import { Wire } from './pages/wire';

const test = base.extend({
  host: async ({}, use) => {
    const host = await Host.beginForGuests();
    await use(host);
    await host.end();
  },
});

/** A person at a desk on the same wall, who sees what the others wrote. */
async function desk(browser: Browser, host: Host): Promise<{ wall: Wall; context: BrowserContext }> {
  const context = await browser.newContext();
  return { wall: await Wall.join(await context.newPage(), host.address, 'Bo'), context };
}

test('from the link to the first note takes a phone three taps', async ({ host, browser }) => {
  const { wall: bo, context } = await desk(browser, host);
  const phone = await browser.newContext(PHONE);
  const page = await phone.newPage();
  const start = Date.now();
  await page.goto(host.address);
  // [GU10]
  await expect(page.getByText('Not encrypted')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await page.keyboard.type('Ann');
  await page.getByRole('button', { name: 'Join' }).tap();
  await page.getByRole('button', { name: 'Add note', exact: true }).tap();
  await page.getByRole('menuitem', { name: 'Doing' }).tap();
  await expect(new Outline(page).field).toBeFocused();
  await page.keyboard.type('Sees the poster');
  await expect.poll(() => bo.notesIn('Awareness', 'Doing')).toEqual(['Sees the poster']);
  console.log(`link to first note, seen by another: 3 taps, ${String(Date.now() - start)} ms of the machine`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await phone.close();
  await context.close();
});

test('what is written offline waits, says so, and is there once', async ({ host, browser }) => {
  const { wall: bo, context } = await desk(browser, host);
  const phone = await browser.newContext(PHONE);
  const page = await phone.newPage();
  const ann = await Wall.join(page, host.address, 'Ann');
  await writeOnPhone(page, 'Before');
  await ann.settled();
  await phone.setOffline(true);
  await expect(page.getByText('Reconnecting…')).toBeVisible();
  await writeOnPhone(page, 'In the lift');
  await writeOnPhone(page, 'Still in the lift');
  // It stands above the tools, and fingers reach what is below it.
  const line = await page.getByText('Reconnecting…, 2 edits waiting').boundingBox();
  const tools = await page.getByRole('toolbar').last().boundingBox();
  expect((line?.y ?? 844) + (line?.height ?? 0)).toBeLessThanOrEqual(tools?.y ?? 0);
  const waiting = page.getByRole('list', { name: 'Waiting to be sent' });
  await expect(waiting.getByRole('listitem')).toHaveText(['In the lift', 'Still in the lift']);
  // Nothing lies above it: a trial presses nothing and asks what is under the finger.
  await waiting.tap({ trial: true });
  await expect(new Outline(page).note('Still in the lift')).toHaveAccessibleName(/Waiting to be sent/);
  await phone.setOffline(false);
  await expect
    .poll(() => bo.notesIn('Awareness', 'Doing'))
    .toEqual(['Before', 'In the lift', 'Still in the lift']);
  await expect(page.getByText('Reconnecting…')).toHaveCount(0);
  await page.reload();
  await ann.ready();
  await expect
    .poll(() => bo.notesIn('Awareness', 'Doing'))
    .toEqual(['Before', 'In the lift', 'Still in the lift']);
  await phone.close();
  await context.close();
});

test('a host that crashed and came back gets what was written meanwhile, once', async ({ host, browser }) => {
  const phone = await browser.newContext(PHONE);
  const page = await phone.newPage();
  const ann = await Wall.join(page, host.address, 'Ann');
  await writeOnPhone(page, 'Before');
  await ann.settled();
  await host.crash();
  await expect(page.getByText('Reconnecting…')).toBeVisible();
  await writeOnPhone(page, 'Meanwhile');
  await expect(page.getByText('Reconnecting…, 1 edit waiting')).toBeVisible();
  const again = await host.againForGuests();
  expect(again.address).toBe(host.address);
  const { wall: bo, context } = await desk(browser, again);
  await expect.poll(() => bo.notesIn('Awareness', 'Doing')).toEqual(['Before', 'Meanwhile']);
  // The same person: the note of before the crash is still Ann's to write in.
  const outline = new Outline(page);
  await outline.note('Before').tap();
  await page.getByRole('button', { name: 'Edit', exact: true }).tap();
  await expect(outline.field).toHaveValue('Before');
  await page.keyboard.type(' and after');
  await page.keyboard.press('Escape');
  await expect.poll(() => bo.notesIn('Awareness', 'Doing')).toEqual(['Before and after', 'Meanwhile']);
  await phone.close();
  await context.close();
  await again.end();
});

test('what the host took and could not confirm is there once', async ({ host, browser }) => {
  const { wall: bo, context: other } = await desk(browser, host);
  const context = await browser.newContext();
  const page = await context.newPage();
  const wire = await Wire.of(page);
  const wall = await Wall.join(page, host.address, 'Ann');
  wire.mute();
  const { x, y } = await wall.marginOf('Awareness', 'Doing');
  await page.mouse.dblclick(x, y);
  await page.keyboard.type('Asks a friend');
  // The host has the note; the page waits for its answer, and has its words in the field.
  await expect.poll(() => bo.notes.count()).toBe(1);
  await wire.cut();
  await expect(page.getByText('Reconnecting…, 1 edit waiting')).toBeVisible();
  wire.join();
  await expect.poll(() => bo.notesIn('Awareness', 'Doing')).toEqual(['Asks a friend']);
  await page.keyboard.press('Escape');
  await wall.settled();
  expect(await bo.notes.count()).toBe(1);
  await context.close();
  await other.close();
});

test('what was typed in a note that is left open goes on after the page is loaded anew', async ({
  host,
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const wire = await Wire.of(page);
  const wall = await Wall.join(page, host.address, 'Ann');
  await wall.write('Awareness', 'Doing', 'Reads');
  await page.keyboard.press('Enter');
  await expect(wall.field).toBeFocused();
  await page.keyboard.press('End');
  await wire.cut();
  await expect(page.getByText('Reconnecting…')).toBeVisible();
  await page.keyboard.type(' reviews');
  await expect(page.getByText('Reconnecting…, 1 edit waiting')).toBeVisible();
  wire.join();
  await page.reload();
  await wall.ready();
  await expect.poll(() => wall.notesIn('Awareness', 'Doing')).toEqual(['Reads reviews']);
  await context.close();
});

test('whoever is turned away after all keeps the words', async ({ host, browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const wire = await Wire.of(page);
  const wall = await Wall.join(page, host.address, 'Ann');
  await wall.write('Awareness', 'Doing', 'Reads');
  await wire.cut();
  await expect(page.getByText('Reconnecting…')).toBeVisible();
  const { x, y } = await wall.marginOf('Retention', 'Doing');
  await page.mouse.dblclick(x, y);
  await page.keyboard.type('Cancels in January');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Reconnecting…, 1 edit waiting')).toBeVisible();
  wire.end(4004);
  await expect(page.getByRole('heading', { name: 'The session has ended' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: /did not reach the board/ })).toHaveValue(
    'Cancels in January',
  );
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await context.close();
});

test('the end of the session is said', async ({ host, browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await Wall.join(page, host.address, 'Ann');
  const [again] = await Promise.all([
    host.againForGuests(),
    expect(page.getByRole('heading', { name: 'The session has ended' })).toBeVisible(),
  ]);
  // The link holds when the facilitator begins again.
  await page.getByRole('button', { name: 'Try again' }).click();
  await new Wall(page).ready();
  await context.close();
  await again.end();
});

test('a second tab takes the wall over', async ({ host, browser }) => {
  const context = await browser.newContext();
  const first = await context.newPage();
  await Wall.join(first, host.address, 'Ann');
  const second = await context.newPage();
  await second.goto(host.address);
  const wall = new Wall(second);
  await wall.ready();
  await expect(first.getByRole('heading', { name: 'another tab' })).toBeVisible();
  await wall.write('Awareness', 'Doing', 'From the second');
  await context.close();
});
