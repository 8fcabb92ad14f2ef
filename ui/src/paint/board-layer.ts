/**
 * The board below everything that belongs to one person, put together from tiles.
 *
 * A frame of a panned wall costs one copy for each tile in sight, whatever lies on it; a tile is painted when
 * it first comes into sight, and again when what lies on it changed. While the wall is zoomed, tiles of the
 * nearest power of two are shown larger or smaller; when it rests they are painted at its own scale, so that
 * letters are as sharp as they can be.
 */
import type { NoteId } from '../gen/board';
import type { SceneMirror } from '../state/scene/scene-mirror';
import type { Skin } from './colours';
import type { Faces } from './faces';
import type { Frame } from './painter';
import { paintVisibleShapes } from './paint-visible-shapes';
import { ShapePainter } from './shape-painter';
import { snap } from './pixel-snapping';
import {
  type Box,
  type View,
  boxesBeside,
  copyTile,
  copyTilePart,
  boxOfTile,
  boxOfSpan,
  tilesTouched,
} from './tile-placement';
import { type Spanning, isSame, visibleShapes, spanningCells } from './visible-shapes';
import { type Ink, inkOf } from './surface';
import {
  MOST_BYTES,
  MOST_BYTES_PHONE,
  SIDE,
  type Tile,
  Tiles,
  bucket,
  fromMiddle,
  onBoard,
  partOf,
  spanOf,
} from './tiles';

/** Below this zoom notes are blocks: the whole board costs no letters. */
const BLOCKS_BELOW = 0.3;

/** Milliseconds that a frame may spend on tiles that something else can stand in for. */
const PATIENCE_MOVING = 4;
const PATIENCE_RESTING = 12;

/**
 * A zoom that goes on, at most so many milliseconds from frame to frame and changing by at least this part:
 * what comes into sight is gone in some frames, so nothing is painted for it that something else can stand in
 * for, and nothing is smoothed.
 */
const RUSH = 100;
const RUSH_PART = 0.03;

/** How much coarser the tiles are that stand in for what is not painted yet: one covers sixteen. */
const COARSER = 4;

/** What the tiles of the moment were painted with. */
interface State {
  scene: SceneMirror;
  revision: number;
  hidden: ReadonlySet<NoteId>;
}

export class BoardLayer {
  private readonly tiles: Tiles;
  private skin: Skin | null = null;
  private state: State | null = null;
  private count = 0;
  private spanning: Spanning = new Map();
  private frame = 0;
  /** The scale at which the wall last rested. */
  private rested = 0;
  private began = 0;
  /** When a frame of a zoom was last painted, and at which scale. */
  private zoomed = { at: 0, scale: 0 };
  private patience = 0;
  private isSharp = false;

  constructor(private readonly faces: Faces) {
    this.tiles = new Tiles(navigator.maxTouchPoints > 0 ? MOST_BYTES_PHONE : MOST_BYTES);
  }

  /** Whether the last frame showed everything at its own scale. */
  get isDone(): boolean {
    return this.isSharp;
  }

  /** Paints everything anew. */
  clear(): void {
    this.tiles.clear();
  }

  paint(ink: Ink, frame: Frame): void {
    this.frame += 1;
    this.follow(frame);
    const scale = frame.camera.zoom * frame.density;
    const isZooming = frame.isMoving && this.rested !== 0 && scale !== this.rested;
    const isFirst = this.tiles.count === 0;
    this.began = performance.now();
    const isRushing = isZooming && this.isRushing(scale);
    this.patience = isFirst ? Infinity : this.patienceOf(frame, isRushing);
    ink.imageSmoothingEnabled = !isRushing && frame.camera.zoom > BLOCKS_BELOW;
    const level = isZooming ? bucket(scale) : scale;
    this.isSharp = this.level(ink, frame, level, scale) && !isZooming;
    if (!isZooming && this.isSharp) this.rested = scale;
  }

  private patienceOf({ isMoving }: Frame, isRushing: boolean): number {
    if (isRushing) return 0;
    return isMoving ? PATIENCE_MOVING : PATIENCE_RESTING;
  }

  private isRushing(scale: number): boolean {
    const { at, scale: before } = this.zoomed;
    this.zoomed = { at: this.began, scale };
    return this.began - at < RUSH && Math.abs(scale / before - 1) > RUSH_PART;
  }

  private follow({ scene, revision, carried, skin }: Frame): void {
    if (this.skin !== skin) this.clear();
    this.skin = skin;
    const { state } = this;
    const isScene = state?.scene === scene && state.revision === revision;
    if (isScene && state.hidden === carried) return;
    if (!isScene) this.spanning = spanningCells(scene);
    this.state = { scene, revision, hidden: carried };
    this.count += 1;
  }

