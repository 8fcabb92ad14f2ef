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
