/** What a person reads about stages, steps, rows, sheets, the header and kinds. */
import type { Colour, Header, RowType, Zone } from '../gen/board';

export const GRID = {
  rename: 'Rename',
  prompt: 'Prompt…',
  promptHint: 'A question that helps people fill in this row',
  titleOfStage: 'Stage title',
  titleOfStep: 'Step title',
  titleOfRow: 'Row title',
  titleOfSheet: 'Sheet title',
  titleOfBoard: 'Board title',
  promptOfRow: 'Row prompt',
  stageDetails: 'Goal and owner…',
  addStage: 'Add stage',
  addStageAfter: 'Add stage after',
  addStep: 'Add step',
  splitIntoSteps: 'Split into steps',
  addRow: 'Add row',
  addRowBelow: 'Add row below',
  addSentimentBelow: 'Add sentiment row below',
  addMeasuresBelow: 'Add metrics row below',
  moveLeft: 'Move left',
  moveRight: 'Move right',
  moveUp: 'Move up',
  moveDown: 'Move down',
  wider: 'Wider',
  narrower: 'Narrower',
  taller: 'Taller',
  lower: 'Shorter',
  ownWidth: 'Automatic width',
  rowType: 'What it holds…',
  zone: 'Zone…',
  height: 'Height…',
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
  freshRow: { notes: 'New row', sentiment: 'Sentiment', measures: 'Metrics' } satisfies Record<
    RowType,
    string
  >,
  blankStages: ['First stage', 'Second stage', 'Third stage'],
  blankRows: ['Actions', 'Thoughts', 'Pain points'],
  unnamedStep: 'untitled step',
  board: 'Board',
  boardMenu: 'Board menu',
  home: 'All boards',
  header: 'Header…',
  headerTitle: 'Header',
  personas: 'Personas…',
  kinds: 'Note types…',
  kindsTitle: 'Note types',
  exportAs: 'Export…',
  outline: 'Show as table',
  wall: 'Show as wall',
  restore: 'Deleted notes…',
  sheets: 'Sheets',
  shownSheet: (title: string): string => `Sheet ${title}`,
  addSheet: 'Add sheet',
  addBlankSheet: 'Blank sheet',
  addSameSheet: 'Same stages and rows as this sheet',
  addKind: 'Add note type',
  kindTitle: 'Title',
  kindColour: 'Colour',
  kindMark: 'Symbol',
  removeKind: 'Remove',
  saveKind: 'Save',
  cancel: 'Cancel',
  removedKindHint: 'Removing a type takes it off the list. Existing notes keep it.',
  emptyTitle: 'This sheet is empty',
  emptyHint: 'Stages run across, rows run down. Notes go where they meet.',
  emptyWait: 'The facilitator has not added stages and rows yet.',
} as const;

export const ROW_TYPES: Readonly<Record<RowType, string>> = {
  notes: 'Row type: Notes',
  sentiment: 'Row type: Sentiment',
  measures: 'Row type: Metrics',
};

export const ZONES: Readonly<Record<Zone, string>> = {
  none: 'Zone: None',
  customer: 'Zone: Customer',
  frontstage: 'Zone: Frontstage',
  backstage: 'Zone: Backstage',
  support: 'Zone: Support',
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
  goal: { title: 'Goal', hint: 'What the persona wants to achieve' },
  owner: { title: 'Owner', hint: 'Who keeps the map up to date' },
  date: { title: 'Date', hint: 'Such as 24 November' },
  reviewDate: { title: 'Review date', hint: 'Such as next quarter' },
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
