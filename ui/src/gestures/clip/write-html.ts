/** Copied notes as other programs take them: a list, or a table of stages and rows when they span cells. */
import { ATTRIBUTE } from './own-notes';

/** The copied notes of one cell. */
export interface ClipCell {
  readonly column: string;
  readonly row: string;
  readonly texts: readonly string[];
}

/** One note per line; a line break inside a note becomes a space. */
export function asText(cells: readonly ClipCell[]): string {
  return cells.flatMap((cell) => cell.texts.map((text) => text.replace(/\s*\n\s*/g, ' '))).join('\n');
}

/** `own` is what Journeywall reads back. */
export function asHtml(cells: readonly ClipCell[], own: string): string {
  const body = cells.length > 1 ? table(cells) : list(cells[0]?.texts ?? []);
  return `<div ${ATTRIBUTE}="${escaped(own)}">${body}</div>`;
}

function list(texts: readonly string[]): string {
  return `<ul>${texts.map((text) => `<li>${lines(text)}</li>`).join('')}</ul>`;
}

function table(cells: readonly ClipCell[]): string {
  const columns = [...new Set(cells.map((cell) => cell.column))];
  const rows = [...new Set(cells.map((cell) => cell.row))];
  const head = columns.map((column) => `<th>${escaped(column)}</th>`).join('');
  const body = rows.map((row) => {
    const fields = columns.map((column) => {
      const texts = cells.find((cell) => cell.column === column && cell.row === row)?.texts ?? [];
      return `<td>${texts.map(lines).join('<br>')}</td>`;
    });
    return `<tr><th>${escaped(row)}</th>${fields.join('')}</tr>`;
  });
  return `<table><tr><th></th>${head}</tr>${body.join('')}</table>`;
}

function lines(text: string): string {
  return escaped(text).replaceAll('\n', '<br>');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
