/** Fingers on a touch screen, as the system tells of them. */
import type { CDPSession, Page } from '@playwright/test';

interface Point {
  x: number;
  y: number;
}

export class Finger {
  private readonly points = new Map<number, Point>();

  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page));
  }

  /** A finger comes down; with another number, a second one. */
  async down({ x, y }: Point, id = 0): Promise<void> {
    this.points.set(id, { x, y });
    await this.send('touchStart');
  }

  async move({ x, y }: Point, id = 0): Promise<void> {
    this.points.set(id, { x, y });
    await this.send('touchMove');
  }

  /** Moves without waiting until the page heard of it. */
  async moveUnheard({ x, y }: Point, id = 0): Promise<void> {
    this.points.set(id, { x, y });
    void this.send('touchMove');
    // The browser takes messages one after the other: this one is answered when the move was taken.
    await this.session.send('Target.getTargets');
  }

  async up(): Promise<void> {
    await this.allUp();
  }

  async allUp(): Promise<void> {
    this.points.clear();
    await this.send('touchEnd');
  }

  /** A short touch, however long the machine takes to tell of it: the page goes by the times of the events. */
  async tap(at: Point): Promise<void> {
    await this.taps(at, 1);
  }

  /** Two taps, close to one another. */
  async doubleTap(at: Point): Promise<void> {
    await this.taps(at, 2);
  }

  private async taps({ x, y }: Point, count: number): Promise<void> {
    let time = Date.now() / 1000 - 1;
    for (let tap = 0; tap < count; tap += 1) {
      this.points.set(0, { x, y });
      await this.send('touchStart', (time += 0.06));
      this.points.clear();
      await this.send('touchEnd', (time += 0.04));
    }
  }

  /** `timestamp` in seconds since 1970; now where it is not given. */
  private async send(type: 'touchStart' | 'touchMove' | 'touchEnd', timestamp?: number): Promise<void> {
    const touchPoints = [...this.points].map(([id, point]) => ({ ...point, id }));
    const when = timestamp === undefined ? {} : { timestamp };
    await this.session.send('Input.dispatchTouchEvent', { type, touchPoints, ...when });
  }
}
