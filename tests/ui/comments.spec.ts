/** Comments of others leave a mark, a list, and a word to whom they concern. */
import { expect, test } from './pages/fixtures';
import { Host } from './pages/host';
import { Wall } from './pages/wall';

test('a comment is told to who wrote the note, counted, listed, and leads to its note', async ({
  page,
  browser,
}) => {
  const host = await Host.begin('hotjar-workshop', '0.0.0.0:0');
  const wall = await Wall.join(page, host.address, 'Nadia');
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const bo = await Wall.join(await context.newPage(), host.address, 'Bo');
  await wall.write('Customer', 'Says', 'It is expensive');
  await page.getByRole('button', { name: 'Show sheet Journey map' }).click();

  const { x, y } = await bo.middleOfNote('It is expensive');
  await bo.page.mouse.click(x, y);
  await bo.page.keyboard.press('Alt+Enter');
  await bo.page.getByRole('textbox', { name: 'Add a comment' }).fill('Who owns this?');
  await bo.page.getByRole('button', { name: 'Send' }).click();

  await expect(
    page.getByRole('status').getByText('Bo commented on “It is expensive”: Who owns this?'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Comments, 1 new' }).click();
  const list = page.getByRole('complementary', { name: 'Comments' });
  await expect(list.getByText('Who owns this?')).toBeVisible();
  await expect(list.getByText(/^\d\d:\d\d$/)).toBeVisible();
  await expect(list.getByText('Bo', { exact: true })).toBeVisible();
  await list.getByRole('button', { name: 'Go to “It is expensive”' }).click();
  await expect(page.getByRole('button', { name: 'Show sheet Empathy map' })).toHaveAttribute(
    'aria-current',
    'true',
  );
  const note = await wall.note('It is expensive').getAttribute('data-note');
  await expect.poll(() => wall.selected()).toEqual([note]);
  await page.keyboard.press('Shift+M');
  await expect(page.getByRole('button', { name: 'Comments', exact: true })).toBeVisible();
  await context.close();
  await host.end();
});
