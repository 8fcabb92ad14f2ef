/** Menus of notes and of cells. */
import type { CellId, EditKind, NoteId } from '../../gen/board';
import { ACTS, type Act, type ActName } from '../../gestures/acts';
import { addNote } from '../../gestures/add-note';
import { writeMany } from '../../gestures/clip/paste';
import { pickKind } from '../../gestures/pick-kind';
import { cellOf } from '../../gestures/select';
import type { Point } from '../../state/screen/camera';
import type { Wall } from '../../state/wall';
import { ACT_TITLES, keyName } from '../../text/acts';
import { NOTES } from '../../text/notes';
import { isMac } from '../browser/platform';
import type { MenuItem, MenuItems } from './menu-item';

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

/** `at`: where the menu stands, for the one that follows it. */
export function noteItems(wall: Wall, about: { note: NoteId } | { cell: CellId }, at: Point): MenuItems {
  if ('cell' in about) return cellItems(wall, about.cell);
  const { note } = about;
  const isParked = cellOf(wall, note) === null;
  const picked = wall.selection.has(note) ? wall.selection.notes : [note];
  const may = (act: EditKind, notes = picked): boolean => wall.permissions.whyNotNotes(act, notes) === null;
  const mayAdd = wall.permissions.whyNot('addNote') === null;
  const showKinds = (): void => wall.chrome.showMenu({ at, about: { note }, page: 'kinds' });
  const given = (isGiven: boolean, item: MenuItem): MenuItem[] => (isGiven ? [item] : []);
  const moving = [
    actItem(wall, 'moveTo', 'arrow-right'),
    ...(isParked ? [] : [actItem(wall, 'park', 'circle-parking')]),
  ];
  return [
    [
      ...given(may('spliceText', [note]), actItem(wall, 'openNote', 'pencil')),
      ...given(may('setKind'), { title: NOTES.kind, icon: 'palette', run: showKinds }),
      actItem(wall, 'showDetails', 'list'),
    ],
    [
      ...given(may('deleteNote'), clipItem('cut', 'scissors')),
      clipItem('copy', 'copy'),
      ...given(mayAdd, actItem(wall, 'duplicate', 'layers')),
    ],
    may('moveNotes') ? moving : [],
    [{ title: NOTES.selectSeveral, icon: 'list-checks', run: () => wall.selection.gather(true) }],
    given(may('deleteNote'), { ...actItem(wall, 'deleteNotes', 'trash-2'), isGrave: true }),
  ];
}

function cellItems(wall: Wall, cell: CellId): MenuItems {
  const isEmpty = (wall.mirror.board?.notesIn(cell).length ?? 0) === 0;
  const adding: MenuItem[] = [
    { ...actItem(wall, 'addNote', 'plus'), run: () => addNote(wall, cell) },
    { title: NOTES.writeMany, icon: 'clipboard-paste', run: () => writeMany(wall) },
  ];
  return [
    wall.permissions.whyNot('addNote', cell.row) === null ? adding : [],
    [
      { ...actItem(wall, 'selectAll', 'list-checks'), isOff: isEmpty, title: NOTES.selectCell },
      { title: NOTES.deletedNotes, icon: 'rotate-ccw', run: () => wall.chrome.showPanel('restore') },
    ],
  ];
}

/** The platform's own copy and cut, which begin the same events as the keys. */
function clipItem(act: 'copy' | 'cut', icon: string): MenuItem {
  const key = keyName(act === 'copy' ? 'Ctrl+C' : 'Ctrl+X', isMac);
  return { title: NOTES[act], key, icon, run: () => void document.execCommand(act) };
}

/** Every kind of the board, as the digits pick them. */
export function kindItems(wall: Wall, note: NoteId): MenuItems {
  const now = wall.mirror.board?.note(note)?.kind;
  const kinds = wall.mirror.board?.kinds ?? [];
  return [
    kinds.map((kind) => ({
      title: kind.title,
      icon: kind.mark,
      isChosen: kind.id === now,
      ...(kind.digit === null ? {} : { key: `Alt+${kind.digit}` }),
      run: () => pickKind(wall, kind.id),
    })),
  ];
}
