/** Who is here, how the connection stands, and what went wrong last. */
import type { Code } from '../../link/error-codes';
import type { NoteId, ParticipantId } from '../../gen/board';
import type { FileLoss, Hello, Peer, PresenceOf, Standing as PeerStanding, State } from '../../gen/messages';
import { sentence } from '../../text/errors';
import { type NoticeDuration, noticeDurationOf } from './notice-duration';
import { Topic } from '../topic';

/** How this screen stands to its peer. */
export type Standing = 'connecting' | 'connected' | 'lost' | 'turned-away';

/** Something that a person should know. */
export interface Notice {
  readonly id: number;
  /** The code of what was refused; `null` for anything else. */
  readonly code: Code | null;
  readonly text: string;
  /** What can be done about it. Unless it always stays, it goes with the next edit, for which it would be too late. */
  readonly action?: NoticeAction;
  readonly stay: NoticeDuration;
}

export interface NoticeAction {
  readonly title: string;
  run(): void;
}

/** Somebody else who types in a note. */
export interface Typist {
  readonly note: NoteId;
  /** As nobody else is called. */
  readonly name: string;
  /** The number of their colour. */
  readonly colour: number;
}

export class Session {
  readonly changed = new Topic();
  private count = 0;
  private now: Standing = 'connecting';
  private me: Hello | null = null;
  private others: readonly Peer[] = [];
  private peer: State | null = null;
  private readonly typists = new Map<ParticipantId, NoteId>();
  private open: readonly Notice[] = [];
  private unsaved = 0;
  private unsent = 0;
  private unsentWords: readonly string[] = [];
  private refusal: Code = 'E_ENDED';

  get standing(): Standing {
    return this.now;
  }

  get hello(): Hello | null {
    return this.me;
  }

  get peers(): readonly Peer[] {
    return this.others;
  }

  get peerState(): PeerStanding | null {
    return this.peer?.state ?? null;
  }

  /** How this peer stands to the others, as it said last. */
  get connection(): State | null {
    return this.peer;
  }

  /** The code of what keeps changes from being saved. */
  get diskTrouble(): Code | null {
    return this.peer?.disk?.code ?? null;
  }

  /** What happened to the board’s file, where that is why changes are not saved. */
  get fileLoss(): FileLoss | null {
    return this.peer?.disk?.reason ?? null;
  }

  /** Who else types where, by name and colour. */
  get typing(): readonly Typist[] {
    return [...this.typists].flatMap(([who, note]) => {
      const peer = this.others.find((other) => other.participant === who);
      return peer?.here === true ? [{ note, name: peer.name, colour: peer.colour ?? 0 }] : [];
    });
  }

  get notices(): readonly Notice[] {
    return this.open;
  }

  /** Why this screen was turned away: a code of the contracts. */
  get turnedAwayBy(): Code {
    return this.refusal;
  }

  /** Edits that are not on disk yet. */
  get saving(): number {
    return this.unsaved;
  }

  /** A guest's edits that the host has not answered. */
  get waiting(): number {
    return this.unsent;
  }

  /** The words in them. */
  get waitingWords(): readonly string[] {
    return this.unsentWords;
  }

  /** The board can only be read here, whatever the role. */
  get isReadOnly(): boolean {
    return this.me?.readOnly !== undefined;
  }

  get mayEdit(): boolean {
    return this.me !== null && this.me.role !== 'viewer' && !this.isReadOnly;
  }

  /** The grid, the header and the kinds belong to the facilitator. */
  get mayEditGrid(): boolean {
    return this.mayEdit && this.me?.role === 'facilitator';
  }

  hearWaiting(count: number, words: readonly string[]): void {
    this.unsent = count;
    this.unsentWords = words;
    this.changed.touch();
  }

  greet(hello: Hello): void {
    this.me = hello;
    this.stand('connected');
  }

  stand(standing: Standing): void {
    this.now = standing;
    if (standing !== 'connected') this.unsaved = 0;
    this.changed.touch();
  }

  turnAway(code: Code): void {
    this.refusal = code;
    this.stand('turned-away');
  }

  seat(peers: readonly Peer[]): void {
    this.others = peers;
    // Roles change while a session runs.
    const mine = peers.find(({ participant }) => participant === this.me?.participant);
    if (this.me !== null && mine !== undefined) this.me = { ...this.me, role: mine.role };
    this.changed.touch();
  }

  hearState(state: State): void {
    this.peer = state;
    this.changed.touch();
  }

  hearPresence({ participant, typing }: PresenceOf): void {
    // Cursors move all the time; what is told here is painted.
    if ((typing ?? undefined) === this.typists.get(participant)) return;
    if (typing === undefined || typing === null) this.typists.delete(participant);
    else this.typists.set(participant, typing);
    this.changed.touch();
  }

  countEdit(difference: 1 | -1): void {
    this.unsaved = Math.max(0, this.unsaved + difference);
    if (difference === 1) this.open = this.open.filter(isLasting);
    this.changed.touch();
  }

  /** Shows a notice; the same one is not shown twice. */
  notify(code: Code): void {
    const others = this.open.filter((notice) => notice.code !== code);
    this.open = [
      ...others,
      { id: ++this.count, code, text: sentence(code), stay: noticeDurationOf(code) },
    ].slice(-3);
    this.changed.touch();
  }

  /** Says why something is not possible; the same sentence stands there once. */
  explain(text: string): void {
    const others = this.open.filter((notice) => notice.text !== text);
    this.open = [...others, { id: ++this.count, code: null, text, stay: noticeDurationOf('E_ROLE') }].slice(
      -3,
    );
    this.changed.touch();
  }

  /** Says what happened, and offers what can be done about it. */
  tell(text: string, action: NoticeAction, stay: NoticeDuration = 'long'): void {
    const lasting = this.open.filter(isLasting);
    this.open = [...lasting, { id: ++this.count, code: null, text, action, stay }].slice(-3);
    this.changed.touch();
  }

  dismiss(id: number): void {
    this.open = this.open.filter((notice) => notice.id !== id);
    this.changed.touch();
  }
}

/** Whether a notice outlasts the next edit. */
function isLasting({ action, stay }: Notice): boolean {
  return action === undefined || stay === 'always';
}
