/** Where others point, on one's own screen. */
import { expect } from '@playwright/test';
import { test } from './pages/meeting';

test('the name at a cursor goes when the cursor rests, and comes with its next move', async ({
  mira,
  ole,
}) => {
  await mira.open('Joining the gym');
  const ticket = await mira.share();
  await mira.done();
  await ole.join(ticket);
  const at = await ole.wall.middleOf('Consideration', 'Thinking');
  await ole.page.mouse.move(at.x, at.y, { steps: 3 });
  const name = mira.cursorOf('Ole').getByText('Ole');
  await expect(name).toHaveCount(1);
  // Moments of the fading are set by hand: nobody waits for them, and no slow machine is late.
  const fading = (): Promise<{ id: string; duration: unknown; seen: string[] } | null> =>
    name.evaluate((label) => {
      const [fade] = label.getAnimations();
      if (fade === undefined) return null;
      fade.pause();
      const seen = [0, 1_500, 2_000].map((time) => {
        fade.currentTime = time;
        return getComputedStyle(label).opacity;
      });
      return { id: fade.id, duration: fade.effect?.getTiming().duration, seen };
    });
  const first = await fading();
  expect(first).toMatchObject({ duration: 2_000, seen: ['1', '1', '0'] });
  await expect(name).toHaveCSS('opacity', '0');
  await expect(mira.cursorOf('Ole').locator('svg')).toHaveCSS('opacity', '1');
  await ole.page.mouse.move(at.x + 40, at.y, { steps: 2 });
  await expect.poll(async () => (await fading())?.id).not.toBe(first?.id);
  expect((await fading())?.seen[0]).toBe('1');
});
