import { describe, expect, it } from 'vitest';
import { noteView } from '../state/samples/sample';
import { Stage, fieldOf, type } from '../state/samples/sample-stage';
import { type Field, Typing, typeIn } from './type-note';

async function typing(): Promise<{ stage: Stage; field: Field; session: Typing }> {
  const stage = new Stage();
  await stage.open();
  const field = fieldOf();
  const session = typeIn(stage.wall, 'a', field, false);
  return { stage, field, session };
}

describe('typing in a note', () => {
  it('begins with what the note says, and shows others that somebody types', async () => {
    const { stage, field } = await typing();
    expect(field.value).toBe('Looks around');
    expect(stage.sent.at(-1)?.presence).toEqual({ typing: 'a' });
  });

  it('sends each change once, counted on the text this screen has seen', async () => {
    const { stage, field, session } = await typing();
    type(field, 'Looks around!');
    session.input(false);
    type(field, 'Looks around!?');
    session.input(false);
    expect(stage.splices()).toEqual([{ note: 'a', at: 12, remove: 0, insert: '!', revision: 5 }]);
    await stage.text('Looks around!');
    await stage.accept();
    expect(stage.splices().at(-1)).toEqual({ note: 'a', at: 13, remove: 0, insert: '?', revision: 6 });
  });

  it('takes in what others type, and keeps the caret at its word', async () => {
    const { stage, field, session } = await typing();
    field.selectionStart = 5;
    await stage.text('Ann looks around');
    expect(field.value).toBe('Ann looks around');
    type(field, 'Ann looks around!');
    session.input(false);
    await stage.text('Ann looks around, Bo');
    expect(field.value).toBe('Ann looks around!');
    await stage.text('Ann looks around!, Bo');
    await stage.accept();
    expect(field.value).toBe('Ann looks around!, Bo');
    expect(stage.splices()).toHaveLength(1);
  });

  it('waits for an input method’s word', async () => {
    const { stage, field, session } = await typing();
    type(field, 'Looks aroundに');
    session.input(true);
    await stage.text('Looks around.');
    expect(stage.splices()).toEqual([]);
    expect(field.value).toBe('Looks aroundに');
    type(field, 'Looks around日');
    session.composed();
    expect(field.value).toBe('Looks around日.');
    expect(stage.splices()).toEqual([{ note: 'a', at: 12, remove: 0, insert: '日', revision: 6 }]);
  });

  it('sends the last letters after leaving, and then says that nobody types', async () => {
    const { stage, field, session } = await typing();
    type(field, 'Looks around!');
    session.input(false);
    type(field, 'Looks around!!');
    session.leave();
    await stage.text('Looks around!');
    await stage.accept();
    expect(stage.splices()).toHaveLength(2);
    expect(stage.sent.at(-1)?.presence).toBeUndefined();
    await stage.text('Looks around!!');
    await stage.accept();
    expect(
      stage.sent.filter((message) => message.presence !== undefined).map((message) => message.presence),
    ).toEqual([{ typing: 'a' }, { typing: null }]);
  });

  it('is not overtaken by what is asked for after leaving', async () => {
    const { stage, field, session } = await typing();
    type(field, 'Looks around!');
    session.input(false);
    type(field, 'Looks around!!');
    session.leave();
    void stage.wall.ask({ deleteNote: { note: 'a' } });
    void stage.wall.ask({ undo: {} });
    await stage.text('Looks around!');
    await stage.accept();
    expect(stage.acts()).toEqual(['spliceText', 'spliceText']);
    await stage.text('Looks around!!');
    await stage.accept();
    expect(stage.acts()).toEqual(['spliceText', 'spliceText', 'deleteNote', 'undo']);
  });

  it('goes on with words that have not arrived when the note is opened again', async () => {
    const { stage, field, session } = await typing();
    type(field, 'Looks around!');
    session.input(false);
    type(field, 'Looks around!! Twice');
    session.leave();
    const again = fieldOf();
    const second = typeIn(stage.wall, 'a', again, false);
    expect(again.value).toBe('Looks around!! Twice');
    type(again, 'Looks around!! Twice, or more');
    second.input(false);
    await stage.text('Looks around!');
    await stage.accept();
    expect(again.value).toBe('Looks around!! Twice, or more');
    expect(stage.splices().at(-1)).toEqual({
      note: 'a',
      at: 13,
      remove: 0,
      insert: '! Twice, or more',
      revision: 6,
    });
  });

  it('holds nothing back once the connection is lost', async () => {
    const { stage, field, session } = await typing();
    type(field, 'Looks around!');
    session.input(false);
    session.leave();
    const asked = stage.wall.ask({ deleteNote: { note: 'a' } });
    stage.wall.lost();
    await stage.say({ id: stage.sent.at(-1)?.id, error: { code: 'E_NOT_CONNECTED', message: 'gone' } });
    expect(stage.acts()).toEqual(['spliceText', 'deleteNote']);
    await stage.accept();
    expect(await asked).not.toBeNull();
  });

  it('takes a note away that was added and left without a word, once', async () => {
    const stage = new Stage();
    await stage.open();
    const session = new Typing(stage.wall, 'fresh', fieldOf(), true);
    session.leave();
    expect(stage.sent.some((message) => message.edit !== undefined)).toBe(false);
    stage.revision += 1;
    await stage.say({
      patch: { epoch: 1, revision: stage.revision, board: [{ note: noteView('fresh', 's1', 'r1', '') }] },
    });
    await stage.text('Looks around!');
    expect(stage.sent.flatMap((message) => message.edit ?? [])).toEqual([{ deleteNote: { note: 'fresh' } }]);
  });

  it('says why a change was refused, and tries again with the next letter only', async () => {
    const { stage, field, session } = await typing();
    type(field, 'Looks around!');
    session.input(false);
    const id = stage.sent.at(-1)?.id;
    await stage.say({ id, error: { code: 'E_LOCKED', message: 'locked' } });
    expect(stage.wall.session.notices.map((notice) => notice.code)).toEqual(['E_LOCKED']);
    expect(stage.splices()).toHaveLength(1);
    type(field, 'Looks around!!');
    session.input(false);
    expect(stage.splices()).toHaveLength(2);
  });
});
