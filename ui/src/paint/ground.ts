/**
 * The board below everything that belongs to one person, put together from tiles.
 *
 * A frame of a panned wall costs one copy for each tile in sight, whatever lies on it; a tile is painted when
 * it first comes into sight, and again when what lies on it changed. While the wall is zoomed, tiles of the
 * nearest power of two are shown larger or smaller; when it rests they are painted at its own scale, so that
 * letters are as sharp as they can be.
 */
import type { NoteId } from '../gen/board';
import type { NoteScene, Paint } from '../gen/scene';
import type { SceneMirror } from '../state/scene-mirror';
import type { Skin } from './colours';
import type { Faces } from './faces';
import type { Frame } from './painter';
import { Pen, sharp } from './pen';
import { type Sight, type Spanning, type Thing, isSame, sightOf, spanningCells } from './sight';
import { type Ink, inkOf } from './surface';
import {
  MOST_BYTES,
  MOST_BYTES_PHONE,
  SIDE,
  type Span,
  type Tile,
  Tiles,
  bucket,
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

export class Ground {
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
    const left = sharp(-frame.camera.x * scale);
    const top = sharp(-frame.camera.y * scale);
    const w = Math.round(frame.size.w * frame.density);
    const h = Math.round(frame.size.h * frame.density);
    const seen = spanOf(-left / ratio, -top / ratio, w / ratio, h / ratio);
    const span = onBoard(seen, width * level, height * level);
    ink.setTransform(1, 0, 0, 1, 0, 0);
    if (!isWithin(seen, span)) {
      ink.fillStyle = frame.skin.colours.ground;
      ink.fillRect(0, 0, w, h);
    }
    let isWhole = true;
    for (let row = span.top; row < span.bottom; row += 1) {
      for (let column = span.left; column < span.right; column += 1) {
        const box = placed(column, row, ratio, left, top);
        const tile = this.ready(level, column, row, frame);
        if (tile !== null) copy(ink, tile, box, ratio);
        else {
          isWhole = false;
          this.standIn(ink, frame, scale, box, left, top);
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
      const sight = sightOf(frame.scene, partOf(tile), frame.carried, this.spanning);
      tile.checked = this.count;
      if (found === undefined || !isSame(sight, tile.sight)) {
        tile.sight = sight;
        this.draw(tile, frame);
      }
    }
    return tile;
  }

  private draw(tile: Tile, { skin, density }: Frame): void {
    const ink = inkOf(tile.surface, true);
    if (ink === null) return;
    const pen = new Pen(ink, skin, this.faces, density);
    pen.place(0, 0, 1);
    pen.fill({ x: 0, y: 0, w: SIDE, h: SIDE }, 'ground');
    pen.place(-tile.column * SIDE, -tile.row * SIDE, tile.scale);
    paintSight(pen, tile.sight, tile.scale / density < BLOCKS_BELOW);
  }

  /** Fills a box of the window with tiles of other scales: coarse ones, and above them those of the last rest. */
  private standIn(ink: Ink, frame: Frame, scale: number, box: Box, left: number, top: number): void {
    const coarse = bucket(scale / COARSER);
    this.patience += 1000;
    this.spread(ink, coarse, scale, box, left, top, frame);
    this.patience -= 1000;
    if (this.rested !== 0 && this.rested !== scale)
      this.spread(ink, this.rested, scale, box, left, top, null);
  }

  /** Shows what tiles of a level have of a box; with a frame, those that are missing are painted. */
  private spread(
    ink: Ink,
    level: number,
    scale: number,
    box: Box,
    left: number,
    top: number,
    frame: Frame | null,
  ): void {
    const ratio = scale / level;
    const touched = spanOf((box.x - left) / ratio, (box.y - top) / ratio, box.w / ratio, box.h / ratio);
    for (let row = Math.max(0, touched.top); row < touched.bottom; row += 1) {
      for (let column = Math.max(0, touched.left); column < touched.right; column += 1) {
        const tile =
          frame === null ? this.tiles.find(level, column, row) : this.ready(level, column, row, frame);
        if (tile) copyPart(ink, tile, placed(column, row, ratio, left, top), box);
      }
    }
  }
}

/** A rectangle of whole device pixels of the window. */
interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Where a tile lies in the window. Neighbours meet without a gap, whatever the ratio. */
function placed(column: number, row: number, ratio: number, left: number, top: number): Box {
  const x = sharp(left + column * SIDE * ratio);
  const y = sharp(top + row * SIDE * ratio);
  return {
    x,
    y,
    w: sharp(left + (column + 1) * SIDE * ratio) - x,
    h: sharp(top + (row + 1) * SIDE * ratio) - y,
  };
}

function copy(ink: Ink, { surface }: Tile, { x, y, w, h }: Box, ratio: number): void {
  if (ratio === 1) ink.drawImage(surface, x, y);
  else ink.drawImage(surface, x, y, w, h);
}

/** Copies of a tile that lies at `at` what falls into `box`. */
function copyPart(ink: Ink, { surface }: Tile, at: Box, box: Box): void {
  const x = Math.max(at.x, box.x);
  const y = Math.max(at.y, box.y);
  const w = Math.min(at.x + at.w, box.x + box.w) - x;
  const h = Math.min(at.y + at.h, box.y + box.h) - y;
  if (w <= 0 || h <= 0) return;
  const [across, down] = [SIDE / at.w, SIDE / at.h];
  ink.drawImage(surface, (x - at.x) * across, (y - at.y) * down, w * across, h * down, x, y, w, h);
}

function isWithin(inner: Span, outer: Span): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.right <= outer.right &&
    inner.bottom <= outer.bottom
  );
}

function paintSight(pen: Pen, { things, places }: Sight, isBlocks: boolean): void {
  for (const [at, thing] of things.entries()) {
    const x = places[4 * at] ?? 0;
    const y = places[4 * at + 1] ?? 0;
    if (isPaint(thing)) pen.fill({ x, y, w: places[4 * at + 2] ?? 0, h: places[4 * at + 3] ?? 0 }, thing);
    else if (!isNote(thing)) pen.shapes(thing, { x, y });
    else if (isBlocks) paintBlock(pen, thing, x, y);
    else pen.shapes(thing.block.shapes, { x, y });
  }
}

function paintBlock(pen: Pen, { block: { rect, shapes }, paper }: NoteScene, x: number, y: number): void {
  pen.fill({ x, y, w: rect.w, h: rect.h }, paper);
  for (const shape of shapes) {
    if ('run' in shape) pen.bar(shape.run, { x, y });
  }
}

function isPaint(thing: Thing): thing is Paint {
  return typeof thing === 'string';
}

function isNote(thing: Exclude<Thing, Paint>): thing is NoteScene {
  return 'block' in thing;
}
