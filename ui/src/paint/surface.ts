/** Canvases that are painted on, seen or not. */

export type Surface = OffscreenCanvas | HTMLCanvasElement;
export type Ink = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Board units around a note that its shadow may need. */
export const BLEED = 4;

/** A canvas that nobody sees. */
export function blankSurface(width: number, height: number): Surface {
  if (typeof OffscreenCanvas === 'function') return new OffscreenCanvas(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** The ink of a canvas; one without transparency is copied faster. */
export function inkOf(surface: Surface, isOpaque = false): Ink | null {
  return surface.getContext('2d', { alpha: !isOpaque }) as Ink | null;
}
