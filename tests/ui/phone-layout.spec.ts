import { Finger } from './pages/finger';
import { expect, test } from './pages/fixtures';
import { Host } from './pages/host';
import { Outline } from './pages/outline';
import { PHONE } from './pages/phone';
import { Wall } from './pages/wall';
import type { Page } from '@playwright/test';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 3 });

/** Buttons whose middle, or a point a quarter from an end, something else would take. */
async function covered(page: Page): Promise<string[]> {
  return page.locator('[data-chrome] button:visible, button[data-chrome]:visible').evaluateAll((all) =>
    all.flatMap((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      // What its own list has scrolled away is not on the screen.
      const points = [0.25, 0.5, 0.75].map((part) => ({ x: left + width * part, y: top + height / 2 }));
      const seen = points.filter(({ x, y }) => x > 0 && x < innerWidth && y > 0 && y < innerHeight);
      const lost = seen.filter(({ x, y }) => {
        const under = document.elementFromPoint(x, y);
        return (
          under !== null && !one.contains(under) && one.closest('nav, section')?.contains(under) !== true
        );
      });
      return lost.length === 0 ? [] : [one.getAttribute('aria-label') ?? one.textContent ?? ''];
    }),
  );
}

test('nothing lies over what one taps on a phone, and the bars leave the screen to the board', async ({
  browser,
}) => {
  const host = await Host.begin('hotjar-workshop', '0.0.0.0:0');
  const phone = await browser.newContext(PHONE);
  const wall = await Wall.join(await phone.newPage(), host.address, 'Nadia');
  const { page } = wall;
  await wall.settled();
  expect(await covered(page)).toEqual([]);
  await page.getByRole('button', { name: 'Wall', exact: true }).tap();
  await wall.settled();
  expect(await covered(page)).toEqual([]);
  // Nor when a note is picked, whose acts come to the tools.
  await page.getByRole('button', { name: 'Add note', exact: true }).tap();
  await expect(wall.field).toBeFocused();
  await page.keyboard.type('It is expensive');
  await page.getByRole('button', { name: 'Done' }).tap();
  const note = await wall.middleOfNote('It is expensive');
  await (await Finger.on(page)).tap(note);
  await expect(page.getByRole('button', { name: 'Move', exact: true })).toBeVisible();
  expect(await covered(page)).toEqual([]);
  await page.keyboard.press('Escape');
  // Both tabs of the sheets can be tapped.
  await page.getByRole('button', { name: /Journey map/ }).tap();
  await page.getByRole('button', { name: /Empathy map/ }).tap();
  const bars = await page
    .locator('[role=toolbar]:visible, nav:visible')
    .evaluateAll((all) =>
      all.map((bar) => bar.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })),
    );
  const top = Math.max(0, ...bars.filter((bar) => bar.top < 422).map((bar) => bar.bottom));
  const bottom = Math.min(844, ...bars.filter((bar) => bar.top > 422).map((bar) => bar.top));
  expect(top + 844 - bottom).toBeLessThan(172);
  await phone.close();
  await host.end();
});

test('that traffic is not encrypted is a lock in the top bar, which leads to the sentence', async ({
  browser,
}) => {
  const host = await Host.begin('zapier-standard', '0.0.0.0:0');
  const phone = await browser.newContext(PHONE);
  const page = await phone.newPage();
  await page.goto(host.address);
  await expect(page.getByText('Anyone on this network could read what you see and write.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Nadia');
  await page.getByRole('button', { name: 'Join' }).click();
  await new Wall(page).ready();
  await expect(page.getByText('Not encrypted')).toHaveCount(0);
  await page.getByRole('button', { name: 'Not encrypted' }).tap();
  await expect(page.getByRole('dialog').getByText('Anyone on this network could read')).toBeVisible();
  await phone.close();
  await host.end();
});

test('the sheet of a note that is typed in has the note’s own paper', async ({ wall, page }) => {
  await page.getByRole('button', { name: 'Wall', exact: true }).tap();
  const { x, y } = await wall.middleOf('Awareness', 'Doing');
  await (await Finger.on(page)).tap({ x, y });
  await page.getByRole('button', { name: 'Add note', exact: true }).tap();
  await expect(wall.field).toBeFocused();
  const paper = (): Promise<{ sheet: string; paper: string }> =>
    page.evaluate(() => {
      const sheet = document.querySelector('form[aria-label]');
      const probe = document.createElement('i');
      probe.style.background = 'var(--noteYellow)';
      document.body.append(probe);
      const paper = getComputedStyle(probe).backgroundColor;
      probe.remove();
      return { sheet: sheet === null ? '' : getComputedStyle(sheet).backgroundColor, paper };
    });
  await expect.poll(async () => (await paper()).sheet).toBe((await paper()).paper);
});

test('in the table of a phone a note is followed by the next one, and done, by buttons', async ({
  wall,
  page,
}) => {
  const outline = new Outline(page);
  await page.getByRole('button', { name: 'Add note', exact: true }).tap();
  await page.getByRole('menuitem', { name: 'Doing' }).tap();
  await expect(outline.field).toBeFocused();
  await page.keyboard.type('Looks it up');
  await page.getByRole('button', { name: 'Next note' }).tap();
  await expect(outline.field).toHaveValue('');
  await expect(outline.field).toBeFocused();
  await page.keyboard.type('Calls a friend');
  await page.getByRole('button', { name: 'Done' }).tap();
  await expect(outline.field).toHaveCount(0);
  await expect.poll(() => outline.note('Looks it up').count()).toBe(1);
  await expect(outline.note('Calls a friend')).toBeVisible();
  await wall.settled();
});

test('an open menu lies above what is told', async ({ wall, page }) => {
  await page.getByRole('button', { name: 'Undo' }).tap();
  await expect(page.getByText('Nothing left to undo.')).toBeVisible();
  await page.getByRole('button', { name: 'Add note', exact: true }).tap();
  const items = page.getByRole('menuitem');
  await expect(items.first()).toBeVisible();
  const lost = await items.evaluateAll((all) =>
    all.flatMap((item) => {
      const { left, top, width, height } = item.getBoundingClientRect();
      const under = document.elementFromPoint(left + width / 2, top + height / 2);
      return under !== null && item.contains(under) ? [] : [item.textContent];
    }),
  );
  expect(lost).toEqual([]);
  await wall.settled();
});

test('what the board is about stands above the table', async ({ wall, page }) => {
  const about = page.getByText('About this board');
  await about.tap();
  await expect(page.getByText('Current state').last()).toBeVisible();
  await wall.settled();
});

test('one button with their number leads to who is here, and from there to following; a tap stops it', async ({
  browser,
}) => {
  const host = await Host.beginForGuests();
  const phone = await browser.newContext(PHONE);
  const { page } = await Wall.join(await phone.newPage(), host.address, 'Nadia');
  const other = await browser.newContext();
  await Wall.join(await other.newPage(), host.address, 'Ole');
  const people = page.getByRole('button', { name: /People/ });
  await expect(people).toHaveCount(1);
  await expect(people).toContainText(/[23]/);
  await people.tap();
  await page.getByRole('button', { name: 'Follow: Ole' }).tap();
  const stop = page.getByRole('button', { name: /Ole/ });
  await expect(stop).toContainText('Tap to stop');
  await stop.tap();
  await expect(stop).toHaveCount(0);
  await other.close();
  await phone.close();
  await host.end();
});
