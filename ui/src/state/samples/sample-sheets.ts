/** The sample with a second sheet below the first, wider and taller, and a parked note. Never part of the bundle. */
import type { Board } from '../../gen/board';
import type { Scene } from '../../gen/scene';
import { cellScene, noteScene, noteView, sampleBoard, sampleScene } from './sample';

/** The second sheet lies at (64, 548): three columns of 304 units, one row of 400. */
export function twoSheetScene(): Scene {
  const scene = sampleScene();
  const [first] = scene.sheets;
  if (first === undefined) throw new Error('the sample has a sheet');
  const second: Scene['sheets'][number] = {
    ...first,
    id: 'other',
    rect: { x: 64, y: 548, w: 1120, h: 464 },
    stages: [{ id: 'pay', block: { rect: { x: 208, y: 0, w: 912, h: 56 }, shapes: [] } }],
    steps: ['t1', 't2', 't3'].map((id, at) => ({
      id,
      x: 208 + 304 * at,
      w: 304,
      block: { rect: { x: 208 + 304 * at, y: 56, w: 304, h: 0 }, shapes: [] },
    })),
    rows: [
      {
        id: 'q1',
        y: 64,
        h: 400,
        tint: 'rowEven',
        block: { rect: { x: 0, y: 0, w: 208, h: 400 }, shapes: [] },
        above: [],
      },
    ],
  };
  return {
    ...scene,
    width: 1248,
    height: 1340,
    sheets: [first, second],
    parking: {
      block: { rect: { x: 64, y: 1044, w: 1120, h: 192 }, shapes: [] },
      notes: [noteScene('z', { x: 16, y: 48, w: 128, h: 128 })],
    },
    legend: { rect: { x: 64, y: 1252, w: 1120, h: 24 }, shapes: [] },
    cells: [...scene.cells, cellScene('t2', 'q1', [noteScene('c', { x: 16, y: 16, w: 128, h: 128 })])],
  };
}

export function twoSheetBoard(): Board {
  const board = sampleBoard();
  const steps = ['t1', 't2', 't3'].map((id) => ({ id, title: id }));
  return {
    ...board,
    sheets: [
      ...board.sheets,
      {
        id: 'other',
        title: 'Paying',
        stages: [{ id: 'pay', title: 'Payment', steps }],
        rows: [{ id: 'q1', title: 'Actions', type: 'notes' }],
        notes: [noteView('c', 't2', 'q1', 'Pays')],
      },
    ],
    parked: [{ id: 'z', text: 'Later', kind: 'action', author: 'Mira' }],
  };
}
