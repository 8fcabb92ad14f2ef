import { describe, expect, it } from 'vitest';
import type { LinkEvents } from '../link/link';
import type { Role } from '../link/messages';
import { sampleBoard, sampleScene } from '../state/sample';
import { wallOver } from '../state/sample-wall';
import type { Wall } from '../state/wall';
import { addBesidePicked, addStage } from './add-to-grid';
import { deleteTitle } from './delete-title';
import { canMove, movePicked, moveTitle } from './move-title';
import { openRename, rename } from './rename-title';
import { letWidthGo, resizePicked } from './resize-grid';
import { openHeader, setHeader } from './set-header';
import { walkTitles } from './walk-titles';

/** A wall on the sample board, and the edits it asks for. */
async function wallOf(role: Role): Promise<{ wall: Wall; edits: () => unknown[] }> {
  const sent: { edit?: unknown }[] = [];
  let events: LinkEvents | null = null;
  const wall = wallOver((link) => {
    events = link;
    return { send: (text) => sent.push(JSON.parse(text) as { edit?: unknown }), close: () => undefined };
  });
  const say = async (message: unknown): Promise<void> => {
    events?.message(JSON.stringify(message));
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  };
  await say({ hello: { protocol: 1, board: 'board', participant: 'p', name: 'Mira', role } });
  await say({ id: 1, ok: { epoch: 1, revision: 5 } });
  await say({ id: 2, ok: sampleScene() });
  await say({ id: 3, ok: sampleBoard() });
  wall.viewport.resize({ w: 900, h: 600 });
  return { wall, edits: () => sent.flatMap(({ edit }) => (edit === undefined ? [] : [edit])) };
}

describe('the grid belongs to the facilitator', () => {
  it.each(['participant', 'viewer'] as const)('a %s asks for nothing', async (role) => {
    const { wall, edits } = await wallOf(role);
    expect(wall.session.mayEditGrid).toBe(false);
    addStage(wall, 'sheet', null);
    moveTitle(wall, { stage: 'aware' }, 1);
    deleteTitle(wall, { row: 'r1' });
    openRename(wall, { stage: 'aware' });
    openHeader(wall);
    wall.selection.pickHeader({ stage: 'aware' });
    resizePicked(wall, 1);
    expect(edits()).toEqual([]);
    expect(wall.chrome.rename).toBeNull();
    expect(wall.chrome.panel).toBeNull();
  });

  it('a facilitator may', async () => {
    const { wall } = await wallOf('facilitator');
    expect(wall.session.mayEditGrid).toBe(true);
  });
});

describe('one act is one edit', () => {
  it('a title is moved behind its neighbour, and no further than the end', async () => {
    const { wall, edits } = await wallOf('facilitator');
    moveTitle(wall, { stage: 'aware' }, 1);
    moveTitle(wall, { stage: 'aware' }, -1);
    moveTitle(wall, { row: 'r2' }, -1);
    expect(canMove(wall, { step: 's1' }, 1)).toBe(false);
    expect(edits()).toEqual([
      { moveStage: { stage: 'aware', after: 'buy' } },
      { moveRow: { row: 'r2', after: null } },
    ]);
  });

  it('keys move the stage or row of the picked cell', async () => {
    const { wall, edits } = await wallOf('facilitator');
    wall.selection.pickCell({ step: 's2', row: 'r1' });
    movePicked(wall, 'left');
    movePicked(wall, 'down');
    expect(edits()).toEqual([
      { moveStage: { stage: 'buy', after: null } },
      { moveRow: { row: 'r1', after: 'r2' } },
    ]);
  });

  it('a title is renamed only when it says something else', async () => {
    const { wall, edits } = await wallOf('facilitator');
    rename(wall, { stage: 'aware' }, ' Awareness ');
    rename(wall, { stage: 'aware' }, '   ');
    rename(wall, { row: 'r1' }, 'Doing', 'What do they do?');
    rename(wall, { stage: 'aware' }, 'Trigger');
    expect(edits()).toEqual([
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

  it('a width grows by keys, and is not given back where there is none', async () => {
    const { wall, edits } = await wallOf('facilitator');
    wall.selection.pickHeader({ stage: 'aware' });
    resizePicked(wall, 1);
    letWidthGo(wall, 's1');
    expect(edits()).toEqual([{ setStep: { step: 's1', width: 336 } }]);
  });

  it('something new stands behind what is picked', async () => {
    const { wall, edits } = await wallOf('facilitator');
    wall.selection.pickHeader({ stage: 'aware' });
    addBesidePicked(wall, 'same');
    wall.selection.pickCell({ step: 's1', row: 'r1' });
    addBesidePicked(wall, 'row');
    wall.selection.clear();
    addBesidePicked(wall, 'stage');
    expect(edits()).toMatchObject([
      { addStage: { sheet: 'sheet', after: 'aware' } },
      { addRow: { sheet: 'sheet', after: 'r1' } },
      { addStage: { sheet: 'sheet', after: 'buy' } },
    ]);
  });

  it('a field of the header is saved when it changed; the title is never empty', async () => {
    const { wall, edits } = await wallOf('facilitator');
    setHeader(wall, 'scope', '');
    setHeader(wall, 'title', ' ');
    setHeader(wall, 'scope', ' One gym. ');
    expect(edits()).toEqual([{ setHeader: { scope: 'One gym.' } }]);
  });
});

describe('arrows reach the titles', () => {
  it('up from the first row, along the stages, and down again', async () => {
    const { wall } = await wallOf('facilitator');
    wall.selection.pickCell({ step: 's2', row: 'r1' });
    expect(walkTitles(wall, 'up')).toBe(true);
    expect(wall.selection.header).toEqual({ stage: 'buy' });
    walkTitles(wall, 'left');
    expect(wall.selection.header).toEqual({ stage: 'aware' });
    walkTitles(wall, 'down');
    expect(wall.selection.notes).toEqual(['a']);
    expect(wall.selection.header).toBeNull();
  });

  it('left from the first column, along the rows', async () => {
    const { wall } = await wallOf('facilitator');
    wall.selection.pickCell({ step: 's1', row: 'r2' });
    expect(walkTitles(wall, 'left')).toBe(true);
    expect(wall.selection.header).toEqual({ row: 'r2' });
    walkTitles(wall, 'up');
    expect(wall.selection.header).toEqual({ row: 'r1' });
    walkTitles(wall, 'right');
    expect(wall.selection.cell).toEqual({ step: 's1', row: 'r1' });
  });

  it('not from the midst of the grid', async () => {
    const { wall } = await wallOf('facilitator');
    wall.selection.pickCell({ step: 's2', row: 'r2' });
    expect(walkTitles(wall, 'up')).toBe(false);
    expect(walkTitles(wall, 'left')).toBe(false);
  });
});
