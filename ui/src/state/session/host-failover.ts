/**
 * Where a guest's page finds its session: at the machine that served it, or at one of those that could host next.
 * Failover: each attempt dials all of them in turn; whoever does not host says so at once.
 */
import type { GuestNotice } from '../../gen/guests';
import { Topic } from '../topic';
import type { Link, LinkEvents } from '../../link/link';

/** Opens a connection to a machine, named as in an address: `192.0.2.1:8080`. */
export type Dial = (host: string, events: LinkEvents) => Link;

/** Milliseconds that a machine may take to say hello, and that one may say nothing: it says every four seconds that it is there. */
const PATIENCE = { hello: 2_500, silence: 10_000 };

interface Clock {
  now(): number;
  later(act: () => void, milliseconds: number): number;
  never(timer: number): void;
}

const CLOCK: Clock = {
  now: () => performance.now(),
  later: (act, milliseconds) => setTimeout(act, milliseconds) as unknown as number,
  never: (timer) => clearTimeout(timer),
};

export class HostFailover {
  /** Touched when the session was found at another machine. */
  readonly changed = new Topic();
  private host: string;
  private others: readonly string[] = [];

  constructor(
    /** The machine that served this page. */
    own: string,
    private readonly dial: Dial,
    private readonly clock = CLOCK,
  ) {
    this.host = own;
  }

  /** The machine where the session was found last. */
  get at(): string {
    return this.host;
  }

  /** An attempt: dials until somebody says hello. */
  open(events: LinkEvents): Link {
    return new Attempt(this, events).link;
  }

  /** Every machine to dial, the likeliest first. */
  all(): readonly string[] {
    return [this.host, ...this.others.filter((other) => other !== this.host)];
  }

  /** A machine said where the others are. The one that is asked first stays among them. */
  hear(hosts: readonly string[], from: string): void {
    this.others = [...new Set([...hosts, from, this.host])];
  }

  found(host: string): void {
    if (host === this.host) return;
    this.host = host;
    this.changed.touch();
  }

  get tools(): { readonly dial: Dial; readonly clock: Clock } {
    return { dial: this.dial, clock: this.clock };
  }
}

/** One attempt, which becomes the connection. */
class Attempt {
  readonly link: Link = {
    send: (text) => this.now?.send(text),
    close: () => this.end(),
  };
  private readonly queue: string[];
  private now: Link | null = null;
  private isOpen = false;
  private isOver = false;
  private heardAt = 0;
  private hasBeat = false;
  private timer = 0;

  constructor(
    private readonly failover: HostFailover,
    private readonly events: LinkEvents,
  ) {
    this.queue = [...failover.all()];
    this.next();
  }

  private next(): void {
    const host = this.queue.shift();
    if (host === undefined) {
      this.isOver = true;
      this.events.closed();
      return;
    }
    const { dial, clock } = this.failover.tools;
    let isHere = true;
    const leave = (): void => {
      isHere = false;
      clock.never(this.timer);
    };
    const fail = (): void => {
      leave();
      if (this.isOpen) this.lose();
      else this.next();
    };
    this.timer = clock.later(() => {
      this.now?.close();
      fail();
    }, PATIENCE.hello);
    this.now = dial(host, {
      opened: () => undefined,
      message: (text) => isHere && this.hear(text, host),
      refused: (code) => {
        leave();
        this.isOver = true;
        this.events.refused(code);
      },
      closed: () => isHere && fail(),
    });
  }

  private hear(text: string, host: string): void {
    const { clock } = this.failover.tools;
    this.heardAt = clock.now();
    if (text.startsWith('{"alive"')) {
      this.hasBeat = true;
      return;
    }
    if (text.startsWith('{"doors"')) {
      this.failover.hear((JSON.parse(text) as Extract<GuestNotice, { doors: unknown }>).doors, host);
      return;
    }
    if (!this.isOpen && text.startsWith('{"hello"')) {
      this.isOpen = true;
      clock.never(this.timer);
      this.watch();
      this.failover.found(host);
      this.events.opened();
    }
    this.events.message(text);
  }

  /** A machine without power hangs up on nobody. */
  private watch(): void {
    const { clock } = this.failover.tools;
    this.timer = clock.later(() => {
      const isSilent = this.hasBeat && clock.now() - this.heardAt > PATIENCE.silence;
      if (!isSilent) {
        this.watch();
        return;
      }
      this.now?.close();
      this.lose();
    }, PATIENCE.silence / 4);
  }

  private lose(): void {
    if (this.isOver) return;
    this.end();
    this.events.closed();
  }

  private end(): void {
    this.isOver = true;
    this.failover.tools.clock.never(this.timer);
    this.now?.close();
  }
}
