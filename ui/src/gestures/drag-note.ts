/** Notes in the hand. Letting go asks for exactly one move, between neighbours; with Alt or Ctrl for copies. */
import type { Edit, NoteId } from '../gen/board';
import { type Point, toBoard } from '../state/screen/camera';
import { type DropTarget, contains, dropTarget, noteRect } from '../state/scene/geometry';
import type { Carry } from '../state/screen/overlay';
import { parkingChip } from '../state/screen/parking-chip';
import { inReadingOrder } from '../state/board/reading-order';
import type { Wall } from '../state/wall';
import { SPOKEN } from '../text/notes';
import { copiesAt } from './duplicate';
import { pickNeighbour } from './delete-note';
import { EdgePan } from './edge-pan';
import { type HeldKeys, type DragGesture, DRAG_THRESHOLD, distance } from './drag-gesture';
import { placeOnSheet, tellOtherSheet } from './move-to';
import { cellOf } from './select';
import { placeName } from './place-name';
import { SpringLoadedTabs } from './spring-loaded-tabs';

export interface DragOptions {
  /** Pressed and let go without a drag. */
  readonly tap?: () => void;
  /** CSS pixels that the pointer may move before a press becomes a drag. */
  readonly threshold?: number;
  /** Shown in the hand at once, before it moves: the answer to a finger that rested. */
  readonly isLifted?: boolean;
}

/** Carries the picked notes, of which `pressed` is under the pointer. */
export function startNoteDrag(
  wall: Wall,
  pressed: NoteId,
  start: Point,
  options: DragOptions = {},
): DragGesture {
  const { scene, board } = wall.mirror;
  const picked = wall.selection.has(pressed) ? wall.selection.notes : [pressed];
  const notes = board === null ? [...picked] : inReadingOrder(board, picked);
  const from = toBoard(wall.viewport.camera, start);
  const lay = (scene && noteRect(scene, pressed)) ?? from;
  const grip = { x: lay.x - from.x, y: lay.y - from.y };
  const carried = new Set(notes);
  let isCarrying = false;
  /** They may not be moved, and that was said. */
  let isStopped = false;
  let isCopy = false;
  let now = start;
  const edge = new EdgePan(wall, carry);
  const turn = new SpringLoadedTabs(wall, carry);
  if (options.isLifted === true) carry();

  function carry(): Carry {
    const at = toBoard(wall.viewport.camera, now);
    const over = wall.tabs.at(now);
    const tab = over === wall.sheet.id ? null : over;
    const target = over === null ? targetAt(wall, now, isCopy ? new Set() : carried) : null;
    const held: Carry = { notes, pressed, grip, at, target, tab, isCopy, stage: 'held' };
    wall.overlay.showCarry(held);
    return held;
  }

  function follow(at: Point, keys?: HeldKeys): void {
    now = at;
    isCopy = keys !== undefined && (keys.altKey || keys.ctrlKey);
  }

  return {
    move(at, keys) {
      follow(at, keys);
      if (isStopped) return;
      if (!isCarrying && distance(start, at) > (options.threshold ?? DRAG_THRESHOLD)) {
        const { permissions } = wall;
        const denial = isCopy ? permissions.whyNot('addNote') : permissions.whyNotNotes('moveNotes', notes);
        isStopped = wall.permissions.isDenied(denial);
        isCarrying = !isStopped;
      }
      if (!isCarrying) return;
      turn.over(carry().tab);
      edge.follow(at);
    },
    end(at, keys) {
      edge.stop();
      turn.stop();
      if (!isCarrying) {
        if (!isStopped) options.tap?.();
        return;
      }
      follow(at, keys);
      drop(wall, carry());
    },
    cancel() {
      edge.stop();
      turn.stop();
      if (isCarrying) goHome(wall, carry());
      else if (options.isLifted === true) wall.overlay.showCarry(null);
    },
  };
}

