/** Two machines with libraries of their own, in one session. */
import { type Page, expect } from '@playwright/test';
import { barriers } from './pages/axe';
import type { Machine } from './pages/machines';
import { test } from './pages/meeting';

async function meet(mira: Machine, ole: Machine): Promise<void> {
  await mira.open('Joining the gym');
  const ticket = await mira.share();
  await mira.done();
  await ole.join(ticket);
  await expect(mira.state('Hosting · 2 here')).toBeVisible();
  await expect(ole.state('Connected to Mira')).toBeVisible();
}

/** Both looks of what is on the screen, as axe reads them. */
async function expectNoBarriers(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await barriers(page), colorScheme).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

test('a ticket leads from one machine to the wall of the other, where both write', async ({ mira, ole }) => {
  await meet(mira, ole);
  await ole.wall.write('Awareness', 'Doing', 'Reads reviews');
  await expect(mira.wall.note('Reads reviews')).toHaveCount(1);
  await mira.wall.write('Retention', 'Thinking', 'Was it worth it?');
  await expect(ole.wall.note('Was it worth it?')).toHaveCount(1);
  await expect(mira.page.getByRole('button', { name: 'Follow: Ole, Participant' })).toBeVisible();
  const host = 'Follow: Mira, Facilitator, hosts the session';
  await expect(ole.page.getByRole('button', { name: host })).toBeVisible();
});

test('who joins says how they are called, and is called so from then on', async ({ mira, ole }) => {
  await mira.open('Joining the gym');
  const ticket = await mira.share();
  await mira.done();
  await ole.page.getByRole('button', { name: 'Join a session' }).click();
  const name = ole.page.getByRole('textbox', { name: 'Your name' });
  await expect(name).toHaveValue('Ole');
  await name.fill('');
  await ole.page.getByRole('textbox', { name: 'Ticket' }).fill(ticket);
  await expect(ole.page.getByRole('button', { name: 'Join', exact: true })).toBeDisabled();
  await name.fill('Ole Vik');
  await ole.page.getByRole('button', { name: 'Join', exact: true }).click();
  await ole.wall.ready();
  await expect(mira.page.getByRole('button', { name: 'Follow: Ole Vik, Participant' })).toBeVisible();
});

test('a facilitator says how they are called before others come', async ({ mira, ole }) => {
  await mira.open('Joining the gym');
  await mira.page.getByRole('button', { name: 'Share', exact: true }).click();
  const name = mira.page.getByRole('textbox', { name: 'Your name' });
  await expect(name).toHaveValue('Mira');
  await name.fill('');
  await expect(mira.page.getByRole('button', { name: 'Start sharing' })).toBeDisabled();
  await name.fill('Mira Berg');
  await mira.page.getByRole('button', { name: 'Start sharing' }).click();
  const ticket = await mira.ticket();
  await mira.done();
  await ole.join(ticket);
  await expect(ole.state('Connected to Mira Berg')).toBeVisible();
  await mira.wall.write('Awareness', 'Doing', 'Reads reviews');
  await expect(ole.page.getByRole('button', { name: /^Reads reviews, .*Mira Berg$/ })).toHaveCount(1);
});

test('who types in a note on one machine is marked on the other', async ({ mira, ole }) => {
  await meet(mira, ole);
  await ole.wall.write('Awareness', 'Doing', 'Reads reviews');
  await expect(mira.wall.note('Reads reviews')).toHaveCount(1);
  // A note that somebody else types in is marked on the wall, which paints a frame for it.
  await mira.wall.settled();
  const frames = await mira.page.evaluate(() => window.__board?.frames ?? 0);
  await ole.page.keyboard.press('Enter');
  await expect(ole.wall.field).toBeFocused();
  await expect.poll(() => mira.page.evaluate(() => window.__board?.frames ?? 0)).toBeGreaterThan(frames);
});

test('others see where one points, unless they switch that off', async ({ mira, ole }) => {
  await meet(mira, ole);
  const at = await ole.wall.middleOf('Consideration', 'Thinking');
  await ole.page.mouse.move(at.x, at.y, { steps: 3 });
  const cursor = mira.cursorOf('Ole');
  await expect(cursor).toHaveText('Ole');
  // Both windows show the same part of the board.
  await expect
    .poll(async () => {
      const box = await cursor.boundingBox();
      return box !== null && Math.abs(box.x - at.x) < 3 && Math.abs(box.y - at.y) < 3;
    })
    .toBe(true);
  await mira.page.getByRole('button', { name: 'Board menu' }).click();
  await mira.page.getByRole('menuitem', { name: 'Hide others’ cursors' }).click();
  await expect(cursor).toHaveCount(0);
  await mira.page.keyboard.press('Alt+Shift+C');
  await expect(cursor).toHaveCount(1);
  // Over the bar, off the wall.
  await ole.page.mouse.move(60, 28);
  await expect(cursor).toHaveCount(0);
});

test('the view goes along with a person until Esc or a pan', async ({ mira, ole }) => {
  await meet(mira, ole);
  const face = mira.page.getByRole('button', { name: 'Follow: Ole, Participant' });
  const frame = mira.page.getByRole('button', { name: 'Following Ole' });
  await face.click();
  await expect(frame).toBeVisible();
  await expect(face).toHaveAttribute('aria-pressed', 'true');
  // Ole points at the edge of the window: over there it comes further into the middle.
  await ole.page.mouse.move(1270, 600, { steps: 3 });
  const cursor = mira.cursorOf('Ole');
  await expect
    .poll(async () => {
      const box = await cursor.boundingBox();
      return box !== null && box.x > 800 && box.x < 1000;
    })
    .toBe(true);
  expect((await mira.wall.middleOf('Awareness', 'Doing')).x).toBeLessThan(
    (await ole.wall.middleOf('Awareness', 'Doing')).x,
  );
  await expect(frame).toBeVisible();
  await mira.page.keyboard.press('Escape');
  await expect(frame).toHaveCount(0);
  await mira.page.keyboard.press('Alt+Shift+f');
  await expect(frame).toBeVisible();
  await mira.page.mouse.move(600, 400);
  await mira.page.mouse.wheel(0, 120);
  await expect(frame).toHaveCount(0);
});

