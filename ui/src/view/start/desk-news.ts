/** What happened to boards as a whole, in sentences; what was deleted comes back from here. */
import { restoreBoard } from '../../gestures/desk/delete-board';
import type { Desk } from '../../state/desk/desk';
import type { DeskNews } from '../../state/desk/desk-notices';
import { type NoticeDuration, noticeDurationOf } from '../../state/session/notice-duration';
import { sentence } from '../../text/errors';
import { keptElsewhere } from '../../text/disk';
import { newKeysNotice } from '../../text/owner';
import { keptApart, outOfSession } from '../../text/session';
import {
  START,
  deletedNotice,
  erasedNotice,
  forgottenNotice,
  guessedNotice,
  restoredNotice,
  stoppedNotice,
  unreadNotice,
  wroteNotice,
} from '../../text/start';
import type { ShownNotice } from '../parts/shown-notice';

export function deskNotices(desk: Desk): ShownNotice[] {
  const { notices } = desk;
  return notices.all.map(({ id, news }) => ({
    id: `desk-${id}`,
    icon: iconOf(news),
    text: textOf(news),
    act: wayBack(desk, news),
    stay: stayOfNews(news),
    dismiss: () => notices.dismiss(id),
  }));
}

/** What somebody must have read. */
const GRAVE = ['refused', 'unread', 'guessed', 'stopped', 'out', 'apart', 'kept', 'newKeys'];

function textOf(news: DeskNews): string {
  if ('refused' in news) return sentence(news.refused);
  if ('unread' in news) return unreadNotice(news.unread);
  if ('guessed' in news) return guessedNotice(news.guessed);
  if ('newKeys' in news) return newKeysNotice(news.newKeys);
  if ('out' in news) return outOfSession(news.out);
  if ('apart' in news) return keptApart(news.apart);
  if ('kept' in news) return keptElsewhere(news.kept, news.board);
  if ('deleted' in news) return deletedNotice(news.deleted);
  if ('forgotten' in news) return forgottenNotice(news.forgotten, news.path);
  if ('stopped' in news) return stoppedNotice(news.stopped);
  if ('erased' in news) return erasedNotice(news.erased);
  if ('restored' in news) return restoredNotice(news.restored);
  return wroteNotice(news.wrote);
}

function iconOf(news: DeskNews): string {
  if (GRAVE.some((key) => key in news)) return 'circle-alert';
  return 'deleted' in news || 'erased' in news ? 'trash-2' : 'circle-check';
}

function stayOfNews(news: DeskNews): NoticeDuration {
  if ('refused' in news) return noticeDurationOf(news.refused);
  if (GRAVE.some((key) => key in news)) return 'always';
  // What can be taken back, or says where a file stays, wants a little longer.
  return 'deleted' in news || 'forgotten' in news ? 'long' : 'short';
}

function wayBack(desk: Desk, news: DeskNews): ShownNotice['act'] {
  if (!('deleted' in news) || news.path === null) return undefined;
  const { path } = news;
  return { title: START.undo, run: () => void restoreBoard(desk, path) };
}
