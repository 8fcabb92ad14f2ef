/** How a table is written for what it is opened with. */
import type { TableStyle } from '../../gen/desk';

/** What a table is for: a spreadsheet that opens it by a double click, or other programs. */
export type TableUse = 'excel' | 'others';

/**
 * Excel needs a mark to read accented letters, and parts cells by semicolons where numbers have a decimal comma; other
 * programs want neither.
 */
export function tableOrder(use: TableUse, language: string): TableStyle {
  if (use === 'others') return { mark: false, separator: 'comma' };
  return { mark: true, separator: hasDecimalComma(language) ? 'semicolon' : 'comma' };
}

function hasDecimalComma(language: string): boolean {
  try {
    return new Intl.NumberFormat(language).format(1.5).includes(',');
  } catch {
    return false;
  }
}
