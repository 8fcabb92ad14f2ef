import { describe, expect, it } from 'vitest';
import { type FieldKind, type FieldStroke, fieldAct } from './field-keys';

const plain = {
  isComposing: false,
  keyCode: 0,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
};
const act = (kind: FieldKind, key: string, held: Partial<FieldStroke> = {}): unknown =>
  fieldAct({ ...plain, key, ...held }, kind);

describe('keys of a field', () => {
  it.each(['line', 'lines', 'message'] as const)('Esc leaves, Tab goes on: %s', (kind) => {
    expect(act(kind, 'Escape')).toBe('leave');
    expect(act(kind, 'Tab')).toBe('next');
    expect(act(kind, 'Tab', { shiftKey: true })).toBe('previous');
    expect(act(kind, 'a')).toBeNull();
    expect(act(kind, 'Tab', { altKey: true })).toBeNull();
  });

  it('Enter keeps a line, breaks one of several, sends a message', () => {
    expect(act('line', 'Enter')).toBe('done');
    expect(act('lines', 'Enter')).toBeNull();
    expect(act('lines', 'Enter', { ctrlKey: true })).toBe('done');
    expect(act('lines', 'Enter', { metaKey: true })).toBe('done');
    expect(act('message', 'Enter')).toBe('done');
    expect(act('message', 'Enter', { shiftKey: true })).toBeNull();
  });

  it('an Enter that ends a composition does nothing, told by the standard or Safari’s way', () => {
    for (const kind of ['line', 'lines', 'message'] as const) {
      expect(act(kind, 'Enter', { isComposing: true })).toBeNull();
      expect(act(kind, 'Enter', { keyCode: 229 })).toBeNull();
      expect(act(kind, 'Escape', { keyCode: 229 })).toBeNull();
    }
  });
});
