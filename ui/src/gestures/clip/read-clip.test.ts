// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { type Clipping, readClip } from './read-clip';

const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
const clip = (text: string, html = ''): Clipping => readClip(text, html, parse);

describe('text around cells', () => {
  const html = `<p>Customers cannot find the entrance.</p>
    <table><tr><td>Find</td><td>Ask</td></tr><tr><td>Buy</td><td>Pay</td></tr></table>
    <p>The app crashed twice.</p>`;
  const text = 'Customers cannot find the entrance.\n\nFind\tAsk\nBuy\tPay\n\nThe app crashed twice.';

  it('is neither dropped as notes nor beside the cells', () => {
    const found = clip(text, html);
    expect(found.items).toEqual([
      'Customers cannot find the entrance.',
      'Find\nAsk',
      'Buy\nPay',
      'The app crashed twice.',
    ]);
    expect(found.rows).toEqual([
      ['Find', 'Ask'],
      ['Buy', 'Pay'],
    ]);
    expect(found.around).toEqual(['Customers cannot find the entrance.', 'The app crashed twice.']);
    expect(found.text).toContain('The app crashed twice.');
  });

  it('may stand between several tables', () => {
    const two =
      '<div>One<table><tr><td>a</td><td>b</td></tr></table>Two<table><tr><td>c</td></tr></table></div>';
    const found = clip('', two);
    expect(found.items).toEqual(['One', 'a\nb', 'Two', 'c']);
    expect(found.rows).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
  });

  it('may be laid out by a table itself, as mails are', () => {
    const mail = `<table><tr><td><p>Hello</p><table><tr><td>a</td><td>b</td></tr></table><p>Bye</p></td></tr></table>`;
    expect(clip('', mail)).toMatchObject({ items: ['Hello', 'a\nb', 'Bye'], rows: [['a', 'b']] });
  });
});

describe('one column of a spreadsheet', () => {
  const text = '"Finds the ad\nin the ""city"" paper"\nAsks a friend';
  const items = ['Finds the ad\nin the "city" paper', 'Asks a friend'];

  it.each([
    ['<table><tr><td>Finds the ad<br>in the "city" paper</td></tr><tr><td>Asks a friend</td></tr></table>'],
    ['<style>x</style><span data-sheets-root="1">Finds the ad</span>'],
    [''],
  ])('is a note a cell, with its breaks and without its quotes: %s', (html) => {
    const found = clip(text, html);
    expect(found.items).toEqual(items);
    expect(found.rows).toEqual(items.map((item) => [item]));
    expect(found.text).toBe('Finds the ad\nin the "city" paper\nAsks a friend');
  });

  it('may be one cell of a web spreadsheet', () => {
    const found = clip('"Finds the ad\nin the ""city"" paper"', '<span data-sheets-value="{}">…</span>');
    expect(found).toMatchObject({ items: [items[0]], rows: null });
  });
});

describe('text', () => {
  it.each(['"No," she said\n"Yes," he said', '"Quoted"', 'says "" twice'])(
    'with quotes of people keeps them: %s',
    (text) => expect(clip(text).items.join('\n')).toBe(text),
  );

  it.each(['•\tOne\n•\tTwo\no\tThree', 'Parent\n\tChild', '1.\tOne\n2.\tTwo'])(
    'of a list has no cells: %j',
    (text) => expect(clip(text).rows).toBeNull(),
  );

  it('with tabs between is cells', () => {
    expect(clip('a\tb\nc\td')).toMatchObject({ items: ['a\nb', 'c\nd'], around: [] });
    expect(clip('a\tb').rows).toEqual([['a', 'b']]);
    expect(clip('indented by a tab at its end\t')).toMatchObject({
      items: ['indented by a tab at its end'],
      rows: null,
    });
  });

  it('that comes as HTML only is read', () => {
    expect(clip('', '<p>One</p><ul><li>Two</li><li>Three</li></ul>').items).toEqual(['One', 'Two', 'Three']);
    expect(clip('', '').items).toEqual([]);
  });
});

describe('a list of several levels on a page', () => {
  it.each([
    '<ul>\n <li>Searches\n  <ul>\n   <li>Asks a friend</li><li>Reads</li></ul></li>\n <li>Buys</li></ul>',
    '<ol><li><p>Searches</p></li><ul><li><p>Asks a friend</p></li><li>Reads</li></ul><li>Buys</li></ol>',
  ])('is offered with what stands below, though its plain text shows no levels: %s', (html) => {
    const found = clip('Searches\nAsks a friend\nReads\nBuys', html);
    expect(found.items).toEqual(['Searches', 'Asks a friend', 'Reads', 'Buys']);
    expect(found.nested).toEqual(['Searches\n• Asks a friend\n• Reads', 'Buys']);
  });

  it('is none with one level', () => {
    expect(clip('One\nTwo', '<ul><li>One</li><li>Two</li></ul>').nested).toBeNull();
  });
});
