import { describe, expect, it } from 'vitest';
import { gapAt, headerDrop } from './gaps';
import { TOP_BAR } from './frozen-panes';
import { sampleScene } from '../samples/sample';
import { SceneMirror } from './scene-mirror';
import { leastHeight } from './sizes';
import { findHeader, gridAt, stageOf, stepsOf, headerRect } from './grid-headers';

const SIZE = { w: 900, h: 600 };
const HOME = { x: 0, y: 0, zoom: 1 };
const scene = new SceneMirror(sampleScene());

/** The same sheet with a second, named step in the first stage. */
function withSteps(): SceneMirror {
  const sample = sampleScene();
  const [sheet] = sample.sheets;
  const [step] = sheet?.steps ?? [];
  if (sheet === undefined || step === undefined) throw new Error('the sample has a sheet');
  const at = (x: number): { x: number; y: number; w: number; h: number } => ({ x, y: 56, w: 152, h: 36 });
  sheet.steps.splice(
    0,
    1,
    { ...step, w: 152, block: { rect: at(208), shapes: [] } },
    { id: 's1b', x: 360, w: 152, block: { rect: at(360), shapes: [] } },
  );
  return new SceneMirror(sample);
}

describe('what of the grid is under a pointer', () => {
  const hit = (x: number, y: number, camera = HOME): unknown => gridAt(scene, camera, SIZE, { x, y }, 5);

  it.each([
    ['a stage', 300, 120, { on: 'gridHeader', header: { stage: 'aware' } }],
    ['a row', 150, 250, { on: 'gridHeader', header: { row: 'r1' } }],
    ['the corner', 100, 130, { on: 'corner', sheet: 'sheet' }],
    ['the edge between columns', 573, 130, { on: 'columnEdge', step: 's1' }],
    ['the edge of the last column, from outside', 883, 130, { on: 'columnEdge', step: 's2' }],
    ['the edge below a row', 150, 322, { on: 'rowEdge', row: 'r1' }],
    ['the painted header', 200, 70, { on: 'header' }],
    ['a cell', 400, 250, null],
    ['nothing', 20, 20, null],
  ])('is %s', (_, x, y, expected) => {
    expect(hit(x, y)).toEqual(expected);
  });

  it('is the pinned title, below the bar, where the wall is panned away', () => {
    const panned = { x: 300, y: 250, zoom: 1 };
    expect(hit(400, TOP_BAR + 20, panned)).toEqual({ on: 'gridHeader', header: { stage: 'buy' } });
    expect(hit(400, TOP_BAR + 64 + 20, panned)).toBeNull();
    expect(hit(100, 200, panned)).toEqual({ on: 'gridHeader', header: { row: 'r2' } });
    expect(hit(100, TOP_BAR + 20, panned)).toEqual({ on: 'corner', sheet: 'sheet' });
  });

  it('is the title the screen wrote itself, where the scene’s own is too small', () => {
    const far = { x: 0, y: 0, zoom: 0.4 };
    expect(hit(200, 70, far)).toMatchObject({ on: 'gridHeader', header: { stage: 'aware' } });
    expect(findHeader(scene, { stage: 'aware' }, far, SIZE)?.isLabelled).toBe(true);
    expect(findHeader(scene, { step: 's1' }, far, SIZE)).toBeNull();
  });

  it('is a step where its stage has several', () => {
    const steps = withSteps();
    expect(gridAt(steps, HOME, SIZE, { x: 300, y: 160 }, 5)).toEqual({
      on: 'gridHeader',
      header: { step: 's1' },
    });
    const [sheet] = steps.current.sheets;
    if (sheet === undefined) throw new Error('the sample has a sheet');
    expect(stepsOf(sheet, 'aware').map(({ id }) => id)).toEqual(['s1', 's1b']);
    expect(stageOf(sheet, 's1b')).toBe('aware');
  });

  it('knows where a title is on the board', () => {
    expect(headerRect(scene, { row: 'r2' })).toEqual({ x: 64, y: 324, w: 208, h: 160 });
    expect(headerRect(scene, { stage: 'buy' })).toEqual({ x: 576, y: 100, w: 304, h: 56 });
    expect(headerRect(scene, { stage: 'gone' })).toBeNull();
  });
});

describe('where something can be added', () => {
  const gap = (x: number, y: number, of = scene): unknown =>
    gapAt(of.current.sheets, HOME, SIZE, { x, y }, 18);

  it('is between stages, between the steps of one, and between rows', () => {
    expect(gap(580, 120)).toEqual({ add: 'stage', sheet: 'sheet', after: 'aware', line: 512 });
    expect(gap(280, 120)).toEqual({ add: 'stage', sheet: 'sheet', after: null, line: 208 });
    expect(gap(420, 120, withSteps())).toEqual({ add: 'step', stage: 'aware', after: 's1', line: 360 });
    expect(gap(150, 330)).toEqual({ add: 'row', sheet: 'sheet', after: 'r1', line: 224 });
  });

  it('is nowhere far from an edge, nor among the notes', () => {
    expect(gap(400, 120)).toBeNull();
    expect(gap(580, 300)).toBeNull();
  });
});

describe('where a title goes when it is let go', () => {
  const sheet = withSteps().current.sheets[0];
  if (sheet === undefined) throw new Error('the sample has a sheet');
  const drop = (header: Parameters<typeof headerDrop>[1], x: number, y: number): unknown =>
    headerDrop(sheet, header, { x, y });

  it('is behind the stage whose middle it has passed', () => {
    expect(drop({ stage: 'aware' }, 700, 0)).toEqual({ stage: 'aware', after: 'buy', line: 816 });
    expect(drop({ stage: 'buy' }, 300, 0)).toEqual({ stage: 'buy', after: null, line: 208 });
  });

  it('is nowhere next to itself', () => {
    expect(drop({ stage: 'aware' }, 600, 0)).toBeNull();
    expect(drop({ stage: 'aware' }, 100, 0)).toBeNull();
    expect(drop({ row: 'r1' }, 0, 260)).toBeNull();
  });

  it('is behind a row', () => {
    expect(drop({ row: 'r1' }, 0, 350)).toEqual({ row: 'r1', after: 'r2', line: 384 });
    expect(drop({ row: 'r2' }, 0, 70)).toEqual({ row: 'r2', after: null, line: 64 });
  });

  it('is in the stage under the pointer for a step, whose only one stays', () => {
    expect(drop({ step: 's1' }, 780, 0)).toEqual({ step: 's1', to: 'buy', after: 's2', line: 816 });
    expect(drop({ step: 's1b' }, 520, 0)).toEqual({ step: 's1b', to: 'buy', after: null, line: 512 });
    expect(drop({ step: 's1b' }, 220, 0)).toEqual({ step: 's1b', to: 'aware', after: null, line: 208 });
    expect(drop({ step: 's2' }, 220, 0)).toBeNull();
  });
});

describe('sizes', () => {
  it('a row is never lower than what it holds', () => {
    expect(leastHeight(scene, 'r1')).toBe(160);
    expect(leastHeight(scene, 'gone')).toBe(0);
  });
});
