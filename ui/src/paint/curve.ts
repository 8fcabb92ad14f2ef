/** Rounded lines through points. */
export type Points = readonly (readonly [number, number])[];

/**
 * Slopes at the points of a monotone cubic in x: between two points the curve never leaves their heights.
 * Source: M. Steffen, "A simple method for monotonic interpolation in one dimension", 1990. Pictures use the
 * same.
 */
export function slopes(points: Points): number[] {
  const secant = (at: number): number => {
    const [[ax, ay], [bx, by]] = pair(points, at);
    return (by - ay) / (bx - ax);
  };
  const last = points.length - 1;
  const found = points.map((_, at) => {
    if (at === 0 || at === last) return 0;
    const [[ax], [bx]] = pair(points, at - 1);
    const [, [cx]] = pair(points, at);
    const [before, after] = [secant(at - 1), secant(at)];
    if (before * after <= 0) return 0;
    const mean = (before * (cx - bx) + after * (bx - ax)) / (cx - ax);
    return Math.sign(before) * Math.min(2 * Math.abs(before), 2 * Math.abs(after), Math.abs(mean));
  });
  found[0] = (3 * secant(0) - (found[1] ?? 0)) / 2;
  found[last] = (3 * secant(last - 1) - (found[last - 1] ?? 0)) / 2;
  return found;
}

/** Adds a line through points to the current path. */
export function trace(path: CanvasRenderingContext2D, points: Points, isSmooth: boolean): void {
  const [first, ...rest] = points;
  if (first === undefined) return;
  path.moveTo(...first);
  const isForward = points.every(([x], at) => at === 0 || x > (points[at - 1]?.[0] ?? x));
  if (!isSmooth || points.length < 3 || !isForward) {
    for (const point of rest) path.lineTo(...point);
    return;
  }
  const tilt = slopes(points);
  for (let at = 0; at + 1 < points.length; at += 1) {
    const [[ax, ay], [bx, by]] = pair(points, at);
    const third = (bx - ax) / 3;
    path.bezierCurveTo(
      ax + third,
      ay + third * (tilt[at] ?? 0),
      bx - third,
      by - third * (tilt[at + 1] ?? 0),
      bx,
      by,
    );
  }
}

function pair(points: Points, at: number): [readonly [number, number], readonly [number, number]] {
  return [points[at] ?? [0, 0], points[at + 1] ?? [0, 0]];
}
