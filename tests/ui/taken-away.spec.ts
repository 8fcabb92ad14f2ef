/** The file of an open board is taken away: the person is told, and nothing is lost. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { barriers } from './pages/axe';
import { test } from './pages/meeting';

test('a board whose file was deleted is written again, and its person hears so', async ({ mira, board }) => {
  const file = join(mira.desk.library, `${board}.journey`);
  await mira.open(board);
  const { page, wall } = mira;
  await wall.write('Awareness', 'Doing', 'Sees the poster');
  for (const ending of ['', '-wal', '-lock']) rmSync(`${file}${ending}`, { force: true });
  const notice = page.getByRole('status').filter({ hasText: 'was deleted while it was open' });
  await expect(notice).toContainText(file);
  expect(await barriers(page)).toEqual([]);
  await wall.write('Awareness', 'Doing', 'Asks a friend');
  await page.getByRole('button', { name: 'All boards' }).click();
  await mira.start.ready();
  expect(existsSync(file)).toBe(true);
  await mira.open(board);
  await expect(wall.note('Sees the poster')).toHaveCount(1);
  await expect(wall.note('Asks a friend')).toHaveCount(1);
});
