/** What specs of the desk begin with: a desk with two boards, and its start screen. */
import { type Page, test as base } from '@playwright/test';
import { Desk, Start } from './desk';
import { Wall } from './wall';

export const test = base.extend<{ desk: Desk; start: Start }>({
  desk: async ({}, use) => {
    const desk = await Desk.begin('Joining the gym', 'Booking a train');
    await use(desk);
    await desk.end();
  },
  start: async ({ desk, page }, use) => {
    await use(await Start.at(page, desk));
  },
});

export async function wallOf(page: Page): Promise<Wall> {
  const wall = new Wall(page);
  await wall.ready();
  return wall;
}

export async function home(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'All boards' }).click();
}

export { expect } from '@playwright/test';
