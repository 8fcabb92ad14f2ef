/** Others see where this person points, and which sheet they look at. */
import type { SheetId } from '../gen/board';
import { type Point, toBoard } from '../state/screen/camera';
import type { Wall } from '../state/wall';

/** Milliseconds between two tellings: twenty a second look like one movement. */
const TELLS_EVERY = 50;

export class OwnCursor {
  private at: Point | null = null;
  private toldAt = 0;
  private waiting: ReturnType<typeof setTimeout> | null = null;
  private sheet: SheetId | null = null;

  constructor(private readonly wall: Wall) {}

  /** The pointer is at a point of the screen; `null` when it left the wall. */
  move(at: Point | null): void {
    this.at = at;
    if (this.waiting !== null || this.wall.participants.others.length === 0) return;
    const early = this.toldAt + TELLS_EVERY - performance.now();
    if (early <= 0) this.tell();
    else this.waiting = setTimeout(() => this.tell(), early);
  }

  /** The wall rests elsewhere, or shows another sheet: says which sheet is looked at now. */
  look(): void {
    if (this.wall.participants.others.length === 0 || this.wall.viewport.isMoving) return;
    const sheet = this.sheetNow();
    if (sheet === this.sheet) return;
    this.sheet = sheet;
    this.wall.showPresence({ sheet });
  }

  stop(): void {
    if (this.waiting !== null) clearTimeout(this.waiting);
  }

  private tell(): void {
    this.waiting = null;
    this.toldAt = performance.now();
    this.sheet = this.sheetNow();
    this.wall.showPresence({ sheet: this.sheet, cursor: this.place() });
  }

  private place(): [number, number] | null {
    if (this.at === null) return null;
    const at = toBoard(this.wall.viewport.camera, this.at);
    const { x, y } = this.wall.mirror.scene?.toWhole(at) ?? at;
    return [Math.round(x), Math.round(y)];
  }

  private sheetNow(): SheetId | null {
    return this.wall.sheet.id;
  }
}
