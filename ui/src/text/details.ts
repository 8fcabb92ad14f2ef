/** Sentences about what notes, steps and personas hold. */
import type { Evidence, Impact } from '../gen/board';

/** The first persona of a board that nobody has named yet. */
export const NEW_PERSONA = 'Customer';

export const DETAILS = {
  note: 'Note',
  noNote: 'Pick a note to see what is behind it.',
  kind: 'Kind',
  detail: 'Detail',
  detailHint: 'Text behind the note, for whoever wants to know more',
  tags: 'Tags',
  tagsHint: 'Separated by commas',
  impact: 'Impact',
  evidence: 'Rests on',
  source: 'Source',
  sourceHint: 'Where the evidence comes from',
  owner: 'Owner',
  link: 'Link',
  openLink: 'Open the link',
  moment: 'Moment that matters',
  span: 'Steps it spans',
  author: 'Author',
  locked: 'Locked: only facilitators change it',
  none: 'Not said',
  comments: 'Comments',
  addComment: 'Add a comment',
  send: 'Send',
  deleteComment: 'Delete comment',
  personas: 'Personas',
  persona: 'Persona',
  addPersona: 'Add persona',
  deletePersona: 'Delete persona',
  personasHint: 'Whose journey this is. Feelings are said for the persona that is open here.',
  name: 'Name',
  role: 'Role',
  motto: 'Motto',
  portrait: 'Portrait',
  goals: 'Goals',
  needs: 'Needs',
  painPoints: 'Pain points',
  measure: 'Measure',
  noMeasure: 'Pick a cell of a measures row.',
  value: 'Value',
  unit: 'Unit',
  target: 'Target',
  sentiment: 'How it feels here',
  takeBack: 'Take back',
} as const;

export const IMPACTS: Readonly<Record<Impact, string>> = {
  trivial: 'Trivial',
  'work-around': 'Needs a work-around',
  abandon: 'Journey abandoned',
};

export const EVIDENCE: Readonly<Record<Evidence, string>> = {
  assumption: 'Assumption',
  data: 'Measured',
  quote: 'Quote',
};

/** What a feeling is called; the number stands beside it. */
export const FEELINGS: Readonly<Record<string, string>> = {
  '2': '+2 Delighted',
  '1': '+1 Pleased',
  '0': '0 Neutral',
  '-1': '−1 Annoyed',
  '-2': '−2 Frustrated',
};
