/** Questions and answers over a link that comes and goes. */
import type { Code } from './error-codes';
import type { DeskActs, Greeting, PinState, SessionNearby } from '../gen/desk';
import type { DeskAct, DeskActName } from '../link/messages';
import type { Link, OpenLink } from './link';
import type { Outgoing } from './outgoing';
import type { Done, Hello, KeptElsewhere, Peer, PresenceChange, PresenceOf, State } from '../gen/messages';
import type { Answer, Incoming, Patch, Question } from '../link/messages';
import type { Edit } from '../gen/board';
import type { MenuName } from '../gen/window';

/** A question that was answered with an error, or could not be asked. */
export class Refused extends Error {
  constructor(
    readonly code: Code,
    message: string,
    /** What can be told apart beyond the code. */
    readonly why?: string,
  ) {
    super(message);
  }
}

/** What a conversation tells its owner. */
export interface Listener {
  /** A desk is at the other end: boards can be chosen, and the board's own messages come once one is open. */
  desk(greeting: Greeting): void;
  /** Something was chosen in the window's menu. */
  menu(name: MenuName): void;
  /** What comes of PINs and sessions nearby; a guest's page hears none of it. */
  readonly joinByPin?: {
    hearSessions(sessions: readonly SessionNearby[]): void;
    hearPin(state: PinState): void;
  };
  /** Something that nobody here asked for could not be done, such as opening a file with the app. */
  trouble(code: Code): void;
  /** What was written here does not come in any more; it is the board of this title. */
  apart(title: string): void;
  /** The board’s file was taken away, and the board goes on in another one. */
  kept(kept: KeptElsewhere): void;
  hello(hello: Hello): void;
  patch(patch: Patch): void;
  peers(peers: Peer[]): void;
  state(state: State): void;
  /** What the session's clock says now. */
  clock(clock: number): void;
  presence(of: PresenceOf): void;
  /** Refused as a whole, such as by an invitation that does not hold any more. */
  turnedAway(code: Code): void;
  lost(): void;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(reason: Refused): void;
}

/** Attempts within which another host has taken over, if one does. */
const HOPEFUL = 12;

/** Milliseconds before the nth attempt to connect again: quick at first, then patient. */
export function pause(attempt: number): number {
  return Math.min(250 * 2 ** attempt, attempt < HOPEFUL ? 2000 : 8000);
}

/** One screen's talk with its peer: asks, hears, and connects again after a loss. */
export class Conversation {
  private link: Link | null = null;
  private isJoined = false;
  private isOver = false;
  private attempt = 0;
  private lastId = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(
    private readonly open: OpenLink,
    private readonly listener: Listener,
    private readonly later: (act: () => void, milliseconds: number) => void,
    /** Edits that outlast a lost connection. */
    readonly outgoing: Outgoing | null = null,
  ) {
    if (outgoing !== null) outgoing.onstolen = () => this.turnAway('E_ELSEWHERE');
  }

  start(): void {
    this.link = this.open({
      opened: () => undefined,
      message: (text) => this.hear(text),
      refused: (code) => this.turnAway(code),
      closed: () => this.lose(),
    });
  }

  /** Asks, and gives the answer; throws [`Refused`] with the code of contracts. */
  ask<Q extends Question>(question: Q): Promise<Answer<Q>> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      if (!this.isJoined || this.link === null) {
        reject(new Refused('E_NOT_CONNECTED', 'no connection'));
        return;
      }
      this.waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.link.send(JSON.stringify({ id, ...question }));
    });
  }

  /** Asks for an edit; resolves when it is on disk. */
  edit(edit: Edit): Promise<Done> {
    return this.outgoing?.add(edit) ?? this.ask({ edit });
  }

  /** This screen shows the board as it is; what edits that wait waited for. */
  caughtUp(): void {
    const { outgoing } = this;
    if (this.isJoined) outgoing?.flow((seq, edit) => this.ask(outgoing.isKept ? { edit, seq } : { edit }));
  }

  /** Asks the desk for an act. */
  async desk<Name extends DeskActName>(
    name: Name,
    asked: DeskActs[Name]['asked'],
  ): Promise<DeskActs[Name]['answer']> {
    const act = { [name]: asked } as unknown as DeskAct;
    return (await this.ask({ desk: act })) as unknown as DeskActs[Name]['answer'];
  }

  /** Tells others what this person is doing; lost without harm. */
  show(presence: PresenceChange): void {
    if (this.isJoined) this.link?.send(JSON.stringify({ presence }));
  }

  /** Ends for good. */
  end(): void {
    this.isOver = true;
    this.link?.close();
    this.forget();
  }

  private hear(text: string): void {
    const message = JSON.parse(text) as Incoming;
    if ('desk' in message) {
      this.join();
      this.listener.desk(message.desk);
    } else if ('hello' in message) {
      this.join();
      this.outgoing?.claim();
      this.listener.hello(message.hello);
    } else if ('menu' in message) this.listener.menu(message.menu);
    else if ('nearby' in message) this.listener.joinByPin?.hearSessions(message.nearby);
    else if ('pin' in message) this.listener.joinByPin?.hearPin(message.pin);
    else if ('patch' in message) this.listener.patch(message.patch);
    else if ('peers' in message) this.listener.peers(message.peers);
    else if ('state' in message) this.listener.state(message);
    else if ('clock' in message) this.listener.clock(message.clock);
    else if ('presence' in message) this.listener.presence(message.presence);
    else if ('apart' in message) this.listener.apart(message.apart.title);
    else if ('kept' in message) this.listener.kept(message.kept);
    else if ('id' in message) this.hearAnswer(message);
  }

  private join(): void {
    this.attempt = 0;
    this.isJoined = true;
  }

  private hearAnswer(message: Extract<Incoming, { id: unknown }>): void {
    if (message.id === null) {
      if (!('error' in message)) return;
      if (this.isJoined) this.listener.trouble(message.error.code);
      // Whoever came too often is let in a moment later: the link closes, and is tried again.
      else if (message.error.code !== 'E_LIMIT') this.turnAway(message.error.code);
      return;
    }
    const asked = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if ('ok' in message) asked?.resolve(message.ok);
    else asked?.reject(new Refused(message.error.code, message.error.message, message.error.why));
  }

  private turnAway(code: Code): void {
    this.end();
    this.outgoing?.stop();
    this.listener.turnedAway(code);
  }

  private lose(): void {
    if (this.isOver) return;
    this.isJoined = false;
    this.link = null;
    this.outgoing?.ebb();
    this.forget();
    this.listener.lost();
    // Browsers refuse to be called as a method of something else: `setTimeout` is one of the laters.
    const { later } = this;
    later(() => {
      if (!this.isOver) this.start();
    }, pause(this.attempt++));
  }

  private forget(): void {
    for (const asked of this.waiting.values())
      asked.reject(new Refused('E_NOT_CONNECTED', 'connection lost'));
    this.waiting.clear();
  }
}
