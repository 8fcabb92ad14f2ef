import { describe, expect, it } from 'vitest';
import { Stage } from '../state/samples/sample-stage';
import type { Wall } from '../state/wall';
import { type Stroke, actOf } from './keys';
import { goneOn, typingOf } from './type-at-once';
import { StrayKeys } from './stray-keys';

const plain = { code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

async function wallWith(pick: (wall: Wall) => void): Promise<Wall> {
  const stage = new Stage();
  await stage.open();
  pick(stage.wall);
  return stage.wall;
}

const picks = [
  ['a note', (wall: Wall) => wall.selection.pickNotes(['a'], { step: 's1', row: 'r1' })],
  ['a cell', (wall: Wall) => wall.selection.pickCell({ step: 's2', row: 'r1' })],
  ['a title', (wall: Wall) => wall.selection.pickHeader({ stage: 'aware' })],
] as const;

/** First keys of what people write, with the places of the keys that would be acts. */
const FIRST: readonly (Partial<Stroke> & { key: string })[] = [
  ...[...'PpNnMmFfOo4590/+-éß'].map((key) => ({ key })),
  { key: 'S', shiftKey: true },
  { key: 'R', shiftKey: true },
  { key: 'H', shiftKey: true },
  { key: 'I', shiftKey: true },
  { key: 'C', shiftKey: true },
  { key: '?', code: 'Slash', shiftKey: true },
  // Digits and quotation marks that some keyboards print with Shift.
  { key: '1', code: 'Digit1', shiftKey: true },
  { key: '"', code: 'Digit2', shiftKey: true },
  // AltGr is Ctrl+Alt on Windows, and Option prints signs on a Mac.
  { key: '@', code: 'KeyQ', ctrlKey: true, altKey: true, getModifierState: (name) => name === 'AltGraph' },
  { key: '€', code: 'KeyE', altKey: true, keyCode: 69 },
];

describe('with something picked, what types writes', () => {
  for (const [what, pick] of picks) {
    it.each(FIRST)(`${what}: %j`, async (stroke) => {
      const wall = await wallWith(pick);
      expect(actOf({ ...plain, ...stroke }, wall)).toBeNull();
      const begin = typingOf({ ...plain, ...stroke }, wall);
      expect(begin).not.toBeNull();
      begin?.(wall);
      const first = wall.overlay.typing?.first ?? wall.chrome.renameFirst;
      expect(first).toBe(stroke.key);
    });
  }

  it.each([
    [{ key: 'p', altKey: true }],
    [{ key: 'π', code: 'KeyP', keyCode: 80, altKey: true }],
    [{ key: 'm', altKey: true }],
    [{ key: '4', code: 'Digit4', altKey: true }],
    [{ key: '¡', code: 'Digit1', altKey: true }],
    [{ key: 'S', shiftKey: true, altKey: true }],
    [{ key: 'Í', code: 'KeyS', keyCode: 83, shiftKey: true, altKey: true }],
    [{ key: 'Enter', ctrlKey: true }],
    [{ key: '@', code: 'Digit2', shiftKey: true }],
    [{ key: 'Delete' }],
    [{ key: 'f', ctrlKey: true }],
  ])('acts have a key that is no letter alone: %j', async (stroke) => {
    const wall = await wallWith(picks[0][1]);
    if (stroke.key === '4') expect(actOf({ ...plain, ...stroke }, wall)).toBeNull();
    else expect(actOf({ ...plain, ...stroke }, wall)).not.toBeNull();
  });

  it('letters begin acts with nothing picked only', async () => {
    const wall = await wallWith((it) => it.selection.clear());
    expect(actOf({ ...plain, key: 'n' }, wall)).not.toBeNull();
    expect(actOf({ ...plain, key: '1' }, wall)).not.toBeNull();
    expect(typingOf({ ...plain, key: 'n' }, wall)).toBeNull();
  });

  it('letters do nothing where they are switched off', async () => {
    const wall = await wallWith(picks[1][1]);
    wall.settings.set({ letterKeys: false });
    expect(actOf({ ...plain, key: 'n' }, wall)).toBeNull();
    expect(typingOf({ ...plain, key: 'n' }, wall)).toBeNull();
    wall.settings.set({ letterKeys: true });
  });
});

describe('typing on a picked note', () => {
  it.each([
    ['Chooses invoice', 'P', 'Chooses invoice P'],
    ['Chooses invoice', '4', 'Chooses invoice 4'],
    ['Writes at once', '!', 'Writes at once!'],
    ['Waits', ',', 'Waits,'],
    ['One line\n', 'T', 'One line\nT'],
    ['', 'T', 'T'],
    ['待つ', '人', '待つ人'],
    ['Says', '"', 'Says "'],
  ])('goes on behind its words: %j and %j', (text, typed, whole) => {
    expect(goneOn(text, typed)).toBe(whole);
  });
});

describe('letters typed on where a field went away under the fingers', () => {
  const stroke = { ...plain, isComposing: false, keyCode: 0 };

  it('begin and delete nothing, until something else is done', () => {
    const strayKeys = new StrayKeys();
    const field = { isConnected: true };
    strayKeys.hear(field, { ...stroke, key: 'a' });
    field.isConnected = false;
    expect(strayKeys.isLost({ ...stroke, key: 'n' })).toBe(true);
    expect(strayKeys.isLost({ ...stroke, key: 'Backspace' })).toBe(true);
    expect(strayKeys.isLost({ ...stroke, key: 'z', ctrlKey: true })).toBe(false);
    expect(strayKeys.isLost({ ...stroke, key: 'ArrowDown' })).toBe(false);
    expect(strayKeys.isLost({ ...stroke, key: 'n' })).toBe(false);
  });

  it('are meant for the wall once the person left the field or pressed somewhere', () => {
    const strayKeys = new StrayKeys();
    const gone = { isConnected: false };
    strayKeys.hear(gone, { ...stroke, key: 'Escape' });
    expect(strayKeys.isLost({ ...stroke, key: 'n' })).toBe(false);
    strayKeys.hear(gone, { ...stroke, key: 'a' });
    strayKeys.forget();
    expect(strayKeys.isLost({ ...stroke, key: 'n' })).toBe(false);
  });
});
