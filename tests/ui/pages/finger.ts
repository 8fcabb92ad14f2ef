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

  private async send(type: 'touchStart' | 'touchMove' | 'touchEnd'): Promise<void> {
    const touchPoints = [...this.points].map(([id, point]) => ({ ...point, id }));
    await this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}
