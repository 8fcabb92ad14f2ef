import { type Page } from '@playwright/test';
import { expect, test as base } from './pages/fixtures';
import { Wall } from './pages/wall';

/** Milliseconds that each message is under way, either way: a room full of phones on one access point. */
const UNDER_WAY = 300;

/** All that the page says and hears takes its time. */
async function slowDown(page: Page): Promise<void> {
  await page.routeWebSocket(/.*/, (here) => {
    const there = here.connectToServer();
    here.onMessage((message) => setTimeout(() => there.send(message), UNDER_WAY));
    there.onMessage((message) => setTimeout(() => here.send(message), UNDER_WAY));
  });
}

const test = base.extend({
  wall: async ({ host, page }, use) => {
    await slowDown(page);
    await use(await Wall.join(page, host.address, 'Nadia'));
  },
});

test('undo brings a note back with all its letters, however late they arrived', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'Walks past');
  await page.keyboard.press('Enter');
  await expect(wall.field).toBeFocused();
  await page.keyboard.type(' twice');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Delete');
  await expect(wall.notes).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await wall.settled();
  await expect(wall.notes).toHaveText([/^Walks past twice,/]);
});

test('letters of two notes typed one after the other all arrive', async ({ wall, page }) => {
  const at = await wall.marginOf('Awareness', 'Doing');
  await page.mouse.dblclick(at.x, at.y);
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('Sees the sign');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Walks past');
  await page.keyboard.press('Escape');
  await wall.settled();
  await expect(wall.notes).toHaveText([/^Sees the sign,/, /^Walks past,/]);
});
