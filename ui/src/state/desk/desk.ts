/**
 * What one page sits at: the start screen, and the board that is open. It owns the page's only conversation and hands
 * each board's wall what that board says. A guest's page has no desk at its other end, just the one wall.
 */
import type { Code } from '../../link/error-codes';
import { Conversation, Refused } from '../../link/conversation';
import type { DeskActs, Greeting } from '../../gen/desk';
import type { DeskActName } from '../../link/messages';
import type { OpenLink } from '../../link/link';
import type { Outgoing } from '../../link/outgoing';
import type { Hello } from '../../gen/messages';
import type { MenuName } from '../../gen/window';
import { DeskNotices } from './desk-notices';
import { JoinByPin } from '../session/join-by-pin';
import { Joining } from '../session/joining';
import { Library } from './library';
import { UnplacedWords } from '../drafts/unplaced-words';
import { Pictures } from './pictures';
import { ShownBoard } from '../storage/shown-board';
import type { Standing } from '../session/session';
import { Topic } from '../topic';
import { Wall } from '../wall';

export class Desk {
  readonly changed = new Topic();
  readonly notices = new DeskNotices();
  readonly library: Library;
  readonly pictures: Pictures;
  readonly joining = new Joining(this);
  readonly joinByPin = new JoinByPin(this);
  /** What was written and is nowhere on a board; it goes along from board to board. */
  readonly unplaced: UnplacedWords;
  /** Told what was chosen in the window's menu. */
  onmenu: (name: MenuName) => void = () => undefined;
  private readonly talk: Conversation;
  private me: Greeting | null = null;
  private board: Wall | null = null;
  private path: string | null = null;
  private last: string | null = null;
  private arriving: string | null = null;
  private now: Standing = 'connecting';
  private refusal: Code = 'E_ENDED';
  /** The board's own messages come over this connection. */
  private isSeated = false;
  private count = 0;

  constructor(
    open: OpenLink,
    private readonly place = new ShownBoard(null),
    later: (act: () => void, milliseconds: number) => void = setTimeout,
    /** Edits that outlast a lost connection. */
    readonly outgoing: Outgoing | null = null,
  ) {
    this.unplaced = new UnplacedWords(place.storage);
    const wall = (act: (wall: Wall) => void): void => void (this.board && act(this.board));
    this.talk = new Conversation(
      open,
      {
        desk: (greeting) => this.greet(greeting),
        menu: (name) => this.onmenu(name),
        joinByPin: this.joinByPin,
        trouble: (code) => this.hearTrouble(code),
        apart: (title) => this.notices.tell({ apart: title }),
        kept: (kept) => this.notices.tell({ kept, board: this.board?.mirror.board?.name ?? '' }),
        hello: (hello) => this.show(hello),
        patch: (patch) => wall((it) => it.patch(patch)),
        peers: (peers) => wall((it) => it.peers(peers)),
        state: (state) => wall((it) => it.state(state)),
        clock: (clock) => wall((it) => it.workshop.hearClock(clock)),
        presence: (of) => wall((it) => it.presence(of)),
        turnedAway: (code) => {
          this.refusal = code;
          wall((it) => it.turnedAway(code));
          this.stand('turned-away');
        },
        lost: () => {
          wall((it) => it.lost());
          this.stand('lost');
        },
      },
      later,
      outgoing,
    );
    this.library = new Library(this.talk);
    this.pictures = new Pictures(this.talk);
  }

  /** Who works here, and what this desk can do; `null` at a guest's page. */
  get greeting(): Greeting | null {
    return this.me;
  }

  /** The wall of the open board. */
  get wall(): Wall | null {
    return this.board;
  }

  /** The file of the open board; `null` when the desk opened it by itself and did not say which it is. */
  get openPath(): string | null {
    return this.path;
  }

  /** The file of the board that was open last. */
  get lastPath(): string | null {
    return this.last;
  }

  /** The board that is on its way to this page. */
  get opening(): string | null {
    return this.arriving;
  }

