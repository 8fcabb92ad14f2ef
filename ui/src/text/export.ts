/** What the export dialog says. */
import type { Code } from '../link/error-codes';
import type { ExportFormat } from '../gen/export-formats';
import { sentence } from './errors';

export const EXPORT = {
  title: 'Export',
  what: 'What',
  wholeBoard: 'Whole board',
  parkedElsewhere: 'Without the parking lot. Choose “Whole board” to include it.',
  format: 'Format',
  size: 'Size',
  look: 'Theme',
  light: 'Light',
  dark: 'Dark',
  preview: 'Preview',
  run: 'Export',
  running: 'Exporting…',
  cancel: 'Cancel',
  saveCopy: 'Save full copy (with history)',
  sendCopy: 'Save clean copy (to share)',
  copies: 'Or save the board itself',
  copiesHint:
    'A full copy keeps the whole history. A clean copy is the board as it is now, without history and deleted notes.',
  drawing: 'Drawing the preview…',
  noPreview: 'No preview right now. Exporting still works.',
  table: 'Open it in',
  excel: 'Excel',
  others: 'Other programs',
  tableHints: {
    excel: 'Opens with a double click, accented letters and columns as they should be',
    others: 'Plain UTF-8 with commas, for scripts and other spreadsheets',
  },
} as const;

/** What a format is good for. */
export const FORMATS: Readonly<Record<ExportFormat, { readonly name: string; readonly use: string }>> = {
  png: { name: 'PNG', use: 'A sharp picture for slides and emails' },
  jpg: { name: 'JPEG', use: 'A smaller picture, good for emails' },
  webp: { name: 'WebP', use: 'The smallest sharp picture, for web pages' },
  svg: { name: 'SVG', use: 'A vector drawing, sharp at any size' },
  csv: { name: 'CSV', use: 'Notes as a table, for spreadsheets' },
  json: { name: 'JSON', use: 'The board for other programs' },
  txt: { name: 'Text', use: 'The board as text, to read and paste' },
};

/** Why nothing was written. */
export function exportSentence(code: Code): string {
  return code === 'E_DISK'
    ? 'The file could not be saved there. Free up space or choose another place.'
    : sentence(code);
}

/** The size of a picture in pixels. */
export function pixels(width: number, height: number): string {
  return `${group(width)} × ${group(height)} pixels`;
}

/** Characters that a sentence names. */
const NAMED = 12;

/** What pictures cannot show, said before they are written; the page may not have a glyph for it either. */
export function cannotDraw(missing: readonly string[]): string {
  const named = missing.slice(0, NAMED).map((sign) => `${sign} (${codePoint(sign)})`);
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
  return `These characters cannot be drawn in pictures, □ stands for them: ${named.join(', ')}${more}`;
}

function codePoint(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

export function previewOf(title: string): string {
  return `Preview of ${title}`;
}

export function tooLarge(limit: number): string {
  return `Too large for this format (at most ${group(limit)} pixels per side). Choose a smaller size.`;
}

export function times(scale: number): string {
  return `${scale}×`;
}

function group(number: number): string {
  return number.toLocaleString('en-GB');
}
