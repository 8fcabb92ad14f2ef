import type { Locator } from '@playwright/test';
import { Finger } from './pages/finger';
import { expect, test } from './pages/fixtures';
import { Outline } from './pages/outline';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 3 });

test('a phone begins with one stage at a time, and writes within three taps', async ({ wall, page }) => {
  const outline = new Outline(page);
  await expect(page.getByRole('heading', { name: 'Awareness' })).toBeVisible();
  await page.getByRole('button', { name: 'Consideration' }).tap();
  await expect(page.getByRole('heading', { name: 'Consideration' })).toBeVisible();
  await page.getByRole('button', { name: 'Add note', exact: true }).tap();
  await page.getByRole('menuitem', { name: 'Thinking' }).tap();
  await expect(outline.field).toBeFocused();
  const size = await outline.field.evaluate((field) => parseFloat(getComputedStyle(field).fontSize));
  expect(size).toBeGreaterThanOrEqual(16);
  await page.keyboard.type('Is it far?');
  await page.getByRole('button', { name: 'Done' }).tap();
  await expect(outline.note('Is it far?')).toBeVisible();
  // A tap beside the notes lets go, and the tools are back.
  await page.getByText('What goes through the customer').tap();

  await page.getByRole('button', { name: 'Wall', exact: true }).tap();
  await expect.poll(() => wall.notesIn('Consideration', 'Thinking')).toEqual(['Is it far?']);
});

test('what can be pressed on a phone is large enough for a finger', async ({ wall, page }) => {
  await wall.settled();
  const small = await page.locator('button:visible').evaluateAll((all) =>
    all
      .map((one) => ({
        name: one.getAttribute('aria-label') ?? one.textContent,
        box: one.getBoundingClientRect(),
      }))
      .filter(({ box }) => box.height < 44 || box.width < 44)
      .map(({ name, box }) => `${name}: ${box.width}×${box.height}`),
  );
  expect(small).toEqual([]);
});

test('a finger picks a note, writes in it and takes it away', async ({ wall, page }) => {
  const outline = new Outline(page);
  await page.getByRole('button', { name: 'Add note', exact: true }).tap();
  await page.getByRole('menuitem', { name: 'Doing' }).tap();
  await expect(outline.field).toBeFocused();
  await page.keyboard.type('Walks past');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Edit', exact: true }).tap();
  await expect(outline.field).toHaveValue('Walks past');
  await page.keyboard.type(' twice');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More', exact: true }).tap();
  await page.getByRole('menuitem', { name: 'Delete' }).tap();
  await expect(outline.note('Walks past twice')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).tap();
  await expect(outline.note('Walks past twice')).toBeVisible();
  await wall.settled();
});

test('a finger that rests on a note of the table carries it to another row, another stage, and parks it', async ({
  wall,
  page,
}) => {
  const outline = new Outline(page);
  for (const text of ['first', 'second']) {
    await page.getByRole('button', { name: 'Add note', exact: true }).tap();
    await page.getByRole('menuitem', { name: 'Doing' }).tap();
    await expect(outline.field).toBeFocused();
    await page.keyboard.type(text);
    await page.getByRole('button', { name: 'Done' }).tap();
    await expect(outline.note(text)).toBeVisible();
  }
  const finger = await Finger.on(page);
  const textsIn = async (stage: string, row: string): Promise<string[]> =>
    (await wall.notesIn(stage, row)).map((name) => name.split(',')[0] ?? '');
  const carried = page.locator('[data-carried]');
  await finger.down(await middle(outline.note('first')));
  await expect(carried).toBeVisible();
  await finger.move(await middle(page.getByText('What goes through the customer')));
  await finger.allUp();
  await expect.poll(() => textsIn('Awareness', 'Thinking')).toEqual(['first']);

  await finger.down(await middle(outline.note('first')));
  await expect(carried).toBeVisible();
  await finger.move(await middle(page.getByRole('button', { name: 'Consideration', exact: true })));
  await expect(page.getByRole('heading', { name: 'Consideration' })).toBeVisible();
  await finger.move(await middle(page.getByText('What is the customer doing')));
  await finger.allUp();
  await expect.poll(() => textsIn('Consideration', 'Doing')).toEqual(['first']);

  await finger.down(await middle(outline.note('first')));
  await expect(carried).toBeVisible();
  await finger.move(await middle(page.locator('[data-park-here]')));
  await finger.allUp();
  await expect.poll(() => textsIn('Consideration', 'Doing')).toEqual([]);
  await expect(outline.note('first')).toHaveCount(1);

  // Resting alone opens the menu.
  await finger.down(await middle(outline.note('first')));
  await expect(carried).toBeVisible();
  await finger.allUp();
  await expect(page.getByRole('menu')).toBeVisible();
});

async function middle(of: Locator): Promise<{ x: number; y: number }> {
  await of.scrollIntoViewIfNeeded();
  const box = await of.boundingBox();
  if (box === null) throw new Error('it is not to be seen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
