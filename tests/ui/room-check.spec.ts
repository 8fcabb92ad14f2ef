/** Trying before the workshop whether other devices get to the facilitator's machine. */
import { expect } from '@playwright/test';
import { barriers } from './pages/axe';
import { test } from './pages/meeting';

test('a check gives an address that answers, counts no device of its own, and ends with its dialog', async ({
  mira,
  browser,
  request,
}) => {
  await mira.open('Joining the gym');
  const { page } = mira;
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await mira.more();
  await page.getByRole('button', { name: 'Check this room' }).click();
  const link = page.getByRole('group', { name: 'Check address' }).locator('span').first();
  await expect(link).toHaveText(/^http:\/\/[^/]+\/$/);
  const address = (await link.textContent()) ?? '';
  const answer = await request.get(address);
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toContain('This device can reach the facilitator’s computer');
  // A browser has datagrams sent, and is told that they came; of this machine they count for nothing.
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(address);
  await expect(other.getByRole('status')).toHaveText(/People with the app can join too/);
  expect(await barriers(other)).toEqual([]);
  // A browser whose datagrams do not get here: one that sends none.
  await other.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
  await other.goto(address.replace(/^http:..[^:]+/, 'http://127.0.0.1'));
  await expect(other.getByRole('status')).toHaveText(/Nothing got through/);
  await context.close();
  // Nobody comes by another name.
  const foreign = await request.get(address, { headers: { host: 'evil.example' } });
  expect(foreign.status()).toBe(421);
  await expect(page.getByText('No other device has connected yet.')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await barriers(page), colorScheme).toEqual([]);
  }
  await mira.done();
  await expect.poll(() => request.get(address).then(String, () => 'nobody there')).toBe('nobody there');
});
