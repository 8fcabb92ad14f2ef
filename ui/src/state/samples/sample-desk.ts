/** A desk whose other end is played by hand: what tests of the desk begin with. */
import type { Code } from '../../link/error-codes';
import type { BoardEntry } from '../../gen/desk';
import type { DeskAct } from '../../link/messages';
import type { LinkEvents } from '../../link/link';
import { Desk } from '../desk/desk';
import { ShownBoard } from '../storage/shown-board';
import { sampleBoard, sampleScene } from './sample';

export const GREETING = {
  protocol: 1,
  name: 'Mira',
  dialogs: false,
  platform: 'browser',
  library: '/l',
  hasNewKeys: false,
};
const TEMPLATES = { templates: [], stageSets: [], rowSets: [] };

export function entry(title: string, changedAt = 5): BoardEntry {
  const path = `/l/${title}.journey`;
  return { path, title, openedAt: null, changedAt, isInLibrary: true, trouble: null };
}

interface Asked {
  id: number;
  desk?: DeskAct;
  edit?: unknown;
  get?: string;
}

export class Tab {
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
export class Table {
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
      new ShownBoard(tab),
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

  async refuse(act: string, code: Code): Promise<void> {
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

export async function sitting(): Promise<Table> {
  const table = new Table();
  await table.say({ desk: GREETING });
  await table.list(entry('A'), entry('B'));
  return table;
}

export async function atBoard(): Promise<Table> {
  const table = await sitting();
  void table.desk.open('/l/A.journey');
  await table.answer('open', { path: '/l/A.journey' });
  await table.say(table.hello());
  await table.load();
  return table;
}