  get standing(): Standing {
    return this.now;
  }

  /** Why this page was turned away: a code of the contracts. */
  get turnedAwayBy(): Code {
    return this.refusal;
  }

  /** Acts that were asked for and are not done yet. */
  get underWay(): number {
    return this.count;
  }

  start(): void {
    this.talk.start();
  }

  end(): void {
    this.talk.end();
  }

  /** Asks for an act; throws [`Refused`]. */
  async order<Name extends DeskActName>(
    name: Name,
    asked: DeskActs[Name]['asked'],
  ): Promise<DeskActs[Name]['answer']> {
    this.countAct(1);
    return this.talk.desk(name, asked).finally(() => this.countAct(-1));
  }

  /** Asks for an act. When it is refused, says why on the screen and resolves with `null`. */
  async ask<Name extends DeskActName>(
    name: Name,
    asked: DeskActs[Name]['asked'],
  ): Promise<DeskActs[Name]['answer'] | null> {
    return this.order(name, asked).catch((reason: unknown) => {
      if (!(reason instanceof Refused)) throw reason;
      this.notices.tell({ refused: reason.code });
      return null;
    });
  }

  /** Opens a board; what it says comes by itself. Gives false when it cannot be opened. */
  async open(path: string): Promise<boolean> {
    if (this.arriving !== null) return false;
    this.expect(path);
    const opened = await this.ask('open', { path });
    if (opened === null) {
      this.expect(null);
      // The board before stays open, unless it was open on a connection that was lost.
      if (this.now === 'connected' && !this.isSeated) this.leave();
      return false;
    }
    this.await(opened.path);
    return true;
  }

  /** A board will say its hello next: the answer of an act said which. */
  await(path: string): void {
    this.settle(path);
    this.expect(path);
  }

  /** Back to the start screen. */
  async home(): Promise<void> {
    if ((await this.ask('close', {})) !== null) this.leave();
  }

  private greet(greeting: Greeting): void {
    this.me = greeting;
    if (greeting.hasNewKeys) this.notices.tell({ newKeys: greeting.library });
    // Greeted again while a board is open: that board stopped.
    if (this.isSeated && this.now === 'connected') {
      this.notices.tell({ stopped: this.board?.mirror.board?.name ?? '' });
      this.leave();
      return;
    }
    this.stand('connected');
    this.pictures.ask();
    const path = this.path ?? this.place.path;
    this.isSeated = false;
    this.arriving = null;
    void (path === null ? this.library.load() : this.open(path));
  }

  private hearTrouble(code: Code): void {
    const isOut = this.isSeated && (code === 'E_ROLE' || code === 'E_TICKET');
    if (isOut) this.board?.participants.leave();
    this.notices.tell(isOut ? { out: code } : { refused: code });
  }

  private show(hello: Hello): void {
    if (this.joining.isGivenUp) return;
    const isSame = this.board?.session.hello?.board === hello.board;
    if (!isSame) {
      this.joinByPin.forget();
      this.board?.end();
      this.board = new Wall(this.talk, this.me !== null, this.unplaced);
    }
    // A board that nobody here asked for: which file it is was not said.
    if (this.arriving === null && !isSame) this.settle(null);
    this.arriving = null;
    this.isSeated = true;
    this.stand('connected');
    this.board?.hello(hello);
  }

  private leave(): void {
    this.board?.end();
    this.board = null;
    this.isSeated = false;
    this.settle(null);
    void this.library.load();
  }

  private settle(path: string | null): void {
    this.path = path;
    this.last = path ?? this.last;
    this.place.keep(path);
    this.changed.touch();
  }

  private expect(path: string | null): void {
    this.arriving = path;
    this.changed.touch();
  }

  private stand(standing: Standing): void {
    this.now = standing;
    this.changed.touch();
  }

  private countAct(difference: 1 | -1): void {
    this.count += difference;
    this.changed.touch();
  }
}
