import { describe, expect, it } from 'vitest';
import { entry, sitting } from '../../state/samples/sample-desk';
import { Renaming } from './rename-board';

describe('a title of the start screen that is refused', () => {
  it('stays in its field with the reason, and is saved by another try', async () => {
    const table = await sitting();
    const renaming = new Renaming(table.desk);
    renaming.begin(entry('A'));
    const first = renaming.save('Checkout');
    await table.refuse('rename', 'E_DISK');
    expect(await first).toBeNull();
    expect([renaming.path, renaming.trouble]).toEqual(['/l/A.journey', 'E_DISK']);
    // Beside the field, and nowhere else.
    expect(table.desk.notices.all).toEqual([]);
    const again = renaming.save('Checkout');
    await table.answer('rename', { path: '/l/Checkout.journey' });
    await table.list(entry('Checkout'));
    expect(await again).toBe('/l/Checkout.journey');
    expect([renaming.path, renaming.trouble]).toEqual([null, null]);
  });

  it('is given back when the screen goes away, before or after the answer', async () => {
    for (const isLeftFirst of [false, true]) {
      const table = await sitting();
      const renaming = new Renaming(table.desk);
      renaming.begin(entry('A'));
      const saved = renaming.save('Checkout');
      if (isLeftFirst) renaming.leave();
      await table.refuse('rename', 'E_DISK');
      await saved;
      if (!isLeftFirst) renaming.leave();
      expect(table.desk.unplaced.all).toEqual([
        expect.objectContaining({ why: 'E_DISK', words: 'Checkout', from: { board: '', title: 'A' } }),
      ]);
    }
  });

  it('that was given up is not given back, nor is one that is too long sent', async () => {
    const table = await sitting();
    const renaming = new Renaming(table.desk);
    renaming.begin(entry('A'));
    expect(await renaming.save('x'.repeat(201))).toBeNull();
    expect(renaming.trouble).toBe('E_LIMIT');
    expect(table.count('rename')).toBe(0);
    renaming.cancel();
    renaming.leave();
    expect(table.desk.unplaced.all).toEqual([]);
  });
});
