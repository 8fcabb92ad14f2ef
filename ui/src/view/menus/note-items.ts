/** Menus of notes and of cells. */
import type { CellId, NoteId } from '../../gen/board';
import { ACTS, type Act, type ActName } from '../../gestures/acts';
import { addNote } from '../../gestures/add-note';
import type { Wall } from '../../state/wall';
import { ACT_TITLES, keyName } from '../../text/acts';
import { isMac } from '../platform';
import type { MenuItem, MenuItems } from './item';

/** An act of the table as a line of a menu. */
export function actItem(wall: Wall, name: ActName, icon?: string): MenuItem {
  const act: Act = ACTS[name];
  const [first] = act.keys;
  return {
    title: ACT_TITLES[name],
    ...(first === undefined ? {} : { key: keyName(first, isMac) }),
    ...(icon === undefined ? {} : { icon }),
    run: () => act.run(wall),
  };
}

export function noteItems(wall: Wall, about: { note: NoteId } | { cell: CellId }): MenuItems {
  if ('cell' in about) {
    const { cell } = about;
    return [[{ ...actItem(wall, 'addNote', 'plus'), run: () => addNote(wall, cell) }]];
  }
  return [
    [actItem(wall, 'openNote', 'pencil'), actItem(wall, 'showDetails', 'list')],
    [{ ...actItem(wall, 'deleteNotes', 'trash-2'), isGrave: true }],
  ];
}
