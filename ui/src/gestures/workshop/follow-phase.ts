/**
 * When a phase begins, whoever has their hands free is shown where it takes place: its sheet, and the row that is open.
 * Nobody who types is moved; the strip offers them the way.
 */
import type { PhaseId, RowId } from '../../gen/board';
import { covered } from '../../state/scene/frozen-panes';
import type { Wall } from '../../state/wall';
import { isField } from '../field-keys';
import { stopFollowing } from '../follow';

/** Whether this person is writing something, wherever. */
function isWriting(wall: Wall): boolean {
  return wall.overlay.typing !== null || wall.chrome.rename !== null || isField(document.activeElement);
}

/** Follows the phases from now on, until the returned function is called. */
export function followPhases(wall: Wall): () => void {
  let shown: PhaseId | null = null;
  function look(): void {
    const { phase } = wall.workshop;
    if (phase?.id === (shown ?? undefined) || !wall.mirror.isReady) return;
    shown = phase?.id ?? null;
    if (phase !== null && !isWriting(wall)) showPhase(wall);
  }
  look();
  return wall.mirror.parts.of('agenda').subscribe(look);
}

/** Whether the phase takes place on another sheet than the one that is shown. */
export function isElsewhere(wall: Wall): boolean {
  const sheet = wall.workshop.phase?.sheet ?? null;
  const isThere = wall.mirror.board?.sheets.some(({ id }) => id === sheet) === true;
  return isThere && sheet !== wall.sheet.id;
}

/** Shows the sheet of the phase that is on, and the first row that it opens. */
export function showPhase(wall: Wall): void {
  const { phase } = wall.workshop;
  if (phase === null || phase.sheet === null) return;
  if (isElsewhere(wall)) {
    stopFollowing(wall);
    wall.selection.clear();
    wall.sheet.turnTo(phase.sheet);
  }
  const open = wall.workshop.openRows(phase.sheet) ?? [];
  const [row] = open;
  if (row === undefined) return;
  // What was picked in an earlier row is let go: the next note lands in this one.
  const { cell } = wall.selection;
  if (cell !== null && !open.includes(cell.row)) wall.selection.clear();
  revealRow(wall, row);
}

/** Moves the wall up or down as little as brings a row into sight; a phone's table goes to its row. */
function revealRow(wall: Wall, id: RowId): void {
  const sheet = wall.mirror.scene?.current.sheets[0];
  const row = sheet?.rows.find((one) => one.id === id);
  if (sheet === undefined || row === undefined) return;
  const { camera, size } = wall.viewport;
  const pinned = covered(sheet, camera, size);
  // As wide as what is seen of it, so that nothing moves sideways.
  const rect = { x: camera.x + (pinned.x + 24) / camera.zoom, y: sheet.rect.y + row.y, w: 1, h: row.h };
  wall.viewport.reveal(rect, pinned, wall.chrome.covered(size));
  document.querySelector(`[data-lane="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
}
