/** Menus of stages, steps, rows and sheets. */
import type { Subject } from '../../state/chrome';
import type { Wall } from '../../state/wall';
import { ACT_TITLES } from '../../text/acts';
import type { MenuItems } from './item';

type GridSubject = Exclude<Subject, { note: unknown } | { cell: unknown }>;

export function gridItems(wall: Wall, about: GridSubject): MenuItems {
  return [[{ title: ACT_TITLES.openNote, icon: 'pencil', run: () => wall.chrome.showRename(about) }]];
}
