import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decoded, tabbed } from './read-file';

const input = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../../../../tests/inputs/${name}`, import.meta.url)));

describe('a file', () => {
  it.each([
    ['excel-unicode-text.txt', 'Überlegt lange\r\nSchaut sich um\r\n'],
    ['csv-cp1252.csv', 'stage;row;text\r\nAwareness;Doing;Überlegt für später\r\n'],
    ['csv-utf16le.csv', 'stage\trow\ttext\r\nAwareness\tDoing\tÜberlegt\r\n'],
  ])('of a spreadsheet is read: %s', (name, text) => expect(decoded(input(name))).toBe(text));

  it('that is no text is told', () => expect(decoded(new Uint8Array([1, 0, 2]))).toBeNull());
});

describe('a table of a file', () => {
  it.each([
    ['a,b\n"c, d",e', 'a\tb\nc, d\te'],
    ['a;b\n1,5;e', 'a\tb\n1,5\te'],
    ['sep=;\r\na;b', 'a\tb'],
    ['a,"says ""no"""', 'a\t"says ""no"""'],
  ])('has tabs between its cells: %j', (table, text) => expect(tabbed(table)).toBe(text));
});
