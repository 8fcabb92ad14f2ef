import type { Code } from './error-codes';
import type { GuestNotice, Invited, Join, NotLetIn } from '../gen/guests';
import type { Link, LinkEvents } from './link';

/** Ends after which trying again changes nothing, by the code a socket is closed with. */
const FINAL: Readonly<Record<number, Code>> = {
  4003: 'E_TICKET',
  4004: 'E_ENDED',
  4005: 'E_REMOVED',
  4006: 'E_ELSEWHERE',
};

/** The token in a fragment such as `#t=abc`; none when the page was opened without an invitation. */
export function tokenOf(fragment: string): string | null {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('t');
  return token === null || token === '' ? null : token;
}

/** Whether a fragment leads to a desk on this machine, where nobody is asked for a name. */
export function leadsToDesk(fragment: string): boolean {
  return tokenOf(fragment) !== null && new URLSearchParams(fragment.replace(/^#/, '')).has('desk');
}

/** Which board a guest's link leads to: a name for what the browser keeps for it. None for a browser of the host. */
export function guestBoardOf(fragment: string): string | null {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('b');
}

/** A browser's connection to the peer that served this page. */
export function openSocketLink(address: string, invitation: Join, events: LinkEvents): Link {
  const socket = new WebSocket(address);
  // A browser that has lost its network may keep the socket for minutes, and nothing goes through it.
  const lose = (): void => {
    part();
    socket.close();
    events.closed();
  };
  const part = (): void => {
    socket.onclose = null;
    removeEventListener('offline', lose);
  };
  addEventListener('offline', lose);
  socket.onopen = () => {
    socket.send(JSON.stringify({ join: invitation }));
    events.opened();
  };
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') events.message(event.data);
  };
  socket.onclose = ({ code }) => {
    part();
    const reason = FINAL[code];
    if (reason === undefined) events.closed();
    else events.refused(reason);
  };
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close() {
      part();
      socket.close();
    },
  };
}

/** Asks where a token leads, before anybody says who they are; the code of why it leads nowhere, `null` without an answer. */
export function lookAt(address: string, token: string): Promise<Invited | { readonly code: Code } | null> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address);
    socket.onopen = () => socket.send(JSON.stringify({ look: { token } }));
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      const told = JSON.parse(String(data)) as GuestNotice | NotLetIn;
      if ('invited' in told) resolve(told.invited);
      else if ('error' in told && told.error.code === 'E_TICKET') resolve({ code: told.error.code });
    };
    socket.onclose = () => resolve(null);
  });
}

/** `/ws` on the origin this page came from. */
export function socketAddress(page: { protocol: string; host: string }): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/ws`;
}
