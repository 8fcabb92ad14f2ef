/** Which gesture a pointer begins. */
import type { NoteScene } from '../gen/scene';
import type { Point } from '../state/camera';
import { cellAt, cellRect, noteAt } from '../state/geometry';
import type { Wall } from '../state/wall';
import { addNoteAt } from './add-note';
import { holdNote } from './drag-note';
import { type Hold, TREMBLE, distance } from './hold';
import { holdSentiment, hoverSentiment, tapSentiment } from './hold-sentiment';
import { holdPan } from './pan';
import { pickAt } from './select';
import { isMeasuresCell, showMeasure } from './show-details';
import { openNote } from './type-note';
import { Pinch } from './zoom';

/** Height of a measure at the top of its cell, in board units, as board-layout leaves it. */
const MEASURE_ROOM = 72;

/** What of a pointer event decides. */
export interface Press {
  readonly pointerId: number;
  readonly pointerType: string;
  readonly button: number;
  readonly shiftKey: boolean;
}

export class Pointers {
  /** Space is held: every press pans. */
  isPanning = false;
  private hold: { pointer: number; hold: Hold } | null = null;
  private pinch: Pinch | null = null;
  private readonly fingers = new Map<number, Point>();

  constructor(private readonly wall: Wall) {}

  down(press: Press, at: Point): void {
    if (press.pointerType === 'touch') {
      this.fingers.set(press.pointerId, at);
      if (this.fingers.size === 2) {
        this.beginPinch();
        return;
      }
    }
    if (this.hold !== null || this.fingers.size > 1) return;
    const hold = this.begin(press, at);
    if (hold !== null) this.hold = { pointer: press.pointerId, hold };
  }

  move(press: Press, at: Point): void {
    if (this.fingers.has(press.pointerId)) this.fingers.set(press.pointerId, at);
    if (this.pinch !== null) {
      const [one, other] = [...this.fingers.values()];
      if (one !== undefined && other !== undefined) this.pinch.move(one, other);
    } else if (this.hold?.pointer === press.pointerId) this.hold.hold.move(at);
    else if (this.hold === null && press.pointerType === 'mouse') hoverSentiment(this.wall, at);
  }

  up(press: Press, at: Point): void {
    this.fingers.delete(press.pointerId);
    if (this.fingers.size < 2) this.pinch = null;
    if (this.hold?.pointer !== press.pointerId) return;
    const { hold } = this.hold;
    this.hold = null;
    hold.end(at);
  }

  /** The system took the pointer away, or Esc was pressed. Says whether there was something to end. */
  cancel(): boolean {
    const wasHeld = this.hold !== null;
    this.hold?.hold.cancel();
    this.hold = null;
    this.pinch = null;
    this.fingers.clear();
    return wasHeld;
  }

  /** Twice on a note opens it, twice in a cell makes one. */
  double(at: Point): void {
    const note = this.noteAt(at);
    if (note) openNote(this.wall, note.id);
    else if (!this.openMeasure(at)) addNoteAt(this.wall, at);
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

  private begin(press: Press, at: Point): Hold | null {
    const { wall } = this;
    if (press.button === 1 || (press.button === 0 && this.isPanning)) return holdPan(wall, at);
    if (press.button !== 0) return null;
    if (press.pointerType === 'touch') return this.beginTouch(at);
    const feeling = press.shiftKey ? null : holdSentiment(wall, at);
    if (feeling !== null) return feeling;
    const note = pickAt(wall, at, press.shiftKey);
    return note === null ? null : holdNote(wall, note, at);
  }

  /** One finger on a note moves it, on empty wall pans; a tap picks. */
  private beginTouch(at: Point): Hold {
    const note = this.noteAt(at);
    if (note) {
      pickAt(this.wall, at, false);
      return holdNote(this.wall, note.id, at);
    }
    const pan = holdPan(this.wall, at);
    let isTap = true;
    return {
      move: (now) => {
        isTap &&= distance(at, now) <= 2 * TREMBLE;
        if (!isTap) pan.move(now);
      },
      end: (now) => {
        if (isTap && !tapSentiment(this.wall, now)) pickAt(this.wall, now, false);
      },
      cancel: () => undefined,
    };
  }

  private noteAt(at: Point): NoteScene | null {
    const { scene } = this.wall.mirror;
    const point = this.wall.pointAt(at);
    return scene && point && noteAt(scene, point);
  }

  private beginPinch(): void {
    this.hold?.hold.cancel();
    this.hold = null;
    const [one, other] = [...this.fingers.values()];
    if (one !== undefined && other !== undefined) this.pinch = new Pinch(this.wall, one, other);
  }
}
