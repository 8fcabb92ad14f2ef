/** Two machines of one network that meet by a PIN. The network must carry multicast between programs of one machine. */
import { type Page, expect } from '@playwright/test';
import { barriers } from './pages/axe';
import type { Machine } from './pages/machines';
import { test as together } from './pages/meeting';

const test = together.extend({
  // Tests that run beside each other are on one network: each needs a board that it can tell from theirs.
  board: async ({ browserName: _ }, use, { workerIndex, testId, repeatEachIndex }) => {
    await use(`Gym ${workerIndex} ${testId.slice(-4)} ${repeatEachIndex}`);
  },
});

const pinOf = (machine: Machine): ReturnType<Page['locator']> =>
  machine.page.getByRole('status', { name: 'Join code' });

/** Mira shares and gives out a PIN; the dialog stays open. */
async function givePin(mira: Machine, board: string): Promise<string> {
  await mira.open(board);
  await mira.share();
  await mira.page.getByRole('button', { name: 'Create join code' }).click();
  await expect(pinOf(mira)).toHaveText(/^\d{3} \d{3}$/);
  return (await pinOf(mira).textContent()) ?? '';
}

/** Ole finds the session in his list, and types a PIN. */
async function type(ole: Machine, pin: string): Promise<void> {
  await ole.page.getByRole('textbox', { name: 'The six digits' }).fill(pin);
  await ole.page.getByRole('button', { name: 'Join', exact: true }).click();
}

async function find(ole: Machine, board: string): Promise<void> {
  await ole.page.getByRole('button', { name: 'Join a session' }).click();
  await ole.page.getByRole('button', { name: `${board} with Mira` }).click();
}

async function expectNoBarriers(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await barriers(page), colorScheme).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

test('who is told the PIN finds the board in the list and comes in', async ({ mira, ole, board }) => {
  const pin = await givePin(mira, board);
  await expectNoBarriers(mira.page);
  await mira.done();
  await find(ole, board);
  await expectNoBarriers(ole.page);
  await type(ole, pin);
  await ole.wall.ready();
  await expect(ole.state('Connected to Mira')).toBeVisible();
  await ole.wall.write('Awareness', 'Doing', 'Reads reviews');
  await expect(mira.wall.note('Reads reviews')).toHaveCount(1);
});

test('a wrong PIN is told as such, and the right one still leads in', async ({ mira, ole, board }) => {
  const pin = await givePin(mira, board);
  await find(ole, board);
  await type(
    ole,
    pin.replace(/^\d/, (digit) => String((Number(digit) + 1) % 10)),
  );
  await expect(ole.page.getByRole('alert')).toContainText('This join code is wrong');
  await type(ole, pin.replace(' ', ''));
  await ole.wall.ready();
});

test('the facilitator lets newcomers in one by one, or turns them away', async ({ mira, ole, board }) => {
  const pin = await givePin(mira, board);
  await mira.page.getByLabel('Approve each person').check();
  await mira.done();
  await find(ole, board);
  await type(ole, pin);
  await expect(ole.page.getByText('Waiting for approval…')).toBeVisible();
  await expect(mira.page.getByText('Ole wants to join')).toBeVisible();
  await expectNoBarriers(mira.page);
  await mira.page.getByRole('button', { name: 'Decline Ole' }).click();
  await expect(ole.page.getByRole('alert')).toContainText('did not admit you');
  await type(ole, pin);
  await mira.page.getByRole('button', { name: 'Admit Ole' }).click();
  await ole.wall.ready();
  await expect(mira.state('Hosting · 2 here')).toBeVisible();
});

test('who gives up waiting is no longer at the door', async ({ mira, ole, board }) => {
  const pin = await givePin(mira, board);
  await mira.page.getByLabel('Approve each person').check();
  await find(ole, board);
  await type(ole, pin);
  const waiting = mira.page.getByText('Ole wants to join');
  await expect(waiting).toBeVisible();
  await ole.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(waiting).toHaveCount(0);
});

test('without a PIN a session is on nobody’s list', async ({ mira, ole, board }) => {
  await givePin(mira, board);
  await ole.page.getByRole('button', { name: 'Join a session' }).click();
  const session = ole.page.getByRole('button', { name: `${board} with Mira` });
  await expect(session).toBeVisible();
  await mira.page.getByRole('button', { name: 'Stop using join code' }).click();
  await expect(session).toHaveCount(0, { timeout: 30_000 });
});
