import { expect, it } from 'vitest';
import { tableOrder } from './table-order';

it.each([
  ['en-GB', 'comma'],
  ['de-DE', 'semicolon'],
  ['fr', 'semicolon'],
  ['ja', 'comma'],
  ['', 'comma'],
])('Excel gets a mark and what parts cells there: %s', (language, separator) =>
  expect(tableOrder('excel', language)).toEqual({ mark: true, separator }),
);

it('other programs get what the format says, whatever the language', () =>
  expect(tableOrder('others', 'de-DE')).toEqual({ mark: false, separator: 'comma' }));
