/** What other programs make of `export OUT.yjs`: npm `yjs` opens it to the same notes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import * as Y from 'yjs';

const PROGRAM = process.env['JOURNEYWALL_CLI'] ?? resolve(__dirname, '../../target/debug/journeywall-cli');

interface NoteOfBoard {
  id: string;
  text: string;
  kind: string;
  step?: string;
  row?: string;
}

interface BoardOfExport {
  title: string;
  sheets: { notes: NoteOfBoard[] }[];
  parked: NoteOfBoard[];
}

/** The live notes of a Yjs document, as SCHEMA.md says where they are. */
function notesOf(doc: Y.Doc): NoteOfBoard[] {
  return [...doc.getMap<Y.Map<unknown>>('notes').entries()]
    .filter(([, note]) => note.get('deleted') !== true)
    .map(([id, note]) => {
      const [, step, row] = note.get('place') as [string, string | null, string | null];
      const text = (note.get('text') as Y.Text).toString();
      return { id, text, kind: note.get('kind') as string, ...(step && row ? { step, row } : {}) };
    });
}

test('npm yjs opens the exported document to the same notes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'journeywall-yjs-'));
  const at = (name: string): string => join(folder, name);
  const program = (...args: string[]): void => {
    execFileSync(PROGRAM, ['--library', at('library'), ...args]);
  };
  program('new', at('board.journey'), '--template', 'zapier-gym', '--title', 'Same everywhere 😀');
  program(
    'import',
    resolve(__dirname, '../../assets/examples/seven-scripts.csv'),
    '--into',
    at('board.journey'),
  );
  program('export', at('board.journey'), at('board.yjs'));
  program('export', at('board.journey'), at('board.json'));

  const doc = new Y.Doc();
  Y.applyUpdate(doc, readFileSync(at('board.yjs')));
  const board = JSON.parse(readFileSync(at('board.json'), 'utf8')) as BoardOfExport;
  rmSync(folder, { recursive: true });

  const expected = [...board.sheets.flatMap((sheet) => sheet.notes), ...board.parked];
  expect(expected.length).toBeGreaterThan(80);
  const key = ({ id, text, kind, step, row }: NoteOfBoard): string =>
    JSON.stringify([id, text, kind, step, row]);
  expect(notesOf(doc).map(key).sort()).toEqual(expected.map(key).sort());
  expect(doc.getMap('meta').get('title')).toBe(board.title);
});
