/** Everything one screen knows: the mirror, where it looks, what is picked, the gesture in progress, the session. */
import type { Code } from '../link/error-codes';
import type { Edit, NoteId } from '../gen/board';
import { Refused } from '../link/conversation';
import type { Outgoing } from '../link/outgoing';
import type { Done, Hello, Peer, PresenceChange, PresenceOf, State } from '../gen/messages';
import type { Answer, Patch, Question } from '../link/messages';
import { type Point, toBoard } from './screen/camera';
import { Announcer } from './screen/announcer';
import { Chrome } from './screen/chrome';
import { CommentNews } from './board/comment-news';
import { Participants } from './session/participants';
import { GridGesture } from './screen/grid-gesture';
import { bringBack } from './drafts/keep-words';
import { PendingTyping } from './drafts/pending-typing';
import { UnplacedWords } from './drafts/unplaced-words';
import { Mirror } from './board/mirror';
import { Overlay } from './screen/overlay';
import { isOnPane } from './scene/frozen-panes';
import { Pasting } from './screen/pasting';
import { giveBack, giveBackUnsent } from './board/refusals';
import { Selection } from './screen/selection';
import { Permissions, codeOf } from './board/permissions';
import { Session } from './session/session';
import { Settings, ownStorage } from './storage/settings';
import { ShownSheet } from './screen/shown-sheet';
import { Tabs } from './screen/tabs';
import type { BoardListener, BoardChannel } from './board-channel';
import { Unsent } from './drafts/unsent';
import { Viewport } from './screen/viewport';
import { Workshop } from './workshop/workshop';

export type { BoardListener, BoardChannel } from './board-channel';

export class Wall implements BoardListener {
  readonly session = new Session();
  readonly selection = new Selection();
  readonly overlay = new Overlay();
  readonly chrome = new Chrome();
  readonly announcer = new Announcer();
  readonly pasting = new Pasting();
  readonly grid = new GridGesture();
  readonly settings = new Settings(ownStorage());
  readonly viewport = new Viewport();
  readonly pendingTyping = new PendingTyping();
  readonly tabs = new Tabs();
  readonly unsent: Unsent;
  readonly participants: Participants;
  readonly mirror: Mirror;
  readonly sheet: ShownSheet;
  readonly comments: CommentNews;
  readonly permissions: Permissions;
  readonly workshop: Workshop;
  private isOver = false;
  /** The board is being loaded anew. */
  private isBehind = false;

  constructor(
    private readonly channel: BoardChannel,
    /** The board lies on this machine: its file can be copied, pictures of it can be written. */
    readonly isAtDesk = false,
    /** What was written and is nowhere on a board, of this page. */
    readonly unplaced = new UnplacedWords(),
  ) {
    this.mirror = new Mirror(channel);
    this.workshop = new Workshop(this.mirror);
    this.comments = new CommentNews(this.mirror, this.session);
    this.sheet = new ShownSheet(this.mirror, this.viewport);
    this.permissions = new Permissions(this.session, () => this.mirror.board);
    this.participants = new Participants(this.session, (id) => this.mirror.board?.details.colourOf(id));
    this.mirror.changed.subscribe(() => this.follow());
    for (const topic of [this.viewport.told, this.chrome.changed, this.mirror.parts.of('sheet')])
      topic.subscribe(() => this.keepPlace());
    const { outgoing } = this;
    this.unsent = new Unsent(this.session, this.mirror, outgoing);
    if (outgoing === null) return;
    outgoing.onchange = () => {
      this.session.hearWaiting(outgoing.waiting, outgoing.words);
      this.unsent.hear();
    };
    outgoing.onrefused = (edit, code) => giveBack(this, edit, code);
  }

  /** Edits that are not answered and outlast a lost connection; `null` where nothing does. */
  get outgoing(): Outgoing | null {
    return this.channel.outgoing ?? null;
  }

  hello(hello: Hello): void {
    this.session.greet(hello);
    if (this.mirror.loads === 0) this.chrome.begin(this.sheet.resume(hello.board));
    this.load();
  }

  patch(patch: Patch): void {
    if (!this.mirror.receive(patch)) this.load();
  }

  peers(peers: Peer[]): void {
    this.session.seat(peers);
    this.participants.meet();
  }

  state(state: State): void {
    this.session.hearState(state);
    this.participants.hearState(state.state);
  }

  presence(of: PresenceOf): void {
    this.session.hearPresence(of);
    this.participants.hear(of);
  }

  turnedAway(code: Code): void {
    this.session.turnAway(code);
  }

  lost(): void {
    this.pendingTyping.abandon();
    this.session.stand('lost');
    this.unsent.lose();
  }

