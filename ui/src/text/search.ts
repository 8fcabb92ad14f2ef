/** What the search panel says. */
import type { FoundTitle } from '../state/board/search';

export const SEARCH_TEXT = {
  title: 'Search',
  field: 'Find notes, stages and rows',
  results: 'Results',
  parked: 'Parking lot',
  titles: 'Stages and rows',
  hint: 'Finds what notes say, who wrote them, their type and their tags.',
  arrows: 'Use the arrow keys to go through the results.',
} as const;

export const TITLE_KINDS: Readonly<Record<FoundTitle['what'], string>> = {
  stage: 'Stage',
  step: 'Step',
  row: 'Row',
};

/** How many were found, for the line below the field and for screen readers. */
export function foundCount(notes: number, titles: number): string {
  if (notes + titles === 0) return 'Nothing found';
  const parts = [
    notes === 0 ? '' : notes === 1 ? '1 note' : `${notes} notes`,
    titles === 0 ? '' : titles === 1 ? '1 title' : `${titles} titles`,
  ];
  return parts.filter(Boolean).join(', ');
}

export function placeName(column: string, row: string): string {
  return row === '' ? SEARCH_TEXT.parked : `${column} · ${row}`;
}
