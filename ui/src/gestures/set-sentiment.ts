/** What this person says a persona feels at a step: from −2 to +2, one value each. */
import type { CellId, Edit, PersonaId, RowId } from '../gen/board';
import { CURVE } from '../gen/measures';
import type { Rect } from '../gen/scene';
import { cellRect } from '../state/geometry';
import { mintId } from '../state/note-id';
import type { Wall } from '../state/wall';
import { NEW_PERSONA } from '../text/details';

/** Board units above +2 and below −2 that still count. */
const ROUND = 12;

/** Lowest and highest value. */
export const LEAST = -2;
export const MOST = 2;

/** Whether a row of the sheets holds feelings. */
export function isSentimentRow(wall: Wall, row: RowId): boolean {
  return (
    wall.mirror.board?.sheets.some((sheet) =>
      sheet.rows.some((one) => one.id === row && one.type === 'sentiment'),
    ) ?? false
  );
}

/** The value at a height below the row's top; `null` where the curve is not. */
export function valueAt(height: number): number | null {
  if (height < CURVE.high - ROUND || height > CURVE.low + ROUND) return null;
  const value = MOST - ((height - CURVE.high) / (CURVE.low - CURVE.high)) * (MOST - LEAST);
  return Math.max(LEAST, Math.min(MOST, Math.round(value)));
}

/** Where a value is shown in a cell, on the board. */
export function placeOf(cell: Rect, value: number): { x: number; y: number } {
  return {
    x: cell.x + cell.w / 2,
    y: cell.y + CURVE.high + ((MOST - value) / (MOST - LEAST)) * (CURVE.low - CURVE.high),
  };
}

/** The persona whose feelings are said: the one taken, else the board's first. */
export function feltPersona(wall: Wall): PersonaId | null {
  const personas = wall.mirror.board?.details.personas ?? [];
  const taken = personas.find((persona) => persona.id === wall.selection.persona);
  return (taken ?? personas[0])?.id ?? null;
}

/** What this person said at a step so far. */
export function ownSentiment(wall: Wall, cell: CellId): number | null {
  const persona = feltPersona(wall);
  const me = wall.session.hello?.participant;
  if (persona === null || me === undefined) return null;
  return wall.mirror.board?.details.sentiment(cell.step, persona)?.values[me] ?? null;
}

/** Says it, or takes it back with `null`. A board without personas gets its first one in the same act. */
export function setSentiment(wall: Wall, cell: CellId, value: number | null): void {
  if (!wall.session.mayEdit || (value === null && ownSentiment(wall, cell) === null)) return;
  const known = feltPersona(wall);
  const persona = known ?? mintId();
  const said: Edit = { setSentiment: { persona, step: cell.step, value } };
  const first: Edit = { addPersona: { id: persona, name: NEW_PERSONA } };
  void wall.ask(known === null ? { many: { edits: [first, said] } } : said);
}

/** One higher or lower, from the middle when nothing was said. */
export function nudgeSentiment(wall: Wall, by: 1 | -1): void {
  const { cell, notes } = wall.selection;
  if (cell === null || notes.length > 0 || !isSentimentRow(wall, cell.row)) return;
  const now = ownSentiment(wall, cell);
  setSentiment(wall, cell, now === null ? by : Math.max(LEAST, Math.min(MOST, now + by)));
}

/** A press on the curve's part of a cell: the value there. */
export function pressedValue(wall: Wall, cell: CellId, y: number): number | null {
  const { scene } = wall.mirror;
  const rect = scene && cellRect(scene, cell);
  if (!rect || !isSentimentRow(wall, cell.row)) return null;
  return valueAt(y - rect.y);
}
