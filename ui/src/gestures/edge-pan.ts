/** The wall comes along while something is held near the window's edge. */
import type { Point } from '../state/screen/camera';
import type { Wall } from '../state/wall';

/** CSS pixels from the window's edge within which the wall moves. */
const EDGE = 40;

/** CSS pixels a second: a note's width in a fifth of a second at full size, so one can still aim. */
const SPEED = 640;

/** CSS pixels beyond the board's own edge that may come into sight. */
const BEYOND = 48;

/** Longest step of one frame in milliseconds: after a pause the wall does not leap. */
const LONGEST = 50;

export class EdgePan {
  private at: Point = { x: 0, y: 0 };
  private request: number | null = null;
  private last = 0;

  /** `moved` is called after each move of the wall. */
  constructor(
    private readonly wall: Wall,
    private readonly moved: () => void,
  ) {}

  /** The pointer is here now. */
  follow(at: Point): void {
    this.at = at;
    if (this.request !== null || !this.isNeeded()) return;
    this.last = performance.now();
    this.ask();
  }

  stop(): void {
    if (this.request !== null) cancelAnimationFrame(this.request);
    this.request = null;
  }

  private ask(): void {
    this.request = requestAnimationFrame((now) => {
      this.request = null;
      if (!this.isNeeded()) return;
      const far = (SPEED * Math.min(Math.max(0, now - this.last), LONGEST)) / 1000;
      this.last = now;
      const { x, y } = this.direction();
      this.wall.viewport.pan(-x * far, -y * far);
      this.moved();
      this.ask();
    });
  }

  private isNeeded(): boolean {
    const { x, y } = this.direction();
    return x !== 0 || y !== 0;
  }

  /** Which way the wall has to show more: -1, 0 or 1 each way. */
  private direction(): Point {
    const { camera, size } = this.wall.viewport;
    const board = this.wall.mirror.scene?.current;
    if (board === undefined) return { x: 0, y: 0 };
    const beyond = BEYOND / camera.zoom;
    return {
      x: towards(this.at.x, size.w, camera.x, size.w / camera.zoom, board.width, beyond),
      y: towards(this.at.y, size.h, camera.y, size.h / camera.zoom, board.height, beyond),
    };
  }
}

function towards(
  at: number,
  window: number,
  shownFrom: number,
  shown: number,
  board: number,
  beyond: number,
): -1 | 0 | 1 {
  if (at < EDGE) return shownFrom > -beyond ? -1 : 0;
  if (at > window - EDGE) return shownFrom + shown < board + beyond ? 1 : 0;
  return 0;
}
