import { expect, it } from 'vitest';
import { BoardMirror } from './board-mirror';
import { sentimentKey, median } from './readings';
import { noteView, sampleBoard } from '../samples/sample';

it.each([
  [[], null],
  [[2], 2],
  [[2, -1], 0.5],
  [[-2, 2, 1], 1],
])('the median of %j is %j', (values, middle) => expect(median(values)).toBe(middle));

it('sentiments and measures follow their changes, and say which parts read differently', () => {
  const mirror = new BoardMirror({
    ...sampleBoard(),
    measures: [{ step: 's1', row: 'r2', value: '42', unit: 'NPS', target: '50' }],
  });
  expect(mirror.readings.measure({ step: 's1', row: 'r2' })?.value).toBe('42');
  const sentiments = [{ persona: 'p', step: 's1', values: { one: 2, other: 1 } }];
  expect([...mirror.apply([{ sentiment: { step: 's1', sentiments } }])]).toEqual([sentimentKey('s1')]);
  expect(mirror.readings.sentiments('s1')).toEqual([{ id: 'p', persona: '', value: 1.5, ratings: 2 }]);
  expect([...mirror.apply([{ measure: { step: 's1', row: 'r2', measure: null } }])]).toEqual(['s1/r2']);
  expect(mirror.readings.measure({ step: 's1', row: 'r2' })).toBeUndefined();
});

it('a note that moves touches the cell it left and the one it came to, and no other', () => {
  const mirror = new BoardMirror(sampleBoard());
  const touched = mirror.apply([
    { note: noteView('a', 's2', 'r2', 'Looks around') },
    { cell: { step: 's1', row: 'r1', notes: ['b'], groups: [] } },
    { cell: { step: 's2', row: 'r2', notes: ['a'], groups: [] } },
  ]);
  expect([...touched].sort()).toEqual(['s1/r1', 's2/r2']);
});
