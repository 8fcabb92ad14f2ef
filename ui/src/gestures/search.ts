/** Search: opened by key, and the wall follows what is found. */
import type { NoteId } from '../gen/board';
import type { FoundTitle } from '../state/board/search';
import type { Wall } from '../state/wall';
import { pickNote, revealPicked } from './select';

export function openSearch(wall: Wall): void {
  wall.chrome.showPanel('search');
}

/** Brings a found note into sight and picks it. */
export function goToNote(wall: Wall, note: NoteId): void {
  pickNote(wall, note);
  revealPicked(wall);
}

/** Goes where a found stage, step or row begins. */
export function goToTitle(wall: Wall, { cell }: FoundTitle): void {
  if (cell === null) return;
  wall.selection.pickCell(cell);
  revealPicked(wall);
}

/** What was looked for last on this board. */
export function lastQuery(wall: Wall): string {
  return wall.unplaced.drafts.get(queryKey(wall));
}

export function keepQuery(wall: Wall, query: string): void {
  wall.unplaced.drafts.keep(queryKey(wall), query);
}

function queryKey(wall: Wall): string {
  return `search:${wall.session.hello?.board ?? ''}`;
}
