/** Sentences of a running workshop and of its agenda. */
import type { PhaseView, Way } from '../gen/board';

export const WORKSHOP = {
  agenda: 'Agenda',
  menu: 'Agenda…',
  strip: 'Workshop',
  empty: 'There is no agenda yet. Start from a ready one, or add phases of your own.',
  emptyForOthers: 'The facilitator has not made an agenda.',
  ready: 'Use a ready agenda',
  readyIntro: 'Fitted to the sheets and rows of this board. It is added after the phases that are here.',
  use: 'Add to board',
  from: (source: string): string => `After ${source}`,
  add: 'Add phase',
  newPhase: 'New phase',
  start: 'Start workshop',
  end: 'End workshop',
  endQuestion: 'End the workshop?',
  endHint: 'No phase is on any more. Notes and agenda stay as they are.',
  startThis: 'Start this phase',
  startAgain: 'Start this phase again',
  edit: 'Edit',
  done: 'Done',
  remove: 'Delete phase',
  up: 'Move up',
  down: 'Move down',
  next: 'Next',
  back: 'Back',
  isOn: 'Now',
  show: 'Go there',
  optional: 'Optional',
  plusOne: 'Add 1 minute',
  plusFive: 'Add 5 minutes',
  pause: 'Pause timer',
  go: 'Resume timer',
  paused: 'Paused',
  over: 'Time is up',
  noLimit: 'No time limit',
  toNext: (title: string): string => `Next: ${title}`,
  toBack: (title: string): string => `Back to ${title}`,
  isLast: 'This is the last phase',
  began: (title: string, prompt: string): string => (prompt === '' ? title : `${title}. ${prompt}`),
  mute: 'Mute sounds',
  unmute: 'Turn sounds on',
  pauseAll: 'Pause for everyone',
  pauseAllHint: 'Participants can look, but not edit, until you go on.',
  allPaused: 'Paused for everyone',
  goOn: 'Go on',
} as const;

/** The form of a phase. */
export const PHASE = {
  title: 'Title',
  least: 'Minutes',
  most: 'Up to',
  mostHint: 'Leave empty for one number.',
  way: 'How people work',
  prompt: 'Prompt',
  promptHint: 'Everyone sees it while the phase is on.',
  sheet: 'Sheet',
  anySheet: 'Any sheet',
  rows: 'Open rows',
  rowsHint: 'With none checked, all rows are open.',
  optional: 'Optional',
  optionalHint: 'Can be left out when time is short.',
  everyoneEdits: 'Everyone can edit all notes',
  everyoneEditsHint: 'While this phase is on, participants can edit and move any note.',
} as const;

export const WAYS: Readonly<Record<Way, string>> = {
  together: 'Together',
  private: 'Each alone',
  turns: 'In turns',
  group: 'Group notes',
  silent: 'Silent reading',
  story: 'Tell the story',
  discuss: 'Discuss',
  vote: 'Vote',
  break: 'Break',
  readonly: 'Look only',
};

export const WAY_ICONS: Readonly<Record<Way, string>> = {
  together: 'users',
  private: 'user-round',
  turns: 'mic',
  group: 'group',
  silent: 'book-open',
  story: 'megaphone',
  discuss: 'messages-square',
  vote: 'vote',
  break: 'coffee',
  readonly: 'eye',
};

/** How long a phase is planned to take. */
type Planned = Partial<Pick<PhaseView, 'minutes' | 'upTo'>>;

/** The planned minutes of a phase: "10 min", "5–10 min"; empty when it is open-ended. */
export function minutesOf({ minutes = 0, upTo = 0 }: Planned): string {
  if (upTo > minutes) return `${minutes}–${upTo} min`;
  return minutes === 0 ? '' : `${minutes} min`;
}

/** All planned minutes, as people say them: "1 h 46 min", "1 h 36 – 1 h 46 min". */
export function totalOf(phases: readonly Planned[]): string {
  const least = phases.reduce((sum, { minutes = 0 }) => sum + minutes, 0);
  const most = phases.reduce((sum, { minutes = 0, upTo = 0 }) => sum + Math.max(minutes, upTo), 0);
  if (most === 0) return '';
  return least === most ? hours(most) : `${hours(least)} to ${hours(most)}`;
}

function hours(minutes: number): string {
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (whole === 0) return `${rest} min`;
  return rest === 0 ? `${whole} h` : `${whole} h ${rest} min`;
}

/** The time that is left, as a clock shows it: "4:05"; over time "+0:32". */
export function clockOf(left: number): string {
  const isOver = left < 0;
  // A countdown shows the second that has begun; over time counts the whole seconds that have gone.
  const seconds = isOver ? Math.floor(-left / 1000) : Math.ceil(left / 1000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return `${isOver ? '+' : ''}${minutes}:${String(rest).padStart(2, '0')}`;
}

/** The same in words, for ears. */
export function timeLeft(left: number | null): string {
  if (left === null) return WORKSHOP.noLimit;
  if (left <= 0) return WORKSHOP.over;
  const minutes = Math.ceil(left / 60_000);
  return minutes === 1 ? 'Less than a minute left' : `${minutes} minutes left`;
}

/** "3 of 12". */
export function placeOf(place: number, count: number): string {
  return `${place + 1} of ${count}`;
}
