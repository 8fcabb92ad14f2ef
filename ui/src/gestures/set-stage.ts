/** What the customer wants at a stage, and who looks after it. */
import type { StageId } from '../gen/board';
import type { Title } from '../state/titles';
import type { Wall } from '../state/wall';

/** What is written about a stage beside its title. */
export type StageField = 'goal' | 'owner';

/** The stage that a picked title belongs to; `null` of a row, and where nothing is picked. */
export function stageOfTitle(wall: Wall, title: Title | null): StageId | null {
  if (title === null || 'row' in title) return null;
  return 'stage' in title ? title.stage : (wall.mirror.board?.stageOf(title.step)?.id ?? null);
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
