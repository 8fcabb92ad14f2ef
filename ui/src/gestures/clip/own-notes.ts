/** Notes as they travel on the clipboard: in an attribute of the HTML, which every program hands on. */
import { MOST_LINK, MOST_LONG, MOST_NOTES, MOST_TAGS, MOST_TEXT, MOST_TITLE } from '../../gen/limits';
import type { KindId, NoteView } from '../../gen/board';
import { type NoteContent, contentOf } from '../duplicate';

/** A note with its place among the others that were copied. */
export interface ClipNote {
  /** Steps to the right of the leftmost copied note; `null` for a parked one. */
  readonly column: number | null;
  /** Rows below the topmost. */
  readonly row: number;
  readonly content: NoteContent;
}

/** The attribute of the HTML's outermost element. */
export const ATTRIBUTE = 'data-journeywall';

/** Grows when notes cannot be read by earlier versions any more. */
const VERSION = 1;

/** Most that the board takes of each text, in UTF-16 units. A clipboard may come from anywhere. */
const MOST = {
  text: MOST_TEXT,
  detail: MOST_LONG,
  link: MOST_LINK,
  source: MOST_TITLE,
  owner: MOST_TITLE,
  image: MOST_TITLE,
} as const;

export function written(notes: readonly ClipNote[]): string {
  return JSON.stringify({ version: VERSION, notes });
}

/** What was written, whoever wrote it; nothing when any of it is not a note of ours, so that none is left out. */
export function read(text: string): ClipNote[] {
  try {
    const clip: unknown = JSON.parse(text);
    if (!isObject(clip) || clip['version'] !== VERSION || !Array.isArray(clip['notes'])) return [];
    const given: readonly unknown[] = clip['notes'];
    const notes = given.length > MOST_NOTES ? [] : given.flatMap(noteOf);
    return notes.length === given.length ? notes : [];
  } catch {
    return [];
  }
}

function noteOf(given: unknown): ClipNote[] {
  if (!isObject(given) || !isObject(given['content'])) return [];
  const { column, row, content } = given;
  const text = textOf(content['text'], MOST.text);
  const kind = textOf(content['kind'], MOST_TITLE);
  if (text === undefined || kind === undefined) return [];
  const place = { column: isPlace(column) ? column : null, row: isPlace(row) ? row : 0 };
  return [{ ...place, content: contentOf({ id: '', author: '', text, kind, ...details(content) }) }];
}

function details(given: Record<string, unknown>): Partial<NoteView> {
  const { tags, impact, evidence, span, moment } = given;
  const texts = (['source', 'owner', 'link', 'detail', 'image'] as const).flatMap((field) => {
    const text = textOf(given[field], MOST[field]);
    return text === undefined ? [] : [[field, text] as const];
  });
  return {
    ...Object.fromEntries(texts),
    ...(Array.isArray(tags) ? { tags: tags.filter((tag) => isTag(tag)).slice(0, MOST_TAGS) } : {}),
    ...(impact === 'trivial' || impact === 'work-around' || impact === 'abandon' ? { impact } : {}),
    ...(evidence === 'assumption' || evidence === 'data' || evidence === 'quote' ? { evidence } : {}),
    ...(isPlace(span) && span > 1 && span <= 60 ? { span } : {}),
    ...(moment === true ? { moment } : {}),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 10_000;
}

function isTag(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_TITLE;
}

function textOf(value: unknown, most: number): KindId | undefined {
  return typeof value === 'string' && value.length <= most ? value : undefined;
}
