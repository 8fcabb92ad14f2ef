/** The camera obeys: acts move the view as little as needed. */
import { describe, expect, it } from 'vitest';
import type { Edit } from '../gen/board';
import { BoardMirror } from '../state/board/board-mirror';
import { twoSheetBoard, twoSheetScene } from '../state/samples/sample-sheets';
import { SceneMirror } from '../state/scene/scene-mirror';
import { Wall } from '../state/wall';
import { addNoteHere } from './add-note';
import { restoreCameraAfterTyping, keepCameraWherePressed } from './camera-after-typing';
import { movePickedTo, parkPicked, placeOnSheet } from './move-to';
import { pickNote, revealPicked } from './select';
import { showNextSheet, showSheet } from './sheets';
import { showChange, undo } from './undo';

/** A wall on two sheets, whose edits are answered at once and change nothing. */
function wallOf(): { wall: Wall; edits: Edit[] } {
  const edits: Edit[] = [];
  const edit = (asked: Edit): Promise<{ revision: number }> => {
    edits.push(asked);
    return Promise.resolve({ revision: -1 });
  };
  const wall = new Wall({ show: () => undefined, edit } as never);
  wall.session.greet({
    protocol: 1,
    board: 'board',
    participant: 'p',
    name: 'Mira',
    role: 'facilitator',
    ticket: null,
    guest_url: null,
    code: null,
  });
  wall.viewport.resize({ w: 900, h: 600 });
  wall.mirror.scene = new SceneMirror(twoSheetScene());
  wall.mirror.board = new BoardMirror(twoSheetBoard());
  wall.mirror.changed.touch();
  return { wall, edits };
}

const answered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('a tab', () => {
  it('lets go of what was picked, and Add note uses its sheet', () => {
    const { wall, edits } = wallOf();
    pickNote(wall, 'a');
    showSheet(wall, 'other');
    expect(wall.selection.notes).toEqual([]);
    expect(wall.selection.cell).toBeNull();
    addNoteHere(wall);
    expect(edits).toMatchObject([{ addNote: { step: 't1', row: 'q1' } }]);
    expect(wall.sheet.id).toBe('other');
  });

  it('is turned to by keys, and says its name', () => {
    const { wall } = wallOf();
    showNextSheet(wall, 1);
    expect(wall.sheet.id).toBe('other');
    expect(wall.announcer.sentence).toBe('Sheet Paying');
    showNextSheet(wall, 1);
    expect(wall.sheet.id).toBe('other');
  });
});

describe('adding a note with nothing picked', () => {
  it('takes the cell that was written in last on this sheet, not the window’s middle', () => {
    const { wall, edits } = wallOf();
    wall.sheet.wroteIn({ step: 's1', row: 'r2' });
    addNoteHere(wall);
    expect(edits).toMatchObject([{ addNote: { step: 's1', row: 'r2' } }]);
  });
});

describe('parking a note', () => {
  it('leaves the view where it is, picks the neighbour, and says how many', async () => {
    const { wall, edits } = wallOf();
    pickNote(wall, 'a');
    const before = wall.viewport.camera;
    parkPicked(wall);
    expect(edits).toMatchObject([{ moveNote: { note: 'a', parked: true } }]);
    expect(wall.selection.notes).toEqual(['b']);
    await answered();
    revealPicked(wall);
    expect(wall.viewport.camera).toEqual(before);
    expect(wall.selection.notes).toEqual(['b']);
    expect(wall.overlay.parked?.count).toBe(1);
  });
});

describe('a note for another sheet', () => {
  it('goes to the row that is called as its own, and is told with a way there', async () => {
    const { wall } = wallOf();
    wall.mirror.board?.apply([]);
    expect(placeOnSheet(wall, ['a'], 'other')?.cell).toEqual({ step: 't1', row: 'q1' });
    pickNote(wall, 'a');
    movePickedTo(wall, { step: 't1', row: 'q1' });
    await answered();
    expect(wall.sheet.id).toBe('sheet');
    expect(wall.selection.notes).toEqual(['b']);
    const [notice] = wall.session.notices;
    expect(notice?.text).toBe('1 note is on “Paying” now: Payment – t1, Actions.');
    notice?.action?.run();
    expect(wall.selection.notes).toEqual(['a']);
  });
});

describe('what is picked on another sheet', () => {
  it('is shown with its sheet', () => {
    const { wall } = wallOf();
    pickNote(wall, 'c');
    revealPicked(wall);
    expect(wall.sheet.id).toBe('other');
  });
});

describe('undo', () => {
  it('moves nothing where what changed is in sight', () => {
    const { wall } = wallOf();
    const before = wall.viewport.camera;
    change(wall, 'a', 's1', 'r1');
    showChange(wall, 1);
    expect(wall.viewport.camera).toEqual(before);
  });

  it('shows the sheet where something came back, and says which', () => {
    const { wall } = wallOf();
    change(wall, 'c', 't2', 'q1');
    showChange(wall, 1);
    expect(wall.sheet.id).toBe('other');
    expect(wall.announcer.sentence).toBe('Sheet Paying');
  });

  it('is one edit', () => {
    const { wall, edits } = wallOf();
    undo(wall);
    expect(edits).toEqual([{ undo: {} }]);
  });

  /** Somebody's note changed, as a patch says it. */
  function change(wall: Wall, id: string, step: string, row: string): void {
    const { mirror } = wall as unknown as { mirror: { seen: number; epoch: number } };
    mirror.seen = 0;
    mirror.epoch = 1;
    const note = { id, step, row, text: 'Again', kind: 'action', author: 'Mira' };
    wall.mirror.receive({ epoch: 1, revision: 1, board: [{ note }] });
  }
});

describe('letters that were too small', () => {
  it('bring the wall nearer while they are written, and Esc takes it back', () => {
    const { wall } = wallOf();
    const stop = restoreCameraAfterTyping(wall);
    wall.viewport.zoomTo(0.4);
    const before = wall.viewport.camera;
    write(wall, 'a');
    wall.sheet.visit('typing');
    wall.viewport.approach(0.6, { x: 300, y: 200 });
    write(wall, 'b');
    expect(wall.viewport.camera.zoom).toBe(0.6);
    wall.overlay.showTyping(null);
    expect(wall.viewport.camera).toEqual(before);
    stop();
  });

  it('stay as they are when a press on the wall left the note', () => {
    const { wall } = wallOf();
    const stop = restoreCameraAfterTyping(wall);
    wall.viewport.zoomTo(0.4);
    write(wall, 'a');
    wall.sheet.visit('typing');
    wall.viewport.approach(0.6, { x: 300, y: 200 });
    keepCameraWherePressed(wall);
    wall.overlay.showTyping(null);
    expect(wall.viewport.camera.zoom).toBe(0.6);
    stop();
  });

  function write(wall: Wall, note: string): void {
    wall.overlay.showTyping({ note, cell: null, isFresh: false });
  }
});
