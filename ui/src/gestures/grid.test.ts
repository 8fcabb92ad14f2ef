import { describe, expect, it } from 'vitest';
import type { Role } from '../gen/messages';
import { BoardMirror } from '../state/board/board-mirror';
import { sampleBoard, sampleScene } from '../state/samples/sample';
import { SceneMirror } from '../state/scene/scene-mirror';
import { Wall } from '../state/wall';
import { addBesidePicked, addStage } from './add-to-grid';
import { deleteHeader } from './delete-grid-header';
import { canMove, movePicked, moveHeader } from './move-grid-header';
import { openRename, rename } from './rename-grid-header';
import { resetWidth, resizePicked } from './resize-grid';
import { openHeader, setHeader } from './set-header';
import { moveFocusToHeaders } from './focus-grid-headers';

/** A wall on the sample board, and the edits it asks for. Nobody is at the other end. */
function wallOf(role: Role): { wall: Wall; edits: unknown[] } {
  const edits: unknown[] = [];
  const wall = new Wall({} as never);
  wall.ask = (edit) => {
    edits.push(edit);
    return Promise.resolve(null);
  };
  const me = {
    protocol: 1,
    board: 'board',
    participant: 'p',
    name: 'Mira',
    ticket: null,
    guest_url: null,
    code: null,
  };
  wall.session.greet({ ...me, role });
  wall.mirror.scene = new SceneMirror(sampleScene());
  wall.mirror.board = new BoardMirror(sampleBoard());
  wall.viewport.resize({ w: 900, h: 600 });
  return { wall, edits };
}

describe('the grid belongs to the facilitator', () => {
  it.each(['participant', 'viewer'] as const)('a %s asks for nothing', (role) => {
    const { wall, edits } = wallOf(role);
    expect(wall.session.mayEditGrid).toBe(false);
    addStage(wall, 'sheet', null);
    moveHeader(wall, { stage: 'aware' }, 1);
    deleteHeader(wall, { row: 'r1' });
    openRename(wall, { stage: 'aware' });
    openHeader(wall);
    wall.selection.pickHeader({ stage: 'aware' });
    resizePicked(wall, 1);
    expect(edits).toEqual([]);
    expect(wall.chrome.rename).toBeNull();
    expect(wall.chrome.panel).toBeNull();
  });

  it('a facilitator may', () => {
    const { wall } = wallOf('facilitator');
    expect(wall.session.mayEditGrid).toBe(true);
  });
});

describe('one act is one edit', () => {
  it('a title is moved behind its neighbour, and no further than the end', () => {
    const { wall, edits } = wallOf('facilitator');
    moveHeader(wall, { stage: 'aware' }, 1);
    moveHeader(wall, { stage: 'aware' }, -1);
    moveHeader(wall, { row: 'r2' }, -1);
    expect(canMove(wall, { step: 's1' }, 1)).toBe(false);
    expect(edits).toEqual([
      { moveStage: { stage: 'aware', after: 'buy' } },
      { moveRow: { row: 'r2', after: null } },
    ]);
  });

  it('keys move the stage or row of the picked cell', () => {
    const { wall, edits } = wallOf('facilitator');
    wall.selection.pickCell({ step: 's2', row: 'r1' });
    movePicked(wall, 'left');
    movePicked(wall, 'down');
    expect(edits).toEqual([
      { moveStage: { stage: 'buy', after: null } },
      { moveRow: { row: 'r1', after: 'r2' } },
    ]);
  });

  it('a title is renamed only when it says something else', () => {
    const { wall, edits } = wallOf('facilitator');
    rename(wall, { stage: 'aware' }, ' Awareness ');
    rename(wall, { stage: 'aware' }, '   ');
    rename(wall, { row: 'r1' }, 'Doing', 'What do they do?');
    rename(wall, { stage: 'aware' }, 'Trigger');
    expect(edits).toEqual([
      {
        many: {
          edits: [
            { renameRow: { row: 'r1', title: 'Doing' } },
            { setRow: { row: 'r1', prompt: 'What do they do?' } },
          ],
        },
      },
      { renameStage: { stage: 'aware', title: 'Trigger' } },
    ]);
  });

  it('a width grows by keys, and is not given back where there is none', () => {
    const { wall, edits } = wallOf('facilitator');
    wall.selection.pickHeader({ stage: 'aware' });
    resizePicked(wall, 1);
    resetWidth(wall, 's1');
    expect(edits).toEqual([{ setStep: { step: 's1', width: 336 } }]);
  });

  it('something new stands behind what is picked', () => {
    const { wall, edits } = wallOf('facilitator');
    wall.selection.pickHeader({ stage: 'aware' });
    addBesidePicked(wall, 'same');
    wall.selection.pickCell({ step: 's1', row: 'r1' });
    addBesidePicked(wall, 'row');
    wall.selection.clear();
    addBesidePicked(wall, 'stage');
    expect(edits).toMatchObject([
      { addStage: { sheet: 'sheet', after: 'aware' } },
      { addRow: { sheet: 'sheet', after: 'r1' } },
      { addStage: { sheet: 'sheet', after: 'buy' } },
    ]);
  });

  it('a field of the header is saved when it changed; the title is never empty', () => {
    const { wall, edits } = wallOf('facilitator');
    setHeader(wall, 'scope', '');
    setHeader(wall, 'title', ' ');
    setHeader(wall, 'scope', ' One gym. ');
    expect(edits).toEqual([{ setHeader: { scope: 'One gym.' } }]);
  });
});

describe('arrows reach the titles', () => {
  it('up from the first row, along the stages, and down again', () => {
    const { wall } = wallOf('facilitator');
    wall.selection.pickCell({ step: 's2', row: 'r1' });
    expect(moveFocusToHeaders(wall, 'up')).toBe(true);
    expect(wall.selection.header).toEqual({ stage: 'buy' });
    moveFocusToHeaders(wall, 'left');
    expect(wall.selection.header).toEqual({ stage: 'aware' });
    moveFocusToHeaders(wall, 'down');
    expect(wall.selection.notes).toEqual(['a']);
    expect(wall.selection.header).toBeNull();
  });

  it('left from the first column, along the rows', () => {
    const { wall } = wallOf('facilitator');
    wall.selection.pickCell({ step: 's1', row: 'r2' });
    expect(moveFocusToHeaders(wall, 'left')).toBe(true);
    expect(wall.selection.header).toEqual({ row: 'r2' });
    moveFocusToHeaders(wall, 'up');
    expect(wall.selection.header).toEqual({ row: 'r1' });
    moveFocusToHeaders(wall, 'right');
    expect(wall.selection.cell).toEqual({ step: 's1', row: 'r1' });
  });

  it('not from the midst of the grid', () => {
    const { wall } = wallOf('facilitator');
    wall.selection.pickCell({ step: 's2', row: 'r2' });
    expect(moveFocusToHeaders(wall, 'up')).toBe(false);
    expect(moveFocusToHeaders(wall, 'left')).toBe(false);
  });
});
