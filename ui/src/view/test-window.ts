/** What tests may read of a wall: where things are, in CSS pixels. It shows nothing that is not on the screen. */
import type { NoteId, RowId, StepId } from '../gen/board';
import type { Rect, Scene } from '../gen/scene';
import { rectToScreen } from '../state/camera';
import { cellRect, noteRect } from '../state/geometry';
import type { Wall } from '../state/wall';

export interface TestWindow {
  readonly ready: boolean;
  readonly revision: number;
  readonly zoom: number;
  readonly selected: readonly NoteId[];
  readonly typing: NoteId | null;
  readonly settled: boolean;
  readonly scene: Pick<Scene, 'header' | 'sheets' | 'legend'> | null;
  noteRect(note: NoteId): Rect | null;
  cellRect(step: StepId, row: RowId): Rect | null;
}

declare global {
  interface Window {
    __board?: TestWindow;
  }
}

/** Shows a wall until the returned function is called. */
export function showToTests(wall: Wall): () => void {
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
    /** Nothing is on its way to the disk or to the screen. */
    get settled() {
      return wall.session.saving === 0 && wall.overlay.carry === null && !wall.viewport.isMoving;
    },
    get scene() {
      return wall.mirror.scene?.current ?? null;
    },
    noteRect: (note) => onScreen(wall.mirror.scene && noteRect(wall.mirror.scene, note)),
    cellRect: (step, row) => onScreen(wall.mirror.scene && cellRect(wall.mirror.scene, { step, row })),
  } satisfies TestWindow);
  return () => {
    delete window.__board;
  };
}
