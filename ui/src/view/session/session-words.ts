import type { Wall } from '../../state/wall';
import { SESSION, connectedTo, hosting } from '../../text/session';

/** How this screen stands to the session, in few words; none where no session ever was, or something is wrong. */
export function sessionWords({ session, participants }: Wall): string {
  const { connection, hello, standing } = session;
  if (connection === null || standing !== 'connected') return '';
  const { state, host, term = 0 } = connection;
  if (state === 'reconnecting') return '';
  if (state === 'alone') return term > 0 && participants.others.length === 0 ? SESSION.aloneState : '';
  // A guest of the machine that hosts is connected to it.
  if (state === 'hosting' && host === hello?.participant) return hosting(participants.count);
  return connectedTo(session.peers.find(({ participant }) => participant === host)?.name ?? '');
}