/** Where notes let go at a point of the screen go. */
function targetAt(wall: Wall, at: Point, carried: ReadonlySet<NoteId>): DropTarget | null {
  const { scene, board } = wall.mirror;
  if (scene === null || board === null) return null;
  if (contains(parkingChip(wall.viewport.size, wall.viewport.tools), at)) {
    const last = board.parked().findLast((note) => !carried.has(note.id));
    return { cell: null, after: last?.id ?? null, mark: null };
  }
  const point = wall.pointAt(at);
  return point && dropTarget(scene, point, carried);
}

/** One act, however many notes. */
export function moveEdit(notes: readonly NoteId[], { cell, after }: Omit<DropTarget, 'mark'>): Edit {
  const [note, ...rest] = notes;
  const place = cell === null ? { parked: true, after } : { step: cell.step, row: cell.row, after };
  if (note !== undefined && rest.length === 0) return { moveNote: { note, ...place } };
  return { moveNotes: { notes: [...notes], ...place } };
}

/** Whether the notes already lie where they would go. */
export function isHome(
  wall: Wall,
  notes: readonly NoteId[],
  { cell, after }: Omit<DropTarget, 'mark'>,
): boolean {
  const { board } = wall.mirror;
  const there = (cell === null ? board?.parked() : board?.notesIn(cell))?.map((note) => note.id) ?? [];
  const rest = there.filter((note) => !notes.includes(note));
  const at = after === null ? 0 : rest.indexOf(after) + 1;
  const moved = [...rest.slice(0, at), ...notes, ...rest.slice(at)];
  return moved.length === there.length && moved.every((note, index) => note === there[index]);
}

/** Asks for the move of notes that a finger lets go in the table, and says where they are. One act. */
export function dropAt(wall: Wall, notes: readonly NoteId[], target: Omit<DropTarget, 'mark'>): void {
  void wall.ask(moveEdit(notes, target)).then((accepted) => {
    if (accepted === null) return;
    wall.whenShown(accepted.revision, () => {
      wall.selection.pickNotes(notes, target.cell);
      wall.announcer.say(SPOKEN.moved(notes.length, placeName(wall, target.cell)));
    });
  });
}

/** Nothing happens: the notes glide back to where they are. */
function goHome(wall: Wall, carry: Carry): void {
  wall.overlay.showCarry({ ...carry, target: null, tab: null, stage: 'home' });
}

function drop(wall: Wall, carry: Carry): void {
  const { board } = wall.mirror;
  const { isCopy } = carry;
  const target = carry.tab === null ? carry.target : placeOnSheet(wall, carry.notes, carry.tab);
  // Somebody may have taken some of them off the wall meanwhile.
  const notes = carry.notes.filter((note) => board?.note(note) !== undefined);
  if (target === null || notes.length === 0 || (!isCopy && isHome(wall, notes, target))) {
    goHome(wall, carry);
    return;
  }
  const dropped: Carry = { ...carry, stage: 'dropped' };
  wall.overlay.showCarry(dropped);
  const copies = isCopy ? copiesAt(wall, notes, target) : null;
  // What goes out of sight is not followed there: whoever carried it goes on here.
  const isGone = carry.tab !== null || (target.cell === null && target.mark === null);
  if (isGone && !isCopy) pickNeighbour(wall, notes, cellOf(wall, carry.pressed));
  void wall.ask(copies?.edit ?? moveEdit(notes, target)).then((accepted) => {
    // Somebody quick may hold other notes by now.
    const isStillShown = wall.overlay.carry === dropped;
    if (accepted === null) {
      if (isStillShown) goHome(wall, carry);
      return;
    }
    wall.whenShown(accepted.revision, () => {
      if (wall.overlay.carry === dropped) wall.overlay.showCarry(null);
      if (carry.tab !== null) {
        tellOtherSheet(wall, copies?.notes ?? notes, target.cell);
        return;
      }
      if (isGone) wall.overlay.showParked({ count: notes.length });
      else wall.selection.pickNotes(copies?.notes ?? notes, target.cell);
      const say = copies === null ? SPOKEN.moved : SPOKEN.copied;
      wall.announcer.say(say(notes.length, placeName(wall, target.cell)));
    });
  });
}
