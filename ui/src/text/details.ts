/** Sentences about what notes, steps and personas hold. */
import type { Evidence, Impact } from '../gen/board';
import type { StageField } from '../gestures/set-stage';

/** The first persona of a board that nobody has named yet. */
export const NEW_PERSONA = 'Customer';

/** The panel of a stage. */
export const STAGE = {
  title: 'Stage',
  none: 'Select a stage to see its goal and owner.',
  where: 'The goal appears under the title on the wall and in pictures. Without a goal, the owner does.',
} as const;

export const STAGE_FIELDS: Readonly<Record<StageField, { title: string; hint: string }>> = {
  goal: { title: 'Goal', hint: 'What the customer wants to achieve at this stage' },
  owner: { title: 'Owner', hint: 'Who looks after this stage' },
};

export const DETAILS = {
  note: 'Note',
  noNote: 'Select a note to see its details.',
  kind: 'Note type',
  detail: 'Detail',
  detailHint: 'Background for anyone who wants to know more',
  tags: 'Tags',
  tagsHint: 'Separated by commas',
  impact: 'Impact',
  evidence: 'Evidence',
  source: 'Source',
  sourceHint: 'Where the evidence comes from',
  owner: 'Owner',
  link: 'Link',
  openLink: 'Open link',
  moment: 'Moment that matters',
  span: 'Spans steps',
  author: 'Author',
  locked: 'Locked (only facilitators can edit)',
  none: 'None',
  comments: 'Comments',
  addComment: 'Add a comment',
  send: 'Send',
  deleteComment: 'Delete comment',
  personas: 'Personas',
  persona: 'Persona',
  addPersona: 'Add persona',
  deletePersona: 'Delete persona',
  personasHint: 'Whose journey this is. Sentiment ratings apply to the selected persona.',
  name: 'Name',
  role: 'Role',
  motto: 'Quote',
  portrait: 'Portrait',
  goals: 'Goals',
  needs: 'Needs',
  painPoints: 'Pain points',
  measure: 'Metric',
  noMeasure: 'Select a cell in a metrics row.',
  value: 'Value',
  unit: 'Unit',
  target: 'Target',
  sentiment: 'Sentiment here',
  clearRating: 'Clear rating',
  ratingCleared: 'Rating cleared',
  noPersona: 'A facilitator has to add a persona before you can rate.',
} as const;

/** What the fields of a metric take, while they are empty. */
export const METRIC_HINTS = { value: 'Such as 12', unit: 'Such as min', target: 'Such as 10' } as const;

export const IMPACTS: Readonly<Record<Impact, string>> = {
  trivial: 'Trivial',
  'work-around': 'Needs a workaround',
  abandon: 'Journey abandoned',
};

export const EVIDENCE: Readonly<Record<Evidence, string>> = {
  assumption: 'Assumption',
  data: 'Data',
  quote: 'Quote',
};

/** The group of faces that rates how a persona feels; screen readers read it first. */
export function rateName(persona: string, column: string): string {
  return persona === '' ? `Your rating, ${column}` : `Your rating for ${persona}, ${column}`;
}

/** What was rated, for those who do not see it. */
export function rated(value: number): string {
  return `Rated ${SENTIMENTS[String(value)] ?? String(value)}`;
}

/** Lucide faces, worst to best as the values go. */
export const FACES: Readonly<Record<string, string>> = {
  '-2': 'angry',
  '-1': 'frown',
  '0': 'meh',
  '1': 'smile',
  '2': 'laugh',
};

/** What a sentiment is called; the number stands beside it. */
export const SENTIMENTS: Readonly<Record<string, string>> = {
  '2': '+2 Delighted',
  '1': '+1 Pleased',
  '0': '0 Neutral',
  '-1': '−1 Annoyed',
  '-2': '−2 Frustrated',
};
