/** Paints when something changed, at most once a frame; an idle wall does nothing. */
import { type Frame, Painter } from '../paint/painter';
import type { Wall } from '../state/wall';
import { density, look, lookChanged } from './look';

export class FrameClock {
  readonly painter: Painter;
  private readonly stops: (() => void)[];
  private request: number | null = null;
  private overlayShown = '';
  private foundShown: ReadonlySet<string> = new Set();

  constructor(
    private readonly wall: Wall,
    canvas: HTMLCanvasElement,
  ) {
    this.painter = new Painter(canvas, () => this.ask());
    const topics = [
      wall.mirror.changed,
      wall.viewport.changed,
      wall.selection.changed,
      wall.session.changed,
      wall.chrome.changed,
      lookChanged,
    ];
    this.stops = [
      ...topics.map((topic) => topic.subscribe(() => this.ask())),
      wall.overlay.changed.subscribe(() => this.askForOverlay()),
    ];
    this.ask();
  }

  stop(): void {
    for (const stop of this.stops) stop();
    if (this.request !== null) cancelAnimationFrame(this.request);
  }

  private ask(): void {
    this.request ??= requestAnimationFrame(() => {
      this.request = null;
      const frame = this.frame();
      if (frame !== null) this.painter.paint(frame);
    });
  }

  /** A note in the hand moves above the canvas; only where it would go is painted. */
  private askForOverlay(): void {
    const { carry, found } = this.wall.overlay;
    const shown = JSON.stringify([carry?.notes, carry?.target]);
    if (shown === this.overlayShown && found === this.foundShown) return;
    this.overlayShown = shown;
    this.foundShown = found;
    this.ask();
  }

  private frame(): Frame | null {
    const { mirror, viewport, selection, overlay, session, chrome } = this.wall;
    // Under the outline nobody sees the wall.
    if (chrome.isOutline) return null;
    if (mirror.scene === null || viewport.size.w === 0) return null;
    return {
      scene: mirror.scene,
      camera: viewport.camera,
      size: viewport.size,
      density: density(),
      look: look(),
      isMoving: viewport.isMoving,
      selected: selection.notes,
      cell: selection.cell,
      found: overlay.found,
      carried: new Set(overlay.carry?.notes),
      typing: session.typing,
      drop: overlay.carry?.target ?? null,
    };
  }
}
