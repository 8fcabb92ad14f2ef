import { expect, it } from 'vitest';
import { clockOf, minutesOf, timeLeft, totalOf } from './workshop';

it('writes the time that is left as a clock does, and over time with a plus', () => {
  expect([300_000, 299_001, 61_000, 1, 0].map(clockOf)).toEqual(['5:00', '5:00', '1:01', '0:01', '0:00']);
  expect([-1, -32_400, -600_000].map(clockOf)).toEqual(['+0:00', '+0:32', '+10:00']);
});

it('says it in words for ears', () => {
  expect([240_000, 59_000, 0, null].map(timeLeft)).toEqual([
    '4 minutes left',
    'Less than a minute left',
    'Time is up',
    'No time limit',
  ]);
});

it('writes planned minutes as one number or a range', () => {
  expect(minutesOf({ minutes: 10 })).toBe('10 min');
  expect(minutesOf({ minutes: 5, upTo: 10 })).toBe('5–10 min');
  expect(minutesOf({ minutes: 0 })).toBe('');
  expect(totalOf([{ minutes: 60 }, { minutes: 30, upTo: 60 }])).toBe('1 h 30 min to 2 h');
  expect(totalOf([{ minutes: 45 }])).toBe('45 min');
  expect(totalOf([{ minutes: 0 }])).toBe('');
});
