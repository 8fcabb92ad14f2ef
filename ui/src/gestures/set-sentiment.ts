/** What this person says a persona feels at a step: from −2 to +2, one value each. */
import type { CellId, Edit, PersonaId, RowId } from '../gen/board';
import type { Rect } from '../gen/scene';
import { cellRect } from '../state/scene/geometry';
import { mintId } from '../state/board/note-id';
import { LEAST, MOST, heightOf, valueAt } from '../state/board/ratings';
import type { Denial } from '../state/board/permissions';
import type { Wall } from '../state/wall';
import { DETAILS, NEW_PERSONA, rated } from '../text/details';

/** Whether a row of the sheets holds sentiments. */
export function isSentimentRow(wall: Wall, row: RowId): boolean {
  return (
    wall.mirror.board?.sheets.some((sheet) =>
      sheet.rows.some((one) => one.id === row && one.type === 'sentiment'),
    ) ?? false
  );
}

/** Where a value is shown in a cell, on the board. */
export function placeOf(cell: Rect, value: number): { x: number; y: number } {
  return {
    x: cell.x + cell.w / 2,
    y: cell.y + heightOf(value),
  };
}

/** The persona whose sentiments are said: the one taken, else the board's first. */
export function ratedPersona(wall: Wall): PersonaId | null {
  const personas = wall.mirror.board?.details.personas ?? [];
  const taken = personas.find((persona) => persona.id === wall.selection.persona);
  return (taken ?? personas[0])?.id ?? null;
}

/** Whether this person may say one. The first persona of a board is the facilitator's to add. */
export function mayRate({ session, mirror }: Wall): boolean {
  const hasPersona = (mirror.board?.details.personas.length ?? 0) > 0;
  return session.mayEdit && (hasPersona || session.mayEditGrid);
}

/** Why this person cannot rate in a cell: their role, a lock, or that nobody added a persona yet. */
export function whyNotRate(
  wall: Wall,
  cell: CellId,
  known: PersonaId | null = ratedPersona(wall),
): Denial | null {
  const { permissions } = wall;
  const denial = permissions.whyNotSentiment(cell.step);
  if (denial !== null || known !== null) return denial;
  const noPersona = permissions.whyNot('addPersona');
  return noPersona && { ...noPersona, sentence: DETAILS.noPersona };
}

/** What this person said at a step so far, of the persona that is taken or of another. */
export function ownSentiment(
  wall: Wall,
  cell: CellId,
  persona: PersonaId | null = ratedPersona(wall),
): number | null {
  const me = wall.session.hello?.participant;
  if (persona === null || me === undefined) return null;
  return wall.mirror.board?.details.sentiment(cell.step, persona)?.values[me] ?? null;
}

/**
 * Says it, or clears it with `null`: of the persona that is taken, or of another. A board without personas gets
 * its first one in the same act.
 */
export function setSentiment(
  wall: Wall,
  cell: CellId,
  value: number | null,
  known: PersonaId | null = ratedPersona(wall),
): void {
  if (wall.permissions.isDenied(whyNotRate(wall, cell, known))) return;
  if (value === null && ownSentiment(wall, cell, known) === null) return;
  const persona = known ?? mintId();
  const said: Edit = { setSentiment: { persona, step: cell.step, value } };
  void wall
    .ask(known === null ? { many: { edits: [firstPersona(persona), said] } } : said)
    .then((accepted) => {
      if (accepted !== null) wall.announcer.say(value === null ? DETAILS.ratingCleared : rated(value));
    });
}

/** What is added with the first sentiment row, so that participants can rate. */
export function firstPersona(id: PersonaId = mintId()): Edit {
  return { addPersona: { id, name: NEW_PERSONA } };
}

/** Clears this person's rating in the picked cell. Says whether it was a cell for sentiments. */
export function clearPickedSentiment(wall: Wall): boolean {
  const { cell, notes } = wall.selection;
  if (cell === null || notes.length > 0 || !isSentimentRow(wall, cell.row)) return false;
  setSentiment(wall, cell, null);
  return true;
}

/** One higher or lower, from the middle when nothing was said. */
export function nudgeSentiment(wall: Wall, by: 1 | -1): void {
  const { cell, notes } = wall.selection;
  if (cell === null || notes.length > 0 || !isSentimentRow(wall, cell.row)) return;
  const now = ownSentiment(wall, cell);
  setSentiment(wall, cell, now === null ? by : Math.max(LEAST, Math.min(MOST, now + by)));
}

/** A press in a cell at a height of the board: the value there; `null` where no sentiments are said. */
export function pressedValue(wall: Wall, cell: CellId, y: number): number | null {
  const { scene } = wall.mirror;
  const rect = scene && cellRect(scene, cell);
  if (!rect || !isSentimentRow(wall, cell.row)) return null;
  return valueAt(y - rect.y);
}