  /** Another board, or none, is at the other end now: nothing of this wall goes there. */
  end(): void {
    giveBackUnsent(this);
    this.isOver = true;
  }

  /** Asks for an edit. Resolves when it is on disk; a refusal is said, its words are given back, and it is `null`. */
  async ask(edit: Edit): Promise<Done | null> {
    const answer = await this.tried(edit);
    if (!(answer instanceof Refused)) return answer;
    giveBack(this, edit, answer);
    return null;
  }

  /** Asks for an edit. Resolves when it is on disk, or with the code of its refusal, of which nothing is said. */
  async attempt(edit: Edit): Promise<Done | Code> {
    const answer = await this.tried(edit);
    return answer instanceof Refused ? answer.code : answer;
  }

  private async tried(edit: Edit): Promise<Done | Refused> {
    if (this.isOver) return new Refused('E_NOT_CONNECTED', 'another board is here now');
    this.session.countEdit(1);
    try {
      const denial = this.permissions.whyNotEdit(edit);
      if (denial !== null) throw new Refused(codeOf(denial), denial.sentence, denial.why);
      // Letters never wait for letters, and a new note has nothing to do with another one's.
      const mayOvertake = 'spliceText' in edit || 'addNote' in edit;
      if (this.pendingTyping.areOnTheirWay && !mayOvertake) await this.pendingTyping.arrived();
      return await this.channel.edit(edit);
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      return reason;
    } finally {
      this.session.countEdit(-1);
    }
  }

  /** Remembers words in a note's field that the board does not have yet. */
  keepDraft(note: NoteId, base: string, text: string): void {
    this.unsent.keep(note, base, text);
  }

  /** Shows others what this person is doing. */
  showPresence(presence: PresenceChange): void {
    if (!this.isOver) this.channel.show(presence);
  }

  /** Calls `act` once the mirror shows `revision`, or was loaded anew: another host counts its own revisions. */
  whenShown(revision: number, act: () => void): void {
    const { loads } = this.mirror;
    if (this.mirror.revision >= revision) {
      act();
      return;
    }
    const stop = this.mirror.changed.subscribe(() => {
      if (this.mirror.revision < revision && this.mirror.loads === loads) return;
      stop();
      act();
    });
  }

  /** The board point under a point of the screen; `null` where pinned titles cover the board. */
  pointAt(at: Point): Point | null {
    const sheets = this.mirror.scene?.current.sheets ?? [];
    const { camera, size } = this.viewport;
    return isOnPane(sheets, camera, size, at) ? null : toBoard(camera, at);
  }

  /** Asks for something that no mirror has; it is `otherwise` while there is no answer. */
  async get<Q extends Question>(question: Q, otherwise: Answer<Q>): Promise<Answer<Q>> {
    return this.channel.ask(question).catch(() => otherwise);
  }

  /** What is picked stays picked wherever it was moved to; a cell that is gone is let go. */
  private followPicked(): void {
    const { board } = this.mirror;
    const { cell, notes } = this.selection;
    const last = notes.at(-1);
    const view = last === undefined ? undefined : board?.note(last);
    if (view !== undefined)
      this.selection.comeTo(
        view.step === undefined || view.row === undefined ? null : { step: view.step, row: view.row },
      );
    else if (last === undefined && cell !== null && board?.sheetOf(cell) === undefined)
      this.selection.clear();
  }

  private load(): void {
    if (this.isOver) return;
    this.isBehind = true;
    this.mirror.load().catch((reason: unknown) => {
      if (!(reason instanceof Refused)) throw reason;
      // A lost connection loads anew by itself once it is back.
      if (reason.code !== 'E_NOT_CONNECTED') this.session.notify(reason.code);
    });
  }

  /** A page that is loaded again goes on here. */
  private keepPlace(): void {
    const board = this.session.hello?.board;
    if (board !== undefined && !this.viewport.isMoving) this.sheet.keep(board, this.chrome.table);
  }

  /** The board is here: what waited for it goes out, words that an earlier page left last. */
  private goOn(): void {
    this.isBehind = false;
    if (this.isOver) return;
    this.channel.caughtUp?.();
    for (const draft of this.outgoing?.takeDrafts() ?? []) bringBack(this, draft);
  }

  private follow(): void {
    // Before anybody else hears of it: a field that is open sends its words at once.
    if (this.isBehind && this.mirror.isReady) this.goOn();
    const { scene } = this.mirror;
    if (scene === null) return;
    const typing = this.overlay.typing?.note;
    const { width: w, height: h, sheets } = scene.current;
    this.viewport.hold({ w, h }, sheets[0]?.rect);
    this.selection.keepOnly((note) => note === typing || scene.note(note) !== undefined);
    this.followPicked();
  }
}
