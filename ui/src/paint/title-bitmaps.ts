/**
 * Titles as small bitmaps. Pinned titles move with every frame of a pan and grow with every frame of a zoom;
 * letters of a new size are drawn from their outlines, and that in every frame.
 */
import type { Block, Shape } from '../gen/scene';
import type { Skin } from './colours';
import type { Faces } from './faces';
import { ShapePainter } from './shape-painter';
import { snap } from './pixel-snapping';
import { type Surface, blankSurface, inkOf } from './surface';
import { bucket } from './tiles';

/** What a title is made of: the ground that lies where it lies, and the words that may move on it. */
export interface Parts {
  readonly ground: readonly Shape[];
  readonly words: readonly Shape[];
  /** Right end of the words, in board units from the block's left edge. */
  readonly end: number;
}

interface TitleBitmap {
  readonly surface: Surface;
  readonly scale: number;
  readonly skin: Skin;
}

/** Grows with what was shown of a board and goes with it: the keys are parts of the scene. */
export class TitleBitmaps {
  private bitmaps = new WeakMap<Block, TitleBitmap>();
  private readonly parts = new WeakMap<Block, Parts>();

  constructor(private readonly faces: Faces) {}

  /** The ground and the words of a title. */
  partsOf(block: Block): Parts {
    const known = this.parts.get(block);
    if (known !== undefined) return known;
    const words = block.shapes.filter((shape) => !('rect' in shape));
    const ends = words.map((shape) => ('run' in shape ? (shape.run.x + shape.run.w) / 64 : 0));
    const ground = block.shapes.filter((shape) => 'rect' in shape);
    const parts = { ground, words, end: Math.max(0, ...ends) };
    this.parts.set(block, parts);
    return parts;
  }

  /**
   * Puts the words of a title so that its block's left top corner is device pixel (x, y). While the wall is
   * zoomed, `isRough`, words of a size near it do.
   */
  put(
    painter: ShapePainter,
    block: Block,
    at: { x: number; y: number },
    scale: number,
    isRough: boolean,
  ): void {
    const known = this.bitmaps.get(block);
    const wanted = isRough && known?.scale !== scale ? bucket(scale) : scale;
    const bitmap =
      known?.scale === wanted && known.skin === painter.skin ? known : this.cut(block, wanted, painter);
    const ratio = scale / bitmap.scale;
    const { width, height } = bitmap.surface;
    painter.copy(bitmap.surface, snap(at.x), snap(at.y), width * ratio, height * ratio);
  }

  /** Makes all anew, because a font has come. */
  clear(): void {
    this.bitmaps = new WeakMap();
  }

  private cut(block: Block, scale: number, { skin, density }: ShapePainter): TitleBitmap {
    const surface = blankSurface(
      Math.max(1, Math.ceil(block.rect.w * scale)),
      Math.max(1, Math.ceil(block.rect.h * scale)),
    );
    const ink = inkOf(surface);
    if (ink !== null) {
      const painter = new ShapePainter(ink, skin, this.faces, density);
      painter.place(0, 0, scale);
      painter.shapes(this.partsOf(block).words, { x: 0, y: 0 });
    }
    const bitmap = { surface, scale, skin };
    this.bitmaps.set(block, bitmap);
    return bitmap;
  }
}
