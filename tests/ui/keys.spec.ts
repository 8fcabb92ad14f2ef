import { expect, test } from './pages/fixtures';

test('? shows every key, and single letters can be switched off for good', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'Reads reviews');
  // With something selected letters and signs write.
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts and gestures' });
  await expect(sheet.getByRole('term').filter({ hasText: 'Add note' }).first()).toBeVisible();
  for (const words of ['Navigation', 'Note types', 'Touch', 'Mouse and trackpad']) {
    await expect(sheet.getByRole('heading', { name: words })).toBeVisible();
  }
  const letters = sheet.getByRole('switch', { name: /Single-key shortcuts/ });
  await expect(letters).toBeChecked();
  await letters.press(' ');
  await expect(letters).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);

  await page.keyboard.press('n');
  await expect(wall.field).toHaveCount(0);
  await page.reload();
  await wall.ready();
  await page.keyboard.press('n');
  await expect(wall.field).toHaveCount(0);
  // With a modifier they still work, so that the way back is open.
  await page.keyboard.press('Control+/');
  await sheet.getByRole('switch').press(' ');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await expect(wall.field).toBeFocused();
});
