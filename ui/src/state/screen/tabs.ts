/** Where the sheets' tabs stand: what is carried over the wall may be let go on one of them. */
import type { SheetId } from '../../gen/board';
import type { Rect } from '../../gen/scene';
import type { Point } from './camera';
import { contains } from '../scene/geometry';

/** A tab on the screen, in CSS pixels of the wall. */
export interface PlacedTab {
  readonly id: SheetId;
  readonly rect: Rect;
}

export class Tabs {
  private read: (() => readonly PlacedTab[]) | null = null;

  /** Takes places from `read` while somebody asks, until the returned function is called. */
  stand(read: () => readonly PlacedTab[]): () => void {
    this.read = read;
    return () => {
      if (this.read === read) this.read = null;
    };
  }

  /** The sheet whose tab is under a point of the wall. */
  at(point: Point): SheetId | null {
    return this.read?.().find(({ rect }) => contains(rect, point))?.id ?? null;
  }
}
