/** Where the field of a note stands, also while its note is not on the board: not yet, or not any more. */
import { LINE_HEIGHTS } from '../../gen/measures';
import type { Rect } from '../../gen/scene';
import { rectToScreen } from './camera';
import { expectedPlace, textOn } from '../scene/expected-place';
import { moved, noteRect, overlaps } from '../scene/geometry';
import type { Typing } from './overlay';
import type { Wall } from '../wall';

/** In board units. */
export interface FieldPlace {
  /** The paper, and the text on it. */
  readonly rect: Rect;
  readonly text: Rect;
  readonly size: number;
  readonly line: number;
  /** The paint of the paper. */
  readonly paper: string;
  /** The wall paints the paper itself. */
  readonly isPainted: boolean;
  /** The note was moved out of sight by somebody else; the field stays where it is written in. */
  readonly isAway: boolean;
}

/** Letters of a note that the scene does not have. */
const SIZE = 14;
const SMALL = { w: 128, h: 136 };

export class NotePlace {
  private last: FieldPlace | null = null;

  constructor(
    private readonly wall: Wall,
    private readonly typing: Typing,
  ) {}

  /** The place now. It never is nowhere: a field that has the focus is seen. */
  find(): FieldPlace {
    const { last } = this;
    const there = this.onBoard();
    if (there !== null) {
      const stays = last !== null && !this.isSeen(there.rect) && this.isSeen(last.rect);
      const isSame = last?.rect.x === there.rect.x && last.rect.y === there.rect.y;
      return (this.last =
        stays && !isSame ? { ...last, isPainted: false, isAway: true } : { ...there, isAway: false });
    }
    if (last !== null && (last.isPainted || last.isAway)) return (this.last = { ...last, isPainted: false });
    return (this.last = this.expected());
  }

  private onBoard(): FieldPlace | null {
    const { scene } = this.wall.mirror;
    const note = scene?.note(this.typing.note)?.note;
    const rect = scene && noteRect(scene, this.typing.note);
    if (note === undefined || !rect) return null;
    return {
      rect,
      text: moved(note.text, rect),
      size: note.size,
      line: lineOf(note.size),
      paper: note.paper,
      isPainted: true,
      isAway: false,
    };
  }

  private expected(): FieldPlace {
    const { wall } = this;
    const { cell } = this.typing;
    const { scene, board } = wall.mirror;
    const row = cell === null ? undefined : board?.row(cell.row);
    const news = wall.unsent.newIn(cell).map(({ note }) => note);
    const at = news.indexOf(this.typing.note);
    const place =
      cell === null || scene === null
        ? null
        : expectedPlace(scene, cell, row?.type ?? 'notes', at < 0 ? news.length : at);
    const rect = place?.rect ?? this.middle();
    const kind = this.typing.kind ?? wall.selection.kind ?? row?.kind;
    const colour = (kind === undefined ? undefined : board?.kind(kind)?.colour) ?? 'yellow';
    return {
      rect,
      text: place?.text ?? textOn(rect),
      size: SIZE,
      line: lineOf(SIZE),
      paper: `note${colour.slice(0, 1).toUpperCase()}${colour.slice(1)}`,
      isPainted: false,
      isAway: false,
    };
  }

  /** A paper in the window's middle, for a place that is not on the board. */
  private middle(): Rect {
    const { camera, size } = this.wall.viewport;
    const at = {
      x: camera.x + size.w / 2 / camera.zoom - SMALL.w / 2,
      y: camera.y + size.h / 2 / camera.zoom - SMALL.h / 2,
    };
    return this.last?.rect ?? { ...at, ...SMALL };
  }

  private isSeen(rect: Rect): boolean {
    const { camera, size } = this.wall.viewport;
    return overlaps(rectToScreen(camera, rect), { x: 0, y: 0, ...size });
  }
}

function lineOf(size: number): number {
  return LINE_HEIGHTS[size] ?? size * 1.4;
}
