/**
 * The messages of the screen contract, one JSON text each, the same over IPC and WebSocket.
 *
 * Types of edits, boards and scenes are generated from Rust; the few envelopes around them are written here.
 */
import type {
  Board,
  BoardChange,
  BoardId,
  Edit,
  NoteId,
  NoteView,
  ParticipantId,
  SheetId,
} from '../gen/board';
import type { Scene, SceneChange } from '../gen/scene';
import type { DeskAct, DeskGreeting, PinState, SessionNearby } from './desk-messages';

export type Role = 'facilitator' | 'participant' | 'viewer';

/** Who this screen is, on which board. The first message of every connection. */
export interface Hello {
  protocol: number;
  board: BoardId;
  participant: ParticipantId;
  name: string;
  role: Role;
  ticket: string | null;
  guest_url: string | null;
  code: string | null;
  /** Why every edit will be refused; absent on boards that can be written. */
  readOnly?: Refusal;
}

/** What changed between two revisions. */
export interface Patch {
  epoch: number | string;
  revision: number;
  board?: BoardChange[];
  scene?: SceneChange[];
}

/** A participant and whether they are here now. */
export interface Peer {
  participant: ParticipantId;
  name: string;
  role: Role;
  here: boolean;
  /** In a browser that this machine serves, without the app. */
  guest?: boolean;
  /** The number of the colour they chose. */
  colour?: number;
}

/** Why something was refused: a code for the sentence a person reads, and the peer's own words. */
export interface Refusal {
  code: string;
  message: string;
  /** What can be told apart beyond the code: why a role may not, what is locked, that nothing is left. */
  why?: string;
}

/** How this peer stands to the others. */
export type PeerState = 'hosting' | 'connected' | 'reconnecting' | 'alone';

/** What somebody or something did to the file of an open board. */
export type FileLoss = 'removed' | 'moved' | 'replaced' | 'overwritten' | 'journalLost';

/** How it stands with the session and with the disk. */
export interface State {
  state: PeerState;
  host?: string;
  term?: number;
  /** Edits of this peer that have not reached the others. */
  waiting?: number;
  /** What keeps changes from being saved; absent while all is well. */
  disk?: Refusal & { readonly reason?: FileLoss };
}

/** Where a board is whose file was taken away. */
export interface KeptElsewhere {
  readonly reason: FileLoss;
  readonly path: string;
}

/** What somebody else is doing. */
export interface PresenceOf {
  participant: ParticipantId;
  typing?: NoteId | null;
  sheet?: SheetId | null;
  cursor?: readonly [number, number] | null;
}

/** What others may see of this person, never stored; what is absent stays as it was. */
export interface Presence {
  typing?: NoteId | null;
  sheet?: SheetId | null;
  /** Whole board units. */
  cursor?: readonly [number, number] | null;
}

/** What `ok` answers to an edit or a subscription. */
export interface Accepted {
  revision: number;
  epoch?: number | string;
  id?: string;
}

/** Everything that can be asked for and is answered by number. */
export type Question =
  | { edit: Edit; seq?: number }
  | { get: 'scene' | 'board' | 'status' | 'deleted' }
  | { subscribe: ('scene' | 'board')[] }
  | { desk: DeskAct };

/** What each question is answered with. */
export type Answer<Q extends Question> = Q extends { get: 'scene' }
  ? Scene
  : Q extends { get: 'board' }
    ? Board
    : Q extends { get: 'deleted' }
      ? NoteView[]
      : Accepted;

/** A message from the peer. */
export type Incoming =
  | { desk: DeskGreeting }
  | { menu: string }
  | { nearby: readonly SessionNearby[] }
  | { pin: PinState }
  | { hello: Hello }
  | { id: number; ok: unknown }
  | { id: number | null; error: Refusal }
  | { patch: Patch }
  | { peers: Peer[] }
  | { presence: PresenceOf }
  /** What was written here does not come in any more, and is a board of its own with this title. */
  | { apart: { title: string } }
  /** The board’s file was taken away; everything is in the one at this path. */
  | { kept: KeptElsewhere }
  | State;
