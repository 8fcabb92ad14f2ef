/** How large an exported picture becomes. */
import type { ExportFormat } from '../../link/desk-messages';

/** Sizes that are offered, in pixels for a board unit. */
export const SCALES: readonly number[] = [1, 2, 3, 4];

/** The contract's own size when nothing is said. */
export const USUAL_SCALE = 2;

/** Longest side in pixels of each kind of picture, as board-export's formats say. */
const LONGEST: Readonly<Partial<Record<ExportFormat, number>>> = { png: 65_535, jpg: 65_535, webp: 16_383 };

/** Pictures made of pixels have a size, drawings and tables have none. */
export function hasPixels(format: ExportFormat): boolean {
  return LONGEST[format] !== undefined;
}

/** Pictures and drawings are light or dark. */
export function hasLook(format: ExportFormat): boolean {
  return hasPixels(format) || format === 'svg';
}

export interface PixelSize {
  readonly width: number;
  readonly height: number;
  /** The side that the format allows, when this picture goes beyond it. */
  readonly limit: number | null;
}

interface Units {
  readonly width: number;
  readonly height: number;
}

/** The size of a picture of a scene of so many board units; none where those are not known. */
export function pixelSize(scene: Units, scale: number, format: ExportFormat): PixelSize;
export function pixelSize(scene: Units | null, scale: number, format: ExportFormat): PixelSize | null;
export function pixelSize(scene: Units | null, scale: number, format: ExportFormat): PixelSize | null {
  if (scene === null) return null;
  const width = Math.round(scene.width * scale);
  const height = Math.round(scene.height * scale);
  const longest = LONGEST[format] ?? Infinity;
  return { width, height, limit: Math.max(width, height) > longest ? longest : null };
}
