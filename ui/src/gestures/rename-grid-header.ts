/** A header is written where it stands. */
import type { Edit, SheetId } from '../gen/board';
import { isSameHeader, findHeader, sheetOf, headerRect } from '../state/scene/grid-headers';
import type { GridHeader } from '../state/scene/grid-headers';
import { covered } from '../state/scene/frozen-panes';
import { kindOf } from '../state/board/permissions';
import type { Wall } from '../state/wall';

/** Zoom at which all headers show at their own size, the steps' too. */
const READABLE = 0.75;

/** Opens the field over a header; `isPrompt` for the question below a row's header. `first` takes its title's place. */
export function openRename(wall: Wall, header: GridHeader, isPrompt = false, first?: string): void {
  const act = isPrompt ? 'setRow' : kindOf(renaming(header, ''));
  if (wall.permissions.isDenied(wall.permissions.whyNot(act))) return;
  wall.selection.pickHeader(header);
  revealHeader(wall, header, 'step' in header);
  wall.chrome.showRename('row' in header && isPrompt ? { ...header, isPrompt } : header, first);
}

/** Opens the field over the picked header. Says whether one is picked. */
export function renamePicked(wall: Wall): boolean {
  const { header } = wall.selection;
  if (header !== null) openRename(wall, header);
  return header !== null;
}

/** Brings a header into sight, beside the pinned ones; steps show from a readable zoom on. */
export function revealHeader(wall: Wall, header: GridHeader, isOwnSize = false): void {
  const { scene } = wall.mirror;
  const rect = scene && headerRect(scene, header);
  const sheet = scene ? sheetOf(scene, header) : undefined;
  if (!scene || !rect || sheet === undefined) return;
  const { viewport } = wall;
  const isSeen = findHeader(scene, header, viewport.camera, viewport.size) !== null;
  if (isOwnSize && !isSeen && viewport.camera.zoom < READABLE) {
    wall.sheet.visit('typing');
    const { w, h } = viewport.size;
    viewport.approach(READABLE, { x: w / 2, y: h / 2 });
  }
  const pinned = covered(sheet, viewport.camera, viewport.size);
  // A pinned header is in sight already along the other way.
  const shown = findHeader(scene, header, viewport.camera, viewport.size);
  const place =
    shown === null
      ? rect
      : 'row' in header
        ? { ...rect, x: viewport.camera.x + pinned.x / viewport.camera.zoom, w: 1 }
        : { ...rect, y: viewport.camera.y + pinned.y / viewport.camera.zoom, h: 1 };
  viewport.reveal(place, 'row' in header ? { x: -24, y: pinned.y } : { x: pinned.x, y: -24 });
}

/** What the header says on the board. */
export function headerText(wall: Wall, header: GridHeader): string {
  const { board } = wall.mirror;
  if ('stage' in header) return board?.stage(header.stage)?.title ?? '';
  return ('step' in header ? board?.step(header.step)?.title : board?.row(header.row)?.title) ?? '';
}

/** Whether a header is on the board. */
export function isHeaderThere({ mirror: { board } }: Wall, header: GridHeader): boolean {
  if ('stage' in header) return board?.stage(header.stage) !== undefined;
  return ('step' in header ? board?.step(header.step) : board?.row(header.row)) !== undefined;
}

/**
 * Leaves the field. A header left without a word keeps its title; only a step may have none. `before` is what the field
 * held first: what nobody touched is not written over what others wrote meanwhile.
 */
export function rename(
  wall: Wall,
  header: GridHeader,
  typed: string,
  prompt: string | null = null,
  before = { text: headerText(wall, header), prompt: promptText(wall, header) },
): void {
  const open = wall.chrome.rename;
  if (open !== null && !('sheet' in open) && isSameHeader(open, header)) {
    wall.chrome.showRename(null);
    wall.sheet.comeBack('typing');
  }
  const text = typed.trim();
  const edits: Edit[] = [];
  const isOther = text !== before.text && text !== headerText(wall, header);
  if (isOther && (text !== '' || 'step' in header)) edits.push(renaming(header, text));
  const asked = prompt?.trim() ?? before.prompt;
  if ('row' in header && asked !== before.prompt && asked !== promptText(wall, header))
    edits.push({ setRow: { row: header.row, prompt: asked } });
  const [first, ...rest] = edits;
  if (first !== undefined) void wall.ask(rest.length === 0 ? first : { many: { edits } });
}

/** The question below a row's header. */
export function promptText(wall: Wall, header: GridHeader): string {
  return ('row' in header ? wall.mirror.board?.row(header.row)?.prompt : undefined) ?? '';
}

/** The edit that gives a stage, a step, a row or a sheet its title. */
export function renaming(about: GridHeader | { readonly sheet: SheetId }, title: string): Edit {
  if ('stage' in about) return { renameStage: { stage: about.stage, title } };
  if ('step' in about) return { renameStep: { step: about.step, title } };
  if ('row' in about) return { renameRow: { row: about.row, title } };
  return { renameSheet: { sheet: about.sheet, title } };
}

/** Leaves the field of a sheet's title, which held `first`. */
export function renameSheet(wall: Wall, sheet: SheetId, typed: string, first: string): void {
  const title = typed.trim();
  const before = wall.mirror.board?.sheets.find(({ id }) => id === sheet)?.title;
  if (title !== '' && title !== first && title !== before) void wall.ask(renaming({ sheet }, title));
}
