import { describe, expect, it } from 'vitest';
import { HostFailover } from './host-failover';
import type { LinkEvents } from '../../link/link';

const HELLO = '{"hello":{}}';

/** Machines that are played by hand, and a clock that goes when it is told to. */
class Town {
  readonly dials: { host: string; events: LinkEvents; sent: string[]; isClosed: boolean }[] = [];
  readonly told: string[] = [];
  private now = 0;
  private timers: { at: number; act: () => void; id: number }[] = [];
  private lastTimer = 0;
  readonly failover = new HostFailover(
    'mira:1',
    (host, events) => {
      const dial = { host, events, sent: [] as string[], isClosed: false };
      this.dials.push(dial);
      return { send: (text) => dial.sent.push(text), close: () => (dial.isClosed = true) };
    },
    {
      now: () => this.now,
      later: (act, milliseconds) => {
        this.timers.push({ at: this.now + milliseconds, act, id: ++this.lastTimer });
        return this.lastTimer;
      },
      never: (timer) => (this.timers = this.timers.filter(({ id }) => id !== timer)),
    },
  );

  open(): ReturnType<HostFailover['open']> {
    return this.failover.open({
      opened: () => this.told.push('opened'),
      message: (text) => this.told.push(text),
      refused: (code) => this.told.push(code),
      closed: () => this.told.push('closed'),
    });
  }

  get last(): Town['dials'][number] {
    const last = this.dials.at(-1);
    if (last === undefined) throw new Error('nobody was dialled');
    return last;
  }

  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.now = due.at;
      this.timers = this.timers.filter((timer) => timer !== due);
      due.act();
    }
    this.now = end;
  }
}

describe('the host of a session', () => {
  it('is the machine that served the page, and what it says comes through', () => {
    const town = new Town();
    const link = town.open();
    town.last.events.message(HELLO);
    town.last.events.message('{"patch":{}}');
    link.send('words');
    expect(town.last.host).toBe('mira:1');
    expect(town.last.sent).toEqual(['words']);
    expect(town.told).toEqual(['opened', HELLO, '{"patch":{}}']);
  });

  it('is dialled anew, and the others after it, when it is gone', () => {
    const town = new Town();
    town.open();
    town.last.events.message(HELLO);
    town.last.events.message('{"doors":["ole:2","ann:3"]}');
    town.last.events.closed();
    expect(town.told.at(-1)).toBe('closed');
    town.open();
    expect(town.last.host).toBe('mira:1');
    town.last.events.closed();
    expect(town.last.host).toBe('ole:2');
    town.last.events.closed();
    expect(town.last.host).toBe('ann:3');
    let moves = 0;
    town.failover.changed.subscribe(() => (moves += 1));
    town.last.events.message(HELLO);
    expect([moves, town.failover.at]).toEqual([1, 'ann:3']);
    expect(town.failover.all()).toEqual(['ann:3', 'ole:2', 'mira:1']);
  });

  it('ends an attempt when nobody says hello, however long they are silent', () => {
    const town = new Town();
    town.failover.hear(['ole:2'], 'mira:1');
    town.open();
    const first = town.last;
    town.pass(2_500);
    expect(first.isClosed).toBe(true);
    expect(town.last.host).toBe('ole:2');
    town.pass(2_500);
    expect(town.told).toEqual(['closed']);
    first.events.message(HELLO);
    expect(town.told).toEqual(['closed']);
  });

  it('is left when it says nothing any more', () => {
    const town = new Town();
    town.open();
    town.last.events.message(HELLO);
    for (let beat = 0; beat < 10; beat += 1) {
      town.last.events.message('{"alive":true}');
      town.pass(4_000);
    }
    expect(town.told).toEqual(['opened', HELLO]);
    town.pass(13_000);
    expect(town.last.isClosed).toBe(true);
    expect(town.told.at(-1)).toBe('closed');
  });

  it('says why when the page is turned away', () => {
    const town = new Town();
    town.open();
    town.last.events.refused('E_REMOVED');
    town.pass(60_000);
    expect(town.told).toEqual(['E_REMOVED']);
    expect(town.dials).toHaveLength(1);
  });
});
