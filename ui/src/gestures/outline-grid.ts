/** Stages and rows built in the outline: added at an end, renamed where their title stands. */
import type { Edit, SheetId } from '../gen/board';
import type { Rename } from '../state/screen/chrome';
import { mintId } from '../state/board/note-id';
import type { Wall } from '../state/wall';
import { renaming } from './rename-grid-header';

/** Adds a stage behind the last one and opens its title. */
export function addLastStage(wall: Wall, sheet: SheetId, title: string): void {
  const stage = mintId();
  begin(wall, { addStage: { id: stage, sheet, title } }, { stage });
}

/** Adds a row below the last one and opens its title. */
export function addLastRow(wall: Wall, sheet: SheetId, title: string): void {
  const row = mintId();
  begin(wall, { addRow: { id: row, sheet, title } }, { row });
}

/** Gives a title; empty and unchanged ones ask for nothing. */
export function giveTitle(wall: Wall, about: Rename, before: string, typed: string): void {
  const title = typed.trim();
  if (title === '' || title === before) return;
  void wall.ask(renaming(about, title));
}

function begin(wall: Wall, edit: Edit, about: Rename): void {
  if (wall.permissions.isDenied(wall.permissions.whyNotEdit(edit))) return;
  wall.chrome.awaitTitle(true);
  void wall.ask(edit).then((accepted) => {
    if (accepted !== null) wall.whenShown(accepted.revision, () => wall.chrome.showRename(about));
    else wall.chrome.awaitTitle(false);
  });
}
