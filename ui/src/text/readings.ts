/** Values of cells in words. */
import type { CellId, RowType } from '../gen/board';
import type { Readings } from '../state/readings';

const NUMBER = new Intl.NumberFormat('en', { signDisplay: 'exceptZero', maximumFractionDigits: 1 });

/** How many people rated. */
export function ratings(count: number): string {
  return count === 1 ? '1 rating' : `${count} ratings`;
}

/** What a cell of a row for sentiment or metrics says, line by line; nothing for notes. */
export function readingOf(readings: Readings | undefined, type: RowType, cell: CellId): string[] {
  if (readings === undefined || type === 'notes') return [];
  if (type === 'sentiment')
    return readings.feelings(cell.step).map(({ persona, value, voices }) => {
      const felt = NUMBER.format(value).replace('-', '−');
      return (voices > 1 ? [persona, `median ${felt}`, ratings(voices)] : [persona, felt])
        .filter(Boolean)
        .join(' · ');
    });
  const measure = readings.measure(cell);
  if (measure === undefined) return [];
  const shown = [measure.value, measure.unit].filter(Boolean).join(' ');
  return [measure.target === '' ? shown : `${shown} · target ${measure.target}`];
}
