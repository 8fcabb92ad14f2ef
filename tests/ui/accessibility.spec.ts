import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './pages/fixtures';
import { Wall } from './pages/wall';

const AXE = readFileSync(resolve(__dirname, '../../ui/node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

interface Violation {
  id: string;
  nodes: { html: string }[];
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async (values) => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    return (await axe.run({ runOnly: { type: 'tag', values } })).violations;
  }, RULES);
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`);
}

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
