import { describe, expect, it } from 'vitest';
import type { BoardEntry, DeskAct } from '../link/desk-messages';
import type { LinkEvents } from '../link/link';
import { Desk } from './desk';
import { Place } from './place';
import { sampleBoard, sampleScene } from './sample';

const GREETING = { protocol: 1, name: 'Mira', dialogs: false, platform: 'browser', library: '/l' };
const TEMPLATES = { templates: [], stageSets: [], rowSets: [] };

function entry(title: string, changedAt = 5): BoardEntry {
  const path = `/l/${title}.journey`;
  return { path, title, openedAt: null, changedAt, isInLibrary: true, trouble: null };
}

interface Asked {
  id: number;
  desk?: DeskAct;
  edit?: unknown;
  get?: string;
}

class Tab {
  private readonly kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

/** A desk whose other end is played by hand. */
class Table {
  readonly sent: Asked[] = [];
  readonly later: (() => void)[] = [];
  readonly desk: Desk;
  private events: LinkEvents | null = null;

  constructor(tab = new Tab()) {
    this.desk = new Desk(
      (events) => {
        this.events = events;
        return { send: (text) => this.sent.push(JSON.parse(text) as Asked), close: () => undefined };
      },
      new Place(tab),
      (act) => this.later.push(act),
    );
    this.desk.start();
  }

  async say(...messages: unknown[]): Promise<void> {
    for (const message of messages) {
      this.events?.message(JSON.stringify(message));
      for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
    }
  }

  async lose(): Promise<void> {
    this.events?.closed();
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  }

  /** Answers the latest question for an act. */
  async answer(act: string, ok: unknown): Promise<void> {
    await this.say({ id: this.asked(act)?.id, ok });
  }

  async refuse(act: string, code: string): Promise<void> {
    await this.say({ id: this.asked(act)?.id, error: { code, message: code } });
  }

  asked(act: string): Asked | undefined {
    return this.sent.findLast(({ desk }) => desk !== undefined && act in desk);
  }

  count(act: string): number {
    return this.sent.filter(({ desk }) => desk !== undefined && act in desk).length;
  }

  async list(...boards: BoardEntry[]): Promise<void> {
    await this.answer('boards', { boards, deleted: [] });
    if (this.count('templates') === 1) await this.answer('templates', TEMPLATES);
  }

  hello(board = 'b1'): unknown {
    return { hello: { protocol: 1, board, participant: 'p', name: 'Mira', role: 'facilitator' } };
  }

  /** A board's mirror is loaded. */
  async load(): Promise<void> {
    const subscribed = this.sent.findLast((one) => 'subscribe' in one);
    await this.say({ id: subscribed?.id, ok: { epoch: 1, revision: 5 } });
    const get = (what: string): number | undefined => this.sent.findLast((one) => one.get === what)?.id;
    await this.say({ id: get('scene'), ok: sampleScene() }, { id: get('board'), ok: sampleBoard() });
  }
}

async function sitting(): Promise<Table> {
  const table = new Table();
  await table.say({ desk: GREETING });
  await table.list(entry('A'), entry('B'));
  return table;
}

async function atBoard(): Promise<Table> {
  const table = await sitting();
  void table.desk.open('/l/A.journey');
  await table.answer('open', { path: '/l/A.journey' });
  await table.say(table.hello());
  await table.load();
  return table;
}

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

describe('pictures', () => {
  const shown = { changedAt: 5, width: 320, look: 'light' } as const;

  it('are asked for two at a time, and not again while nothing changed', async () => {
    const table = await sitting();
    const { pictures } = table.desk;
    for (const name of ['A', 'B', 'C']) pictures.want({ of: { path: name }, ...shown });
    expect(table.count('picture')).toBe(2);
    await table.answer('picture', { png: 'QkI=' });
    expect(pictures.latest({ path: 'B' }, 'light')).toBe('data:image/png;base64,QkI=');
    expect(table.count('picture')).toBe(3);
    pictures.want({ of: { path: 'B' }, ...shown });
    expect(table.count('picture')).toBe(3);
  });

  it('of a board that changed are asked for anew, and the one before stays until it is there', async () => {
    const table = await sitting();
    const { pictures } = table.desk;
    pictures.want({ of: { path: 'A' }, ...shown });
    await table.answer('picture', { png: 'QUE=' });
    pictures.want({ of: { path: 'A' }, ...shown, changedAt: 6 });
    expect(pictures.latest({ path: 'A' }, 'light')).toContain('QUE=');
    await table.answer('picture', { png: 'WlpA' });
    expect(pictures.latest({ path: 'A' }, 'light')).toContain('WlpA');
  });

  it('are nothing where the desk has none, and wait for a connection that is lost', async () => {
    const table = await sitting();
    const { pictures } = table.desk;
    pictures.want({ of: { path: 'A' }, ...shown });
    await table.refuse('picture', 'E_DAMAGED');
    expect(pictures.latest({ path: 'A' }, 'light')).toBeNull();
    pictures.want({ of: { path: 'B' }, ...shown });
    await table.lose();
    expect(pictures.latest({ path: 'B' }, 'light')).toBeUndefined();
    table.later[0]?.();
    await table.say({ desk: GREETING });
    await table.answer('picture', { png: 'QkI=' });
    expect(pictures.latest({ path: 'B' }, 'light')).toContain('QkI=');
  });
});
