import { expect, it } from 'vitest';
import { ownRating, ratingLine } from './readings';

it.each([
  [{ persona: 'Sam', value: -2, ratings: 5 }, false, 'Median −2, 5 ratings'],
  [{ persona: 'Sam', value: 0.5, ratings: 2 }, true, 'Sam: Median +0.5, 2 ratings'],
  [{ persona: '', value: 0, ratings: 1 }, true, 'Median 0, 1 rating'],
])('what was said of %j reads as people say it', (sentiment, isNamed, line) => {
  expect(ratingLine(sentiment, isNamed)).toBe(line);
});

it('one’s own rating is said by name', () => {
  expect(ownRating(-1)).toBe('You: −1 Annoyed');
});
