/** Canvases that are painted on, seen or not. */

export type Surface = HTMLCanvasElement;
export type Ink = CanvasRenderingContext2D;

/** Board units around a note that its shadow may need. */
export const BLEED = 4;

/** A canvas that nobody sees. (One that was never on a page, `OffscreenCanvas`, is slower to make and to copy.) */
export function blankSurface(width: number, height: number): Surface {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/**
 * WebKitGTK paints canvases by OpenGL even where a processor plays the graphics card, as in virtual machines and
 * remote desktops; a frame of a panned wall costs twice as much there (measured: 62 against 31 ms of llvmpipe). A
 * card that is there copies a window's worth of pixels in no time, so there the processor always paints.
 */
function isPaintedByProcessor({ userAgent }: Navigator): boolean {
  return /X11|Linux/.test(userAgent) && /AppleWebKit/.test(userAgent) && !/Chrom/.test(userAgent);
}

/** The ink of a canvas; one without transparency is copied faster. */
export function inkOf(surface: Surface, isOpaque = false): Ink | null {
  return surface.getContext('2d', {
    alpha: !isOpaque,
    willReadFrequently: isPaintedByProcessor(navigator),
  });
}
