/** The agenda: phases are added, changed, moved and deleted; a ready one is taken over. */
import type { AddPhase, FittedAgenda, PhaseId, SetPhase } from '../../gen/board';
import type { Wall } from '../../state/wall';
import { WORKSHOP } from '../../text/workshop';

/** Adds a phase behind another one, or at the end; gives its id once it is there. */
export async function addPhase(wall: Wall, after?: PhaseId): Promise<PhaseId | null> {
  const act: AddPhase = { title: WORKSHOP.newPhase, minutes: 10, ...(after === undefined ? {} : { after }) };
  return (await wall.ask({ addPhase: act }))?.id ?? null;
}

/** Adds all phases of a ready agenda behind those that are there, as one act. */
export function addAgenda(wall: Wall, { phases }: FittedAgenda): void {
  void wall.ask({ many: { edits: phases.map((phase) => ({ addPhase: phase })) } });
}

export function setPhase(wall: Wall, phase: PhaseId, fields: Omit<SetPhase, 'phase'>): void {
  void wall.ask({ setPhase: { phase, ...fields } });
}

export function deletePhase(wall: Wall, phase: PhaseId): void {
  void wall.ask({ deletePhase: { phase } });
}

/** Moves a phase one place up or down; at the end of the list nothing happens. */
export function nudgePhase(wall: Wall, phase: PhaseId, by: 1 | -1): void {
  const { phases } = wall.workshop;
  const place = phases.findIndex(({ id }) => id === phase);
  const to = place + by;
  if (place === -1 || to < 0 || to >= phases.length) return;
  movePhase(wall, phase, (by === 1 ? phases[to] : phases[to - 1])?.id ?? null);
}

/** Moves a phase behind another one, with `null` before all. */
export function movePhase(wall: Wall, phase: PhaseId, after: PhaseId | null): void {
  if (after === phase) return;
  const { phases } = wall.workshop;
  const before = phases[phases.findIndex(({ id }) => id === phase) - 1]?.id ?? null;
  if (after !== before) void wall.ask({ movePhase: { phase, after } });
}

/** The minutes that a field says; `null` for what is no such number. */
export function minutesIn(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  const minutes = Number(trimmed);
  return Number.isInteger(minutes) && minutes >= 0 && minutes <= 1440 ? minutes : null;
}
