/**
 * What can be asked and told over a link, the same over IPC and WebSocket.
 *
 * Every message is generated from Rust; here is only how they belong together: which answer follows which question.
 */
import type { Board, BoardChange, FittedAgenda, NoteView } from '../gen/board';
import type { Create, DeskActs, DeskNotice, DrawPicture } from '../gen/desk';
import type {
  Answer as AnswerMessage,
  Done,
  InMessage,
  OutMessage,
  PatchMessage,
  Patch as PatchOf,
  Role,
} from '../gen/messages';
import type { Scene, SceneChange } from '../gen/scene';
import type { Notice } from '../gen/window';

/** What changed between two revisions. */
export type Patch = PatchOf<BoardChange[], SceneChange[]>;

export type DeskActName = keyof DeskActs;

/** An act of the desk as it is sent. */
export type DeskAct = { [Name in DeskActName]: Readonly<Record<Name, DeskActs[Name]['asked']>> }[DeskActName];

/** What a picture is of: one of the two. */
export type PictureOf = Required<Pick<DrawPicture, 'template'>> | Required<Pick<DrawPicture, 'path'>>;

/** What a new board is made of. */
export type Pattern = Required<Pick<Create, 'template'>> | Required<Pick<Create, 'stages' | 'rows'>>;

/** What people without the app can be let in as. */
export type GuestRole = Exclude<Role, 'facilitator'>;

/** A message with this part, and maybe others. */
type With<Part extends keyof InMessage, Maybe extends keyof InMessage = never> = Required<
  Pick<InMessage, Part>
> &
  Pick<InMessage, Maybe>;

/** Everything that can be asked for and is answered by number. */
export type Question = With<'edit', 'seq'> | With<'get'> | With<'subscribe'> | { desk: DeskAct };

/** What each question is answered with. */
export type Answer<Q extends Question> = Q extends { get: 'scene' }
  ? Scene
  : Q extends { get: 'board' }
    ? Board
    : Q extends { get: 'deleted' }
      ? NoteView[]
      : Q extends { get: 'agendas' }
        ? FittedAgenda[]
        : Done;

/** A message from the peer, or from the window around the page. */
export type Incoming =
  | Exclude<OutMessage, { ok: Done }>
  | AnswerMessage<unknown>
  | PatchMessage<BoardChange[], SceneChange[]>
  | DeskNotice
  | Extract<Notice, { menu: unknown }>;
