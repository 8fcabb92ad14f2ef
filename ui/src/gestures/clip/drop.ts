/** Text, tables and files that are dropped on the wall. */
import { cellAt } from '../../state/scene/geometry';
import type { Point } from '../../state/screen/camera';
import type { PastePlace } from '../../state/screen/pasting';
import type { Wall } from '../../state/wall';
import { pasteText, pastePlace } from './paste';
import { decoded, tabbed } from './read-file';

/** What is dropped, as the platform has it. */
export type Dropped = Pick<DataTransfer, 'getData' | 'files'>;

/** Largest file that is read: beyond any list of notes. */
const MOST_BYTES = 8 << 20;

/** The code of what people read when a file is no text. */
export const NO_TEXT = 'E_NO_TEXT';

/** Files that are lists or tables, by their endings; others are pictures, documents, programs. */
const TEXTS = /\.(txt|md|csv|tsv|tab)$/i;

/** Takes what was dropped where it was dropped. */
export async function dropOn(wall: Wall, at: Point, dropped: Dropped): Promise<void> {
  const place = placeAt(wall, at);
  if (!wall.session.mayEdit || place === null) return;
  const files = [...dropped.files];
  if (files.length === 0) {
    pasteText(wall, dropped.getData('text/plain'), dropped.getData('text/html'), place);
    return;
  }
  const texts = await Promise.all(files.map(textOf));
  // One file that cannot be read leaves none out unsaid: nothing is taken, and it is said.
  if (texts.some((text) => text === null)) wall.session.notify(NO_TEXT);
  else pasteText(wall, texts.join('\n'), '', place);
}

async function textOf(file: File): Promise<string | null> {
  if (file.size > MOST_BYTES || !(TEXTS.test(file.name) || file.type === 'text/plain')) return null;
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  return text !== null && /\.csv$/i.test(file.name) ? tabbed(text) : text;
}

/** The end of the cell under the pointer; elsewhere where pasting goes. */
function placeAt(wall: Wall, at: Point): PastePlace | null {
  const { scene } = wall.mirror;
  const point = wall.pointAt(at);
  const cell = scene && point && cellAt(scene, point);
  return cell === null ? pastePlace(wall) : { cell };
}
