import { describe, expect, it } from 'vitest';
import { Wall } from '../state/wall';
import { addNoteHere } from './add-note';
import { deletePicked } from './delete-note';
import { type Stroke, actOf } from './keys';
import { redo, undo } from './undo';
import { zoomIn, zoomToBoard, zoomToFull } from './zoom';

const wall = new Wall(() => ({ send: () => undefined, close: () => undefined }));
const plain = { code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const act = (stroke: Partial<Stroke> & { key: string }): unknown => actOf({ ...plain, ...stroke }, wall);

describe('keys', () => {
  it.each([
    [{ key: 'n' }, addNoteHere],
    [{ key: 'N' }, addNoteHere],
    [{ key: 'Delete' }, deletePicked],
    [{ key: 'Backspace' }, deletePicked],
    [{ key: 'z', ctrlKey: true }, undo],
    [{ key: 'z', metaKey: true }, undo],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, redo],
    [{ key: 'y', ctrlKey: true }, redo],
    [{ key: '+', ctrlKey: true }, zoomIn],
    [{ key: '!', code: 'Digit1', shiftKey: true }, zoomToBoard],
    [{ key: '=', code: 'Digit0', shiftKey: true }, zoomToFull],
  ])('%j', (stroke, expected) => {
    expect(act(stroke)).toBe(expected);
  });

  it('leave the browser what is the browser’s', () => {
    expect(act({ key: 'n', ctrlKey: true })).toBeNull();
    expect(act({ key: 'ArrowLeft', altKey: true })).toBeNull();
    expect(act({ key: 'Tab' })).toBeNull();
    expect(act({ key: 'F5' })).toBeNull();
  });
});
