// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { BoardMirror } from '../../state/board/board-mirror';
import { noteView, sampleBoard } from '../../state/samples/sample';
import { copied } from './copy';
import { addAll } from './add-all';
import { ATTRIBUTE, type ClipNote, read, written } from './own-notes';
import { answered, laidOut } from './paste';
import { asHtml, asText } from './write-html';

const sample = sampleBoard();
const [sheet] = sample.sheets;
sheet?.notes.push({ ...noteView('c', 's2', 'r2', 'Too <dear> & "far"'), kind: 'question', tags: ['price'] });
const mirror = { board: new BoardMirror(sample) };
const wall = { mirror } as never;

describe('copied notes', () => {
  const { notes, cells } = copied(wall, ['c', 'b', 'a']);

  it('are lines of text in reading order', () => {
    expect(asText(cells)).toBe('Looks around\nAsks a friend\nToo <dear> & "far"');
    expect(asText([{ column: '', row: '', texts: ['two\nlines'] }])).toBe('two lines');
  });

  it('are a table by stage and row over several cells, a list in one', () => {
    const page = new DOMParser().parseFromString(asHtml(cells, ''), 'text/html');
    const rows = [...page.querySelectorAll('tr')].map((row) =>
      [...row.children].map((cell) => cell.innerHTML),
    );
    expect(rows).toEqual([
      ['', 'Awareness', 'Purchase'],
      ['Actions', 'Looks around<br>Asks a friend', ''],
      ['Pain points', '', 'Too &lt;dear&gt; &amp; "far"'],
    ]);
    expect(asHtml(copied(wall, ['a']).cells, '')).toContain('<ul><li>Looks around</li></ul>');
  });

  it('come back from the HTML as they were, with kind, tags and place', () => {
    const page = new DOMParser().parseFromString(asHtml(cells, written(notes)), 'text/html');
    const back = read(page.querySelector(`[${ATTRIBUTE}]`)?.getAttribute(ATTRIBUTE) ?? '');
    expect(back).toEqual(notes);
    expect(back.map(({ column, row }) => [column, row])).toEqual([
      [0, 0],
      [0, 0],
      [1, 1],
    ]);
    expect(back[2]?.content).toMatchObject({ kind: 'question', tags: ['price'] });
  });
});

describe('what somebody else put into that attribute', () => {
  const note = (content: object, place = {}): string =>
    JSON.stringify({ version: 1, notes: [{ column: 0, row: 0, ...place, content }] });

  it.each(['', '[]', 'null', '{"version":1}', '{"version":2,"notes":[]}', note({ text: 5, kind: 'x' })])(
    'is nothing when it is not ours: %s',
    (text) => expect(read(text)).toEqual([]),
  );

  it('is bounded, and fields that only the board may set are left out', () => {
    expect(read(note({ text: 'x'.repeat(4001), kind: 'action' }))).toEqual([]);
    const [given] = read(
      note({ text: 'a', kind: 'action', author: 'Somebody', locked: true, carriedVotes: 9, id: 'i' }),
    );
    expect(Object.keys(given?.content ?? {}).toSorted()).toEqual([
      'evidence',
      'group',
      'impact',
      'kind',
      'text',
    ]);
    expect(read(note({ text: 'a', kind: 'action' }, { column: -1, row: 1.5 }))[0]).toMatchObject({
      column: null,
      row: 0,
    });
  });
});

describe('pasted notes', () => {
  const notes: ClipNote[] = copied(wall, ['a', 'b', 'c']).notes;
  const places = (at: { step: string; row: string } | null): unknown[] =>
    laidOut(wall, notes, { cell: at, after: 'z' }).map(({ place, contents }) => [place, contents.length]);

  it('lie to each other as they lay', () => {
    expect(places({ step: 's1', row: 'r1' })).toEqual([
      [{ cell: { step: 's1', row: 'r1' }, after: 'z' }, 2],
      [{ cell: { step: 's2', row: 'r2' } }, 1],
    ]);
  });

  it('stay on the board at its edge, and together in the parking lot', () => {
    expect(places({ step: 's2', row: 'r2' })).toEqual([[{ cell: { step: 's2', row: 'r2' }, after: 'z' }, 3]]);
    expect(places(null)).toEqual([[{ cell: null, after: 'z' }, 3]]);
  });
});

describe('a clipping', () => {
  const clip = { items: ['a', 'b'], nested: null, text: 'a\nb', rows: null, around: [], isCut: false };

  it('is pasted without a question where it is clear what becomes of it', () => {
    expect(answered({ ...clip, items: ['a'] }, 'ask')).toEqual(['a']);
    expect(answered(clip, 'each')).toEqual(['a', 'b']);
    expect(answered(clip, 'one')).toEqual(['a\nb']);
  });

  it('is asked about where it is not, and where not all of it would come', () => {
    expect(answered(clip, 'ask')).toBeNull();
    expect(answered({ ...clip, rows: [['a', 'b']] }, 'each')).toBeNull();
    expect(answered({ ...clip, items: ['a', 'b'.repeat(4001)] }, 'each')).toBeNull();
    expect(answered({ ...clip, items: ['a'.repeat(4001)] }, 'ask')).toBeNull();
    expect(answered({ ...clip, items: Array.from({ length: 2001 }, () => 'a') }, 'each')).toBeNull();
    expect(answered({ ...clip, isCut: true }, 'each')).toBeNull();
  });
});

describe('many notes', () => {
  const many: ClipNote[] = Array.from({ length: 1500 }, (_, at) => ({
    column: 0,
    row: 0,
    content: { text: `note ${at}`, kind: 'action', impact: null, evidence: null, group: null },
  }));

  it('come back from the clipboard whole', () => expect(read(written(many))).toHaveLength(1500));

  it('are added in acts that are not too large, one after the other', async () => {
    const sizes: number[] = [];
    const asking = {
      mirror,
      session: { mayEdit: true },
      ask: (edit: { many: { edits: unknown[] } }) => {
        sizes.push(edit.many.edits.length);
        return Promise.resolve(sizes.length < 3 ? { revision: sizes.length } : null);
      },
      whenShown: (revision: number) => sizes.push(-revision),
    };
    addAll(asking as never, laidOut(wall, many, { cell: { step: 's1', row: 'r1' } }));
    await vi.waitFor(() => expect(sizes).toEqual([500, 500, 500, -2]));
  });
});
