/** What was typed into a dialog or given back stays until it is used: closing, going home and reloading lose nothing. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Grid } from './pages/grid';
import { Wall } from './pages/wall';
import { expect, home, test, wallOf } from './pages/seated';

async function writeSeveral(page: Page): Promise<void> {
  const { x, y } = await new Wall(page).marginOf('Awareness', 'Doing');
  await page.mouse.click(x, y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Write or paste several' }).click();
}

test('a list that is half written waits for the dialog, at every way of closing it', async ({
  start,
  page,
}) => {
  await start.card('Joining the gym').click();
  const wall = await wallOf(page);
  const field = page.getByRole('textbox', { name: 'One note per line' });
  await writeSeveral(page);
  await field.fill('Calls the hotline\nWaits');
  for (const close of [
    () => page.keyboard.press('Escape'),
    () => page.getByRole('button', { name: 'Cancel' }).click(),
    () => page.mouse.click(4, 4),
  ]) {
    await close();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await writeSeveral(page);
    await expect(field).toHaveValue('Calls the hotline\nWaits');
    await expect(page.getByText('Not added yet, kept from last time.')).toBeVisible();
  }
  // Another page of the same tab, such as a phone’s that was put away.
  await page.reload();
  await wall.ready();
  await writeSeveral(page);
  await expect(field).toHaveValue('Calls the hotline\nWaits');
  // What becomes of cells is asked first; not answered, the list waits on.
  await field.fill('Calls\tWaits\nPays\tLeaves');
  await page.getByRole('button', { name: 'Add 2 notes' }).click();
  await page.getByRole('dialog', { name: 'Paste' }).getByRole('button', { name: 'Cancel' }).click();
  await writeSeveral(page);
  await expect(field).toHaveValue('Calls\tWaits\nPays\tLeaves');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(field).toHaveValue('');
  await field.fill('Calls the hotline\nWaits');
  await page.getByRole('button', { name: 'Add 2 notes' }).click();
  await expect(wall.note('Waits')).toHaveCount(1);
  // It is on the wall: the next list is another one.
  await writeSeveral(page);
  await expect(field).toHaveValue('');
});

test('a title that was typed for a new board waits, whichever template it is for in the end', async ({
  start,
  page,
}) => {
  const open = async (template: string): Promise<void> => {
    await page.getByRole('button', { name: 'New board' }).click();
    await start.gallery.getByRole('button', { name: template, exact: true }).click();
  };
  const title = page.getByRole('textbox', { name: 'Title' });
  await open('Empathy map');
  await expect(title).toHaveValue('Empathy map');
  await title.fill('Checkout on phones');
  await page.keyboard.press('Escape');
  await open('Blank board');
  await expect(title).toHaveValue('Checkout on phones');
  await page.keyboard.press('Enter');
  await wallOf(page);
  await home(page);
  await expect(start.card('Checkout on phones')).toBeVisible();
  await open('Empathy map');
  await expect(title).toHaveValue('Empathy map');
});

test('a ticket and a name that were typed wait for the next try to join', async ({ start, page }) => {
  const open = (): Promise<void> => page.getByRole('button', { name: 'Join a session' }).click();
  await start.ready();
  await open();
  const [name, ticket] = [
    page.getByRole('textbox', { name: 'Your name' }),
    page.getByRole('textbox', { name: 'Ticket' }),
  ];
  await name.fill('Mira Berg');
  await ticket.fill('journeyhalf');
  await page.keyboard.press('Escape');
  await open();
  await expect(name).toHaveValue('Mira Berg');
  await expect(ticket).toHaveValue('journeyhalf');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await open();
  await expect(ticket).toHaveValue('journeyhalf');
});

test('a note type that is half made stands there again, and a search keeps its words', async ({
  start,
  page,
}) => {
  await start.card('Joining the gym').click();
  await wallOf(page);
  const open = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Board menu' }).click();
    await page.getByRole('menuitem', { name: 'Note types' }).click();
  };
  await open();
  await page.getByRole('button', { name: 'Add note type' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Risk');
  await dialog.getByRole('radio', { name: 'Pink' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Close' }).click();
  await open();
  await expect(dialog.getByRole('textbox')).toHaveValue('Risk');
  await expect(dialog.getByRole('radio', { name: 'Pink' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Risk', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+f');
  const search = page.getByRole('combobox', { name: 'Find notes, stages and rows' });
  await search.fill('Retention');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('Control+f');
  await expect(search).toHaveValue('Retention');
  // The first letter takes its place.
  await page.keyboard.type('Pays');
  await expect(search).toHaveValue('Pays');
});

test('words that were given back go along home, to another board and over a reload', async ({
  start,
  page,
  desk,
}) => {
  await start.card('Joining the gym').click();
  const wall = await wallOf(page);
  const grid = new Grid(page);
  const at = await grid.middleOf('stage', 'Retention');
  await page.mouse.dblclick(at.x, at.y);
  await page.keyboard.type('Comes back often');
  // The same board in another tab: the stage goes while its title is written.
  const other = await page.context().newPage();
  await other.goto(desk.address);
  await other.getByRole('button', { name: 'Joining the gym', exact: true }).first().click();
  await (await wallOf(other)).settled();
  const there = new Grid(other);
  await there.openMenu('stage', 'Retention');
  await there.choose('Delete');
  await expect(page.getByText('Someone deleted this.')).toBeVisible();
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: /^This text is not on the board/ });
  await expect(card.getByRole('textbox')).toHaveValue('Comes back often');
  await wall.settled();
  await home(page);
  await expect(card).toHaveAccessibleName('This text is not on the board “Joining the gym”:');
  await expect(card.getByRole('textbox')).toHaveValue('Comes back often');
  await expect(card.getByRole('button', { name: 'Add as a note' })).toHaveCount(0);
  await page.reload();
  await start.card('Booking a train').click();
  await wallOf(page);
  await expect(card.getByRole('textbox')).toHaveValue('Comes back often');
  await home(page);
  await start.card('Joining the gym').click();
  const back = await wallOf(page);
  await card.getByRole('button', { name: 'Add as a note' }).click();
  await expect(back.note('Comes back often')).toHaveCount(1);
  await expect(card).toHaveCount(0);
});

test('a new title that is refused stays in its field, with the reason beside it', async ({
  start,
  page,
  desk,
}) => {
  await start.ready();
  const file = join(desk.library, 'Joining the gym.journey');
  await start.choose('Joining the gym', 'Rename');
  const field = page.getByRole('textbox', { name: 'Board title' });
  await field.fill('x'.repeat(201));
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('x'.repeat(201));
  await expect(page.getByText('201 of 200 characters.')).toBeVisible();
  // The file is away for a moment, as one on a drive that was pulled out.
  renameSync(file, `${file}-away`);
  await field.fill('Checkout on phones');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Save title' })).toBeVisible();
  await expect(field).toHaveValue('Checkout on phones');
  await expect(field).toHaveAccessibleDescription(/.{10}/);
  renameSync(`${file}-away`, file);
  await page.getByRole('button', { name: 'Save title' }).click();
  await expect(start.card('Checkout on phones')).toBeVisible();
  await expect(start.card('Joining the gym')).toHaveCount(0);
});
