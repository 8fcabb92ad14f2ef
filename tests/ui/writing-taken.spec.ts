/** Whoever may not write any more while they are typing keeps their words. */
import type { Browser, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Machine } from './pages/machines';
import { test } from './pages/meeting';
import { Wall } from './pages/wall';
import { Wire } from './pages/wire';

interface Guest {
  readonly page: Page;
  readonly wall: Wall;
  readonly wire: Wire;
}

/** Gus, a guest who has begun a note that everybody sees. */
async function typing(mira: Machine, browser: Browser): Promise<Guest> {
  await mira.open('Joining the gym');
  const link = await mira.shareWithGuests();
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const wire = await Wire.of(page);
  const wall = await Wall.join(page, link, 'Gus');
  const { x, y } = await wall.marginOf('Awareness', 'Doing');
  await page.mouse.dblclick(x, y);
  await page.keyboard.type('Calls the hotline');
  await expect(mira.wall.note('Calls the hotline')).toHaveCount(1);
  return { page, wall, wire };
}

async function removeGus(mira: Machine): Promise<void> {
  await mira.assign('Gus', 'Remove from session…');
  await mira.page.getByRole('button', { name: 'Remove', exact: true }).click();
}

async function stop(mira: Machine): Promise<void> {
  await mira.page.getByRole('button', { name: 'Stop sharing' }).click();
  await mira.page.getByRole('dialog').last().getByRole('button', { name: 'Stop sharing' }).click();
}

test('who becomes a viewer while typing is told, and gets the last words back', async ({ mira, ole }) => {
  await mira.open('Joining the gym');
  await ole.join(await mira.share());
  const { x, y } = await ole.wall.marginOf('Awareness', 'Doing');
  await ole.page.mouse.dblclick(x, y);
  await ole.page.keyboard.type('Calls the hotline');
  await expect(mira.wall.note('Calls the hotline')).toHaveCount(1);
  await mira.assign('Ole', 'Viewer');
  await expect(mira.page.getByRole('list', { name: 'Here now' })).toContainText('Viewer');
  await expect(ole.wall.field).toBeFocused();
  await ole.page.keyboard.type(' and waits');
  await expect(ole.wall.field).toHaveValue('Calls the hotline and waits');
  await ole.page.keyboard.press('Escape');
  const card = ole.page.getByRole('region', { name: /^This text is not on the board/ });
  await expect(card.getByRole('textbox')).toHaveValue(/and waits$/);
  await expect(card.getByRole('button', { name: 'Add as a note' })).toHaveCount(0);
  // What came before is on the board.
  await expect(mira.wall.note('Calls the hotline')).toHaveCount(1);
  await expect(mira.wall.note('and waits')).toHaveCount(0);
});

for (const { name, end, sentence } of [
  { name: 'is removed', end: removeGus, sentence: /removed you/ },
  { name: 'is there when sharing stops', end: stop, sentence: /ended|stopped/ },
]) {
  test(`the words of a guest who ${name} while typing stay on the board`, async ({ mira, browser }) => {
    const { page } = await typing(mira, browser);
    await end(mira);
    await expect(page.getByRole('heading', { name: sentence })).toBeVisible();
    await expect(mira.wall.note('Calls the hotline')).toHaveCount(1);
    await page.context().close();
  });
}

test('words that a guest wrote without a connection stand on the page that says they were removed', async ({
  mira,
  browser,
}) => {
  const { page, wall, wire } = await typing(mira, browser);
  await wire.cut();
  await expect(page.getByRole('status').filter({ hasText: 'Reconnecting…' })).toBeVisible();
  await page.keyboard.type(' and waits');
  await expect(wall.field).toHaveValue('Calls the hotline and waits');
  await removeGus(mira);
  wire.join();
  await expect(page.getByRole('heading', { name: /removed you/ })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveValue('Calls the hotline and waits');
  await page.context().close();
});
