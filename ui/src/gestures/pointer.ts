/** Which gesture a pointer begins. */
import { MEASURE_ROOM } from '../gen/measures';
import type { NoteScene } from '../gen/scene';
import type { Point } from '../state/screen/camera';
import { cellAt, cellRect, noteAt } from '../state/scene/geometry';
import type { Wall } from '../state/wall';
import { addNoteAt } from './add-note';
import { startNoteDrag } from './drag-note';
import { startSentimentPress, hoverSentiment, isOnCurve } from './press-sentiment';
import { isMeasuresCell, showMeasure } from './show-details';
import { type HeldKeys, type DragGesture, distance } from './drag-gesture';
import { startMarquee } from './marquee';
import { startPan } from './pan';
import { pickAt, pickNote } from './select';
import { OwnCursor } from './show-cursor';
import { DRAG_THRESHOLD_TOUCH, startFinger } from './touch';
import { doubleOnGrid, hoverGrid, pressHeader } from './press-grid-header';
import { openNote } from './type-note';
import { Pinch } from './zoom';

/** What of a pointer event decides. */
export interface Press extends HeldKeys {
  readonly pointerId: number;
  readonly pointerType: string;
  readonly button: number;
  /** Milliseconds since the page began. */
  readonly timeStamp: number;
  /** CSS pixels of the window. */
  readonly clientX: number;
  readonly clientY: number;
}

/** Two taps within this many milliseconds and CSS pixels are one double tap. */
const DOUBLE_TAP = 320;
const DOUBLE_TAP_APART = 24;

export class Pointers {
  /** Space is held: every press pans. */
  isPanning = false;
  private drag: { pointer: number; gesture: DragGesture } | null = null;
  private pinch: Pinch | null = null;
  private readonly fingers = new Map<number, Point>();
  /** Where and when a finger last came down. */
  private tap: { at: Point; time: number } | null = null;

  /** Others see where the pointer is. */
  private readonly own: OwnCursor;

  constructor(
    private readonly wall: Wall,
    /** Leaves the field that is typed in. */
    private readonly leaveField: () => void = () => undefined,
  ) {
    this.own = new OwnCursor(wall);
  }

  /** How many fingers are down. */
  get touching(): number {
    return this.fingers.size;
  }

  /** A single finger is down: each of its moves says when it left the place where it came down. */
  get isOneFinger(): boolean {
    return this.fingers.size === 1;
  }

  /** Shows others which sheet is looked at, until the returned function is called. */
  attend(): () => void {
    const { viewport, mirror } = this.wall;
    const topics = [viewport.told, mirror.parts.of('sheet')];
    const stops = topics.map((topic) => topic.subscribe(() => this.own.look()));
    return () => {
      for (const stop of stops) stop();
      this.own.stop();
    };
  }

  /** The pointer is off the wall. */
  leave(): void {
    this.own.move(null);
  }

  down(press: Press, at: Point): void {
    if (press.pointerType === 'touch') {
      this.beside(press, at);
      if (this.fingers.size > 1 || this.isSecondTap(press, at)) return;
    }
    if (this.drag !== null) return;
    const gesture = this.begin(press, at);
    if (gesture !== null) this.drag = { pointer: press.pointerId, gesture };
  }

  /** A finger came down on something that lies above the wall, as a field does: only a second one means the wall. */
  beside(press: Press, at: Point): void {
    this.fingers.set(press.pointerId, at);
    if (this.fingers.size > 1) this.beginPinch();
  }

  move(press: Press, at: Point): void {
    this.own.move(at);
    if (this.fingers.has(press.pointerId)) this.fingers.set(press.pointerId, at);
    if (
      this.tap !== null &&
      press.pointerType === 'touch' &&
      distance(this.tap.at, at) > DRAG_THRESHOLD_TOUCH
    )
      this.tap = null;
    if (this.pinch !== null) {
      const [one, other] = [...this.fingers.values()];
      if (one !== undefined && other !== undefined) this.pinch.move(one, other);
    } else if (this.drag?.pointer === press.pointerId) this.drag.gesture.move(at, press);
    else if (this.drag === null && press.pointerType !== 'touch') this.hover(at);
  }

  private hover(at: Point): void {
    hoverGrid(this.wall, at);
    hoverSentiment(this.wall, at);
  }

