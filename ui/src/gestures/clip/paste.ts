/** What is pasted on the wall: notes of ours, cells of a spreadsheet, lines, or a line. */
import type { CellId } from '../../gen/board';
import type { PastePlace } from '../../state/pasting';
import type { Wall } from '../../state/wall';
import { pickedHere } from '../add-note';
import { cellOf } from '../select';
import { MOST_TEXT } from '../type-note';
import { type Batch, addAll, plainContent } from './add-all';
import { ATTRIBUTE, type ClipNote, read } from './own-notes';
import { blockOf } from './read-table';

/** Most notes that lines become: beyond it somebody pasted a document by mistake. */
export const MOST_LINES = 200;

/** Where an event of the platform has what was copied. */
export type Clip = Pick<DataTransfer, 'getData'>;

/** Takes what is on the clipboard; false when there is nothing for a wall. */
export function paste(wall: Wall, clip: Clip): boolean {
  return pasteText(wall, clip.getData('text/plain'), clip.getData('text/html'));
}

/** Takes a text, and the same as HTML where there is such. */
export function pasteText(wall: Wall, text: string, html = ''): boolean {
  const place = pastePlace(wall);
  if (place === null) return false;
  if (wall.isDenied(wall.permissions.whyNot('addNote', place.cell?.row))) return true;
  const own = html.includes(ATTRIBUTE) ? ownNotes(html) : [];
  if (own.length > 0) {
    addAll(wall, laidOut(wall, own, place));
    return true;
  }
  const rows = blockOf(html, text, parsed);
  if (rows !== null) {
    wall.pasting.show({ block: { rows, place } });
    wall.chrome.showDialog('paste');
    return true;
  }
  return pasteLines(wall, text, place);
}

/** Opens a field for many notes, one a line. */
export function writeMany(wall: Wall): void {
  const place = pastePlace(wall);
  if (place === null || wall.isDenied(wall.permissions.whyNot('addNote', place.cell?.row))) return;
  wall.pasting.show({ bulk: place });
  wall.chrome.showDialog('paste');
}

function pasteLines(wall: Wall, text: string, place: PastePlace): boolean {
  const lines = linesOf(text);
  const whole = text.replace(/\r\n?/g, '\n').trim();
  const choice = wall.settings.pasteLines;
  if (lines.length === 0) return false;
  if (lines.length === 1) addLines(wall, place, lines);
  else if (choice === 'each' && lines.length <= MOST_LINES) addLines(wall, place, lines);
  else if (choice === 'one' && whole.length <= MOST_TEXT) addLines(wall, place, [whole]);
  else {
    wall.pasting.show({ lines: { lines, text: whole, place } });
    wall.chrome.showDialog('paste');
  }
  return true;
}

/** Adds a note for each text. */
export function addLines(wall: Wall, place: PastePlace, texts: readonly string[]): void {
  const contents = texts.slice(0, MOST_LINES).map((text) => plainContent(text, wall.selection.kind));
  addAll(wall, [{ place, contents }]);
}

/** The lines of a text that say something, without the marks of a list. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/^\s*[•·◦▪‣*–-]\s+/, '').trim())
    .filter((line) => line !== '');
}

/** Behind the picked note, at the end of the picked cell, or of the one where this person writes on this sheet. */
export function pastePlace(wall: Wall): PastePlace | null {
  const note = wall.selection.notes.at(-1);
  if (note !== undefined) return { cell: cellOf(wall, note), after: note };
  const cell = pickedHere(wall) ?? wall.sheet.cellFor();
  return cell && { cell };
}

function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

function ownNotes(html: string): ClipNote[] {
  const holder = parsed(html).querySelector(`[${ATTRIBUTE}]`);
  return read(holder?.getAttribute(ATTRIBUTE) ?? '');
}

/** Notes as they lay to each other, from the place on; what would go over the edge stays in the last cell. */
export function laidOut(wall: Pick<Wall, 'mirror'>, notes: readonly ClipNote[], place: PastePlace): Batch[] {
  const batches = new Map<string, { place: PastePlace; contents: ClipNote['content'][] }>();
  for (const { column, row, content } of notes) {
    const cell = column === null || place.cell === null ? null : beside(wall, place.cell, column, row);
    // Notes of the parking lot have no place among the others: they go where one is.
    const to = column === null || isSame(cell, place.cell) ? place : { cell };
    const key = to.cell === null ? '' : `${to.cell.step}/${to.cell.row}`;
    const batch = batches.get(key) ?? { place: to, contents: [] };
    batch.contents.push(content);
    batches.set(key, batch);
  }
  return [...batches.values()];
}

function beside(
  { mirror: { board } }: Pick<Wall, 'mirror'>,
  from: CellId,
  across: number,
  down: number,
): CellId {
  const sheet = board?.sheets.find((one) => one.rows.some((row) => row.id === from.row));
  const columns = sheet && board ? board.columns(sheet) : [];
  const rows = sheet?.rows ?? [];
  const at = (parts: readonly { id: string }[], id: string, by: number): string =>
    parts[Math.min(parts.findIndex((part) => part.id === id) + by, parts.length - 1)]?.id ?? id;
  return { step: at(columns, from.step, across), row: at(rows, from.row, down) };
}

function isSame(one: CellId | null, other: CellId | null): boolean {
  return one?.step === other?.step && one?.row === other?.row;
}
