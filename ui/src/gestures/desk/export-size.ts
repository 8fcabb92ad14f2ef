/** How large an exported picture becomes. */
import { EXPORT_FORMATS, type ExportFormat } from '../../gen/export-formats';

/** Sizes that are offered, in pixels for a board unit. */
export const SCALES: readonly number[] = [1, 2, 3, 4];

/** The contract's own size when nothing is said. */
export const USUAL_SCALE = 2;

/** Pictures made of pixels have a size, drawings and tables have none. */
export function hasPixels(format: ExportFormat): boolean {
  return EXPORT_FORMATS[format].longest !== null;
}

/** Pictures and drawings are light or dark. */
export function hasLook(format: ExportFormat): boolean {
  return EXPORT_FORMATS[format].hasLook;
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
  const longest = EXPORT_FORMATS[format].longest ?? Infinity;
  return { width, height, limit: Math.max(width, height) > longest ? longest : null };
}
