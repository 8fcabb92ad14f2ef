import { describe, expect, it } from 'vitest';
import { broken } from './labels';

/** Every letter ten wide. */
const measure = (text: string): number => Array.from(text).length * 10;

describe('labels of pinned titles', () => {
  it.each([
    ['Pain points', 200, 2, ['Pain points']],
    ['Pain points', 70, 2, ['Pain', 'points']],
    ['Pain points', 70, 1, ['Pain…']],
    ['Mitgliedschaftsberatung', 100, 2, ['Mitglieds…']],
    ['', 100, 2, []],
    ['A', 5, 1, ['']],
  ])('%j in %d', (text, width, most, expected) => {
    expect(broken(text, width, most, measure)).toEqual(expected);
  });

  it('never exceed their width', () => {
    for (let width = 10; width < 240; width += 10) {
      for (const line of broken('Beziehungen pflegen und Rückfragen beantworten', width, 3, measure)) {
        expect(measure(line)).toBeLessThanOrEqual(width);
      }
    }
  });
});
