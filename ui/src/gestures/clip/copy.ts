/** Picked notes onto the clipboard. Cutting also takes them off the wall, as one act. */
import type { NoteId } from '../../gen/board';
import { handfuls } from '../../state/board/reading-order';
import type { Wall } from '../../state/wall';
import { NOTES, SPOKEN } from '../../text/notes';
import { deletePicked } from '../delete-note';
import { contentOf } from '../duplicate';
import { type ClipNote, written } from './own-notes';
import { type ClipCell, asHtml, asText } from './write-html';

/** Where an event of the platform takes what is copied. */
export type Clip = Pick<DataTransfer, 'setData'>;

/** Writes the picked notes to the clipboard; false when none are picked. */
export function copyPicked(wall: Wall, clip: Clip): boolean {
  const { notes, cells } = copied(wall, wall.selection.notes);
  if (notes.length === 0) return false;
  clip.setData('text/plain', asText(cells));
  clip.setData('text/html', asHtml(cells, written(notes)));
  wall.announcer.say(SPOKEN.onClipboard(notes.length));
  return true;
}

export function cutPicked(wall: Wall, clip: Clip): boolean {
  const { notes } = wall.selection;
  if (notes.length === 0 || wall.permissions.isDenied(wall.permissions.whyNotNotes('deleteNote', notes)))
    return false;
  if (!copyPicked(wall, clip)) return false;
  deletePicked(wall);
  return true;
}

/** Notes with their places among each other, and by cell for other programs. */
export function copied(
  wall: Pick<Wall, 'mirror'>,
  picked: readonly NoteId[],
): { notes: ClipNote[]; cells: ClipCell[] } {
  const { board } = wall.mirror;
  if (board === null) return { notes: [], cells: [] };
  const groups = handfuls(board, picked).map(({ cell, notes }) => {
    const sheet = board.sheets.find((one) => one.rows.some((row) => row.id === cell?.row));
    const columns = sheet === undefined ? [] : board.columns(sheet);
    const column = columns.findIndex((one) => one.id === cell?.step);
    const row = sheet?.rows.findIndex((one) => one.id === cell?.row) ?? -1;
    return {
      column: column < 0 ? null : column,
      row,
      views: notes.flatMap((note) => board.note(note) ?? []),
      titles: { column: columns[column]?.title ?? NOTES.parkingLot, row: sheet?.rows[row]?.title ?? '' },
    };
  });
  const onGrid = groups.filter((group) => group.column !== null);
  const left = Math.min(...onGrid.map((group) => group.column ?? 0));
  const top = Math.min(...onGrid.map((group) => group.row));
  return {
    notes: groups.flatMap(({ column, row, views }) =>
      views.map((view) => ({
        column: column === null ? null : column - left,
        row: column === null ? 0 : row - top,
        content: contentOf(view),
      })),
    ),
    cells: groups.map(({ titles, views }) => ({ ...titles, texts: views.map((view) => view.text) })),
  };
}
