// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { fromTabbed as tabbed, fromTable as read, trimmed, type Block } from './read-table';

const page = (html: string): Element =>
  new DOMParser().parseFromString(html, 'text/html').querySelector('table') ?? document.body;
const fromTabbed = (text: string): Block => tabbed(text).rows;
const fromTable = (table: Element): Block => read(table).rows;

describe('tabbed text', () => {
  it('is fields and lines', () => {
    expect(fromTabbed('a\tb\nc\td\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(fromTabbed('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('keeps tabs, breaks and quotes inside quotes', () => {
    expect(fromTabbed('"first\nsecond"\t"says ""no"""\nplain\t"tab\there"')).toEqual([
      ['first\nsecond', 'says "no"'],
      ['plain', 'tab\there'],
    ]);
  });

  it('takes quotes that people write as what they are', () => {
    expect(fromTabbed('"No," she said\tb')).toEqual([['"No," she said', 'b']]);
    expect(fromTabbed('5" screen\tb')).toEqual([['5" screen', 'b']]);
    expect(fromTabbed('"open\tb')).toEqual([['"open', 'b']]);
    expect(fromTabbed('""\tb')).toEqual([['', 'b']]);
  });
});

describe('an HTML table', () => {
  it('gives its cells, with breaks of their own and none of the writing', () => {
    const html = `<table><tr><th>Stage
        one</th><td>a<br style="mso-data-placement:same-cell;">b</td></tr>
      <tr><td><p>first</p><p>second</p></td><td>&nbsp;</td></tr></table>`;
    expect(fromTable(page(html))).toEqual([
      ['Stage one', 'a\nb'],
      ['first\nsecond', ''],
    ]);
  });

  it('keeps columns where merged cells reach across and down', () => {
    const html = `<table><tr><td colspan="2">wide</td><td>c</td></tr>
      <tr><td rowspan="2">tall</td><td>e</td><td>f</td></tr><tr><td>h</td><td>i</td></tr></table>`;
    expect(fromTable(page(html))).toEqual([
      ['wide', '', 'c'],
      ['tall', 'e', 'f'],
      ['', 'h', 'i'],
    ]);
  });

  it('does not mix in a table inside a cell', () => {
    const html =
      '<table><tr><td>a</td><td><table><tr><td>x</td><td>y</td></tr></table></td></tr><tr><td>b</td><td>c</td></tr></table>';
    expect(fromTable(page(html))).toHaveLength(2);
  });

  it('bounds spans that nobody means', () => {
    const html = '<table><tr><td colspan="99999999" rowspan="-3">a</td><td>b</td></tr></table>';
    expect(fromTable(page(html))[0]?.length).toBeLessThanOrEqual(201);
  });
});

it('more cells than can be read are told', () => {
  const wide = `<tr>${'<td colspan="200" rowspan="200">a</td>'.repeat(3)}</tr>`;
  expect(read(page(`<table>${wide.repeat(300)}</table>`))).toMatchObject({ isCut: true });
  expect(tabbed('a\tb\n'.repeat(60_000))).toMatchObject({ isCut: true });
});

it('empty rows and columns at the edges go, those inside stay', () => {
  expect(
    trimmed([
      ['', '', ''],
      ['', 'a', ''],
      ['', '', ''],
      ['', 'b', 'c'],
    ]),
  ).toEqual([
    ['a', ''],
    ['', ''],
    ['b', 'c'],
  ]);
});
