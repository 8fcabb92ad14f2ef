/** The workshop runs: an agenda on the board, one phase on at every screen, and time that is the same for all. */
import { type Browser, expect } from '@playwright/test';
import { barriers } from './pages/axe';
import { test } from './pages/meeting';
import { PhoneSeat, Seat } from './pages/seats';
import { Wall } from './pages/wall';
import { Agenda } from './pages/workshop';

/** A guest of the only machine that there is. */
async function guestOf(browser: Browser, link: string, name: string): Promise<Seat> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await Wall.join(page, link, name);
  return new Seat(name, page);
}

const SHORT = '45-minute short form';

test('a ready agenda is taken over, changed, put into another order, and undone as one act', async ({
  mira,
}) => {
  await mira.open('Joining the gym');
  const agenda = new Agenda(mira.page);
  await agenda.use(SHORT);
  expect(await agenda.titles()).toEqual([
    'Welcome',
    'First row together',
    'The other rows',
    'Present',
    'Group',
    'Vote',
    'Discuss',
    'Next steps',
  ]);
  await expect(agenda.panel.getByText('45 min', { exact: true })).toBeVisible();

  await test.step('a phase is changed where it stands', async () => {
    await agenda
      .phase('Welcome')
      .getByRole('button', { name: /Welcome/ })
      .click();
    const form = agenda.phases.first();
    await form.getByRole('textbox', { name: 'Title' }).fill('Hello');
    await form.getByRole('spinbutton', { name: 'Minutes' }).fill('5');
    await form.getByRole('spinbutton', { name: 'Up to' }).fill('10');
    await mira.page.keyboard.press('Tab');
    await form.getByRole('combobox', { name: 'How people work' }).selectOption('Silent reading');
    await expect(agenda.phase('Hello').locator('small').first()).toHaveText('Silent reading · 5–10 min');
  });

  await test.step('Alt with an arrow moves a phase, and so do the buttons of its form', async () => {
    await agenda.phase('Hello').getByRole('button', { name: /Hello/ }).focus();
    await mira.page.keyboard.press('Alt+ArrowDown');
    await expect
      .poll(async () => (await agenda.titles()).slice(0, 2))
      .toEqual(['First row together', 'Hello']);
    await agenda.phase('Hello').getByRole('button', { name: 'Move up' }).click();
    await expect
      .poll(async () => (await agenda.titles()).slice(0, 2))
      .toEqual(['Hello', 'First row together']);
    await agenda.phase('Hello').getByRole('button', { name: 'Done' }).click();
  });

  await test.step('a phase is dragged behind another one', async () => {
    const from = await agenda.phase('Hello').boundingBox();
    const to = await agenda.phase('The other rows').boundingBox();
    if (from === null || to === null) throw new Error('not shown');
    await mira.page.mouse.move(from.x + 60, from.y + from.height / 2);
    await mira.page.mouse.down();
    await mira.page.mouse.move(to.x + 60, to.y + to.height - 2, { steps: 5 });
    await mira.page.mouse.up();
    await expect
      .poll(async () => (await agenda.titles()).slice(0, 3))
      .toEqual(['First row together', 'The other rows', 'Hello']);
  });

  await test.step('deleting is undone', async () => {
    await agenda.phase('Hello').getByRole('button', { name: /Hello/ }).click();
    await agenda.phase('Hello').getByRole('button', { name: 'Delete phase' }).click();
    await expect(agenda.phases).toHaveCount(7);
    await mira.page.keyboard.press('Control+z');
    await expect(agenda.phases).toHaveCount(8);
  });
});

test('everybody sees the same phase and the same second, who comes late and who comes back too', async ({
  mira,
  ole,
  browser,
}) => {
  await mira.open('Joining the gym');
  const ticket = await mira.share();
  const link = await mira.guestLink();
  await mira.done();
  await ole.join(ticket);
  const agenda = new Agenda(mira.page);
  await agenda.use(SHORT);
  await agenda.start();
  await agenda.isAt('Welcome');
  const theirs = new Agenda(ole.page);
  await theirs.isAt('Welcome');
  await expect(theirs.strip.getByText('Read the scope aloud', { exact: false })).toBeVisible();
  // Participants see what is on; what leads on is the facilitator's.
  await expect(theirs.next).toHaveCount(0);

  await agenda.next.click();
  await theirs.isAt('First row together');
  const late = await PhoneSeat.guest(browser, link, 'Ann');
  const phone = new Agenda(late.page);
  await phone.isAt('First row together');
  await late.page.reload();
  await phone.isAt('First row together');
  // A pause makes them comparable: then nothing runs while one after the other is read.
  await agenda.strip.getByRole('button', { name: 'Pause timer' }).click();
  await expect(phone.strip.locator('.still')).toBeVisible();
  await expect(theirs.strip.locator('.still')).toBeVisible();
  const seconds = await agenda.seconds();
  expect(seconds).toBeGreaterThan(200);
  for (const other of [theirs, phone]) await expect.poll(() => other.seconds()).toBe(seconds);
  await agenda.strip.getByRole('button', { name: 'Add 1 minute' }).click();
  for (const one of [agenda, theirs, phone]) await expect.poll(() => one.seconds()).toBe(seconds + 60);
  await agenda.strip.getByRole('button', { name: 'Resume timer' }).click();
  await expect.poll(() => phone.seconds()).toBeLessThan(seconds + 60);

  await agenda.panel.getByRole('button', { name: 'Back', exact: true }).click();
  await theirs.isAt('Welcome');
  await agenda.panel.getByRole('button', { name: 'End workshop' }).click();
  await mira.page.getByRole('dialog').getByRole('button', { name: 'End workshop' }).click();
  for (const one of [agenda, theirs, phone]) await expect(one.strip).toHaveCount(0);
});

