/** The text of a file as editors and spreadsheets write it. */
import { fromTabbed } from './read-table';

/** UTF-8, UTF-16 by its mark, or else Windows-1252; `null` for what is no text. */
export function decoded(bytes: Uint8Array): string | null {
  const [one, two] = bytes;
  const marked = one === 0xff && two === 0xfe ? 'utf-16le' : one === 0xfe && two === 0xff ? 'utf-16be' : null;
  if (marked !== null) return new TextDecoder(marked).decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A table with commas or semicolons, as the one its first line has more of says, with tabs in their place. */
export function tabbed(table: string): string {
  const said = /^"?sep=(.)/i.exec(table)?.[1];
  const rest = said === undefined ? table : table.slice(table.search(/[\r\n]/)).trimStart();
  const first = rest.split(/[\r\n]/, 1)[0] ?? '';
  const count = (sign: string): number => first.split(sign).length;
  const best = ['\t', ';', ','].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
  const { rows } = fromTabbed(rest, said ?? best);
  return rows.map((row) => row.map(quoted).join('\t')).join('\n');
}

/** A cell as spreadsheets write it between tabs. */
function quoted(cell: string): string {
  return /[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