  /** Shows the tiles of a level on all of the window. False when something else had to stand in for some. */
  private level(ink: Ink, frame: Frame, level: number, scale: number): boolean {
    const { width, height } = frame.scene.current;
    const ratio = scale / level;
    const left = snap(-frame.camera.x * scale);
    const top = snap(-frame.camera.y * scale);
    const w = Math.round(frame.size.w * frame.density);
    const h = Math.round(frame.size.h * frame.density);
    const seen = spanOf(-left / ratio, -top / ratio, w / ratio, h / ratio);
    const span = onBoard(seen, width * level, height * level);
    ink.setTransform(1, 0, 0, 1, 0, 0);
    ink.fillStyle = frame.skin.colours.ground;
    for (const { x, y, w: wide, h: high } of boxesBeside(w, h, boxOfSpan(span, ratio, left, top)))
      ink.fillRect(x, y, wide, high);
    let isWhole = true;
    for (let down = 0; down < span.bottom - span.top; down += 1) {
      for (let across = 0; across < span.right - span.left; across += 1) {
        const column = fromMiddle(span.left, span.right, across);
        const row = fromMiddle(span.top, span.bottom, down);
        const box = boxOfTile(column, row, ratio, left, top);
        const tile = this.ready(level, column, row, frame);
        if (tile !== null) copyTile(ink, tile, box, ratio);
        else {
          isWhole = false;
          this.standIn(ink, frame, { scale, left, top, width, height }, box);
        }
      }
    }
    return isWhole;
  }

  /** A tile as it must be; `null` when there is none and no time to paint it in this frame. */
  private ready(level: number, column: number, row: number, frame: Frame): Tile | null {
    const found = this.tiles.find(level, column, row);
    if (found === undefined && performance.now() - this.began >= this.patience) return null;
    const tile = found ?? this.tiles.add(level, column, row, this.frame);
    this.tiles.show(tile, this.frame);
    if (tile.checked !== this.count) {
      const visible = visibleShapes(frame.scene, partOf(tile), frame.carried, this.spanning);
      tile.checked = this.count;
      if (found === undefined || !isSame(visible, tile.visible)) {
        tile.visible = visible;
        this.draw(tile, frame);
      }
    }
    return tile;
  }

  private draw(tile: Tile, { skin, density }: Frame): void {
    const ink = inkOf(tile.surface, true);
    if (ink === null) return;
    const painter = new ShapePainter(ink, skin, this.faces, density);
    painter.place(0, 0, 1);
    painter.fill({ x: 0, y: 0, w: SIDE, h: SIDE }, 'ground');
    painter.place(-tile.column * SIDE, -tile.row * SIDE, tile.scale);
    paintVisibleShapes(painter, tile.visible, tile.scale / density < BLOCKS_BELOW);
  }

  /** Fills a box of the window with tiles of other scales: those of the last rest where they are finer. */
  private standIn(ink: Ink, frame: Frame, view: View, box: Box): void {
    const coarse = bucket(view.scale / COARSER);
    // At the board's edge the tiles of another scale may end before the box does.
    ink.fillRect(box.x, box.y, box.w, box.h);
    const isFiner = this.rested > coarse && this.rested !== view.scale;
    if (isFiner && this.isCovered(this.rested, view, box)) this.spread(ink, this.rested, view, box);
    else {
      for (const tile of tilesTouched(coarse, view, box)) this.force(coarse, tile.column, tile.row, frame);
      this.spread(ink, coarse, view, box);
      if (isFiner) this.spread(ink, this.rested, view, box);
    }
  }

  /** Paints a tile whatever it costs. */
  private force(level: number, column: number, row: number, frame: Frame): void {
    const { patience } = this;
    this.patience = Infinity;
    this.ready(level, column, row, frame);
    this.patience = patience;
  }

  private isCovered(level: number, view: View, box: Box): boolean {
    return tilesTouched(level, view, box).every(
      ({ column, row }) => this.tiles.find(level, column, row) !== undefined,
    );
  }

  /** Shows what there is of a level in a box. */
  private spread(ink: Ink, level: number, view: View, box: Box): void {
    const ratio = view.scale / level;
    for (const { column, row } of tilesTouched(level, view, box)) {
      const tile = this.tiles.find(level, column, row);
      if (tile === undefined) continue;
      this.tiles.show(tile, this.frame);
      copyTilePart(ink, tile, boxOfTile(column, row, ratio, view.left, view.top), box);
    }
  }
}
