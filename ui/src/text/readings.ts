/** Values of cells in words. */
import type { CellId, RowType } from '../gen/board';
import type { SentimentReading, Readings } from '../state/board/readings';
import { SENTIMENTS } from './details';

const NUMBER = new Intl.NumberFormat('en', { signDisplay: 'exceptZero', maximumFractionDigits: 1 });

/** How many people rated. */
export function ratings(count: number): string {
  return count === 1 ? '1 rating' : `${count} ratings`;
}

/** A value with its sign, and a minus that is as wide as a plus. */
function signed(value: number): string {
  return NUMBER.format(value).replace('-', '−');
}

/** What was said of one persona: “Median −2, 5 ratings”; with its name where there are several. */
export function ratingLine(
  { persona, value, ratings: count }: Omit<SentimentReading, 'id'>,
  isNamed: boolean,
): string {
  const line = `Median ${signed(value)}, ${ratings(count)}`;
  return isNamed && persona !== '' ? `${persona}: ${line}` : line;
}

/** What this person said themselves. */
export function ownRating(value: number): string {
  return `You: ${SENTIMENTS[String(value)] ?? signed(value)}`;
}

/** What a cell of a row for sentiment or metrics says, line by line; nothing for notes. */
export function readingOf(readings: Readings | undefined, type: RowType, cell: CellId): string[] {
  if (readings === undefined || type === 'notes') return [];
  if (type === 'sentiment')
    return readings.sentiments(cell.step).map((sentiment) => ratingLine(sentiment, true));
  const measure = readings.measure(cell);
  if (measure === undefined) return [];
  const shown = [measure.value, measure.unit].filter(Boolean).join(' ');
  return [measure.target === '' ? shown : `${shown} · target ${measure.target}`];
}
