import { type Page } from '@playwright/test';
import { Desk, Start } from './pages/desk';
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

test('who comes back to a note before its letters have arrived goes on where they were', async ({
  wall,
  page,
}) => {
  const at = await wall.marginOf('Awareness', 'Doing');
  await page.mouse.dblclick(at.x, at.y);
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('Walks past');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(wall.field).toHaveValue('Walks past');
  await page.keyboard.type(' twice');
  await page.keyboard.press('Escape');
  await wall.settled();
  await expect(wall.notes).toHaveText([/^Walks past twice,/]);
});

base('going home waits for the last letters', async ({ page }) => {
  const desk = await Desk.begin('Joining the gym');
  await slowDown(page);
  const start = await Start.at(page, desk);
  await start.card('Joining the gym').click();
  const wall = new Wall(page);
  await wall.ready();
  const at = await wall.marginOf('Awareness', 'Doing');
  await page.mouse.dblclick(at.x, at.y);
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('Half a thought');
  await page.getByRole('button', { name: 'All boards' }).click();
  await start.ready();
  await start.card('Joining the gym').click();
  await wall.ready();
  await expect(wall.note('Half a thought')).toHaveCount(1);
  await desk.end();
});
