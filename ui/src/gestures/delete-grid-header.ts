/** Stages, steps, rows and sheets taken away. Their notes go to the parking lot, and undo brings everything back. */
import type { Edit, SheetId, StepId } from '../gen/board';
import type { GridHeader } from '../state/scene/grid-headers';
import type { Wall } from '../state/wall';
import { GRID, deletedTitle } from '../text/grid';
import { headerText } from './rename-grid-header';

export function deleteHeader(wall: Wall, header: GridHeader): void {
  const name = headerText(wall, header);
  void takeAway(wall, editOf(header), name, notesUnder(wall, header));
}

/** Takes the picked header away. Says whether one is picked. */
export function deletePickedHeader(wall: Wall): boolean {
  const { header } = wall.selection;
  if (header !== null && canDelete(wall, header)) deleteHeader(wall, header);
  return header !== null;
}

/** The only step of a stage is the stage's own column. */
export function canDelete(wall: Wall, header: GridHeader): boolean {
  return !('step' in header) || (wall.mirror.board?.stageOf(header.step)?.steps.length ?? 0) > 1;
}

export function deleteSheet(wall: Wall, sheet: SheetId): void {
  const found = wall.mirror.board?.sheets.find(({ id }) => id === sheet);
  if (found === undefined) return;
  const notes = found.stages.reduce((sum, { id }) => sum + notesUnder(wall, { stage: id }), 0);
  void takeAway(wall, { deleteSheet: { sheet } }, found.title, notes);
}

function editOf(header: GridHeader): Edit {
  if ('stage' in header) return { deleteStage: { stage: header.stage } };
  if ('step' in header) return { deleteStep: { step: header.step } };
  return { deleteRow: { row: header.row } };
}

async function takeAway(wall: Wall, edit: Edit, name: string, notes: number): Promise<void> {
  if (wall.permissions.isDenied(wall.permissions.whyNotEdit(edit))) return;
  wall.selection.clear();
  const accepted = await wall.ask(edit);
  if (accepted === null) return;
  wall.session.tell(deletedTitle(name, notes), {
    title: GRID.undo,
    run: () => void wall.ask({ undo: {} }),
  });
}

/** How many notes stand under a header. */
function notesUnder(wall: Wall, header: GridHeader): number {
  const { board } = wall.mirror;
  const count = (step: StepId, row: string): number => board?.notesIn({ step, row }).length ?? 0;
  return (board?.sheets ?? []).reduce((sum, { stages, rows }) => {
    const steps = stages.flatMap((stage) =>
      'row' in header || ('stage' in header && stage.id === header.stage)
        ? stage.steps
        : stage.steps.filter(({ id }) => 'step' in header && id === header.step),
    );
    const lanes = rows.filter(({ id }) => !('row' in header) || id === header.row);
    return (
      sum + steps.reduce((all, step) => all + lanes.reduce((n, row) => n + count(step.id, row.id), 0), 0)
    );
  }, 0);
}
