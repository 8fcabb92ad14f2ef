/** The menu of the board. */
import { hasSession, mayLetIn, openSession, toggleCursors } from '../../gestures/show-session';
import { openHeader } from '../../gestures/set-header';
import { addSheet } from '../../gestures/sheets';
import type { SheetId } from '../../gen/board';
import type { Wall } from '../../state/wall';
import { pauseForEveryone } from '../../gestures/workshop/set-timer';
import { COMMENTS } from '../../text/comments';
import { GRID } from '../../text/grid';
import { SESSION } from '../../text/session';
import { WORKSHOP } from '../../text/workshop';
import { actItem } from './note-items';
import type { MenuItem, MenuItems } from './menu-item';

export function boardItems(wall: Wall): MenuItems {
  const { chrome } = wall;
  const last = wall.mirror.board?.sheets.at(-1)?.id ?? null;
  const prepare: MenuItem[] = [
    { ...actItem(wall, 'showHeader', 'pencil'), title: GRID.header, run: () => openHeader(wall) },
    { ...actItem(wall, 'showPersonas', 'user-round'), title: GRID.personas },
    { title: GRID.kinds, icon: 'palette', run: () => chrome.showDialog('kinds') },
    { title: GRID.addSheet, icon: 'file-plus', run: () => addSheet(wall, last, 'blank') },
  ];
  const look: MenuItem[] = [
    {
      title: chrome.isOutline ? GRID.wall : GRID.outline,
      icon: chrome.isOutline ? 'map' : 'table',
      run: () => chrome.showOutline(!chrome.isOutline),
    },
    ...(wall.isAtDesk ? [{ ...actItem(wall, 'exportBoard', 'file-down'), title: GRID.exportAs }] : []),
    { ...actItem(wall, 'showComments', 'message-circle'), title: COMMENTS.menu },
    { ...actItem(wall, 'showAgenda', 'list-checks'), title: WORKSHOP.menu },
    { title: GRID.restore, icon: 'rotate-ccw', run: () => chrome.showPanel('restore') },
  ];
  const together: MenuItem[] = [
    {
      ...actItem(wall, 'openSession', mayLetIn(wall) ? 'share-2' : 'users'),
      title: mayLetIn(wall) ? SESSION.shareMenu : SESSION.peopleMenu,
      run: () => openSession(wall),
    },
    {
      ...actItem(wall, 'toggleCursors', 'mouse-pointer-2'),
      title: wall.settings.showCursors ? SESSION.hideCursors : SESSION.showCursors,
      run: () => toggleCursors(wall),
    },
  ];
  const workshop: MenuItem[] = [
    {
      title: wall.settings.playSounds ? WORKSHOP.mute : WORKSHOP.unmute,
      icon: wall.settings.playSounds ? 'volume-x' : 'volume-2',
      run: () => wall.settings.set({ playSounds: !wall.settings.playSounds }),
    },
    ...(wall.session.mayEditGrid ? [pauseItem(wall)] : []),
  ];
  return [
    wall.session.mayEditGrid ? prepare : [],
    hasSession(wall) ? together : [],
    hasSession(wall) || wall.workshop.isRunning ? workshop : [],
    look,
    [actItem(wall, 'showKeys', 'keyboard')],
  ];
}

/** A facilitator lets everybody look and not edit, or goes on. */
function pauseItem(wall: Wall): MenuItem {
  const isPaused = wall.mirror.board?.ownRights.paused === true;
  return {
    title: isPaused ? WORKSHOP.goOn : WORKSHOP.pauseAll,
    icon: isPaused ? 'play' : 'pause',
    run: () => pauseForEveryone(wall, !isPaused),
  };
}

/** What a new sheet can begin with, beside the one that a person looks at. */
export function addSheetItems(wall: Wall, beside: SheetId | null): MenuItems {
  return [
    [
      { title: GRID.addBlankSheet, icon: 'file-plus', run: () => addSheet(wall, beside, 'blank') },
      { title: GRID.addSameSheet, icon: 'copy', run: () => addSheet(wall, beside, 'same') },
    ],
  ];
}
