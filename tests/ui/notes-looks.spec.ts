/** What acts on notes show: the way home, and dialogs without barriers. */
import { barriers } from './pages/axe';
import { paste } from './pages/clipboard';
import { chip, expect, press, test } from './pages/noted';

test.use({ board: { lines: [['Awareness', 'Doing', 'one']] } });

test.describe('with movement', () => {
  test.use({ reducedMotion: 'no-preference' });

  test('a note that is let go nowhere glides home', async ({ wall, page }) => {
    await page.evaluate(() => {
      const plain = Element.prototype.animate;
      Element.prototype.animate = function (frames, timing) {
        if (this.matches('[data-carried]')) document.body.dataset['glide'] = JSON.stringify([frames, timing]);
        return plain.call(this, frames, timing);
      };
    });
    const { x, y } = await wall.middleOfNote('one');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 300, y + 120, { steps: 4 });
    await expect(chip(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(page.locator('[data-carried]')).toHaveCount(0);
    const kept = (await page.locator('body').getAttribute('data-glide')) ?? '';
    const [[way], timing] = JSON.parse(kept) as [[{ transform: string }], { duration: number }];
    expect(way.transform).toMatch(/^translate\(/);
    expect(timing.duration).toBe(150);
    expect(await wall.notesIn('Awareness', 'Doing')).toEqual(['one']);
  });
});

test('without movement it is home at once', async ({ wall, page }) => {
  const { x, y } = await wall.middleOfNote('one');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 300, y + 120, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.locator('[data-carried]')).toHaveCount(0);
  await wall.settled();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('dialogs, menus and the panel of notes have no known barrier', async ({ wall, page }) => {
      await press(wall, 'one');
      await page.keyboard.press('Alt+m');
      await expect(page.getByLabel('Stage or step')).toBeFocused();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await paste(page, 'two\nthree');
      await expect(page.getByRole('button', { name: '2 notes' })).toBeFocused();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await paste(page, '\tConsideration\tCheckout\tElsewhere\nFeeling\ta\tb\tc');
      await expect(page.getByRole('group', { name: 'What goes where' })).toBeVisible();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');

      const { x, y } = await wall.middleOfNote('one');
      await page.mouse.click(x, y, { button: 'right' });
      await page.getByRole('menuitem', { name: 'Select several' }).click();
      await expect(page.getByRole('toolbar', { name: 'Select several' })).toBeVisible();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Delete');

      const empty = await wall.marginOf('Retention', 'Doing');
      await page.mouse.click(empty.x, empty.y, { button: 'right' });
      await page.getByRole('menuitem', { name: 'Write or paste several…' }).click();
      await expect(page.getByRole('textbox', { name: 'One note per line' })).toBeFocused();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.mouse.click(empty.x, empty.y, { button: 'right' });
      await page.getByRole('menuitem', { name: 'Deleted notes…' }).click();
      await expect(page.getByRole('button', { name: 'Restore “one”' })).toBeVisible();
      expect(await barriers(page)).toEqual([]);
    });
  });
}
