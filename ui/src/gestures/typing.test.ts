import { describe, expect, it } from 'vitest';
import { noteView } from '../state/samples/sample';
import { Stage, fieldOf, type } from '../state/samples/sample-stage';
import { addNote } from './add-note';
import { type Field, type Typing, typeIn } from './type-note';

async function open(note = 'a'): Promise<{ stage: Stage; field: Field; stay: Typing }> {
  const stage = new Stage();
  await stage.open();
  const field = fieldOf();
  return { stage, field, stay: typeIn(stage.wall, note, field, false) };
}

/** Somebody else deletes note `a`. */
async function deleted(stage: Stage): Promise<void> {
  stage.revision += 1;
  await stage.say({
    patch: {
      epoch: 1,
      revision: stage.revision,
      board: [{ noteGone: 'a' }, { cell: { step: 's1', row: 'r1', notes: ['b'], groups: [] } }],
    },
  });
}

async function refuse(stage: Stage, code: string): Promise<void> {
  const last = stage.sent.findLast((message) => message.edit !== undefined);
  await stage.say({ id: last?.id, error: { code, message: code } });
}

const added = (stage: Stage): unknown[] =>
  stage.sent.flatMap(({ edit }) => (edit?.['addNote'] === undefined ? [] : [edit['addNote']]));

describe('words typed into a note that somebody deletes', () => {
  it('go on in the field, which says so, and become a note of the parking lot', async () => {
    const { stage, field, stay } = await open();
    type(field, 'Looks around a');
    stay.input(false);
    await deleted(stage);
    expect(stay.isGone).toBe(true);
    expect(stay.word).toContain('parking lot');
    type(field, 'Looks around and asks');
    stay.input(false);
    await refuse(stage, 'E_GONE');
    expect(stage.wall.session.notices).toEqual([]);
    stay.leave(field);
    await stage.accept();
    expect(added(stage)).toEqual([
      expect.objectContaining({ parked: true, text: 'Looks around and asks', kind: 'action' }),
    ]);
    expect(stage.wall.session.notices.map(({ text }) => text)).toEqual([
      expect.stringContaining('Your text is in the parking lot.'),
    ]);
    expect(stage.wall.unplaced.all).toEqual([]);
  });

  it('stay on the screen when they may not go to the parking lot either', async () => {
    const { stage, field, stay } = await open();
    await deleted(stage);
    type(field, 'Looks around and asks');
    stay.input(false);
    stay.leave(field);
    await refuse(stage, 'E_ROLE');
    expect(stage.wall.unplaced.all).toEqual([
      expect.objectContaining({ why: 'E_ROLE', words: 'Looks around and asks' }),
    ]);
  });

  it('are kept when it was left already and its last letters were on their way', async () => {
    const { stage, field, stay } = await open();
    type(field, 'Looks around!');
    stay.input(false);
    stay.leave(field);
    await refuse(stage, 'E_GONE');
    expect(added(stage)).toEqual([expect.objectContaining({ parked: true, text: 'Looks around!' })]);
  });

  it('are none when nobody typed', async () => {
    const { stage, field, stay } = await open();
    await deleted(stage);
    stay.leave(field);
    expect(added(stage)).toEqual([]);
  });
});

