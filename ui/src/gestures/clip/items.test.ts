import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isOutline, itemsOf, nestedItems, plainText } from './items';

const inputs = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../../tests/inputs/${name}`, import.meta.url)), 'utf8');

interface Case {
  readonly name: string;
  readonly text: string;
  readonly items: readonly string[];
}

describe('lists', () => {
  it.each(JSON.parse(inputs('lists.json')) as Case[])('$name', ({ text, items }) =>
    expect(itemsOf(text)).toEqual(items),
  );

  it('of word processors and old Macs are their lines', () => {
    expect(itemsOf(inputs('word-bullets.txt'))).toEqual(['First idea', 'Second idea', 'Sub idea']);
    expect(itemsOf(inputs('mac-cr-only.txt'))).toEqual(['First idea', 'Second idea', 'Third idea']);
    expect(itemsOf(inputs('word-vt.txt'))).toEqual([
      'First line\nsecond line of the same paragraph',
      'Next idea',
    ]);
  });
});

describe('tabs', () => {
  it.each([
    '•\tFirst\r\n•\tSecond\r\no\tSub',
    '\t•\tOne\n\t\t•\tTwo',
    '1.\tOne\n2.\tTwo\n\ta)\tThree',
    'Parent\n\tChild\n\t\tGrandchild',
    'no tab at all',
  ])('of an outline are no cells: %j', (text) => expect(isOutline(text)).toBe(true));

  it.each(['a\tb', 'a\t\n\tb', '•\ta\tb', '1.\tOne\t5\n2.\tTwo\t6', 'Awareness\tDoing\n\tLooks'])(
    'between texts are cells: %j',
    (text) => expect(isOutline(text)).toBe(false),
  );
});

it('one note of a text has plain line breaks', () => {
  expect(plainText('\r\na\rb\u2029c\u000bd\r\n\r\n')).toBe('a\nb\nc\nd');
});

describe('a list of several levels', () => {
  it.each([
    ['Parent\n\tChild\n\t\tGrandchild\n\tOther\nNext', ['Parent\n• Child\n  • Grandchild\n• Other', 'Next']],
    ['- One\n  - Sub\n- Two', ['One\n• Sub', 'Two']],
    ['1. One\n  1. Inner\n  2. Other\n2. Two', ['One\n• Inner\n• Other', 'Two']],
    [inputs('word-bullets.txt'), ['First idea', 'Second idea\n• Sub idea']],
  ])('keeps what stands below an item with it: %j', (text, items) =>
    expect(nestedItems(text)).toEqual(items),
  );

  it.each(['One\nTwo', '  - One\n  - Two', 'One', '', '• one\n* two'])('is none: %j', (text) =>
    expect(nestedItems(text)).toBeNull(),
  );
});
