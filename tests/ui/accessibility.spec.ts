import { violations } from './pages/barriers';
import { expect, test } from './pages/fixtures';
import { Wall } from './pages/wall';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('joining, the wall and its menu have no known barrier', async ({ host, page }) => {
      await page.goto(host.address);
      await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      const wall = await Wall.join(page, host.address, 'Nadia');
      await wall.write('Awareness', 'Doing', 'Reads reviews');
      expect(await violations(page)).toEqual([]);
      await page.getByTitle('Kind').click();
      await expect(page.getByRole('button', { name: /Question/ })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test('the table says all that the wall shows', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'Reads reviews');
  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader', { name: 'Awareness' })).toHaveCount(1);
  await expect(table.getByRole('rowheader', { name: 'Doing' })).toHaveCount(1);
  await expect(table.getByRole('button', { name: /^Reads reviews, .+, Nadia$/ })).toHaveCount(1);
});
