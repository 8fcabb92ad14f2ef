import type { Code } from './error-codes';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../gen/board';
import { Refused } from './conversation';
import type { Done } from '../gen/messages';
import type { Shelf } from './kept-edits';
import { Outgoing } from './outgoing';

const ROW = { step: 's', row: 'r' };
const note = (id: string, text?: string): Edit => ({
  addNote: { id, ...ROW, ...(text === undefined ? {} : { text }) },
});

/** A browser whose storage several pages share. */
class Browser {
  private text: string | null = null;
  private pages = 0;
  readonly shelf: Shelf = { read: () => this.text, write: (text) => (this.text = text) };

  page(): Outgoing {
    return new Outgoing(this.shelf, () => `random ${String(++this.pages)}`);
  }
}

/** A host that keeps what it is sent until it is told what to answer. */
class Host {
  readonly sent: [number, Edit][] = [];
  private readonly open: { resolve(answer: Done): void; reject(reason: Refused): void }[] = [];
  readonly send = (seq: number, edit: Edit): Promise<Done> => {
    this.sent.push([seq, edit]);
    return new Promise((resolve, reject) => this.open.push({ resolve, reject }));
  };

  get numbers(): number[] {
    return this.sent.map(([seq]) => seq);
  }

  async accept(): Promise<void> {
    for (const asked of this.open.splice(0)) asked.resolve({ revision: 1 });
    await Promise.resolve();
    await Promise.resolve();
  }

  async refuse(code: Code): Promise<void> {
    for (const asked of this.open.splice(0)) asked.reject(new Refused(code, ''));
    await Promise.resolve();
    await Promise.resolve();
  }
}

describe('what a guest asked for', () => {
  it('is numbered in its order, and forgotten once it is answered', async () => {
    const [page, host] = [new Browser().page(), new Host()];
    page.claim();
    page.flow(host.send);
    const one = page.add(note('a', 'one'));
    void page.add(note('b', 'two'));
    expect(host.numbers).toEqual([1, 2]);
    expect(page.waiting).toBe(2);
    await host.accept();
    await expect(one).resolves.toEqual({ revision: 1 });
    expect(page.waiting).toBe(0);
  });

  it('is sent again under its number when the connection is back, and the rest after it', async () => {
    const [page, host] = [new Browser().page(), new Host()];
    page.claim();
    page.flow(host.send);
    const one = page.add(note('a', 'one'));
    page.ebb();
    await host.refuse('E_NOT_CONNECTED');
    void page.add(note('b', 'two'));
    expect(page.words).toEqual(['one', 'two']);
    page.claim();
    page.flow(host.send);
    expect(host.numbers).toEqual([1, 1, 2]);
    await host.accept();
    await expect(one).resolves.toEqual({ revision: 1 });
  });

  it('outlasts the page, with the secret', () => {
    const [browser, host] = [new Browser(), new Host()];
    const first = browser.page();
    first.claim();
    first.flow(host.send);
    void first.add(note('a', 'one'));
    first.ebb();
    void first.add(note('b', 'two'));
    const second = browser.page();
    expect(second.secret).toBe(first.secret);
    second.claim();
    second.flow(host.send);
    expect(host.numbers).toEqual([1, 1, 2]);
  });

  it('is refused for good when the host says so', async () => {
    const [page, host] = [new Browser().page(), new Host()];
    page.claim();
    page.flow(host.send);
    const one = page.add(note('a'));
    const told = expect(one).rejects.toMatchObject({ code: 'E_LOCKED' });
    await host.refuse('E_LOCKED');
    await told;
    expect(page.waiting).toBe(0);
  });
});

describe('words in a field', () => {
  it('go with a note that was never sent', () => {
    const [browser, host] = [new Browser(), new Host()];
    const first = browser.page();
    first.claim();
    void first.add(note('a'));
    first.keepDraft('a', { note: 'a', base: '', text: 'half a' });
    expect(first.waiting).toBe(1);
    expect(first.words).toEqual(['half a']);
    const second = browser.page();
    second.claim();
    second.flow(host.send);
    expect(host.sent).toEqual([[1, note('a', 'half a')]]);
    expect(second.takeDrafts()).toEqual([]);
  });

  it('are given to the next page where the note may be there already', () => {
    const browser = new Browser();
    const first = browser.page();
    first.claim();
    first.keepDraft('a', { note: 'a', base: 'Reads', text: 'Reads reviews' });
    const second = browser.page();
    second.claim();
    expect(second.words).toEqual(['Reads reviews']);
    expect(second.takeDrafts()).toEqual([{ note: 'a', base: 'Reads', text: 'Reads reviews' }]);
    expect(second.takeDrafts()).toEqual([]);
  });

  it('that count on a text wait in the field, not here', async () => {
    const page = new Browser().page();
    page.claim();
    const typed = page.add({ spliceText: { note: 'a', at: 0, remove: 0, insert: 'x', revision: 3 } });
    await expect(typed).rejects.toMatchObject({ code: 'E_NOT_CONNECTED' });
    expect(page.waiting).toBe(0);
  });

  it('of a note without any are given up with their page', () => {
    const [browser, host] = [new Browser(), new Host()];
    const first = browser.page();
    first.claim();
    void first.add(note('a'));
    const second = browser.page();
    second.claim();
    second.flow(host.send);
    expect(host.sent).toEqual([]);
  });
});

describe('two tabs', () => {
  it('do not both send: the earlier one stops, and what it was asked for goes to the later', async () => {
    const [browser, host] = [new Browser(), new Host()];
    const first = browser.page();
    let isStolen = false;
    first.onstolen = () => (isStolen = true);
    first.claim();
    const second = browser.page();
    second.claim();
    await expect(first.add(note('a', 'one'))).rejects.toMatchObject({ code: 'E_NOT_CONNECTED' });
    expect(isStolen).toBe(true);
    const third = browser.page();
    third.claim();
    third.flow(host.send);
    expect(host.sent).toEqual([[1, note('a', 'one')]]);
  });
});
