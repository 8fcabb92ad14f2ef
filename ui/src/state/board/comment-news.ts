/** Comments of the whole board: which are new to this person. */
import type { CommentId, CommentView, NoteView } from '../../gen/board';
import type { Mirror } from './mirror';
import type { Session } from '../session/session';
import { Topic } from '../topic';

/** A note with what was said of it, oldest first. */
export interface Thread {
  readonly note: NoteView;
  readonly comments: readonly CommentView[];
}

export class CommentNews {
  /** What is new changed. */
  readonly changed = new Topic();
  /** Somebody commented on something that concerns this person. */
  onnews: (comment: CommentView, note: NoteView) => void = () => undefined;
  private known: Set<CommentId> | null = null;
  private fresh: ReadonlySet<CommentId> = new Set();

  constructor(
    private readonly mirror: Mirror,
    private readonly session: Session,
  ) {
    mirror.parts.of('comments').subscribe(() => this.look());
  }

  /** Comments of others that came since the board was opened and were not looked at. */
  get unread(): ReadonlySet<CommentId> {
    return this.fresh;
  }

  /** Everything was looked at. */
  read(comments: Iterable<CommentId> = this.fresh): void {
    const rest = new Set(this.fresh);
    for (const comment of comments) rest.delete(comment);
    if (rest.size === this.fresh.size) return;
    this.fresh = rest;
    this.changed.touch();
  }

  /** Costs the comments of the board. */
  private look(): void {
    const { board } = this.mirror;
    const me = this.session.hello?.participant;
    if (board === null) return;
    const all = board.details.allComments();
    const before = this.known;
    this.known = new Set(all.map(({ id }) => id));
    const { known } = this;
    // What was there when the board was opened is no news.
    const come =
      before === null ? [] : all.filter(({ id, by }) => !before.has(id) && (by === null || by !== me));
    this.fresh = new Set([...this.fresh, ...come.map(({ id }) => id)].filter((id) => known.has(id)));
    for (const comment of come) this.tell(comment);
    this.changed.touch();
  }

  /** A notice for what is said of one's own note, or where one said something too. */
  private tell(comment: CommentView): void {
    const { board } = this.mirror;
    const note = board?.note(comment.note);
    const me = this.session.hello?.participant;
    if (board === null || note === undefined || me === undefined) return;
    const isConcerned = note.by === me || board.details.comments(note.id).some(({ by }) => by === me);
    if (isConcerned) this.onnews(comment, note);
  }
}

/** The notes of the wall that were commented on, the one that was spoken of last first. */
export function threadsOf({ board }: Pick<Mirror, 'board'>): Thread[] {
  if (board === null) return [];
  const threads = board.details.commented().flatMap((id): Thread[] => {
    const note = board.note(id);
    const comments = board.details.comments(id);
    return note === undefined || comments.length === 0 ? [] : [{ note, comments }];
  });
  return threads.sort((one, other) => (lastOf(one) < lastOf(other) ? 1 : -1));
}

/** Ids begin with the time at which they were made, so they sort by it. */
function lastOf({ comments }: Thread): CommentId {
  return comments.reduce((last, { id }) => (id > last ? id : last), '');
}
