/** Mira, who has a board to share, and Ole, each at a machine of their own. */
import { test as base } from '@playwright/test';
import { Machine } from './machines';

export const test = base.extend<{ board: string; mira: Machine; ole: Machine }>({
  board: async ({ browserName: _ }, use) => use('Joining the gym'),
  mira: async ({ browser, board }, use) => {
    const mira = await Machine.begin(browser, 'Mira', board);
    await use(mira);
    await mira.end();
  },
  ole: async ({ browser }, use) => {
    const ole = await Machine.begin(browser, 'Ole');
    await use(ole);
    await ole.end();
  },
});
