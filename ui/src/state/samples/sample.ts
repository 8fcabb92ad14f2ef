/** A small board for tests of the front end: two stages, two rows, a few notes. Never part of the bundle. */
import type { Board, NoteView } from '../../gen/board';
import type { Block, CellScene, NoteScene, Rect, Scene } from '../../gen/scene';

const block = (x: number, y: number, w: number, h: number): Block => ({ rect: { x, y, w, h }, shapes: [] });

export function noteScene(id: string, rect: Rect): NoteScene {
  return {
    id,
    block: { rect, shapes: [] },
    text: { x: 12, y: 12, w: rect.w - 24, h: rect.h - 40 },
    size: 14,
    paper: 'noteYellow',
  };
}

export function cellScene(step: string, row: string, notes: NoteScene[]): CellScene {
  return { step, row, height: 160, shapes: [], groups: [], notes };
}

/** Columns of 304 units from 208 on, rows of 160 from 64 on; the sheet lies at (64, 100). */
export function sampleScene(): Scene {
  return {
    version: 1,
    width: 944,
    height: 700,
    header: block(64, 64, 816, 20),
    sheets: [
      {
        id: 'sheet',
        rect: { x: 64, y: 100, w: 816, h: 384 },
        title: block(0, 0, 0, 0),
        band: 64,
        gutter: 208,
        stages: [
          { id: 'aware', block: block(208, 0, 304, 56) },
          { id: 'buy', block: block(512, 0, 304, 56) },
        ],
        steps: [
          { id: 's1', x: 208, w: 304, block: block(208, 56, 304, 0) },
          { id: 's2', x: 512, w: 304, block: block(512, 56, 304, 0) },
        ],
        rows: [
          { id: 'r1', y: 64, h: 160, tint: 'rowEven', block: block(0, 0, 208, 160), above: [] },
          { id: 'r2', y: 224, h: 160, tint: 'rowOdd', block: block(0, 0, 208, 160), above: [] },
        ],
        curves: [],
      },
    ],
    legend: block(64, 600, 816, 24),
    parking: { block: block(64, 520, 816, 0), notes: [] },
    cells: [
      cellScene('s1', 'r1', [
        noteScene('a', { x: 16, y: 16, w: 128, h: 128 }),
        noteScene('b', { x: 160, y: 16, w: 128, h: 128 }),
      ]),
    ],
  };
}

export function noteView(id: string, step: string, row: string, text: string): NoteView {
  return { id, step, row, text, kind: 'action', author: 'Mira' };
}

export function sampleBoard(): Board {
  const header = {
    title: 'Gym',
    scope: '',
    starts: '',
    ends: '',
    mapType: '',
    scenario: '',
    goal: '',
    owner: '',
    date: '',
    reviewDate: '',
  };
  const stage = (id: string, title: string, step: string): Board['sheets'][number]['stages'][number] => ({
    id,
    title,
    steps: [{ id: step, title: '' }],
  });
  return {
    id: 'board',
    title: 'Gym',
    header,
    sheets: [
      {
        id: 'sheet',
        title: 'Journey map',
        stages: [stage('aware', 'Awareness', 's1'), stage('buy', 'Purchase', 's2')],
        rows: [
          { id: 'r1', title: 'Actions', type: 'notes' },
          { id: 'r2', title: 'Pain points', type: 'notes' },
        ],
        notes: [noteView('a', 's1', 'r1', 'Looks around'), noteView('b', 's1', 'r1', 'Asks a friend')],
      },
    ],
    parked: [],
    kinds: [{ id: 'action', title: 'Action', colour: 'yellow', mark: 'arrow-right', digit: 1 }],
    groups: [],
    personas: [],
    sentiments: [],
    measures: [],
    comments: [],
    actions: [],
    agenda: [],
    rounds: [],
    people: {},
  };
}
