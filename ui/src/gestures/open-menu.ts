/** The menu of what is under the pointer, or of what is picked. */
import { type Point, toScreen } from '../state/screen/camera';
import type { OpenMenu } from '../state/screen/chrome';
import { cellAt, cellRect, noteAt, noteRect } from '../state/scene/geometry';
import { findHeader } from '../state/scene/grid-headers';
import type { Wall } from '../state/wall';
import { gridHit } from './press-grid-header';
import { pickNote } from './select';

/** Opens the menu of what is at a point of the wall; `at` counts from the wall, `window` from the window. */
export function openMenuAt(wall: Wall, at: Point, window: Point): void {
  const { scene } = wall.mirror;
  const point = wall.pointAt(at);
  if (scene === null || openMenuOfHeader(wall, at, window) || point === null) return;
  const note = noteAt(scene, point);
  if (note !== null) {
    if (!wall.selection.has(note.id)) pickNote(wall, note.id);
    wall.chrome.showMenu({ at: window, about: { note: note.id } });
    return;
  }
  const cell = cellAt(scene, point);
  if (cell === null) return;
  wall.selection.pickCell(cell);
  wall.chrome.showMenu({ at: window, about: { cell } });
}

/** Opens the menu of what is picked, beside it: the menu key, Shift+F10. */
export function openMenuOfPicked(wall: Wall): void {
  const { scene } = wall.mirror;
  const { cell, notes } = wall.selection;
  const note = notes.at(-1);
  if (scene === null) return;
  const { header } = wall.selection;
  if (header !== null) {
    const place = findHeader(scene, header, wall.viewport.camera, wall.viewport.size)?.rect;
    if (place !== undefined) showGridMenu(wall, { at: { x: place.x + 16, y: place.y + 40 }, about: header });
    return;
  }
  const rect = note !== undefined ? noteRect(scene, note) : cell && cellRect(scene, cell);
  if (!rect) return;
  const corner = toScreen(wall.viewport.camera, { x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 });
  const about = note !== undefined ? { note } : cell && { cell };
  if (about) wall.chrome.showMenu({ at: corner, about });
}

/** The menu of a header, of a sheet's title, or of the board's header. */
function openMenuOfHeader(wall: Wall, at: Point, window: Point): boolean {
  const hit = gridHit(wall, at);
  if (hit?.on === 'gridHeader') {
    wall.selection.pickHeader(hit.header);
    showGridMenu(wall, { at: window, about: hit.header });
  } else if (hit?.on === 'sheetTitle' || hit?.on === 'corner') {
    showGridMenu(wall, { at: window, about: { sheet: hit.sheet } });
  } else return false;
  return true;
}

/** A menu of the grid's parts has nothing for those who may not change them: they are told so. */
function showGridMenu(wall: Wall, menu: OpenMenu): void {
  const { about } = menu;
  const act =
    'row' in about
      ? 'setRow'
      : 'step' in about
        ? 'renameStep'
        : 'stage' in about
          ? 'setStage'
          : 'renameSheet';
  if (!wall.permissions.isDenied(wall.permissions.whyNot(act))) wall.chrome.showMenu(menu);
}
