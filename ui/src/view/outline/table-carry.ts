/**
 * Notes of the table in a finger's hand: what a finger rests on it carries to a place between others, to another
 * stage by way of its chip, or to the parking lot. A finger that moves at once scrolls, as everywhere.
 */
import type { CellId, NoteId } from '../../gen/board';
import { isHome, dropAt } from '../../gestures/drag-note';
import type { DragGesture } from '../../gestures/drag-gesture';
import { pickNote } from '../../gestures/select';
import { Finger, HEARS_ALL } from '../../gestures/touch';
import type { Point } from '../../state/screen/camera';
import { inReadingOrder } from '../../state/board/reading-order';
import type { Wall } from '../../state/wall';
import { paperOf } from '../parts/paper-colour';

/** CSS pixels from the table's edges within which it scrolls, how fast a second, and its longest step in ms. */
const EDGE = 72;
const SPEED = 480;
const LONGEST = 50;

/** Milliseconds that a carried note rests on a stage's chip before that stage is shown. */
const DWELL = 500;

/** Where notes let go now would be. */
export interface Target {
  readonly cell: CellId | null;
  readonly after: NoteId | null;
  /** Where the line stands that shows the place; `null` over the parking lot. */
  readonly line: { readonly x: number; readonly y: number; readonly w: number } | null;
}

/** What the finger has. */
export interface CarriedByFinger {
  readonly notes: readonly NoteId[];
  readonly text: string;
  readonly paper: string;
  readonly at: Point;
}

const NOTHING: DragGesture = { move: () => undefined, end: () => undefined, cancel: () => undefined };

