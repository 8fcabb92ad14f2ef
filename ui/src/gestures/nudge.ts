/** Alt with arrows: picked notes go up and down in their cell, and to the cell beside it. */
import type { Edit } from '../gen/board';
import type { BoardMirror } from '../state/board/board-mirror';
import { type Handful, handfuls } from '../state/board/reading-order';
import type { Wall } from '../state/wall';
import { SPOKEN } from '../text/notes';
import { moveEdit } from './drag-note';
import { asOne } from './duplicate';
import { type Direction, neighbour, revealPicked } from './select';
import { placeName } from './place-name';

/** Moves what is picked one place in a direction: all of it, or nothing where there is no such place. */
export function nudge(wall: Wall, direction: Direction): void {
  const { board } = wall.mirror;
  if (board === null) return;
  const groups = handfuls(board, wall.selection.notes);
  const [only, ...others] = groups;
  if (
    only === undefined ||
    wall.permissions.isDenied(wall.permissions.whyNotNotes('moveNotes', wall.selection.notes))
  )
    return;
  const inside = others.length === 0 ? withinCell(board, only, direction) : null;
  const edits = inside === null ? groups.map((group) => besideCell(wall, group, direction)) : [inside];
  const known = edits.flatMap((edit) => edit ?? []);
  if (known.length < edits.length) return;
  const notes = wall.selection.notes;
  void wall.ask(asOne(known)).then((accepted) => {
    if (accepted === null) return;
    wall.whenShown(accepted.revision, () => {
      revealPicked(wall);
      wall.announcer.say(SPOKEN.moved(notes.length, placeName(wall, wall.selection.cell)));
    });
  });
}

/** One place up or down among the notes of the same cell or parking lot; `null` at its end. */
export function withinCell(
  board: Pick<BoardMirror, 'notesIn' | 'parked'>,
  { cell, notes }: Handful,
  direction: Direction,
): Edit | null {
  // In the parking lot there is only one way to go, whichever arrows people think of.
  const isBack = direction === 'up' || (cell === null && direction === 'left');
  const isOn = direction === 'down' || (cell === null && direction === 'right');
  if (!isBack && !isOn) return null;
  const there = (cell === null ? board.parked() : board.notesIn(cell)).map((note) => note.id);
  const rest = there.filter((note) => !notes.includes(note));
  const first = there.findIndex((note) => notes.includes(note));
  const last = there.findLastIndex((note) => notes.includes(note));
  const isTogether = last - first + 1 === notes.length;
  // Notes that lie apart come together first, where the first or the last of them is.
  const before = rest.filter((note) => there.indexOf(note) < (isBack ? first : last)).length;
  const at = before + (isTogether ? (isBack ? -1 : 1) : 0);
  if (at < 0 || at > rest.length) return null;
  return moveEdit(notes, { cell, after: rest[at - 1] ?? null });
}

/** To the neighbouring cell: across to the same place in it, up to its end, down to its beginning. */
function besideCell(wall: Wall, { cell, notes }: Handful, direction: Direction): Edit | null {
  const { board } = wall.mirror;
  if (cell === null || board === null) return null;
  const columns = direction === 'left' ? -1 : direction === 'right' ? 1 : 0;
  const rows = direction === 'up' ? -1 : direction === 'down' ? 1 : 0;
  const there = neighbour(wall, cell, columns, rows);
  if (there === null) return null;
  const lying = board.notesIn(there);
  const own = board.notesIn(cell).findIndex((note) => note.id === notes[0]);
  const at = rows === 1 ? 0 : rows === -1 ? lying.length : Math.min(own, lying.length);
  return moveEdit(notes, { cell: there, after: lying[at - 1]?.id ?? null });
}
