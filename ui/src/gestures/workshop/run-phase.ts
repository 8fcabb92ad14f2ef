/** Running the workshop: a phase begins, the next one, the one before, and its end. */
import type { PhaseId } from '../../gen/board';
import type { Wall } from '../../state/wall';

/** Begins a phase; its timer starts. What the phase before brought stays. */
export function runPhase(wall: Wall, phase: PhaseId): void {
  void wall.ask({ runPhase: { phase } });
}

/** Begins what comes after the phase that is on; the first phase while none is. */
export function runNext(wall: Wall): void {
  const { next } = wall.workshop;
  if (next !== null) runPhase(wall, next.id);
}

/** Goes back to the phase before. */
export function runPrevious(wall: Wall): void {
  const { previous } = wall.workshop;
  if (previous !== null) runPhase(wall, previous.id);
}

/** Ends the workshop: no phase is on. */
export function endWorkshop(wall: Wall): void {
  void wall.ask({ endWorkshop: {} });
}
