/**
 * The workshop as it runs: the phase that is on, what comes next, and how much time is left.
 *
 * Times on the board are those of the session's clock. A screen hears once what that clock says and counts on by its own
 * steady time, so a wrong or changed clock of this machine changes nothing.
 */
import type { PhaseView, RowId, SheetId } from '../../gen/board';
import type { Mirror } from '../board/mirror';
import { Topic } from '../topic';
import type { Agenda } from './agenda';

export class Workshop {
  /** The clock was set. What the agenda says comes with the board. */
  readonly clockSet = new Topic();
  /** What the session's clock is ahead of this page's steady time. */
  private ahead: number | null = null;

  constructor(
    private readonly mirror: Mirror,
    /** Milliseconds that only ever grow. */
    private readonly steady: () => number = () => performance.now(),
  ) {}

  /** The session's clock says so now. */
  hearClock(clock: number): void {
    this.ahead = clock - this.steady();
    this.clockSet.touch();
  }

  get phases(): readonly PhaseView[] {
    return this.agenda?.phases ?? [];
  }

  /** The phase that is on; `null` while no workshop runs. */
  get phase(): PhaseView | null {
    return this.agenda?.phase ?? null;
  }

  get isRunning(): boolean {
    return this.phase !== null;
  }

  /** The place of the phase that is on, from 0; −1 while none is. */
  get place(): number {
    const { phase } = this;
    return phase === null ? -1 : this.phases.findIndex(({ id }) => id === phase.id);
  }

  /** What comes after the phase that is on; the first while none is, `null` after the last. */
  get next(): PhaseView | null {
    return this.phases[this.place + 1] ?? null;
  }

  get previous(): PhaseView | null {
    return this.place > 0 ? (this.phases[this.place - 1] ?? null) : null;
  }

  get isPaused(): boolean {
    return this.agenda?.run?.paused !== undefined;
  }

  /** Milliseconds that are left of the phase's time, below 0 when it is over time; `null` when it is open-ended. */
  get left(): number | null {
    const run = this.agenda?.run;
    if (run === null || run === undefined || run.length === 0 || this.ahead === null) return null;
    const now = run.paused ?? this.steady() + this.ahead;
    return run.length - (now - run.began);
  }

  /** Part of the phase's time that is left, 1 to 0. */
  get partLeft(): number {
    const { left } = this;
    const length = this.agenda?.run?.length ?? 0;
    return left === null || length === 0 ? 1 : Math.min(1, Math.max(0, left / length));
  }

  /** The rows that the phase opens on a sheet; `null` where it opens all of them. */
  openRows(sheet: SheetId): readonly RowId[] | null {
    return this.agenda?.openRows(sheet) ?? null;
  }

  /** Whether a row is one of those that the phase opens; of a phase for all rows, none is. */
  isOpen(row: RowId): boolean {
    return this.phase?.rows.includes(row) === true;
  }

  private get agenda(): Agenda | null {
    return this.mirror.board?.agenda ?? null;
  }
}

/** Milliseconds until the seconds that people read change. */
export function untilNextSecond(left: number): number {
  return (((left % 1000) + 1000) % 1000) + 1;
}
