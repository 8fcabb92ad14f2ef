/** Which edit an act of the table asks for: those that a person may never ask for are in no list of keys. */
import type { EditKind } from '../gen/board';
import type { Wall } from '../state/wall';
import type { ActName } from './acts';

const EDIT_OF_ACT: Partial<Readonly<Record<ActName, EditKind>>> = {
  addNote: 'addNote',
  feelBetter: 'setSentiment',
  feelWorse: 'setSentiment',
  duplicate: 'addNote',
  park: 'moveNotes',
  moveTo: 'moveNotes',
  moveLeft: 'moveNotes',
  moveRight: 'moveNotes',
  moveUp: 'moveNotes',
  moveDown: 'moveNotes',
  undo: 'undo',
  redo: 'redo',
  deleteNotes: 'deleteNote',
  addBeside: 'addStage',
  addStage: 'addStage',
  addRow: 'addRow',
  shiftLeft: 'moveStage',
  shiftRight: 'moveStage',
  shiftUp: 'moveRow',
  shiftDown: 'moveRow',
  sizeUp: 'setStep',
  sizeDown: 'setStep',
  showHeader: 'setHeader',
};

/** Whether a person may ever do it here, whatever is picked. */
export function mayEverDo(wall: Wall, name: ActName): boolean {
  const act = EDIT_OF_ACT[name];
  return act === undefined || wall.permissions.whyNotNotes(act, []) === null;
}