  up(press: Press, at: Point): void {
    this.lift(press.pointerId);
    if (this.drag?.pointer !== press.pointerId) return;
    const { gesture } = this.drag;
    this.drag = null;
    gesture.end(at, press);
  }

  /** The system took a pointer away: what it held ends without effect. */
  lose(pointer: number): void {
    this.lift(pointer);
    if (this.drag?.pointer !== pointer) return;
    const { gesture } = this.drag;
    this.drag = null;
    gesture.cancel();
  }

  /** A finger is gone; one that stays of two goes on with the wall. */
  private lift(pointer: number): void {
    const wasPinching = this.pinch !== null;
    this.fingers.delete(pointer);
    if (!wasPinching) return;
    if (this.fingers.size > 1) this.beginPinch();
    else this.pinch = null;
    const [rest] = this.fingers;
    if (this.fingers.size === 1 && rest !== undefined)
      this.drag = { pointer: rest[0], gesture: startPan(this.wall, rest[1]) };
  }

  /** Esc was pressed. Says whether there was something to end. */
  cancel(): boolean {
    const wasDragging = this.drag !== null;
    this.drag?.gesture.cancel();
    this.drag = null;
    this.pinch = null;
    this.fingers.clear();
    return wasDragging;
  }

  /** Twice with the mouse; fingers are counted when they come down. */
  double(at: Point, time: number): void {
    if (this.tap === null || time - this.tap.time > 2 * DOUBLE_TAP) this.openAt(at);
  }

  /** Twice on a note opens it, twice in a cell makes one. */
  private openAt(at: Point): void {
    const note = this.noteAt(at);
    if (note) openNote(this.wall, note.id);
    else if (!doubleOnGrid(this.wall, at) && !this.openMeasure(at) && !isOnCurve(this.wall, at))
      addNoteAt(this.wall, at);
  }

  /** Twice where a measure stands opens it. */
  private openMeasure(at: Point): boolean {
    const { scene } = this.wall.mirror;
    const point = this.wall.pointAt(at);
    const cell = scene && point && cellAt(scene, point);
    const rect = cell && cellRect(scene, cell);
    if (!cell || !rect || !point || !isMeasuresCell(this.wall, cell)) return false;
    if (point.y > rect.y + MEASURE_ROOM) return false;
    showMeasure(this.wall, cell);
    return true;
  }

  /** Phones do not tell of double taps where nothing scrolls, so they are counted here. */
  private isSecondTap({ timeStamp }: Press, at: Point): boolean {
    const first = this.tap;
    this.tap = { at, time: timeStamp };
    if (first === null || timeStamp - first.time > DOUBLE_TAP) return false;
    if (distance(first.at, at) > DOUBLE_TAP_APART || this.wall.selection.isGathering) return false;
    // Two quick ratings are two ratings.
    if (isOnCurve(this.wall, at)) return false;
    this.tap = null;
    this.openAt(at);
    return true;
  }

  private begin(press: Press, at: Point): DragGesture | null {
    const { wall } = this;
    if (press.button === 1 || (press.button === 0 && this.isPanning)) return startPan(wall, at);
    if (press.button !== 0) return null;
    const header = press.pointerType === 'touch' ? null : pressHeader(wall, at);
    if (header !== null) return header;
    const sentiment = press.shiftKey || press.pointerType === 'touch' ? null : startSentimentPress(wall, at);
    if (sentiment !== null) return sentiment;
    if (press.pointerType === 'touch')
      return startFinger(wall, at, { x: press.clientX, y: press.clientY }, press.timeStamp, this.leaveField);
    const { notes, cell } = wall.selection;
    const note = pickAt(wall, at, press.shiftKey);
    if (note === null) return startMarquee(wall, at, { notes, cell }, press.shiftKey);
    // One of several picked notes may be carried with the others; only pressed, it is picked alone.
    const tap = (): void => pickNote(wall, note);
    return startNoteDrag(wall, note, at, press.shiftKey ? {} : { tap });
  }

  private noteAt(at: Point): NoteScene | null {
    const { scene } = this.wall.mirror;
    const point = this.wall.pointAt(at);
    return scene && point && noteAt(scene, point);
  }

  private beginPinch(): void {
    this.drag?.gesture.cancel();
    this.drag = null;
    this.tap = null;
    const [one, other] = [...this.fingers.values()];
    if (one !== undefined && other !== undefined) this.pinch = new Pinch(this.wall, one, other);
  }
}
