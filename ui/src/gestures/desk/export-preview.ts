/** The picture of the export dialog: what would be written, drawn anew whenever the choice changes. */
import { Refused } from '../../link/conversation';
import type { DrawPreview, Preview } from '../../gen/desk';
import { Topic } from '../../state/topic';

/** Draws a preview; throws [`Refused`]. */
export type Draw = (of: DrawPreview) => Promise<Preview>;

export class ExportPreviews {
  readonly changed = new Topic();
  private wanted: string | null = null;
  private drawn: Preview | null = null;
  private isDrawn = false;

  constructor(private readonly draw: Draw) {}

  /** The latest picture; while another one is drawn, the one before. */
  get shown(): Preview | null {
    return this.drawn;
  }

  /** What is shown is what was asked for last. */
  get isCurrent(): boolean {
    return this.isDrawn && this.drawn !== null;
  }

  /** It was asked for and is not to be had. */
  get isMissing(): boolean {
    return this.isDrawn && this.drawn === null;
  }

  /** What was drawn may no longer be true. */
  forget(): void {
    this.wanted = null;
    this.isDrawn = false;
  }

  /** Asks for another picture, unless this one was asked for last. A later question overtakes an earlier one. */
  async show(of: DrawPreview): Promise<void> {
    const wanted = JSON.stringify(of);
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.isDrawn = false;
    this.changed.touch();
    const drawn = await this.draw(of).catch((reason: unknown) => {
      if (reason instanceof Refused) return null;
      throw reason;
    });
    if (this.wanted !== wanted) return;
    this.drawn = drawn;
    this.isDrawn = true;
    this.changed.touch();
  }
}
