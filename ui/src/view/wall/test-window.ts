/**
 * The test hook, `window.__board`: what tests may read of a wall, where things are, in CSS pixels. It shows nothing that
 * is not on the screen, and is in bundles of `npm run build:test` only.
 */
import type { Header, Measure, NoteId, RowId, SheetView, StepId } from '../../gen/board';
import type { Rect, SheetScene } from '../../gen/scene';
import { NOMINAL, fontOf, runsOf } from '../../paint/faces';
import { rectToScreen } from '../../state/screen/camera';
import { cellRect, noteRect } from '../../state/scene/geometry';
import { keyOf, headersOf } from '../../state/scene/grid-headers';
import type { Wall } from '../../state/wall';

export interface TestWindow {
  readonly ready: boolean;
  readonly revision: number;
  readonly zoom: number;
  readonly selected: readonly NoteId[];
  readonly typing: NoteId | null;
  /** Nothing is on its way to the disk or to the screen. */
  readonly settled: boolean;
  /** The sheet that is shown. */
  readonly sheet: string | null;
  /** Where it lies in the whole scene, as pictures show it; in board units. */
  readonly sheetInPicture: Rect | null;
  /** The sheets as the board has them. */
  readonly grid: readonly SheetView[];
  /** What the wall shows: the sheet with its stages, steps and rows. */
  readonly scene: { readonly sheets: readonly SheetScene[] } | null;
  noteRect(note: NoteId): Rect | null;
  cellRect(step: StepId, row: RowId): Rect | null;
  /** What this person said of personas at steps; and what measures there are. */
  sentiments(): number[];
  measures(): readonly Measure[];
  /** The header's fields as this page has them from the board, whatever its own fields hold. */
  readonly header: Header | null;
  /** The painted header. */
  readonly headerRect: Rect | null;
  /** The title of a stage, step or row where it is seen, pinned or not. */
  gridHeaderRect(id: string): Rect | null;
  /** Frames painted so far: an idle wall paints none. */
  readonly frames: number;
  /** The last frame was as sharp as it can be. */
  readonly sharp: boolean;
  /** Every run of the scene, as the canvas is told to write it. */
  runs(): WrittenRun[];
}

/** What is shown of the painting itself. */
interface Clock {
  readonly frames: number;
  readonly painter: { readonly isDone: boolean };
}

/** A run with the width that the scene gives it, in board units. */
export interface WrittenRun {
  readonly text: string;
  readonly font: string;
  /** Pixels that `font` is set in, and board units that it stands for. */
  readonly nominal: number;
  readonly size: number;
  readonly width: number;
  readonly isRtl: boolean;
}

declare global {
  interface Window {
    __board?: TestWindow;
  }
}

/** Shows a wall until the returned function is called. */
export function showToTests(wall: Wall, clock: Clock): () => void {
  const onScreen = (rect: Rect | null): Rect | null => rect && rectToScreen(wall.viewport.camera, rect);
  window.__board = Object.freeze({
    get ready() {
      return wall.mirror.isReady && wall.viewport.size.w > 0 && document.fonts.status === 'loaded';
    },
    get revision() {
      return wall.mirror.revision;
    },
    get zoom() {
      return wall.viewport.camera.zoom;
    },
    get selected() {
      return wall.selection.notes;
    },
    get typing() {
      return wall.overlay.typing?.note ?? null;
    },
    get sheet() {
      return wall.sheet.id;
    },
    get sheetInPicture() {
      const sheets = wall.mirror.scene?.whole.sheets ?? [];
      return sheets.find(({ id }) => id === wall.sheet.id)?.rect ?? null;
    },
    get grid() {
      return wall.mirror.board?.sheets ?? [];
    },
    get scene() {
      return wall.mirror.scene?.current ?? null;
    },
    get frames() {
      return clock.frames;
    },
    get sharp() {
      return clock.painter.isDone;
    },
    get settled() {
      return (
        wall.session.saving === 0 &&
        wall.overlay.carry === null &&
        wall.grid.carry === null &&
        !wall.viewport.isMoving
      );
    },
    noteRect: (note) => onScreen(wall.mirror.scene && noteRect(wall.mirror.scene, note)),
    cellRect: (step, row) => onScreen(wall.mirror.scene && cellRect(wall.mirror.scene, { step, row })),
    sentiments: () => wall.mirror.board?.details.sentimentsOf(wall.session.hello?.participant ?? '') ?? [],
    measures: () => wall.mirror.board?.details.allMeasures() ?? [],
    get header() {
      return wall.mirror.board?.header ?? null;
    },
    get headerRect() {
      return onScreen(wall.mirror.scene?.current.header.rect ?? null);
    },
    gridHeaderRect: (id) => {
      const { camera, size } = wall.viewport;
      const sheets = wall.mirror.scene?.current.sheets ?? [];
      const titles = sheets.flatMap((sheet) => headersOf(sheet, camera, size));
      return titles.find(({ header }) => keyOf(header) === id)?.rect ?? null;
    },
    runs: () =>
      (wall.mirror.scene === null ? [] : runsOf(wall.mirror.scene)).map(({ text, face, size, w, rtl }) => ({
        text,
        font: fontOf(face),
        nominal: NOMINAL,
        size,
        width: w / 64,
        isRtl: rtl ?? false,
      })),
  } satisfies TestWindow);
  return () => {
    delete window.__board;
  };
}
