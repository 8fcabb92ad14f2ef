/** Why something was not done: the codes of the peer, and those that arise in the page itself. */
import type { ErrorCode } from '../gen/messages';

/** What only a page knows: that nothing readable was dropped, or why its connection ended for good. */
export type OwnCode = 'E_NO_TEXT' | 'E_ENDED' | 'E_REMOVED' | 'E_ELSEWHERE';

/** Every code that a person can get a sentence for. */
export type Code = ErrorCode | OwnCode;
