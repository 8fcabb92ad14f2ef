import { describe, expect, it } from 'vitest';
import { FieldDrafts } from './field-drafts';
import { UnplacedWords } from './unplaced-words';
import { GREETING, Tab, Table, atBoard, entry } from '../samples/sample-desk';

const TYPED = { note: 'a', base: 'note a', text: 'note a and what it means' };

describe('words that were given back', () => {
  it('are still there on the start screen and at another board, with the name of theirs', async () => {
    const table = await atBoard();
    const { desk } = table;
    void desk.wall?.ask({ renameStage: { stage: 'g1', title: 'Comes back often' } });
    await table.say({ id: table.sent.at(-1)?.id, error: { code: 'E_GONE', message: '' } });
    void desk.home();
    await table.answer('close', {});
    expect(desk.wall).toBeNull();
    expect(desk.unplaced.all).toEqual([
      expect.objectContaining({
        words: 'Comes back often',
        from: { board: 'b1', title: desk.unplaced.all[0]?.from?.title },
      }),
    ]);
    expect(desk.unplaced.all[0]?.from?.title).not.toBe('');
    await table.list(entry('B'));
    void desk.open('/l/B.journey');
    await table.answer('open', { path: '/l/B.journey' });
    await table.say(table.hello('b2'));
    expect(desk.wall?.unplaced.all.map(({ words }) => words)).toEqual(['Comes back often']);
  });

  it('outlast the page, until they are let go', async () => {
    const tab = new Tab();
    const first = new Table(tab);
    await first.say({ desk: GREETING });
    first.desk.unplaced.add('E_DISK', 'Buys the ticket twice', { board: 'b1', title: 'A' });
    const again = new Table(tab).desk.unplaced;
    expect(again.all.map(({ words }) => words)).toEqual(['Buys the ticket twice']);
    again.let(again.all[0]?.id ?? 0);
    expect(new Table(tab).desk.unplaced.all).toEqual([]);
  });

  it('are those in a field too, when the board stops or another one comes over it', async () => {
    for (const ending of [{ desk: GREETING }, new Table().hello('b2')]) {
      const table = await atBoard();
      table.desk.wall?.keepDraft(TYPED.note, TYPED.base, TYPED.text);
      await table.say(ending);
      expect(table.desk.unplaced.all.map(({ words }) => words)).toEqual(['and what it means']);
    }
  });

  it.each(['', '{', '[1]', '[{"why":1}]', '{"a":[]}', 'null'])(
    'are none in what nobody of ours wrote: %j',
    (text) => {
      const storage = { getItem: () => text, setItem: () => undefined, removeItem: () => undefined };
      expect(new UnplacedWords(storage).all).toEqual([]);
      expect(new UnplacedWords(storage).drafts.get('a')).toBe('');
    },
  );
});

describe('what was begun', () => {
  it('stands there again, also for a page that is loaded anew, until it is ended or empty', () => {
    const tab = new Tab();
    new FieldDrafts(tab).keep('bulk:b1', 'One\nTwo');
    const again = new FieldDrafts(tab);
    expect(again.get('bulk:b1')).toBe('One\nTwo');
    again.end('bulk:b1');
    again.keep('create', 'Checkout');
    again.keep('create', '  ');
    expect([again.get('bulk:b1'), again.get('create'), new FieldDrafts(tab).get('create')]).toEqual([
      '',
      '',
      '',
    ]);
  });

  it('never puts a ticket or a recovery code into a storage', () => {
    const tab = new Tab();
    const drafts = new FieldDrafts(tab);
    drafts.keepSecret('ticket', 'journeyabc');
    drafts.keep('create', 'Checkout');
    expect(drafts.get('ticket')).toBe('journeyabc');
    expect(new FieldDrafts(tab).get('ticket')).toBe('');
  });

  it('is thrown away by nothing that a storage refuses', () => {
    const full = {
      getItem: (): string => '[]',
      setItem: (): never => {
        throw new Error('full');
      },
      removeItem: (): void => undefined,
    };
    const drafts = new FieldDrafts(full);
    drafts.keep('create', 'Checkout');
    expect(drafts.get('create')).toBe('Checkout');
  });
});
