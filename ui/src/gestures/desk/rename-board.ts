import type { Code } from '../../link/error-codes';
import { MOST_TITLE } from '../../gen/limits';
import { Refused } from '../../link/conversation';
import type { BoardEntry } from '../../gen/desk';
import type { Desk } from '../../state/desk/desk';
import { Topic } from '../../state/topic';

/** Gives a board of the start screen another title. Resolves with the path that it has now, or with why it was refused. */
async function renameBoard(
  desk: Desk,
  board: BoardEntry,
  title: string,
): Promise<{ readonly path: string } | { readonly code: Code }> {
  const name = title.trim();
  if (name === '' || name === board.title) return { path: board.path };
  if (name.length > MOST_TITLE) return { code: 'E_LIMIT' };
  try {
    const { path } = await desk.order('rename', { path: board.path, title: name });
    await desk.library.load();
    return { path };
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    return { code: reason.code };
  }
}

/** The title that is in a field of the start screen. What was refused stays there until it is saved or given up. */
export class Renaming {
  readonly changed = new Topic();
  private board: BoardEntry | null = null;
  private title = '';
  private why: Code | null = null;
  private isBusy = false;
  private isLeft = false;

  constructor(private readonly desk: Desk) {}

  /** The board whose title it is. */
  get path(): string | null {
    return this.board?.path ?? null;
  }

  /** The code of why it could not be saved. */
  get trouble(): Code | null {
    return this.why;
  }

  begin(board: BoardEntry): void {
    this.settle(board, null);
  }

  cancel(): void {
    this.settle(null, null);
  }

  /** Saves the title. Resolves with the path of the board, or with `null` when the field stays. */
  async save(title: string): Promise<string | null> {
    const { board } = this;
    if (board === null || this.isBusy) return null;
    this.isBusy = true;
    this.title = title;
    const ended = await renameBoard(this.desk, board, title);
    this.isBusy = false;
    if ('code' in ended) this.settle(board, ended.code);
    else this.cancel();
    if (this.isLeft) this.giveBack();
    return 'code' in ended ? null : ended.path;
  }

  /** The screen goes away with its fields: a title that was refused is given back. */
  leave(): void {
    this.isLeft = true;
    this.giveBack();
  }

  private giveBack(): void {
    const { board, why, title } = this;
    if (board !== null && why !== null) this.desk.unplaced.add(why, title, { board: '', title: board.title });
  }

  private settle(board: BoardEntry | null, why: Code | null): void {
    this.board = board;
    this.why = why;
    this.changed.touch();
  }
}
