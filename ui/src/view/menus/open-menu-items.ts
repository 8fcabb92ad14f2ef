/** What can be done with what a menu is about. */
import type { OpenMenu } from '../../state/screen/chrome';
import type { Wall } from '../../state/wall';
import { sentimentItems } from './sentiment-items';
import { gridItems, rowPage } from './grid-items';
import type { MenuItems } from './menu-item';
import { kindItems, noteItems } from './note-items';

export function itemsOf(wall: Wall, { at, about, page }: OpenMenu): MenuItems {
  if ('note' in about && page === 'kinds') return kindItems(wall, about.note);
  if ('cell' in about) return [...noteItems(wall, about, at), ...sentimentItems(wall, about.cell)];
  if ('note' in about) return noteItems(wall, about, at);
  return 'row' in about && page !== undefined ? rowPage(wall, about.row, page) : gridItems(wall, about, at);
}
