import type { Link, LinkEvents } from './link';

/** What a guest shows to be let in. */
export interface Invitation {
  /** From the page's URL fragment, which never travels to a server by itself. */
  token: string;
  /** Empty at a desk, which knows who works there. */
  name: string;
}

/** The token in a fragment such as `#t=abc`; none when the page was opened without an invitation. */
export function tokenOf(fragment: string): string | null {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('t');
  return token === null || token === '' ? null : token;
}

/** Whether a fragment leads to a desk on this machine, where nobody is asked for a name. */
export function leadsToDesk(fragment: string): boolean {
  return tokenOf(fragment) !== null && new URLSearchParams(fragment.replace(/^#/, '')).has('desk');
}

/** A browser's connection to the peer that served this page. */
export function openSocketLink(address: string, invitation: Invitation, events: LinkEvents): Link {
  const socket = new WebSocket(address);
  socket.onopen = () => {
    socket.send(JSON.stringify({ join: invitation }));
    events.opened();
  };
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') events.message(event.data);
  };
  socket.onclose = () => events.closed();
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close() {
      socket.onclose = null;
      socket.close();
    },
  };
}

/** `/ws` on the origin this page came from. */
export function socketAddress(page: { protocol: string; host: string }): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/ws`;
}
