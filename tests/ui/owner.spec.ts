/** Whose a board is, and whose machines may host it. */
import { type Page, expect } from '@playwright/test';
import { barriers } from './pages/axe';
import { test } from './pages/meeting';

async function askForCode(page: Page): Promise<void> {
  await page.getByText('Owner recovery code').click();
}

test('the recovery code makes another machine the owner’s, and no other code does', async ({ mira, ole }) => {
  await mira.open('Joining the gym');
  const ticket = await mira.share();
  await askForCode(mira.page);
  const shown = mira.page.getByRole('textbox', { name: 'Recovery code' });
  await expect(shown).toHaveValue(/^owner(-[a-z2-7]{2,4})+$/);
  const code = await shown.inputValue();
  await ole.join(ticket);
  await expect(mira.state('Hosting · 2 here').first()).toBeVisible();
  await mira.assign('Ole', 'Facilitator');
  await ole.page.getByRole('button', { name: 'Share', exact: true }).click();
  await ole.more();
  await askForCode(ole.page);
  const entered = ole.page.getByRole('textbox', { name: 'Recovery code' });
  await entered.fill(code.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')));
  await ole.page.getByRole('button', { name: 'Take over this board' }).click();
  await expect(ole.page.getByRole('alert')).toContainText('not this board’s recovery code');
  expect.soft(await barriers(ole.page)).toEqual([]);
  // As somebody types it from paper.
  await entered.fill(` ${code.toUpperCase().replaceAll('-', ' ')} `);
  await ole.page.getByRole('button', { name: 'Take over this board' }).click();
  await expect(ole.state('This computer now owns the board.')).toBeVisible();
  await askForCode(ole.page);
  await askForCode(ole.page);
  await expect(ole.page.getByRole('textbox', { name: 'Recovery code' })).toHaveValue(code);
});

test('a facilitator says whether participants’ machines may host', async ({ mira }) => {
  await mira.open('Joining the gym');
  await mira.share();
  const choice = mira.page.getByRole('checkbox', { name: /^Let participants’ computers take over hosting/ });
  await expect(choice).toBeChecked();
  await choice.uncheck();
  await mira.done();
  await mira.page.keyboard.press('Alt+Shift+I');
  await mira.more();
  await expect(choice).not.toBeChecked();
});
