/** Why somebody may not do something: what a person reads at the first touch, and when the host refuses it. */
import type { EditKind } from '../gen/board';
import { DEEDS } from '../gen/permissions';

const WHYS = [
  'readOnly',
  'viewer',
  'othersNote',
  'othersComment',
  'facilitators',
  'lockedNote',
  'lockedRow',
  'paused',
  'nothingLeft',
] as const;

/** What keeps somebody from an act. */
export type Why = (typeof WHYS)[number];

/** Whether a host's reason is one that this page has words for. */
export function isWhy(why: string | undefined): why is Why {
  return WHYS.some((known) => known === why);
}

const SENTENCES: Readonly<Record<Exclude<Why, 'facilitators' | 'nothingLeft'>, string>> = {
  readOnly: 'This board is read-only here. Update Journeywall to edit it.',
  viewer: 'Viewers can look, but not edit. Ask a facilitator to make you a participant.',
  othersNote: 'Someone else wrote this note. Only they or a facilitator can edit it.',
  othersComment: 'Someone else wrote this comment. Only they or a facilitator can delete it.',
  lockedNote: 'This note is locked. Ask a facilitator to unlock it.',
  lockedRow: 'This row is locked. Ask a facilitator to unlock it.',
  paused: 'The facilitator has paused the board. Please wait a moment.',
};

/** Several notes of which some are somebody else's. */
export const OTHERS_NOTES =
  'Someone else wrote some of these notes. Only they or a facilitator can edit them.';

/** The sentence for it. */
export function whySentence(why: Why, act: EditKind): string {
  if (why === 'facilitators') return `Only facilitators can ${DEEDS[act] ?? 'do this'}.`;
  if (why === 'nothingLeft') return act === 'redo' ? 'Nothing left to redo.' : 'Nothing left to undo.';
  return SENTENCES[why];
}

/** The switch that lets participants edit everybody's notes. */
export const EVERYONE_EDITS = {
  title: 'Participants can edit everyone’s notes',
  on: 'Everyone with the participant role can edit, move and delete any note.',
  off: 'Participants can edit only their own notes.',
} as const;
