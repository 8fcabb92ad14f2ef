/** Somebody's role is taken away while they work elsewhere. */
import { expect } from '@playwright/test';
import { test } from './pages/meeting';

test('what a viewer wrote on the train is a board of its own, and the wall is that of the others', async ({
  mira,
  ole,
}) => {
  await mira.open('Joining the gym');
  const ticket = await mira.share();
  await ole.join(ticket);
  await ole.page.getByRole('button', { name: 'All boards' }).click();
  await ole.open('Joining the gym');
  await ole.wall.write('Awareness', 'Doing', 'Written on the train');
  await ole.page.getByRole('button', { name: 'All boards' }).click();
  await ole.start.ready();
  await mira.assign('Ole', 'Viewer');
  await mira.done();
  await mira.wall.write('Awareness', 'Doing', 'Written in the room');

  await ole.askToJoin(ticket);
  await expect(ole.state('“Joining the gym (kept apart)”')).toBeVisible();
  await expect(ole.wall.note('Written in the room')).toHaveCount(1);
  await expect(ole.wall.note('Written on the train')).toHaveCount(0);
  await expect(ole.state('Connected to Mira')).toBeVisible();
  await expect(ole.page.getByRole('button', { name: 'Add note', exact: true })).toHaveCount(0);
  await mira.wall.write('Retention', 'Doing', 'And on it goes');
  await expect(ole.wall.note('And on it goes')).toHaveCount(1);
  await expect(mira.wall.note('Written on the train')).toHaveCount(0);

  await ole.page.getByRole('button', { name: 'All boards' }).click();
  await ole.open('Joining the gym (kept apart)');
  await expect(ole.wall.note('Written on the train')).toHaveCount(1);
  await ole.wall.write('Retention', 'Doing', 'A board like any');
});
