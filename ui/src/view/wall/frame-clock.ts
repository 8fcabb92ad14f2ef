/** Paints when something changed, at most once a frame; an idle wall does nothing. */
import type { NoteId } from '../../gen/board';
import { type Frame, Painter } from '../../paint/painter';
import { ratedPersona } from '../../gestures/set-sentiment';
import type { DropTarget } from '../../state/scene/geometry';
import { type OwnRating, ownRatings } from '../../state/board/own-ratings';
import type { Wall } from '../../state/wall';
import { density, lookChanged, skin } from '../browser/look';

const NOTHING: ReadonlySet<NoteId> = new Set();

export class FrameClock {
  readonly painter: Painter;
  private readonly stops: (() => void)[];
  private request: number | null = null;
  private count = 0;
  /** What was last painted of the gesture in progress. */
  private carriedNotes: readonly NoteId[] | undefined;
  private target: DropTarget | null = null;
  private isCopy = false;
  private found: ReadonlySet<NoteId> = NOTHING;
  private carried = NOTHING;
  private rated: readonly OwnRating[] = [];
  private ratedAt = '';

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

  /** Frames painted so far. A wall that nobody touches stays at its number. */
  get frames(): number {
    return this.count;
  }

  stop(): void {
    for (const stop of this.stops) stop();
    if (this.request !== null) cancelAnimationFrame(this.request);
  }

  private ask(): void {
    this.request ??= requestAnimationFrame(() => {
      this.request = null;
      const frame = this.frame();
      if (frame === null) return;
      this.count += 1;
      this.painter.paint(frame);
    });
  }

  /** A note in the hand moves above the canvas; only where it would go is painted. */
  private askForOverlay(): void {
    const { carry, found } = this.wall.overlay;
    const isSameCarry = this.carriedNotes === carry?.notes && this.isCopy === (carry?.isCopy ?? false);
    const isSameTarget = isSameMark(this.target, carry?.target ?? null);
    if (isSameCarry && isSameTarget && found === this.found) return;
    this.found = found;
    // While copies are carried the notes themselves stay in sight.
    if (!isSameCarry) this.carried = carry === null || carry.isCopy ? NOTHING : new Set(carry.notes);
    this.carriedNotes = carry?.notes;
    this.isCopy = carry?.isCopy ?? false;
    this.target = carry?.target ?? null;
    this.ask();
  }

  /** Looked for again only when the board or the persona is another. */
  private ownRatings(): readonly OwnRating[] {
    const { mirror, session } = this.wall;
    const persona = ratedPersona(this.wall);
    const { board, changed } = mirror;
    const key = `${changed.version}/${persona}`;
    if (key === this.ratedAt) return this.rated;
    this.ratedAt = key;
    const me = session.hello?.participant;
    this.rated = board === null || persona === null || me === undefined ? [] : ownRatings(board, me, persona);
    return this.rated;
  }

  private frame(): Frame | null {
    const { mirror, viewport, selection, session, chrome } = this.wall;
    // Under the outline nobody sees the wall.
    if (chrome.isOutline) return null;
    if (mirror.scene === null || viewport.size.w === 0) return null;
    return {
      scene: mirror.scene,
      revision: mirror.changed.version,
      camera: viewport.camera,
      size: viewport.size,
      density: density(),
      skin: skin(),
      isMoving: viewport.isMoving,
      selected: selection.notes,
      cell: selection.cell,
      own: this.ownRatings(),
      open: this.wall.mirror.sheet === null ? null : this.wall.workshop.openRows(this.wall.mirror.sheet),
      found: this.found,
      carried: this.carried,
      typing: session.typing,
      drop: this.target,
    };
  }
}

function isSameMark(one: DropTarget | null, other: DropTarget | null): boolean {
  if (one === null || other === null) return one === other;
  const { mark: a, cell } = one;
  const { mark: b } = other;
  const isSamePlace = a?.x === b?.x && a?.y === b?.y && a?.w === b?.w && a?.h === b?.h;
  return isSamePlace && cell?.step === other.cell?.step && cell?.row === other.cell?.row;
}
