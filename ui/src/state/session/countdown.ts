/** The time that something stays on the screen by itself; it stands still while somebody looks at it. */

export class Countdown {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private begunAt = 0;
  private isOver = false;

  /** Calls `done` once `left` milliseconds have run. */
  constructor(
    private left: number,
    private readonly done: () => void,
  ) {
    this.run();
  }

  /** Stands still; whoever looked gets a moment more. */
  pause(): void {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    this.left = Math.max(MOMENT, this.left - (performance.now() - this.begunAt));
  }

  run(): void {
    if (this.timer !== null || this.isOver) return;
    this.begunAt = performance.now();
    this.timer = setTimeout(() => {
      this.stop();
      this.done();
    }, this.left);
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.isOver = true;
  }
}

/** Least that is left after a pause. */
const MOMENT = 1_000;
