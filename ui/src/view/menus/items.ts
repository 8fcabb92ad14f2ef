/** What can be done with what a menu is about. */
import type { Subject } from '../../state/chrome';
import type { Wall } from '../../state/wall';
import { cellItems } from './cell-items';
import { gridItems } from './grid-items';
import type { MenuItems } from './item';
import { noteItems } from './note-items';

export function itemsOf(wall: Wall, about: Subject): MenuItems {
  if ('cell' in about) return [...noteItems(wall, about), ...cellItems(wall, about.cell)];
  if ('note' in about) return noteItems(wall, about);
  return gridItems(wall, about);
}
