import type { Code } from '../../link/error-codes';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SENTENCES } from '../../text/errors';
import { Countdown } from './countdown';
import { Session } from './session';
import { NOTICE_DURATIONS, noticeDurationOf } from './notice-duration';

/** What needs nothing but another try. */
const PASSING = ['E_NO_SUCH', 'E_AMBIGUOUS', 'E_GONE', 'E_ROLE', 'E_LOCKED', 'E_LIMIT', 'E_DUPLICATE_ID'];

describe('how long a notice stays', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each(Object.keys(SENTENCES) as Code[])(
    '%s passes when it changed nothing, and else is read first',
    (code) => expect(noticeDurationOf(code)).toBe(PASSING.includes(code) ? 'long' : 'always'),
  );

  it.each([
    [
      'what went well',
      5,
      (session: Session) => session.tell('Done', { title: 'Undo', run: () => undefined }, 'short'),
    ],
    ['what was refused', 8, (session: Session) => session.notify('E_LOCKED')],
    [
      'why something is not possible',
      8,
      (session: Session) => session.explain('Only facilitators can add rows.'),
    ],
    [
      'what can be undone',
      8,
      (session: Session) => session.tell('Gone', { title: 'Undo', run: () => undefined }),
    ],
    ['an error of the disk', null, (session: Session) => session.notify('E_DISK')],
    ['a connection that is not there', null, (session: Session) => session.notify('E_NOT_CONNECTED')],
  ] as const)('%s: %s seconds', (_, seconds, say) => {
    const session = new Session();
    say(session);
    const [notice] = session.notices;
    const time = NOTICE_DURATIONS[notice?.stay ?? 'short'];
    expect(time).toBe(seconds === null ? null : seconds * 1_000);
    if (time === null) return;
    const countdown = new Countdown(time, () => session.dismiss(notice?.id ?? 0));
    vi.advanceTimersByTime(time - 1);
    expect(session.notices).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(session.notices).toHaveLength(0);
    countdown.stop();
  });
});
