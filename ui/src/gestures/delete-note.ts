import type { Wall } from '../state/wall';

/** Takes the picked notes off the wall: one act, however many. Undo puts them back where they were. */
export function deletePicked(wall: Wall): void {
  const { notes } = wall.selection;
  const [note, ...rest] = notes;
  if (note === undefined || !wall.session.mayEdit) return;
  const cell = wall.selection.cell;
  void wall.ask(
    rest.length === 0
      ? { deleteNote: { note } }
      : { many: { edits: notes.map((id) => ({ deleteNote: { note: id } })) } },
  );
  if (cell !== null) wall.selection.pickCell(cell);
  else wall.selection.clear();
}
