/** What a hand does with the grid right now: drawn above the wall, seen by nobody else. */
import type { RowId, StepId } from '../../gen/board';
import type { Point } from './camera';
import type { Gap, HeaderDrop } from '../scene/gaps';
import { type GridHit, type GridHeader } from '../scene/grid-headers';
import { Topic } from '../topic';

/** A header in the hand. */
export interface CarriedHeader {
  readonly header: GridHeader;
  /** CSS pixels: the pointer now, and where in the header it was pressed. */
  readonly at: Point;
  readonly grip: Point;
  readonly target: HeaderDrop | null;
}

/** An edge in the hand, with the size that letting go would ask for; board units. */
export type Sizing =
  { readonly step: StepId; readonly width: number } | { readonly row: RowId; readonly height: number };

export class GridGesture {
  readonly changed = new Topic();
  private over: GridHit | null = null;
  private near: Gap | null = null;
  private carried: CarriedHeader | null = null;
  private sized: Sizing | null = null;

  /** What is under the pointer. */
  get hit(): GridHit | null {
    return this.over;
  }

  /** The gap near the pointer, where something can be added. */
  get gap(): Gap | null {
    return this.near;
  }

  get carry(): CarriedHeader | null {
    return this.carried;
  }

  get sizing(): Sizing | null {
    return this.sized;
  }

  hover(hit: GridHit | null, gap: Gap | null): void {
    if (JSON.stringify([hit, gap]) === JSON.stringify([this.over, this.near])) return;
    this.over = hit;
    this.near = gap;
    this.changed.touch();
  }

  showCarry(carry: CarriedHeader | null): void {
    if (carry === this.carried) return;
    this.carried = carry;
    this.changed.touch();
  }

  showSizing(sizing: Sizing | null): void {
    if (sizing === this.sized) return;
    this.sized = sizing;
    this.changed.touch();
  }
}
