/** The one connection between this page and its peer. */
import type { Code } from './error-codes';

/** What a link tells its owner. */
export interface LinkEvents {
  /** Messages can be sent now. */
  opened(): void;
  /** One message, as the peer sent it. */
  message(text: string): void;
  /** The peer will not have this screen, for a reason that trying again does not change. */
  refused(code: Code): void;
  /** The connection is gone; the owner decides whether to open a new link. */
  closed(): void;
}

/** A connection that carries one JSON message at a time, in order, both ways. */
export interface Link {
  send(text: string): void;
  close(): void;
}

/** Opens a connection; called again after every loss. */
export type OpenLink = (events: LinkEvents) => Link;