describe('words that are refused', () => {
  it('stay in the field, and are given back when it is left', async () => {
    const { stage, field, stay } = await open();
    type(field, 'Looks around for a long time');
    stay.input(false);
    await refuse(stage, 'E_ROLE');
    expect(field.value).toBe('Looks around for a long time');
    expect(stay.word).not.toBeNull();
    stay.leave(field);
    expect(stage.wall.unplaced.all).toEqual([
      expect.objectContaining({ why: 'E_ROLE', words: 'for a long time' }),
    ]);
  });

  it('of a note that may not be added stay in its field, which nobody closes, and are given back', async () => {
    const stage = new Stage();
    await stage.open();
    addNote(stage.wall, { step: 's1', row: 'r1' }, undefined, 'W');
    const note = stage.wall.overlay.typing?.note ?? '';
    const field = fieldOf();
    const stay = typeIn(stage.wall, note, field, true);
    type(field, 'Waits');
    stay.input(false);
    await refuse(stage, 'E_LOCKED');
    expect(stage.wall.overlay.typing?.note).toBe(note);
    type(field, 'Waits for an hour');
    stay.input(false);
    expect(stay.word).not.toBeNull();
    stay.leave(field);
    expect(stage.wall.unplaced.all).toEqual([
      expect.objectContaining({ why: 'E_LOCKED', words: 'Waits for an hour' }),
    ]);
  });

  it('because their stage is gone become a note of the parking lot', async () => {
    const stage = new Stage();
    await stage.open();
    addNote(stage.wall, { step: 's1', row: 'r1' });
    const field = fieldOf();
    const stay = typeIn(stage.wall, stage.wall.overlay.typing?.note ?? '', field, true);
    type(field, 'Waits for an hour');
    stay.input(false);
    await refuse(stage, 'E_GONE');
    stay.leave(field);
    expect(added(stage).at(-1)).toEqual(expect.objectContaining({ parked: true, text: 'Waits for an hour' }));
  });

  it.each([
    [{ renameStage: { stage: 'aware', title: 'Hears of us' } }, 'Hears of us'],
    [{ setNote: { note: 'a', detail: 'Twice a week', moment: true } }, 'Twice a week'],
    [{ addComment: { note: 'a', text: 'Really?' } }, 'Really?'],
    [{ setText: { note: 'a', text: 'All new' } }, 'All new'],
    [
      {
        many: { edits: [{ setHeader: { scope: 'All of it' } }, { setRow: { row: 'r1', prompt: 'Why?' } }] },
      },
      'All of it\nWhy?',
    ],
  ] as const)('by any other act are given back whole: %j', async (edit, words) => {
    const stage = new Stage();
    await stage.open();
    const asked = stage.wall.ask(edit as never);
    await refuse(stage, 'E_ROLE');
    expect(await asked).toBeNull();
    expect(stage.wall.unplaced.all).toEqual([expect.objectContaining({ why: 'E_ROLE', words })]);
    expect(stage.wall.session.notices).toEqual([]);
  });
});

describe('more than a note holds', () => {
  it('is said in the field, and the rest becomes further notes behind it when it is left', async () => {
    const { stage, field, stay } = await open();
    const long = `Looks around. ${'It goes on. '.repeat(400)}`.trim();
    type(field, long);
    stay.input(false);
    expect(stay.word).toContain('of 4,000 characters');
    expect(stage.splices()).toEqual([]);
    stay.leave(field);
    const [rest] = added(stage) as { text: string; after: string; step: string }[];
    expect(rest).toMatchObject({ after: 'a', step: 's1' });
    const head = (stage.splices()[0] as { insert: string }).insert;
    expect(`Looks around${head} ${rest?.text}`.replace(/\s+/g, ' ')).toBe(long);
  });
});

describe('a field that another one takes over', () => {
  it('goes on there, and what the first one’s removal does is nothing', async () => {
    const { stage, field, stay } = await open();
    type(field, 'Looks around!');
    stay.input(false);
    const second = fieldOf();
    expect(typeIn(stage.wall, 'a', second, false)).toBe(stay);
    stay.leave(field);
    type(second, 'Looks around!?');
    stay.input(false);
    await stage.text('Looks around!');
    await stage.accept();
    expect(stage.splices().at(-1)).toMatchObject({ insert: '?' });
  });
});

describe('a note whose letters found no connection for a moment', () => {
  it('sends them by itself when the board is there', async () => {
    const { stage, field, stay } = await open();
    type(field, 'Looks around!');
    stay.input(false);
    await refuse(stage, 'E_NOT_CONNECTED');
    expect(stage.splices()).toHaveLength(1);
    stage.revision += 1;
    await stage.say({
      patch: { epoch: 1, revision: stage.revision, board: [{ note: noteView('b', 's1', 'r1', 'Other') }] },
    });
    expect(stage.splices()).toHaveLength(2);
  });
});
