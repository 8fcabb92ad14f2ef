/** Where this person's own ratings stand on the wall: nobody else's screen shows them so. */
import type { CellId, ParticipantId, PersonaId } from '../../gen/board';
import type { BoardMirror } from './board-mirror';

export interface OwnRating {
  readonly cell: CellId;
  /** From −2 to +2. */
  readonly value: number;
}

/** What a participant said of a persona, in every row that shows it. O(steps × sentiment rows). */
export function ownRatings(
  board: Pick<BoardMirror, 'sheets' | 'details'>,
  me: ParticipantId,
  persona: PersonaId,
): OwnRating[] {
  return board.sheets.flatMap(({ stages, rows }) => {
    const sentimentRows = rows.filter(({ type }) => type === 'sentiment');
    if (sentimentRows.length === 0) return [];
    const steps = stages.flatMap((stage) => stage.steps);
    return steps.flatMap(({ id: step }) => {
      const value = board.details.sentiment(step, persona)?.values[me];
      return value === undefined ? [] : sentimentRows.map((row) => ({ cell: { step, row: row.id }, value }));
    });
  });
}
