import { describe, expect, it } from 'vitest';
import type { Edit, NoteView } from '../gen/board';
import { noteView } from '../state/samples/sample';
import { withinCell } from './nudge';

const cell = { step: 's', row: 'r' };
const there = (ids: string): NoteView[] => [...ids].map((id) => noteView(id, 's', 'r', id));

/** The order after a nudge; `null` where there is no place that way. */
function nudged(ids: string, notes: string, direction: 'up' | 'down'): string | null {
  const edit: Edit | null = withinCell(
    { notesIn: () => there(ids), parked: () => [] },
    { cell, notes: [...notes] },
    direction,
  );
  if (edit === null) return null;
  const after =
    'moveNote' in edit ? edit.moveNote.after : 'moveNotes' in edit ? edit.moveNotes.after : undefined;
  const rest = [...ids].filter((id) => !notes.includes(id));
  const at = after === null || after === undefined ? 0 : rest.indexOf(after) + 1;
  return [...rest.slice(0, at), ...notes, ...rest.slice(at)].join('');
}

describe('notes in a cell', () => {
  it.each([
    ['abc', 'b', 'up', 'bac'],
    ['abc', 'b', 'down', 'acb'],
    ['abc', 'a', 'up', null],
    ['abc', 'c', 'down', null],
    ['abcd', 'bc', 'up', 'bcad'],
    ['abcd', 'bc', 'down', 'adbc'],
    ['abcd', 'ab', 'up', null],
  ] as const)('%s: %s goes %s', (ids, notes, direction, expected) => {
    expect(nudged(ids, notes, direction)).toBe(expected);
  });

  it('that lie apart come together first', () => {
    expect(nudged('abcd', 'ad', 'up')).toBe('adbc');
    expect(nudged('abcd', 'ac', 'down')).toBe('bacd');
    expect(nudged('abcd', 'bd', 'down')).toBe('acbd');
  });
});