/** Listens on the table until the returned function is called; `show` is told of every change. */
export function carryByFinger(
  wall: Wall,
  holder: HTMLElement,
  show: (carried: CarriedByFinger | null, target: Target | null) => void,
): () => void {
  let carried: CarriedByFinger | null = null;
  let target: Target | null = null;
  let finger: { id: number; gesture: Finger; ends: AbortController } | null = null;
  let chip: { step: string; timer: ReturnType<typeof setTimeout> } | null = null;
  let scrolling: number | null = null;

  function quiet(event: Event): void {
    if (finger === null) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function down(event: PointerEvent): void {
    const note = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-note]') : null;
    const id = note?.dataset['note'];
    if (event.pointerType !== 'touch' || note === null || id === undefined || finger !== null) return;
    const start = pointOf(event);
    const acts = {
      tap: () => undefined,
      swipe: (): DragGesture => NOTHING,
      take: () => take(id, start),
      rest: () => wall.chrome.showMenu({ at: start, about: { note: id } }),
      takeBack: () => undefined,
    };
    const ends = new AbortController();
    const { signal } = ends;
    finger = { id: event.pointerId, gesture: new Finger(acts, start, event.timeStamp, HEARS_ALL), ends };
    // The note may go with the stage that showed it: the window hears of the finger all the same.
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', up, { signal });
    window.addEventListener('pointercancel', lost, { signal });
    for (const type of ['touchmove', 'touchend'] as const)
      event.target?.addEventListener(type, keep, { signal, passive: false });
  }

  /** What is in the hand neither scrolls the table nor presses what is below it. */
  function keep(event: Event): void {
    if (carried !== null && event.cancelable) event.preventDefault();
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== finger?.id) return;
    for (const one of HEARS_ALL ? event.getCoalescedEvents() : []) finger.gesture.move(pointOf(one), one);
    finger.gesture.move(pointOf(event), event);
  }

  function up(event: PointerEvent): void {
    if (event.pointerId !== finger?.id) return;
    finger.gesture.end(pointOf(event), event);
    close();
  }

  function lost(event: PointerEvent): void {
    if (event.pointerId !== finger?.id) return;
    finger.gesture.cancel();
    close();
  }

  function close(): void {
    finger?.ends.abort();
    finger = null;
    carried = null;
    target = null;
    show(null, null);
    leaveChip();
    if (scrolling !== null) cancelAnimationFrame(scrolling);
    scrolling = null;
  }

  function take(id: NoteId, start: Point): DragGesture | null {
    const { board } = wall.mirror;
    const note = board?.note(id);
    if (!wall.session.mayEdit || board === null || note === undefined) return null;
    if (typeof navigator.vibrate === 'function') navigator.vibrate(12);
    if (!wall.selection.has(id)) pickNote(wall, id);
    const notes = inReadingOrder(board, wall.selection.notes);
    const paper = paperOf(board.kind(note.kind)?.colour);
    carried = { notes, text: note.text, paper, at: start };
    show(carried, null);
    return {
      move(at) {
        if (carried === null) return;
        carried = { ...carried, at };
        aim();
        scroll(performance.now());
      },
      end() {
        const goal = target;
        if (goal !== null && !isHome(wall, notes, goal)) dropAt(wall, notes, goal);
      },
      cancel: () => undefined,
    };
  }

  /** Looks for what is under the finger, and shows it. */
  function aim(): void {
    if (carried === null) return;
    target = targetAt(carried);
    show(carried, target);
  }

  function targetAt(now: CarriedByFinger): Target | null {
    const under = document.elementFromPoint(now.at.x, now.at.y);
    restOnChip(under?.closest<HTMLElement>('[data-stage-chip]')?.dataset['stageChip'] ?? null);
    if (under?.closest('[data-park-here]')) {
      const last = wall.mirror.board?.parked().findLast((note) => !now.notes.includes(note.id));
      return { cell: null, after: last?.id ?? null, line: null };
    }
    const lane =
      under?.closest('[data-cell]') ?? under?.closest('[data-lane], td')?.querySelector('[data-cell]');
    return lane instanceof HTMLElement ? placeIn(lane, now) : null;
  }

  function restOnChip(step: string | null): void {
    if (chip?.step === step) return;
    leaveChip();
    if (step === null) return;
    chip = { step, timer: setTimeout(() => wall.chrome.showColumn(step), DWELL) };
  }

  function leaveChip(): void {
    if (chip !== null) clearTimeout(chip.timer);
    chip = null;
  }

  /** The table comes along while something is held near its edges. */
  function scroll(last: number): void {
    if (scrolling !== null || carried === null) return;
    const [x, y] = direction(carried.at);
    if (x === 0 && y === 0) return;
    scrolling = requestAnimationFrame((now) => {
      scrolling = null;
      const far = (SPEED * Math.min(Math.max(0, now - last), LONGEST)) / 1000;
      holder.scrollBy(x * far, y * far);
      aim();
      scroll(now);
    });
  }

  function direction({ x, y }: Point): [number, number] {
    const { left, top, right, bottom } = holder.getBoundingClientRect();
    const across = holder.scrollWidth > holder.clientWidth;
    return [
      across && x < left + EDGE / 2 ? -1 : across && x > right - EDGE / 2 ? 1 : 0,
      y < top + EDGE && chip === null ? -1 : y > bottom - EDGE ? 1 : 0,
    ];
  }

  const ends = new AbortController();
  holder.addEventListener('pointerdown', down, { signal: ends.signal });
  // The menu comes when the finger goes up; the system's own long press would open it too early.
  holder.addEventListener('contextmenu', quiet, { signal: ends.signal, capture: true });
  return () => {
    ends.abort();
    finger?.gesture.cancel();
    close();
  };
}

function pointOf({ clientX, clientY }: PointerEvent): Point {
  return { x: clientX, y: clientY };
}

/** The place between the notes of a cell that a finger is at. */
function placeIn(lane: HTMLElement, { notes, at }: CarriedByFinger): Target {
  const [step = '', row = ''] = (lane.dataset['cell'] ?? '').split('/');
  const others = [...lane.querySelectorAll<HTMLElement>('[data-note]')].filter(
    (note) => !notes.includes(note.dataset['note'] ?? ''),
  );
  const boxes = others.map((note) => note.getBoundingClientRect());
  const index = boxes.findIndex(({ top, height }) => at.y < top + height / 2);
  const before = index < 0 ? others.length - 1 : index - 1;
  const box = lane.getBoundingClientRect();
  const y = boxes[before] === undefined ? (boxes[0]?.top ?? box.top + 8) - 4 : boxes[before].bottom + 4;
  const after = others[before]?.dataset['note'] ?? null;
  return { cell: { step, row }, after, line: { x: box.left + 12, y, w: box.width - 24 } };
}
