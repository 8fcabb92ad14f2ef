/** What a cell's menu says of sentiments and measures. */
import type { CellId } from '../../gen/board';
import { isSentimentRow, ownSentiment, setSentiment, whyNotRate } from '../../gestures/set-sentiment';
import { isMeasuresCell, showMeasure } from '../../gestures/show-details';
import { VALUES } from '../../state/board/ratings';
import type { Wall } from '../../state/wall';
import { DETAILS, SENTIMENTS } from '../../text/details';
import type { MenuItem, MenuItems } from './menu-item';

export function sentimentItems(wall: Wall, cell: CellId): MenuItems {
  if (isMeasuresCell(wall, cell)) {
    return [[{ title: `${DETAILS.measure}…`, icon: 'chart-column', run: () => showMeasure(wall, cell) }]];
  }
  if (!isSentimentRow(wall, cell.row)) return [];
  if (whyNotRate(wall, cell) !== null) return [];
  const own = ownSentiment(wall, cell);
  const said = [...VALUES].reverse().map((value): MenuItem => ({
    title: SENTIMENTS[String(value)] ?? String(value),
    isChosen: value === own,
    run: () => setSentiment(wall, cell, value),
  }));
  const back: MenuItem = {
    title: DETAILS.clearRating,
    isOff: own === null,
    run: () => setSentiment(wall, cell, null),
  };
  return [said, [back]];
}
