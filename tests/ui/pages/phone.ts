/** A guest's phone. */
import { type Page, devices, expect } from '@playwright/test';
import { Outline } from './outline';

export const PHONE = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } };

/** A note of the stage that the phone shows. */
export async function writeOnPhone(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Add note', exact: true }).tap();
  await page.getByRole('menuitem', { name: 'Doing' }).tap();
  await expect(new Outline(page).field).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press('Escape');
}