test('who types is not moved; the others are shown where the phase takes place', async ({
  mira,
  browser,
}) => {
  await mira.start.newBoard('Two-hour workshop', 'Paying online');
  const link = await mira.shareWithGuests();
  await mira.done();
  const facilitator = new Seat('Mira', mira.page);
  const [ann, ben] = await Promise.all([guestOf(browser, link, 'Ann'), guestOf(browser, link, 'Ben')]);
  const agenda = new Agenda(mira.page);
  await agenda.open();
  await agenda.start();
  await agenda.goTo('Empathy map: write');
  for (const seat of [facilitator, ann, ben]) await seat.isAt('Empathy map');
  await ann.begin('Customer', 'Says');
  await mira.page.keyboard.press('Escape');
  await ann.page.keyboard.type('I never');
  await agenda.goTo('First row together');
  await ben.isAt('Journey map');
  await ann.isAt('Empathy map');
  await expect(ann.wall.field).toBeFocused();
  await ann.page.keyboard.type(' pay here');
  await expect(ann.wall.field).toHaveValue('I never pay here');
  await ann.done();
  await new Agenda(ann.page).strip.getByRole('button', { name: 'Go there' }).click();
  await ann.isAt('Journey map');
});

test('the row of the phase is where a new note lands, and a late thought finds its own row', async ({
  mira,
}) => {
  await mira.start.newBoard('Two-hour workshop', 'Paying online');
  const agenda = new Agenda(mira.page);
  const seat = new Seat('Mira', mira.page);
  await agenda.open();
  await agenda.start();
  await agenda.goTo('First row together');
  await seat.isAt('Journey map');
  const note = (row: string, text: string) =>
    mira.page
      .getByRole('row')
      .filter({ has: mira.page.getByRole('rowheader', { name: row }) })
      .getByRole('button', { name: new RegExp(`^${text}, `) });
  await mira.page.getByRole('button', { name: 'Add note', exact: true }).click();
  await expect(mira.wall.field).toBeFocused();
  await mira.page.keyboard.type('Opens the basket');
  await seat.done();
  await expect(note('Actions', 'Opens the basket')).toHaveCount(1);
  await mira.page.keyboard.press('Escape');
  await agenda.goTo('Questions');
  await mira.page.getByRole('button', { name: 'Add note', exact: true }).click();
  await mira.page.keyboard.type('What does it cost');
  await seat.done();
  await expect(note('Questions', 'What does it cost')).toHaveCount(1);
  await seat.write('Step 2', 'Actions', ['Looks for the price']);
  await expect(note('Actions', 'Looks for the price')).toHaveCount(1);
});

test('a pause for everyone holds participants and says so, and lets facilitators write', async ({
  mira,
  browser,
}) => {
  await mira.open('Joining the gym');
  const link = await mira.shareWithGuests();
  await mira.done();
  const ann = await guestOf(browser, link, 'Ann');
  await mira.page.getByRole('button', { name: 'Board menu' }).click();
  await mira.page.getByRole('menuitem', { name: 'Pause for everyone' }).click();
  const hers = new Agenda(ann.page);
  await expect(hers.strip.getByText('Paused for everyone')).toBeVisible();
  await ann.begin('Awareness', 'Doing');
  await ann.page.keyboard.type('x');
  await expect(
    ann.page.getByText('The facilitator has paused the board.', { exact: false }).first(),
  ).toBeVisible();
  await expect(ann.wall.field).toHaveCount(0);
  await mira.wall.write('Awareness', 'Doing', 'While all look');
  await expect(ann.wall.note('While all look')).toHaveCount(1);
  await new Agenda(mira.page).strip.getByRole('button', { name: 'Go on' }).click();
  await expect(hers.strip).toHaveCount(0);
  await ann.write('Awareness', 'Doing', ['At last']);
});

test('the ready agendas, a phase and its form, and the strip have no known barrier', async ({ mira }) => {
  await mira.open('Joining the gym');
  const agenda = new Agenda(mira.page);
  const check = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await mira.page.emulateMedia({ colorScheme });
      expect.soft(await barriers(mira.page), colorScheme).toEqual([]);
    }
  };
  await agenda.open();
  await agenda.panel.getByRole('button', { name: 'Use a ready agenda' }).click();
  await expect(agenda.panel.getByRole('button', { name: `Add to board: ${SHORT}` })).toBeVisible();
  await check();
  await agenda.panel.getByRole('button', { name: `Add to board: ${SHORT}` }).click();
  await agenda.start();
  await agenda.phase('First row together').getByRole('button').click();
  await expect(agenda.panel.getByRole('textbox', { name: 'Prompt' })).toBeVisible();
  await check();
});
