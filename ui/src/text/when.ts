/** Days as people say them. */

const DAY = 86_400_000;

const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const DATE_OF_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** The day of a time beside today: `today`, `yesterday`, `on Monday`, `on 3 March`, `on 3 March 2024`. */
export function dayOf(milliseconds: number, now: number): string {
  const day = new Date(milliseconds);
  const age = Math.round((midnight(now) - midnight(milliseconds)) / DAY);
  if (age <= 0) return 'today';
  if (age === 1) return 'yesterday';
  if (age < 7) return `on ${WEEKDAY.format(day)}`;
  const isThisYear = day.getFullYear() === new Date(now).getFullYear();
  return `on ${(isThisYear ? DATE : DATE_OF_YEAR).format(day)}`;
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DATE_AND_TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** When something was said: `14:05`, and on another day `24 Nov, 14:05`. */
export function timeOf(milliseconds: number, now: number): string {
  const isToday = midnight(milliseconds) === midnight(now);
  return (isToday ? TIME : DATE_AND_TIME).format(new Date(milliseconds));
}

/** What happened to a board last. */
export function lastOf(board: { openedAt: number | null; changedAt: number }, now: number): string {
  const { openedAt, changedAt } = board;
  return openedAt !== null && openedAt > changedAt
    ? `Opened ${dayOf(openedAt, now)}`
    : `Changed ${dayOf(changedAt, now)}`;
}

export function deletedOn(milliseconds: number, now: number): string {
  return `Deleted ${dayOf(milliseconds, now)}`;
}

/** Midnight before a time where this person is. */
function midnight(milliseconds: number): number {
  return new Date(milliseconds).setHours(0, 0, 0, 0);
}
