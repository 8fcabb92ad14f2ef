/** A title is written where it stands. */
import type { Edit, SheetId } from '../gen/board';
import { isSameTitle, findTitle, sheetOf, titleRect } from '../state/titles';
import type { Title } from '../state/titles';
import { covered } from '../state/panes';
import { kindOf } from '../state/permissions';
import type { Wall } from '../state/wall';

/** Zoom at which all titles show at their own size, the steps' too. */
const READABLE = 0.75;

/** Opens the field over a title; `isPrompt` for the question below a row's title. `first` takes the title's place. */
export function openRename(wall: Wall, title: Title, isPrompt = false, first?: string): void {
  const act = isPrompt ? 'setRow' : kindOf(renaming(title, ''));
  if (wall.permissions.isDenied(wall.permissions.whyNot(act))) return;
  wall.selection.pickHeader(title);
  revealTitle(wall, title, 'step' in title);
  wall.chrome.showRename('row' in title && isPrompt ? { ...title, isPrompt } : title, first);
}

/** Opens the field over the picked title. Says whether one is picked. */
export function renamePicked(wall: Wall): boolean {
  const { header } = wall.selection;
  if (header !== null) openRename(wall, header);
  return header !== null;
}

/** Brings a title into sight, beside the pinned ones; steps show from a readable zoom on. */
export function revealTitle(wall: Wall, title: Title, isOwnSize = false): void {
  const { scene } = wall.mirror;
  const rect = scene && titleRect(scene, title);
  const sheet = scene ? sheetOf(scene, title) : undefined;
  if (!scene || !rect || sheet === undefined) return;
  const { viewport } = wall;
  const isSeen = findTitle(scene, title, viewport.camera, viewport.size) !== null;
  if (isOwnSize && !isSeen && viewport.camera.zoom < READABLE) {
    wall.sheet.visit('typing');
    const { w, h } = viewport.size;
    viewport.approach(READABLE, { x: w / 2, y: h / 2 });
  }
  const pinned = covered(sheet, viewport.camera, viewport.size);
  // A pinned title is in sight already along the other way.
  const shown = findTitle(scene, title, viewport.camera, viewport.size);
  const place =
    shown === null
      ? rect
      : 'row' in title
        ? { ...rect, x: viewport.camera.x + pinned.x / viewport.camera.zoom, w: 1 }
        : { ...rect, y: viewport.camera.y + pinned.y / viewport.camera.zoom, h: 1 };
  viewport.reveal(place, 'row' in title ? { x: -24, y: pinned.y } : { x: pinned.x, y: -24 });
}

/** What the title says on the board. */
export function titleText(wall: Wall, title: Title): string {
  const { board } = wall.mirror;
  if ('stage' in title) return board?.stage(title.stage)?.title ?? '';
  return ('step' in title ? board?.step(title.step)?.title : board?.row(title.row)?.title) ?? '';
}

/** Whether a title is on the board. */
export function isTitleThere({ mirror: { board } }: Wall, title: Title): boolean {
  if ('stage' in title) return board?.stage(title.stage) !== undefined;
  return ('step' in title ? board?.step(title.step) : board?.row(title.row)) !== undefined;
}

/**
 * Leaves the field. A title without a word is left as it was; only a step may have none. `before` is what the field
 * held first: what nobody touched is not written over what others wrote meanwhile.
 */
export function rename(
  wall: Wall,
  title: Title,
  typed: string,
  prompt: string | null = null,
  before = { text: titleText(wall, title), prompt: promptText(wall, title) },
): void {
  const open = wall.chrome.rename;
  if (open !== null && !('sheet' in open) && isSameTitle(open, title)) {
    wall.chrome.showRename(null);
    wall.sheet.comeBack('typing');
  }
  const text = typed.trim();
  const edits: Edit[] = [];
  const isOther = text !== before.text && text !== titleText(wall, title);
  if (isOther && (text !== '' || 'step' in title)) edits.push(renaming(title, text));
  const asked = prompt?.trim() ?? before.prompt;
  if ('row' in title && asked !== before.prompt && asked !== promptText(wall, title))
    edits.push({ setRow: { row: title.row, prompt: asked } });
  const [first, ...rest] = edits;
  if (first !== undefined) void wall.ask(rest.length === 0 ? first : { many: { edits } });
}

/** The question below a row's title. */
export function promptText(wall: Wall, title: Title): string {
  return ('row' in title ? wall.mirror.board?.row(title.row)?.prompt : undefined) ?? '';
}

/** The edit that gives a stage, a step, a row or a sheet its title. */
export function renaming(about: Title | { readonly sheet: SheetId }, title: string): Edit {
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
