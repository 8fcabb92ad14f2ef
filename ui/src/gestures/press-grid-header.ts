/** What a press on pinned headers begins: picking, carrying a header, drawing an edge; and what hovers. */
import type { Point } from '../state/screen/camera';
import { gapAt } from '../state/scene/gaps';
import { type GridHit, type GridHeader, gridAt, isSameHeader } from '../state/scene/grid-headers';
import type { Wall } from '../state/wall';
import { startHeaderDrag } from './drag-grid-header';
import { type DragGesture, DRAG_THRESHOLD, distance } from './drag-gesture';
import { openRename } from './rename-grid-header';
import { startEdgeDrag, resetEdge } from './resize-grid';

/** CSS pixels around an edge that take hold of it, by mouse and by finger. */
const REACH = 5;
const FINGER_REACH = 12;

/** CSS pixels around a gap that show its button. */
const GAP_REACH = 18;

/** A header that may not be moved stays, and the reason is said once the hand moves. */
function deniedDrag(wall: Wall, header: GridHeader, start: Point): DragGesture {
  const act = 'row' in header ? 'moveRow' : 'step' in header ? 'moveStep' : 'moveStage';
  let isSaid = false;
  return {
    move(at) {
      if (isSaid || distance(start, at) <= DRAG_THRESHOLD) return;
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
export function pressHeader(wall: Wall, at: Point): DragGesture | null {
  const hit = gridHit(wall, at);
  if (hit === null) return null;
  if (hit.on === 'gridHeader') {
    wall.selection.pickHeader(hit.header);
    return wall.session.mayEditGrid
      ? startHeaderDrag(wall, hit.header, at)
      : deniedDrag(wall, hit.header, at);
  }
  const isEdge = hit.on === 'columnEdge' || hit.on === 'rowEdge';
  return isEdge && wall.session.mayEditGrid ? startEdgeDrag(wall, hit, at) : null;
}

/** What a finger takes that rests on headers: an edge beside a header that is picked, else the header itself. */
export function startTouchedHeader(wall: Wall, at: Point): DragGesture | null {
  if (!wall.session.mayEditGrid) return null;
  const edge = wall.selection.header === null ? null : gridHit(wall, at, true);
  if (edge?.on === 'columnEdge' || edge?.on === 'rowEdge') return startEdgeDrag(wall, edge, at);
  const hit = gridHit(wall, at);
  if (hit?.on !== 'gridHeader') return null;
  const picked = wall.selection.header;
  if (picked === null || !isSameHeader(hit.header, picked)) wall.selection.pickHeader(hit.header);
  return startHeaderDrag(wall, hit.header, at);
}

/** A tap on a header picks it. Says whether there was one. */
export function tapHeader(wall: Wall, at: Point): boolean {
  const hit = gridHit(wall, at);
  if (hit?.on !== 'gridHeader') return false;
  wall.selection.pickHeader(hit.header);
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

/** Twice on a header writes it, on an edge gives the size back to the layout, on the board's header opens its panel. */
export function doubleOnGrid(wall: Wall, at: Point): boolean {
  const hit = gridHit(wall, at);
  if (hit === null) return false;
  if (hit.on !== 'gridHeader' && wall.permissions.isDenied(wall.permissions.whyNot(ACT_ON[hit.on])))
    return true;
  if (hit.on === 'gridHeader') openRename(wall, hit.header);
  else if (hit.on === 'sheetTitle') wall.chrome.showRename({ sheet: hit.sheet });
  else if (hit.on === 'header') wall.chrome.showPanel('header');
  else if (hit.on !== 'corner') resetEdge(wall, hit);
  return true;
}

/** A pointer without a button moves over the wall. */
export function hoverGrid(wall: Wall, at: Point): void {
  const { scene } = wall.mirror;
  if (scene === null || !wall.session.mayEditGrid) return;
  const { camera, size } = wall.viewport;
  wall.grid.hover(gridHit(wall, at), gapAt(scene.current.sheets, camera, size, at, GAP_REACH));
}
