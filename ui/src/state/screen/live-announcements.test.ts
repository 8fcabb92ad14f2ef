import { expect, it } from 'vitest';
import { difference } from './live-announcements';
import { noteView } from '../samples/sample';

const before = new Map([
  ['a', 'one'],
  ['b', 'two'],
]);

it('tells what came, went and was written by others', () => {
  const now = [noteView('a', 's1', 'r1', 'one more'), noteView('c', 's1', 'r1', 'three')];
  const { added, gone, written } = difference(before, now, () => false);
  expect(added.map((note) => note.id)).toEqual(['c']);
  expect(gone).toBe(1);
  expect(written.map((note) => note.text)).toEqual(['one more']);
});

it('is silent about what this person does', () => {
  const now = [noteView('a', 's1', 'r1', 'mine now'), noteView('b', 's1', 'r1', 'two')];
  expect(difference(before, now, (note) => note.id === 'a')).toEqual({ added: [], gone: 0, written: [] });
});
