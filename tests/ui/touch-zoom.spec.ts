import { Finger } from './pages/finger';
import { expect, press, tapWall, test } from './pages/noted';
import type { Page } from '@playwright/test';

/** Two fingers and Ctrl with the wheel mean the wall, wherever they are; the browser never magnifies its page. */

test.use({
  board: {
    lines: [
      ['Awareness', 'Doing', 'one'],
      ['Awareness', 'Thinking', 'two'],
    ],
  },
});

async function pageZoom(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(visualViewport?.scale ?? 1, outerWidth / innerWidth));
}

test('Ctrl with the wheel over the field of a typed note zooms the wall at that place', async ({
  wall,
  page,
}) => {
  await press(wall, 'one');
  await page.keyboard.press('Enter');
  await expect(wall.field).toBeFocused();
  await wall.settled();
  const before = await wall.zoom();
  const at = await wall.middleOfNote('one');
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await expect.poll(() => wall.zoom()).toBeGreaterThan(before * 1.2);
  await wall.settled();
  const after = await wall.middleOfNote('one');
  expect(Math.hypot(after.x - at.x, after.y - at.y)).toBeLessThan(24);
  await expect(wall.field).toBeFocused();
  const was = await wall.zoom();
  await page.mouse.wheel(0, 40);
  await expect.poll(async () => (await wall.middleOfNote('one')).y).toBeLessThan(after.y - 30);
  expect(await wall.zoom()).toBe(was);
});

test('Ctrl with the wheel over a bar is the wall’s too', async ({ wall, page }) => {
  const before = await wall.zoom();
  await page.getByRole('button', { name: 'Undo', exact: true }).hover();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await expect.poll(() => wall.zoom()).toBeGreaterThan(before * 1.2);
});

for (const [device, viewport] of [
  ['a tablet', { width: 1024, height: 768 }],
  ['a phone', { width: 390, height: 844 }],
] as const) {
  test.describe(`on ${device}`, () => {
    test.use({ viewport, hasTouch: true, isMobile: true });

    test.beforeEach(async ({ wall, page }) => {
      if (viewport.width < 640) await tapWall(page);
      await wall.settled();
    });

    test('two fingers zoom and pan, the first on a note and the second elsewhere', async ({ wall, page }) => {
      const before = await wall.zoom();
      const at = await wall.middleOfNote('one');
      const finger = await Finger.on(page);
      await finger.down(at, 0);
      await finger.down({ x: at.x + 40, y: at.y + 160 }, 1);
      await finger.move({ x: at.x, y: at.y - 20 }, 0);
      await finger.move({ x: at.x + 60, y: at.y + 260 }, 1);
      await expect.poll(() => wall.zoom()).toBeGreaterThan(before * 1.3);
      await finger.allUp();
      await wall.settled();
      expect(await wall.notesIn('Awareness', 'Doing')).toEqual(['one']);
      expect(await pageZoom(page)).toBeCloseTo(1, 1);
    });

    test('two fingers zoom the wall over the field of a typed note', async ({ wall, page }) => {
      const at = await wall.middleOfNote('one');
      const finger = await Finger.on(page);
      await finger.doubleTap(at);
      await expect(wall.field).toBeFocused();
      await wall.settled();
      const before = await wall.zoom();
      const box = await wall.field.boundingBox();
      if (box === null) throw new Error('the field is not to be seen');
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await finger.down({ x: x - 10, y }, 0);
      await finger.down({ x: x + 10, y: y - 8 }, 1);
      for (const by of [20, 40, 60]) await finger.move({ x: x + by, y: y - by }, 1);
      await expect.poll(() => wall.zoom()).toBeGreaterThan(before * 1.3);
      await finger.allUp();
      await expect(wall.field).toBeFocused();
      expect(await pageZoom(page)).toBeCloseTo(1, 1);
    });
  });
}
