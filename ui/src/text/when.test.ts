import { describe, expect, it } from 'vitest';
import { dayOf, lastOf } from './when';

const at = (text: string): number => new Date(text).getTime();
const NOW = at('2026-03-12T15:00');

describe('days', () => {
  it.each([
    ['2026-03-12T00:01', 'today'],
    ['2026-03-12T15:05', 'today'],
    ['2026-03-11T23:59', 'yesterday'],
    ['2026-03-09T12:00', 'on Monday'],
    ['2026-03-05T12:00', 'on 5 March'],
    ['2025-03-13T12:00', 'on 13 March 2025'],
  ])('%s is %s', (time, said) => {
    expect(dayOf(at(time), NOW)).toBe(said);
  });

  it('are counted by midnights where clocks change', () => {
    expect(dayOf(at('2026-03-28T12:00'), at('2026-03-29T12:00'))).toBe('yesterday');
    expect(dayOf(at('2025-10-25T23:30'), at('2025-10-26T23:30'))).toBe('yesterday');
  });

  it('say what happened last', () => {
    const changedAt = at('2026-03-10T12:00');
    expect(lastOf({ openedAt: null, changedAt }, NOW)).toBe('Changed on Tuesday');
    expect(lastOf({ openedAt: at('2026-03-11T12:00'), changedAt }, NOW)).toBe('Opened yesterday');
  });
});
