/** What a person reads about stages, steps, rows, sheets, the header and kinds. */
import type { Colour, Header, RowType, Zone } from '../gen/board';

export const GRID = {
  rename: 'Rename',
  prompt: 'Prompt…',
  promptHint: 'A question that helps people fill it',
  titleOfStage: 'Title of the stage',
  titleOfStep: 'Title of the step',
  titleOfRow: 'Title of the row',
  titleOfSheet: 'Title of the sheet',
  titleOfBoard: 'Title of the board',
  promptOfRow: 'Prompt of the row',
  addStage: 'Add stage',
  addStageAfter: 'Add stage after',
  addStep: 'Add step',
  splitIntoSteps: 'Split into steps',
  addRow: 'Add row',
  addRowBelow: 'Add row below',
  addSentimentBelow: 'Add sentiment row below',
  addMeasuresBelow: 'Add measures row below',
  moveLeft: 'Move left',
  moveRight: 'Move right',
  moveUp: 'Move up',
  moveDown: 'Move down',
  wider: 'Wider',
  narrower: 'Narrower',
  taller: 'Taller',
  lower: 'Less tall',
  ownWidth: 'Automatic width',
  ownHeight: 'Automatic height',
  lock: 'Lock row',
  unlock: 'Unlock row',
  delete: 'Delete',
  undo: 'Undo',
  freshStage: 'New stage',
  freshStep: 'New step',
  firstStep: 'Step 1',
  secondStep: 'Step 2',
  freshSheet: 'New sheet',
  freshRow: { notes: 'New row', sentiment: 'Sentiment', measures: 'Measures' } satisfies Record<
    RowType,
    string
  >,
  blankStages: ['First stage', 'Second stage', 'Third stage'],
  blankRows: ['Actions', 'Thoughts', 'Pain points'],
  unnamedStep: 'step without a title',
  board: 'Board',
  boardMenu: 'Board menu',
  home: 'All boards',
  header: 'Header…',
  headerTitle: 'Header',
  personas: 'Personas…',
  kinds: 'Kinds…',
  kindsTitle: 'Kinds of notes',
  exportAs: 'Export…',
  outline: 'Show as a table',
  wall: 'Show as a wall',
  restore: 'Deleted notes…',
  sheets: 'Sheets',
  addSheet: 'Add sheet',
  addBlankSheet: 'Blank sheet',
  addSameSheet: 'Same stages and rows as this sheet',
  addKind: 'Add kind',
  kindTitle: 'Title',
  kindColour: 'Colour',
  kindMark: 'Mark',
  removeKind: 'Remove',
  saveKind: 'Save',
  cancel: 'Cancel',
  removedKindHint: 'Notes keep a kind that is removed; it only leaves the choice.',
  emptyTitle: 'An empty wall',
  emptyHint: 'Stages go across, rows go down. Notes have their place where they meet.',
  emptyWait: 'The facilitator has not added stages and rows yet.',
} as const;

export const ROW_TYPES: Readonly<Record<RowType, string>> = {
  notes: 'Holds notes',
  sentiment: 'Holds a sentiment curve',
  measures: 'Holds measures',
};

export const ZONES: Readonly<Record<Zone, string>> = {
  none: 'No zone',
  customer: 'Zone: customer',
  frontstage: 'Zone: frontstage',
  backstage: 'Zone: backstage',
  support: 'Zone: support',
};

export const COLOURS: Readonly<Record<Colour, string>> = {
  yellow: 'Yellow',
  orange: 'Orange',
  pink: 'Pink',
  violet: 'Violet',
  blue: 'Blue',
  green: 'Green',
  grey: 'Grey',
};

/** What a field of the header is called, and what stands in it while it is empty. */
export const HEADER_FIELDS: Readonly<Record<keyof Header, { title: string; hint: string }>> = {
  title: { title: 'Title', hint: 'What this board is about' },
  scope: { title: 'Scope', hint: 'What is mapped and why, in one or two sentences' },
  starts: { title: 'Starts', hint: 'Where the journey starts' },
  ends: { title: 'Ends', hint: 'Where it ends' },
  mapType: { title: 'Map type', hint: 'Current state, future state…' },
  scenario: { title: 'Scenario', hint: 'The situation the persona is in' },
  goal: { title: 'Goal', hint: 'What the persona wants to reach' },
  owner: { title: 'Owner', hint: 'Who keeps the map true' },
  date: { title: 'Date', hint: '24 November' },
  reviewDate: { title: 'Review date', hint: 'In a quarter' },
};

/** Map types that guides name. */
export const MAP_TYPES = [
  'Current state',
  'Future state',
  'Day in the life',
  'Service blueprint',
  'Support experience',
  'Empathy map',
  'Back-story',
  'Experience map',
  'Buyer’s journey',
  'Lead nurturing',
  'Competitor’s journey',
  'Persona-specific map',
  'Specific-stage map',
] as const;

export function deletedTitle(name: string, notes: number): string {
  const what = name === '' ? 'Deleted.' : `“${name}” is deleted.`;
  if (notes === 0) return what;
  return `${what} ${notes === 1 ? '1 note is' : `${notes} notes are`} in the parking lot.`;
}

export function copyOf(title: string): string {
  return `${title} (2)`;
}

/** What a title is called by screen readers. */
export function titleName(what: 'stage' | 'step' | 'row', title: string, at: number, of: number): string {
  const kind = { stage: 'Stage', step: 'Step', row: 'Row' }[what];
  return `${kind} ${title === '' ? GRID.unnamedStep : title}, ${at} of ${of}`;
}

export function addAfter(what: 'stage' | 'step' | 'row', title: string): string {
  const act = { stage: GRID.addStage, step: GRID.addStep, row: GRID.addRow }[what];
  return title === '' ? act : `${act} after ${title}`;
}

export function showSheetNamed(title: string): string {
  return `Show sheet ${title}`;
}

/** A size in the hand. */
export function sizeName(size: number): string {
  return `${size}`;
}
