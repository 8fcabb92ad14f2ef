import { describe, expect, it } from 'vitest';
import { ACT_TITLES, keyName } from '../text/acts';
import { wallOver } from '../state/samples/sample-wall';
import { ACTS, ACT_NAMES, type Act } from './acts';
import { type Stroke, actOf } from './keys';

const wall = wallOver(() => ({ send: () => undefined, close: () => undefined }));
const plain = { code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const act = (stroke: Partial<Stroke> & { key: string }): unknown => actOf({ ...plain, ...stroke }, wall);

describe('keys', () => {
  it.each([
    [{ key: 'n' }, ACTS.addNote],
    [{ key: 'N' }, ACTS.addNote],
    [{ key: 'Delete' }, ACTS.deleteNotes],
    [{ key: 'Backspace' }, ACTS.deleteNotes],
    [{ key: 'z', ctrlKey: true }, ACTS.undo],
    [{ key: 'z', metaKey: true }, ACTS.undo],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, ACTS.redo],
    [{ key: 'y', ctrlKey: true }, ACTS.redo],
    [{ key: '+', ctrlKey: true }, ACTS.zoomIn],
    [{ key: '+', code: 'Equal', ctrlKey: true, shiftKey: true }, ACTS.zoomIn],
    [{ key: '!', code: 'Digit1', shiftKey: true }, ACTS.zoomToBoard],
    [{ key: '=', code: 'Digit0', shiftKey: true }, ACTS.zoomToFull],
    [{ key: '?', code: 'Slash', shiftKey: true }, ACTS.showKeys],
    [{ key: '?', code: 'Minus', shiftKey: true }, ACTS.showKeys],
  ])('%j', (stroke, expected) => {
    expect(act(stroke)).toBe(expected.run);
  });

  it('leave the browser what is the browser’s', () => {
    expect(act({ key: 'n', ctrlKey: true })).toBeNull();
    expect(act({ key: 'Tab' })).toBeNull();
    expect(act({ key: 'F5' })).toBeNull();
  });

  it('that are letters can be switched off; the others stay', () => {
    wall.settings.set({ letterKeys: false });
    expect(act({ key: 'n' })).toBeNull();
    expect(act({ key: '?', code: 'Slash', shiftKey: true })).toBeNull();
    expect(act({ key: 'Delete' })).toBe(ACTS.deleteNotes.run);
    expect(act({ key: '!', code: 'Digit1', shiftKey: true })).toBe(ACTS.zoomToBoard.run);
    wall.settings.set({ letterKeys: true });
  });

  it('belong to one act each, and each act has a title', () => {
    const keys = ACT_NAMES.flatMap((name) => (ACTS[name] as Act).keys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const name of ACT_NAMES) expect(ACT_TITLES[name]).not.toBe('');
  });

  it('are written as people read them', () => {
    expect(keyName('Ctrl+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(keyName('Ctrl+Shift+Z', true)).toBe('⌘⇧Z');
    expect(keyName('Ctrl++', false)).toBe('Ctrl++');
    expect(keyName('Alt+ArrowLeft', false)).toBe('Alt+←');
  });
});
