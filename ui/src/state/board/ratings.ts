/** Where values of −2 to +2 stand in a sentiment row. */
import { CURVE } from '../../gen/measures';

/** Lowest and highest value. */
export const LEAST = -2;
export const MOST = 2;

/** Every value, lowest first. */
export const VALUES: readonly number[] = Array.from({ length: MOST - LEAST + 1 }, (_, at) => LEAST + at);

/** Board units below the row's top where a value is shown. */
export function heightOf(value: number): number {
  return CURVE.high + ((MOST - value) / (MOST - LEAST)) * (CURVE.low - CURVE.high);
}

/** The value at a height below the row's top: the nearest one, also above +2 and below −2. */
export function valueAt(height: number): number {
  const value = MOST - ((height - CURVE.high) / (CURVE.low - CURVE.high)) * (MOST - LEAST);
  // No negative zero: it is shown.
  return Math.max(LEAST, Math.min(MOST, Math.round(value))) + 0;
}
