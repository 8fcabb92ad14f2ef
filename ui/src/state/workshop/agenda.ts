/** This screen's copy of the agenda: its phases, and which of them is on since when. */
import type { Board, BoardChange, PhaseView, RowId, Run, SheetId } from '../../gen/board';
import type { PartKey } from '../board/part-topics';

export class Agenda {
  private inOrder: readonly PhaseView[];
  private now: Run | null;

  constructor(board: Pick<Board, 'agenda' | 'run'>) {
    this.inOrder = board.agenda;
    this.now = board.run ?? null;
  }

  get phases(): readonly PhaseView[] {
    return this.inOrder;
  }

  /** The phase that is on; `null` while no workshop runs, or when the phase was deleted. */
  get phase(): PhaseView | null {
    return this.inOrder.find(({ id }) => id === this.now?.phase) ?? null;
  }

  /** The timer of the phase that is on. */
  get run(): Run | null {
    return this.phase === null ? null : this.now;
  }

  /** The rows that the phase opens on a sheet; `null` where it opens all of them. */
  openRows(sheet: SheetId): readonly RowId[] | null {
    const { phase } = this;
    return phase === null || phase.sheet !== sheet || phase.rows.length === 0 ? null : phase.rows;
  }

  /** Takes a change in; gives false when it is none of its. */
  apply(change: Exclude<BoardChange, 'reload'>, touched: Set<PartKey>): boolean {
    if ('agenda' in change) this.inOrder = change.agenda;
    else if ('run' in change) this.now = change.run;
    else return false;
    touched.add('agenda');
    return true;
  }
}
