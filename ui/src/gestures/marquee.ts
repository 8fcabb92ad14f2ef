/** A frame drawn with the mouse on empty wall picks what it touches; with Shift it adds to what is picked. */
import type { CellId, NoteId } from '../gen/board';
import type { Rect } from '../gen/scene';
import { type Point, toBoard } from '../state/screen/camera';
import { cellsIn, moved, overlaps } from '../state/scene/geometry';
import type { SceneMirror } from '../state/scene/scene-mirror';
import type { Wall } from '../state/wall';
import { SPOKEN } from '../text/notes';
import { EdgePan } from './edge-pan';
import { type DragGesture, DRAG_THRESHOLD, distance } from './drag-gesture';
import { cellOf } from './select';

/** What was picked before the press, so that Esc gives it back. */
export interface Picked {
  readonly notes: readonly NoteId[];
  readonly cell: CellId | null;
}

export function startMarquee(wall: Wall, start: Point, before: Picked, isAdding: boolean): DragGesture {
  const from = toBoard(wall.viewport.camera, start);
  const base = isAdding ? before.notes : [];
  let isDrawn = false;
  let now = start;
  const edge = new EdgePan(wall, draw);

  function draw(): void {
    const frame = rectBetween(from, toBoard(wall.viewport.camera, now));
    wall.overlay.showMarquee(frame);
    const { scene } = wall.mirror;
    const touched = scene === null ? [] : notesTouching(scene, frame);
    const notes = [...base, ...touched.filter((note) => !base.includes(note))];
    const last = notes.at(-1);
    if (!isSame(notes, wall.selection.notes))
      wall.selection.pickNotes(notes, last === undefined ? null : cellOf(wall, last));
  }

  function close(): void {
    edge.stop();
    wall.overlay.showMarquee(null);
  }

  return {
    move(at) {
      isDrawn ||= distance(start, at) > DRAG_THRESHOLD;
      if (!isDrawn) return;
      now = at;
      draw();
      edge.follow(at);
    },
    end() {
      close();
      if (isDrawn) wall.announcer.say(SPOKEN.picked(wall.selection.notes.length));
    },
    cancel() {
      close();
      if (isDrawn) wall.selection.pickNotes(before.notes, before.cell);
    },
  };
}

export function rectBetween(a: Point, b: Point): Rect {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
}

/** Every note that a frame touches, cell by cell; parked ones last. */
export function notesTouching(scene: SceneMirror, frame: Rect): NoteId[] {
  const { parking } = scene.current;
  const held = [...cellsIn(scene, frame)].map(({ cell, rect }) => ({ notes: cell.notes, at: rect }));
  held.push({ notes: parking.notes, at: parking.block.rect });
  return held.flatMap(({ notes, at }) =>
    notes.flatMap((note) => (overlaps(moved(note.block.rect, at), frame) ? [note.id] : [])),
  );
}

function isSame(one: readonly NoteId[], other: readonly NoteId[]): boolean {
  return one.length === other.length && one.every((note, index) => note === other[index]);
}
