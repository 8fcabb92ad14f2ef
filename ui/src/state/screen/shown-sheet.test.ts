import { beforeEach, describe, expect, it } from 'vitest';
import { BoardMirror } from '../board/board-mirror';
import { keepPlaceText, keptPlace } from '../storage/kept-place';
import { twoSheetBoard, twoSheetScene } from '../samples/sample-sheets';
import { SceneMirror } from '../scene/scene-mirror';
import { Wall } from '../wall';

function wallOf(): Wall {
  const wall = new Wall({} as never);
  wall.viewport.resize({ w: 900, h: 600 });
  wall.mirror.scene = new SceneMirror(twoSheetScene());
  wall.mirror.board = new BoardMirror(twoSheetBoard());
  wall.mirror.changed.touch();
  return wall;
}

describe('a sheet that is turned to', () => {
  it('is shown from its beginning, as wide as the window, and later where it was left', () => {
    const wall = wallOf();
    expect(wall.sheet.turnTo('other')).toBe(true);
    // 1,120 units into 900 px less 48 on each side.
    expect(wall.viewport.camera.zoom).toBeCloseTo(804 / 1120, 5);
    wall.viewport.pan(-100, -50);
    const left = wall.viewport.camera;
    wall.sheet.turnTo('sheet');
    expect(wall.viewport.camera).not.toEqual(left);
    wall.sheet.turnTo('other');
    expect(wall.viewport.camera).toEqual(left);
  });

  it('is another one only when it is there', () => {
    const wall = wallOf();
    expect(wall.sheet.turnTo('sheet')).toBe(false);
    expect(wall.sheet.turnTo('gone')).toBe(false);
    expect(wall.sheet.id).toBe('sheet');
  });

  it('ends where its own edges are', () => {
    const wall = wallOf();
    wall.viewport.pan(0, -10_000);
    // The last 120 px of this sheet's wall stay in sight, whatever lies on other sheets.
    const end = wall.mirror.scene?.current.height ?? 0;
    expect(wall.viewport.camera.y).toBeCloseTo(end - 120 / wall.viewport.camera.zoom, 5);
  });
});

describe('a visit', () => {
  it('ends where it began, on its sheet', () => {
    const wall = wallOf();
    const before = wall.viewport.camera;
    wall.sheet.visit('search');
    wall.sheet.turnTo('other');
    wall.viewport.approach(1, { x: 10, y: 10 });
    expect(wall.sheet.comeBack('search')).toBe(true);
    expect(wall.sheet.id).toBe('sheet');
    expect(wall.viewport.camera).toEqual(before);
    expect(wall.sheet.comeBack('search')).toBe(false);
  });

  it('is over when a hand moves the wall', () => {
    const wall = wallOf();
    wall.sheet.visit('typing');
    wall.viewport.approach(2, { x: 10, y: 10 });
    wall.viewport.pan(5, 5);
    const now = wall.viewport.camera;
    expect(wall.sheet.comeBack('typing')).toBe(false);
    expect(wall.viewport.camera).toEqual(now);
  });
});

describe('who names no place writes', () => {
  it('in the first cell of the sheet that is empty, then where they wrote last', () => {
    const wall = wallOf();
    // The first cell holds two notes.
    expect(wall.sheet.cellFor()).toEqual({ step: 's2', row: 'r1' });
    wall.sheet.wroteIn({ step: 's1', row: 'r2' });
    expect(wall.sheet.cellFor()).toEqual({ step: 's1', row: 'r2' });
    expect(wall.sheet.cellFor('other')).toEqual({ step: 't1', row: 'q1' });
  });

  it('never in a sentiment row or measures', () => {
    const wall = wallOf();
    const [sheet, ...others] = twoSheetBoard().sheets;
    const [row, ...rows] = sheet?.rows ?? [];
    if (sheet === undefined || row === undefined) throw new Error('the sample has rows');
    const sheets = [{ ...sheet, rows: [{ ...row, type: 'sentiment' as const }, ...rows] }, ...others];
    wall.mirror.board = new BoardMirror({ ...twoSheetBoard(), sheets });
    expect(wall.sheet.cellFor()).toEqual({ step: 's1', row: 'r2' });
  });
});

describe('the place that a page keeps', () => {
  const texts = new Map<string, string>();
  const storage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
  };
  beforeEach(() => texts.clear());

  it('comes back as it was', () => {
    const place = { sheet: 'other', camera: { x: 1.5, y: -2, zoom: 0.7 }, isTable: true, column: 's2' };
    keepPlaceText('board', JSON.stringify(place), storage);
    expect(keptPlace('board', storage)).toEqual(place);
    expect(keptPlace('another', storage)).toBeNull();
  });

  it.each([
    '',
    'nonsense',
    '{}',
    '{"camera":{"x":0,"y":0,"zoom":0}}',
    '{"camera":{"x":null,"y":0,"zoom":1}}',
  ])('is nothing where %j was kept', (text) => {
    keepPlaceText('board', text, storage);
    expect(keptPlace('board', storage)).toBeNull();
  });
});
