/** Stages, steps, rows and sheets taken away. Their notes go to the parking lot, and undo brings everything back. */
import type { Edit, SheetId, StepId } from '../gen/board';
import type { Title } from '../state/titles';
import type { Wall } from '../state/wall';
import { GRID, deletedTitle } from '../text/grid';
import { titleText } from './rename-title';

export function deleteTitle(wall: Wall, title: Title): void {
  const name = titleText(wall, title);
  void takeAway(wall, editOf(title), name, notesUnder(wall, title));
}

/** Takes the picked title away. Says whether one is picked. */
export function deletePickedTitle(wall: Wall): boolean {
  const { header } = wall.selection;
  if (header !== null && canDelete(wall, header)) deleteTitle(wall, header);
  return header !== null;
}

/** The only step of a stage is the stage's own column. */
export function canDelete(wall: Wall, title: Title): boolean {
  return !('step' in title) || (wall.mirror.board?.stageOf(title.step)?.steps.length ?? 0) > 1;
}

export function deleteSheet(wall: Wall, sheet: SheetId): void {
  const found = wall.mirror.board?.sheets.find(({ id }) => id === sheet);
  if (found === undefined) return;
  const notes = found.stages.reduce((sum, { id }) => sum + notesUnder(wall, { stage: id }), 0);
  void takeAway(wall, { deleteSheet: { sheet } }, found.title, notes);
}

function editOf(title: Title): Edit {
  if ('stage' in title) return { deleteStage: { stage: title.stage } };
  if ('step' in title) return { deleteStep: { step: title.step } };
  return { deleteRow: { row: title.row } };
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

/** How many notes stand under a title. */
function notesUnder(wall: Wall, title: Title): number {
  const { board } = wall.mirror;
  const count = (step: StepId, row: string): number => board?.notesIn({ step, row }).length ?? 0;
  return (board?.sheets ?? []).reduce((sum, { stages, rows }) => {
    const steps = stages.flatMap((stage) =>
      'row' in title || ('stage' in title && stage.id === title.stage)
        ? stage.steps
        : stage.steps.filter(({ id }) => 'step' in title && id === title.step),
    );
    const lanes = rows.filter(({ id }) => !('row' in title) || id === title.row);
    return (
      sum + steps.reduce((all, step) => all + lanes.reduce((n, row) => n + count(step.id, row.id), 0), 0)
    );
  }, 0);
}
