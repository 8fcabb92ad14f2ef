/** Notes as bitmaps, so that a moving wall costs copies instead of letters. */
import type { NoteScene } from '../gen/scene';

/** A note's picture: where its left top corner lies in it, in pixels, and pixels per board unit. */
export interface Bitmap {
  readonly image: OffscreenCanvas | HTMLCanvasElement;
  readonly scale: number;
}

/** Board units around a note that its shadow may need. */
export const BLEED = 4;

/** Bytes of all bitmaps together: plenty for a screenful on a desk, and what a phone's browser leaves us. */
const MOST_BYTES = 96 << 20;
const MOST_BYTES_PHONE = 40 << 20;

/** The next power of √2: at most 1.41 times more pixels than shown, few redraws over a long zoom. */
export function bucket(scale: number): number {
  return 2 ** (Math.ceil(Math.log2(scale) * 2) / 2);
}

export class NoteBitmaps {
  private readonly kept = new Map<NoteScene, Bitmap>();
  private bytes = 0;

  constructor(
    private readonly draw: (note: NoteScene, scale: number) => OffscreenCanvas | HTMLCanvasElement,
    private readonly most = navigator.maxTouchPoints > 0 ? MOST_BYTES_PHONE : MOST_BYTES,
  ) {}

  /** The bitmap of a note for `scale` device pixels a unit. A changed note is another object in the mirror. */
  get(note: NoteScene, scale: number): Bitmap {
    const wanted = bucket(scale);
    const known = this.kept.get(note);
    if (known !== undefined) this.kept.delete(note);
    if (known?.scale === wanted) {
      this.kept.set(note, known);
      return known;
    }
    if (known !== undefined) this.bytes -= weight(known);
    const bitmap = { image: this.draw(note, wanted), scale: wanted };
    this.kept.set(note, bitmap);
    this.bytes += weight(bitmap);
    this.dropOldest();
    return bitmap;
  }

  clear(): void {
    this.kept.clear();
    this.bytes = 0;
  }

  private dropOldest(): void {
    for (const [note, bitmap] of this.kept) {
      if (this.bytes <= this.most) return;
      this.kept.delete(note);
      this.bytes -= weight(bitmap);
    }
  }
}

function weight({ image }: Bitmap): number {
  return image.width * image.height * 4;
}
