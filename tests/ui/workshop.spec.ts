/**
 * A two-hour workshop with six seats, played as people play it: two machines with the app, two phones, two browsers.
 * Whoever reloads, loses the network, closes a tab or loses their host loses no word, and stays where they were.
 */
import { expect } from '@playwright/test';
import { Grid } from './pages/grid';
import { test } from './pages/meeting';
import { PhoneSeat, Seat } from './pages/seats';

const BOARD = 'Paying online';
const STAGES = ['Basket', 'Account', 'Payment', 'Confirmation', 'Delivery'] as const;
const EMPATHY = 'Empathy map';
const JOURNEY = 'Journey map';

/** What somebody has to say about a row: short, since every key is pressed. */
function thoughts(name: string, row: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${name} ${row} ${String(at + 1)}`);
}

test.use({ board: 'Another board' });

test('six seats work through the two-hour template, and every word is on everybody’s board', async ({
  mira,
  ole,
  browser,
}) => {
  // Six people's hands on one machine, beside whatever else it does; every step waits for states alone.
  // What hangs is told by the limit of its step; the whole takes as long as the machine takes.
  test.setTimeout(1_800_000);
  const written = new Map<string, string[]>([
    [EMPATHY, []],
    [JOURNEY, []],
  ]);
  const note = (sheet: string, ...texts: string[]): void => void written.get(sheet)?.push(...texts);

  const link = await test.step('from the template to a link for guests, and a second machine', async () => {
    const { page, start } = mira;
    await page.getByRole('button', { name: 'New board' }).click();
    await start.gallery.getByRole('searchbox').fill('two-hour');
    await start.gallery.getByRole('button', { name: 'Two-hour workshop' }).click();
    await start.gallery.getByRole('textbox', { name: 'Title' }).fill(BOARD);
    await page.keyboard.press('Enter');
    await mira.wall.ready();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Mira Berg');
    await page.getByRole('button', { name: 'Start sharing' }).click();
    const forGuests = await mira.guestLink();
    await ole.join(await mira.ticket());
    await mira.assign('Ole', 'Facilitator');
    await mira.done();
    return forGuests;
  });

  const [cem, dora, ann, ben] = await Promise.all([
    Seat.guest(browser, link, 'Cem'),
    Seat.guest(browser, link, 'Dora'),
    PhoneSeat.guest(browser, link, 'Ann'),
    PhoneSeat.guest(browser, link, 'Ben'),
  ]);
  const second = new Seat('Ole', ole.page);
  const writers = [second, cem, dora, ann, ben];
  const guests = [cem, dora, ann, ben];
  let facilitator = new Seat('Mira Berg', mira.page);

  await test.step('five write in the same cells while the facilitator names the stages', async () => {
    const rows = ['Says', 'Does', 'Thinks', 'Feels'];
    const naming = async (): Promise<void> => {
      await facilitator.show(JOURNEY);
      const grid = new Grid(mira.page);
      const at = await grid.middleOf('stage', 'Step 1', 1);
      await mira.page.mouse.dblclick(at.x, at.y);
      for (const title of STAGES) {
        await expect(grid.field).toBeFocused();
        await mira.page.keyboard.type(title);
        await mira.page.keyboard.press('Tab');
      }
      await expect(grid.field).toHaveCount(0);
    };
    const writing = writers.map(async (seat) => {
      for (const row of rows) await seat.write('Customer', row, thoughts(seat.name, row, 1));
    });
    await Promise.all([naming(), ...writing]);
    for (const { name } of writers) for (const row of rows) note(EMPATHY, ...thoughts(name, row, 1));
    for (const { wall } of [second, cem, dora]) await expect(wall.notes).toHaveCount(20);
    await expect(mira.page.locator('[data-note]')).toHaveCount(0);
  });

  await test.step('all on the journey map, a stage for each, eight notes one after the other', async () => {
    const rows = ['Questions', 'Pain points'];
    await Promise.all(writers.map((seat) => seat.show(JOURNEY)));
    await Promise.all(
      writers.map(async (seat, at) => {
        for (const row of rows) await seat.write(STAGES[at] ?? '', row, thoughts(seat.name, row, 4));
      }),
    );
    for (const { name } of writers) for (const row of rows) note(JOURNEY, ...thoughts(name, row, 4));
    for (const { wall } of [facilitator, second, cem, dora]) await expect(wall.notes).toHaveCount(40);
  });

  await test.step('a phone that is loaded anew while writing keeps every word, and its place', async () => {
    await ann.begin('Confirmation', 'Questions');
    await ann.page.keyboard.type('Is my card safe here?');
    await ann.page.reload();
    await ann.wall.ready();
    note(JOURNEY, 'Is my card safe here?');
    await ann.isAt(JOURNEY);
    await expect(ann.chip('Confirmation')).toHaveAttribute('aria-current', 'true');
    await expect(ann.wall.note('Is my card safe here?')).toBeInViewport();
    for (const { wall } of [facilitator, second])
      await expect(wall.note('Is my card safe here?')).toHaveCount(1);
  });

  await test.step('a browser that is cut off while writing shows its own words, and they come in', async () => {
    const paper = cem.page.locator('[data-unsent]');
    await cem.begin('Account', 'Actions');
    await cem.page.keyboard.type('Pays with ');
    await expect(cem.wall.field).toHaveValue('Pays with ');
    await cem.wall.settled();
    await cem.page.context().setOffline(true);
    await expect(cem.page.getByText('Reconnecting…')).toBeVisible();
    await cem.page.keyboard.type('Klarna');
    await cem.next();
    await cem.page.keyboard.type('4 of 10 pay late');
    await cem.done();
    note(JOURNEY, 'Pays with Klarna', '4 of 10 pay late');
    for (const text of ['Pays with Klarna', '4 of 10 pay late'])
      await expect(paper.filter({ hasText: text }).locator('.clock')).toBeVisible();
    await expect(paper).toHaveCount(2);
    await cem.page.context().setOffline(false);
    await expect(paper).toHaveCount(0);
    for (const { wall } of [facilitator, second, dora])
      for (const text of ['Pays with Klarna', '4 of 10 pay late'])
        await expect(wall.note(text)).toHaveCount(1);
    await cem.isAt(JOURNEY);
  });

  await test.step('the facilitator’s tab is closed and opened: the session went on, under the same name', async () => {
    await mira.closeTab();
    await dora.write('Delivery', 'Actions', ['Waits for the mail']);
    note(JOURNEY, 'Waits for the mail');
    await expect(ole.wall.note('Waits for the mail')).toHaveCount(1);
    await mira.openTab();
    facilitator = new Seat('Mira Berg', mira.page);
    await facilitator.show(JOURNEY);
    await expect(facilitator.wall.note('Waits for the mail')).toHaveCount(1);
    await facilitator.write('Payment', 'Opportunities', ['One page for all of it']);
    note(JOURNEY, 'One page for all of it');
    const signed = { name: /^One page for all of it, .*Mira Berg$/ };
    await expect(dora.page.getByRole('button', signed)).toHaveCount(1);
    await mira.page.keyboard.press('Alt+Shift+I');
    const here = mira.page.getByRole('list', { name: 'Here now' });
    for (const { name } of [facilitator, ...writers]) await expect(here).toContainText(name);
    await mira.done();
  });

  await test.step('the host dies: guests go on at the second machine, where they were', async () => {
    const before = new URL(link).host;
    const zoom = await dora.wall.zoom();
    await mira.desk.crash();
    await Promise.all([
      cem.write('Account', 'Questions', ['Where is my parcel?']),
      ann.write('Confirmation', 'Actions', ['Calls the shop']),
    ]);
    note(JOURNEY, 'Where is my parcel?', 'Calls the shop');
    for (const text of ['Where is my parcel?', 'Calls the shop'])
      await expect(ole.wall.note(text)).toHaveCount(1);
    // Each page goes there wholly once nobody touches it.
    for (const { page } of guests) await expect.poll(() => new URL(page.url()).host).not.toBe(before);
    for (const seat of guests) {
      await seat.wall.ready();
      await seat.isAt(JOURNEY);
    }
    await expect(ann.chip('Confirmation')).toHaveAttribute('aria-current', 'true');
    await expect(ben.chip('Delivery')).toHaveAttribute('aria-current', 'true');
    expect(await dora.wall.zoom()).toBeCloseTo(zoom, 5);
  });

  await test.step('the first machine is back, and all six have every note once', async () => {
    await mira.begin();
    await mira.open(BOARD);
    // Whoever shares a board again finds the session that went on.
    await mira.page.getByRole('button', { name: 'Share', exact: true }).click();
    await mira.page.getByRole('button', { name: 'Start sharing' }).click();
    await mira.done();
    facilitator = new Seat('Mira Berg', mira.page);
    for (const phone of [ann, ben]) await phone.showWall();
    const all = [facilitator, ...writers];
    for (const [sheet, texts] of written)
      for (const seat of all) await expect.poll(() => seat.textsOn(sheet), seat.name).toEqual(texts.sort());
    for (const { page } of guests) await page.context().close();
  });

  await test.step('both files are sound, and hold every note once', async () => {
    for (const { desk } of [mira, ole]) {
      await desk.leave();
      const contents = desk.contents(BOARD);
      for (const text of [...written.values()].flat()) expect(contents.split(text)).toHaveLength(2);
    }
  });
});