test('a facilitator changes roles, and turns somebody out who is told so', async ({ mira, ole }) => {
  await meet(mira, ole);
  await mira.page.keyboard.press('Alt+Shift+I');
  await mira.assign('Ole', 'Viewer');
  await expect(mira.page.getByRole('listitem').filter({ hasText: 'Ole' })).toContainText('Viewer');
  await expect(ole.page.getByRole('button', { name: 'Add note', exact: true })).toHaveCount(0);
  await mira.assign('Ole', 'Participant');
  await expect(ole.page.getByRole('button', { name: 'Add note', exact: true })).toBeVisible();
  await mira.assign('Ole', 'Remove from session…');
  await mira.page.getByRole('button', { name: 'Remove', exact: true }).click();
  // Who left nothing on the board is in no list of people.
  await expect(mira.page.getByRole('list', { name: 'Here now' }).getByText('Ole')).toHaveCount(0);
  await expect(ole.state('The facilitator removed this computer')).toBeVisible();
  await expect(ole.state('Alone')).toBeVisible();
  await expect(ole.page.getByRole('button', { name: /^Follow/ })).toHaveCount(0);
});

test('a new ticket makes the old one void, and what is wrong with a ticket is said', async ({
  mira,
  ole,
}) => {
  await mira.open('Joining the gym');
  const old = await mira.share();
  await mira.page.getByRole('button', { name: 'New ticket' }).click();
  await expect(mira.page.getByText('The old ticket no longer works.')).toBeVisible();
  const fresh = await mira.ticket();
  expect(fresh).not.toBe(old);
  await ole.askToJoin(old);
  await expect(ole.page.getByRole('alert')).toContainText('This ticket does not work');
  // As a chat breaks it.
  await ole.page.getByRole('textbox', { name: 'Ticket' }).fill(` ${fresh.slice(0, 40)}\n${fresh.slice(40)} `);
  await ole.page.getByRole('button', { name: 'Join', exact: true }).click();
  await ole.wall.ready();
});

test('who waits for a session may give up, and stays at the start screen', async ({ mira, ole }) => {
  await mira.open('Joining the gym');
  const ticket = await mira.share();
  await mira.desk.leave();
  await ole.askToJoin(ticket);
  await expect(ole.state('Looking for the session')).toBeVisible();
  await ole.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(ole.page.getByRole('dialog')).toHaveCount(0);
  await ole.start.ready();
});

test('when sharing stops, who hosted is alone', async ({ mira, ole }) => {
  await meet(mira, ole);
  await mira.page.keyboard.press('Alt+Shift+I');
  await mira.page.getByRole('button', { name: 'Stop sharing' }).click();
  await mira.page
    .getByRole('dialog', { name: 'Stop sharing?' })
    .getByRole('button', { name: 'Stop' })
    .click();
  await expect(mira.page.getByRole('button', { name: 'Start sharing' })).toBeVisible();
  await mira.done();
  await expect(mira.state('Alone')).toBeVisible();
  await expect(ole.state('Connected to Mira')).toHaveCount(0);
});

test('sharing and joining have no known barrier', async ({ mira, ole }) => {
  await ole.page.getByRole('button', { name: 'Join a session' }).click();
  await expectNoBarriers(ole.page);
  await ole.page.getByRole('button', { name: 'Cancel' }).click();
  await mira.open('Joining the gym');
  await mira.page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(mira.page.getByRole('button', { name: 'Start sharing' })).toBeVisible();
  await expectNoBarriers(mira.page);
  await mira.page.getByRole('button', { name: 'Start sharing' }).click();
  const ticket = await mira.ticket();
  await ole.join(ticket);
  await expect(mira.page.getByRole('button', { name: 'Role of Ole' })).toBeVisible();
  await expectNoBarriers(mira.page);
  await mira.page.getByRole('button', { name: 'Role of Ole' }).click();
  await expect(mira.page.getByRole('menu')).toBeVisible();
  await expectNoBarriers(mira.page);
  await mira.page.keyboard.press('Escape');
  await mira.done();
  await mira.page.getByRole('button', { name: /^Follow: Ole/ }).click();
  await expectNoBarriers(mira.page);
});

test('a relay is a choice, and one that does not answer keeps nobody of the room out', async ({
  mira,
  ole,
}) => {
  await mira.open('Joining the gym');
  await mira.page.getByRole('button', { name: 'Share', exact: true }).click();
  await mira.page.getByText('People on other networks').click();
  const through = mira.page.getByRole('combobox', { name: 'They join through' });
  await through.selectOption('Your organisation’s relay');
  const start = mira.page.getByRole('button', { name: 'Start sharing' });
  await expect(start).toBeDisabled();
  await mira.page.getByRole('textbox', { name: 'Relay address' }).fill('our relay');
  await start.click();
  await expect(mira.page.getByRole('alert')).toContainText('not a relay address');
  await mira.page.getByRole('textbox', { name: 'Relay address' }).fill('http://127.0.0.1:9');
  expect.soft(await barriers(mira.page)).toEqual([]);
  await start.click();
  await expect(mira.page.getByRole('alert')).toContainText('The relay does not answer');
  await ole.join(await mira.ticket());
  await expect(ole.state('Connected to Mira')).toBeVisible();
});
