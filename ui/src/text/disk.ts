/** What a person reads when something happens to the file of an open board. */
import type { FileLoss, KeptElsewhere } from '../gen/messages';

/** While it could not be saved anywhere else: what happened, and what to do. */
const LOST: Readonly<Record<FileLoss, string>> = {
  removed: 'The board’s file was deleted. Changes are not saved. Save a copy now.',
  moved: 'The board’s file was moved. Changes are not saved. Save a copy now.',
  replaced: 'The board’s file was replaced by another one. Changes are not saved. Save a copy now.',
  overwritten: 'Another program changed the board’s file. Changes are not saved. Save a copy now.',
  journalLost: 'A part of the board’s file was deleted. Changes are not saved. Save a copy now.',
};

/** After it was saved elsewhere: what happened. */
const HAPPENED: Readonly<Record<FileLoss, string>> = {
  removed: 'The board’s file was deleted while it was open.',
  moved: 'The board’s file was moved while it was open.',
  replaced: 'The board’s file was replaced while it was open.',
  overwritten: 'Another program changed the board’s file while it was open.',
  journalLost: 'A part of the board’s file was deleted while it was open.',
};

export const DISK = {
  saveCopy: 'Save a copy…',
} as const;

export function fileLost(reason: FileLoss): string {
  return LOST[reason];
}

/** The notice stays when one goes on to another board, so it names the one it is about. */
export function keptElsewhere({ reason, path }: KeptElsewhere, board: string): string {
  const about = board === '' ? '' : `“${board}”: `;
  return `${about}${HAPPENED[reason]} Nothing is lost: everything is saved in ${path}`;
}
