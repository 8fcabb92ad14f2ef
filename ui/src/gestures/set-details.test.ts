import { expect, it } from 'vitest';
import { tagsOf } from './set-details';

it('tags are what stands between commas, each once', () => {
  expect(tagsOf(' price, trust ;price,, first month ')).toEqual(['price', 'trust', 'first month']);
  expect(tagsOf('  ')).toEqual([]);
});
