/** Picking several notes by keyboard: Shift with arrows, Ctrl+A. */
import type { CellId, NoteId } from '../gen/board';
import { cellsOf } from '../state/board/reading-order';
import type { Wall } from '../state/wall';
import { SPOKEN } from '../text/notes';
import { type Direction, cellOf, neighbour, revealPicked, moveFocus } from './select';

/** All notes of the cell; again, all of its sheet. */
export function selectAll(wall: Wall): void {
  const { board } = wall.mirror;
  if (board === null) return;
  const { cell, notes } = wall.selection;
  const ofCell = cell === null ? [] : board.notesIn(cell).map((note) => note.id);
  const isCellPicked = ofCell.length > 0 && ofCell.every((note) => notes.includes(note));
  const all = ofCell.length === 0 || isCellPicked ? notesOfSheet(wall) : ofCell;
  const last = all.at(-1);
  if (last === undefined) return;
  wall.selection.pickNotes(all, cell ?? cellOf(wall, last));
  wall.announcer.say(SPOKEN.picked(all.length));
}

/** The notes of the sheet that is shown. */
function notesOfSheet(wall: Wall): NoteId[] {
  const { board } = wall.mirror;
  const sheet = board?.sheets.find(({ id }) => id === wall.sheet.id);
  if (board === null || sheet === undefined) return [];
  const rows = new Set(sheet.rows.map(({ id }) => id));
  return [...cellsOf(board)].flatMap((cell) =>
    rows.has(cell.row) ? board.notesIn(cell).map((note) => note.id) : [],
  );
}

/** The next note that way joins what is picked; going back lets the last one go. */
export function extend(wall: Wall, direction: Direction): void {
  const { notes, cell } = wall.selection;
  const last = notes.at(-1);
  if (last === undefined) {
    moveFocus(wall, direction);
    return;
  }
  const next = nextNote(wall, last, direction);
  if (next === null) return;
  const before = notes.at(-2);
  const isAcross = direction === 'left' || direction === 'right';
  // Cells hold different numbers of notes: back across is back to the one that was left.
  const isBack =
    before !== undefined &&
    (next === before || (isAcross && isOneCell(cellOf(wall, next), cellOf(wall, before))));
  if (isBack) wall.selection.pickNotes(notes.slice(0, -1), cell);
  else wall.selection.pickNotes([...notes.filter((note) => note !== next), next], cell);
  const lead = wall.selection.notes.at(-1);
  if (lead !== undefined) wall.selection.comeTo(cellOf(wall, lead));
  revealPicked(wall);
  wall.announcer.say(SPOKEN.picked(wall.selection.notes.length));
}

function isOneCell(one: CellId | null, other: CellId | null): boolean {
  return one !== null && one.step === other?.step && one.row === other.row;
}

/** The nearest note in a direction: up and down through the notes of a column, across to the same place. */
function nextNote(wall: Wall, from: NoteId, direction: Direction): NoteId | null {
  const { board } = wall.mirror;
  const cell = cellOf(wall, from);
  if (board === null || cell === null) return null;
  const at = board.notesIn(cell).findIndex((note) => note.id === from);
  const isAcross = direction === 'left' || direction === 'right';
  const by = direction === 'right' || direction === 'down' ? 1 : -1;
  if (!isAcross) {
    const beside = board.notesIn(cell)[at + by];
    if (beside !== undefined) return beside.id;
  }
  let there = neighbour(wall, cell, isAcross ? by : 0, isAcross ? 0 : by);
  while (there !== null) {
    const notes = board.notesIn(there);
    const found = isAcross ? notes[Math.min(at, notes.length - 1)] : notes.at(by === 1 ? 0 : -1);
    if (found !== undefined) return found.id;
    there = neighbour(wall, there, isAcross ? by : 0, isAcross ? 0 : by);
  }
  return null;
}
