/** What a wall and its board say to each other. */
import type { Edit } from '../gen/board';
import type { Listener } from '../link/conversation';
import type { Done, PresenceChange } from '../gen/messages';
import type { Outgoing } from '../link/outgoing';
import type { Source } from './board/mirror';

/** What a wall says to its board. */
export interface BoardChannel extends Source {
  /** Resolves when the edit is on disk. */
  edit(edit: Edit): Promise<Done>;
  /** Tells others what this person is doing. */
  show(presence: PresenceChange): void;
  /** The screen shows the board as it is. */
  caughtUp?(): void;
  /** Edits that are not answered and outlast a lost connection. */
  readonly outgoing?: Outgoing | null;
}

/** What the owner of a talk tells a wall: all that its board says. */
export type BoardListener = Omit<Listener, 'desk' | 'menu' | 'trouble' | 'apart' | 'kept' | 'clock'>;
