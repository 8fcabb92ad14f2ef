/** What the customer wants at a stage, and who looks after it. */
import type { StageId } from '../gen/board';
import type { GridHeader } from '../state/scene/grid-headers';
import type { Wall } from '../state/wall';

/** What is written about a stage beside its title. */
export type StageField = 'goal' | 'owner';

/** The stage that a picked title belongs to; `null` of a row, and where nothing is picked. */
export function stageOfHeader(wall: Wall, header: GridHeader | null): StageId | null {
  if (header === null || 'row' in header) return null;
  return 'stage' in header ? header.stage : (wall.mirror.board?.stageOf(header.step)?.id ?? null);
}

/** Shows what is written about a stage. */
export function showStage(wall: Wall, stage: StageId): void {
  wall.selection.pickHeader({ stage });
  wall.chrome.showPanel('stage');
}

/** Saves a field when it is left. */
export function setStage(wall: Wall, stage: StageId, field: StageField, typed: string): void {
  const text = typed.trim();
  if (text !== (wall.mirror.board?.stage(stage)?.[field] ?? ''))
    void wall.ask({ setStage: { stage, [field]: text } });
}
