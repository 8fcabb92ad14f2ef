/** How long a notice stays by itself. */
import type { Code } from '../../link/error-codes';

/** What went well, what was refused, and what a person must know: that stays until it was read. */
export type NoticeDuration = 'short' | 'long' | 'always';

/** Milliseconds; `null` for ever. */
export const NOTICE_DURATIONS: Readonly<Record<NoticeDuration, number | null>> = {
  short: 5_000,
  long: 8_000,
  always: null,
};

/** Refusals that change nothing and need nothing but another try. Every other code is worth being read. */
const PASSING: ReadonlySet<string> = new Set([
  'E_NO_SUCH',
  'E_AMBIGUOUS',
  'E_GONE',
  'E_ROLE',
  'E_LOCKED',
  'E_LIMIT',
  'E_DUPLICATE_ID',
]);

export function noticeDurationOf(code: Code): NoticeDuration {
  return PASSING.has(code) ? 'long' : 'always';
}
