/** What a press on pinned titles begins: picking, carrying a title, drawing an edge; and what hovers. */
import type { Point } from '../state/camera';
import { gapAt } from '../state/gaps';
import { type GridHit, type Title, gridAt, isSameTitle } from '../state/titles';
import type { Wall } from '../state/wall';
import { holdTitle } from './drag-title';
import { type Hold, TREMBLE, distance } from './hold';
import { openRename } from './rename-title';
import { holdEdge, letEdgeGo } from './resize-grid';

/** CSS pixels around an edge that take hold of it, by mouse and by finger. */
const REACH = 5;
const FINGER_REACH = 12;

/** CSS pixels around a gap that show its button. */
const GAP_REACH = 18;

/** A title that may not be moved stays, and the reason is said once the hand moves. */
function deniedHold(wall: Wall, title: Title, start: Point): Hold {
  const act = 'row' in title ? 'moveRow' : 'step' in title ? 'moveStep' : 'moveStage';
  let isSaid = false;
  return {
    move(at) {
      if (isSaid || distance(start, at) <= TREMBLE) return;
      isSaid = true;
      wall.permissions.isDenied(wall.permissions.whyNot(act));
    },
    end: () => undefined,
    cancel: () => undefined,
  };
}

export function gridHit(wall: Wall, at: Point, isFinger = false): GridHit | null {
  const { scene } = wall.mirror;
  const { camera, size } = wall.viewport;
  return scene && gridAt(scene, camera, size, at, isFinger ? FINGER_REACH : REACH);
}

/** The gesture that a press on the grid's own parts begins; `null` when it is none of them. */
export function pressTitle(wall: Wall, at: Point): Hold | null {
  const hit = gridHit(wall, at);
  if (hit === null) return null;
  if (hit.on === 'title') {
    wall.selection.pickHeader(hit.title);
    return wall.session.mayEditGrid ? holdTitle(wall, hit.title, at) : deniedHold(wall, hit.title, at);
  }
  const isEdge = hit.on === 'columnEdge' || hit.on === 'rowEdge';
  return isEdge && wall.session.mayEditGrid ? holdEdge(wall, hit, at) : null;
}

/** What a finger takes that rests on titles: an edge beside a title that is picked, else the title itself. */
export function holdTouchedTitle(wall: Wall, at: Point): Hold | null {
  if (!wall.session.mayEditGrid) return null;
  const edge = wall.selection.header === null ? null : gridHit(wall, at, true);
  if (edge?.on === 'columnEdge' || edge?.on === 'rowEdge') return holdEdge(wall, edge, at);
  const hit = gridHit(wall, at);
  if (hit?.on !== 'title') return null;
  const picked = wall.selection.header;
  if (picked === null || !isSameTitle(hit.title, picked)) wall.selection.pickHeader(hit.title);
  return holdTitle(wall, hit.title, at);
}

/** A tap on a title picks it. Says whether there was one. */
export function tapTitle(wall: Wall, at: Point): boolean {
  const hit = gridHit(wall, at);
  if (hit?.on !== 'title') return false;
  wall.selection.pickHeader(hit.title);
  return true;
}

/** What a double press on these parts does. */
const ACT_ON = {
  sheetTitle: 'renameSheet',
  header: 'setHeader',
  corner: 'setRow',
  columnEdge: 'setStep',
  rowEdge: 'setRow',
} as const;

/** Twice on a title writes it, on an edge gives the size back to the layout, on the header opens its panel. */
export function doubleOnGrid(wall: Wall, at: Point): boolean {
  const hit = gridHit(wall, at);
  if (hit === null) return false;
  if (hit.on !== 'title' && wall.permissions.isDenied(wall.permissions.whyNot(ACT_ON[hit.on]))) return true;
  if (hit.on === 'title') openRename(wall, hit.title);
  else if (hit.on === 'sheetTitle') wall.chrome.showRename({ sheet: hit.sheet });
  else if (hit.on === 'header') wall.chrome.showPanel('header');
  else if (hit.on !== 'corner') letEdgeGo(wall, hit);
  return true;
}

/** A pointer without a button moves over the wall. */
export function hoverGrid(wall: Wall, at: Point): void {
  const { scene } = wall.mirror;
  if (scene === null || !wall.session.mayEditGrid) return;
  const { camera, size } = wall.viewport;
  wall.grid.hover(gridHit(wall, at), gapAt(scene.current.sheets, camera, size, at, GAP_REACH));
}
