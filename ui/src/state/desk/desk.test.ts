import { describe, expect, it } from 'vitest';
import { GREETING, Tab, Table, atBoard, entry, sitting } from '../samples/sample-desk';

describe('a desk', () => {
  it('shows the boards of the library first', async () => {
    const { desk } = await sitting();
    expect(desk.wall).toBeNull();
    expect(desk.greeting?.name).toBe('Mira');
    expect(desk.library.boards.map(({ title }) => title)).toEqual(['A', 'B']);
  });

  it('opens a board over the same connection, and gives its wall what it says', async () => {
    const { desk } = await atBoard();
    expect(desk.wall?.isAtDesk).toBe(true);
    expect(desk.wall?.mirror.isReady).toBe(true);
    expect(desk.openPath).toBe('/l/A.journey');
    expect(desk.opening).toBeNull();
  });

  it('goes home, looks for the boards anew, and lets nothing of the wall before out', async () => {
    const table = await atBoard();
    const { wall } = table.desk;
    void table.desk.home();
    await table.answer('close', {});
    expect(table.desk.wall).toBeNull();
    await table.list(entry('A', 9));
    expect(table.desk.library.board('/l/A.journey')?.changedAt).toBe(9);
    const before = table.sent.length;
    expect(await wall?.ask({ undo: {} })).toBeNull();
    expect(table.sent).toHaveLength(before);
  });

  it('says why a board cannot be opened, and stays where it is', async () => {
    const table = await sitting();
    const opened = table.desk.open('/l/B.journey');
    expect(table.desk.opening).toBe('/l/B.journey');
    await table.refuse('open', 'E_BOARD_OPEN');
    expect(await opened).toBe(false);
    expect(table.desk.notices.all.map(({ news }) => news)).toEqual([{ refused: 'E_BOARD_OPEN' }]);
    expect(table.desk.wall).toBeNull();
    expect(table.desk.opening).toBeNull();
  });

  it('keeps the open board when another cannot be opened', async () => {
    const table = await atBoard();
    const { wall } = table.desk;
    void table.desk.open('/l/B.journey');
    await table.refuse('open', 'E_DAMAGED');
    expect(table.desk.wall).toBe(wall);
    expect(table.desk.openPath).toBe('/l/A.journey');
  });

  it('tells people whose library has new keys for older boards where the lost ones belong', async () => {
    const table = new Table();
    await table.say({ desk: { ...GREETING, hasNewKeys: true } });
    const told = table.desk.notices.all.map(({ news }) => news);
    expect(told).toEqual([{ newKeys: '/l' }]);
  });

  it('finds itself where it was after a lost connection, with the same wall', async () => {
    const table = await atBoard();
    const { wall } = table.desk;
    await table.lose();
    expect(wall?.session.standing).toBe('lost');
    table.later[0]?.();
    await table.say({ desk: GREETING });
    expect(table.asked('open')?.desk).toEqual({ open: { path: '/l/A.journey' } });
    await table.answer('open', { path: '/l/A.journey' });
    await table.say(table.hello());
    await table.load();
    expect(table.desk.wall).toBe(wall);
    expect(wall?.session.standing).toBe('connected');
  });

  it('goes to the start screen when the board is gone after a lost connection', async () => {
    const table = await atBoard();
    await table.lose();
    table.later[0]?.();
    await table.say({ desk: GREETING });
    await table.refuse('open', 'E_NO_FILE');
    expect(table.desk.wall).toBeNull();
    await table.list(entry('B'));
    expect(table.desk.library.boards.map(({ title }) => title)).toEqual(['B']);
  });

  it('comes back to the open board when the page is loaded anew, and to the start screen after home', async () => {
    const tab = new Tab();
    const first = new Table(tab);
    await first.say({ desk: GREETING });
    await first.list(entry('A'));
    void first.desk.open('/l/A.journey');
    await first.answer('open', { path: '/l/A.journey' });
    await first.say(first.hello());

    const again = new Table(tab);
    await again.say({ desk: GREETING });
    await again.answer('open', { path: '/l/A.journey' });
    await again.say(again.hello());
    expect(again.desk.openPath).toBe('/l/A.journey');
    void again.desk.home();
    await again.answer('close', {});

    const third = new Table(tab);
    await third.say({ desk: GREETING });
    expect(third.count('open')).toBe(0);
    expect(third.count('boards')).toBe(1);
  });

  it('shows a board that the app was opened with, and another over it', async () => {
    const table = new Table();
    await table.say({ desk: GREETING }, table.hello('b1'));
    const one = table.desk.wall;
    expect(one?.session.hello?.board).toBe('b1');
    expect(table.desk.openPath).toBeNull();
    await table.say(table.hello('b2'));
    expect(table.desk.wall).not.toBe(one);
    await table.say({ id: null, error: { code: 'E_NO_FILE', message: '' } });
    expect(table.desk.notices.all.map(({ news }) => news)).toEqual([{ refused: 'E_NO_FILE' }]);
  });

  it('is at the start screen again when the board stopped', async () => {
    const table = await atBoard();
    await table.say({ desk: GREETING });
    expect(table.desk.wall).toBeNull();
    expect(table.count('open')).toBe(1);
    expect(table.desk.notices.all.map(({ news }) => Object.keys(news))).toEqual([['stopped']]);
  });

  it('is a single wall at a guest’s page', async () => {
    const table = new Table();
    await table.say(table.hello());
    expect(table.desk.greeting).toBeNull();
    expect(table.desk.wall?.isAtDesk).toBe(false);
  });
});
