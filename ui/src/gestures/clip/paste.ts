/** What is pasted on the wall: notes of ours, cells of a spreadsheet, lines, or a line. */
import { MOST_TEXT } from '../../gen/limits';
import type { CellId } from '../../gen/board';
import type { PastePlace } from '../../state/screen/pasting';
import type { PasteLines } from '../../state/storage/settings';
import type { Wall } from '../../state/wall';
import { pickedHere } from '../add-note';
import { cellOf } from '../select';
import { type Batch, MOST_AT_ONCE, addAll, plainContent } from './add-all';
import { ATTRIBUTE, type ClipNote, read } from './own-notes';
import { type Clipping, readClip } from './read-clip';

/** Where an event of the platform has what was copied. */
export type Clip = Pick<DataTransfer, 'getData'>;

/** Takes what is on the clipboard; false when there is nothing for a wall. */
export function paste(wall: Wall, clip: Clip): boolean {
  return pasteText(wall, clip.getData('text/plain'), clip.getData('text/html'));
}

/**
 * Takes a text, and the same as HTML where there is such. Asks where it is not clear what becomes of it, and where it
 * would not come whole. What was typed under `draft` waits there until it is on the wall.
 */
export function pasteText(wall: Wall, text: string, html = '', at = pastePlace(wall), draft = ''): boolean {
  if (at === null) return false;
  if (wall.permissions.isDenied(wall.permissions.whyNot('addNote', at.cell?.row))) return true;
  const own = html.includes(ATTRIBUTE) ? ownNotes(html) : [];
  if (own.length > 0) {
    addAll(wall, laidOut(wall, own, at));
    return true;
  }
  const clip = readClip(text, html, parsed);
  if (clip.items.length === 0) return false;
  const whole = answered(clip, wall.settings.pasteLines);
  if (whole !== null) {
    addTexts(wall, at, whole);
    wall.unplaced.drafts.end(draft);
  } else {
    wall.pasting.show({ clip: { ...clip, place: at, draft } });
    wall.chrome.showDialog('paste');
  }
  return true;
}

/** The notes of a clipping about which nothing need be asked: a single line, or lines that the person has settled. */
export function answered(clip: Clipping, choice: PasteLines): readonly string[] | null {
  const { items, text, rows, isCut } = clip;
  const texts = items.length === 1 ? items : choice === 'each' ? items : choice === 'one' ? [text] : null;
  if (texts === null || isCut || (rows?.[0]?.length ?? 0) > 1 || texts.length > MOST_AT_ONCE) return null;
  return texts.some((one) => one.length > MOST_TEXT) ? null : texts;
}

/** Opens a field for many notes, one a line. */
export function writeMany(wall: Wall): void {
  const place = pastePlace(wall);
  if (place === null || wall.permissions.isDenied(wall.permissions.whyNot('addNote', place.cell?.row)))
    return;
  wall.pasting.show({ bulk: place });
  wall.chrome.showDialog('paste');
}

/** Adds a note for each text, all in one place. */
export function addTexts(wall: Wall, place: PastePlace, texts: readonly string[]): void {
  addAll(wall, [{ place, contents: texts.map((text) => plainContent(text, wall.selection.kind)) }]);
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
