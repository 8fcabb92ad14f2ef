/** What a person reads about whose a board is, and who may host it. */
export const OWNER = {
  caretakers: 'Let participants’ computers take over hosting',
  caretakersHint:
    'While no facilitator’s computer is connected, the others keep working together. Otherwise each works alone until one is back.',
  title: 'Owner recovery code',
  hint: 'Anyone with this code owns the board. Keep it with your passwords: if this computer is lost, it lets you take over the board on another one.',
  code: 'Recovery code',
  copy: 'Copy code',
  copied: 'Copied',
  copyByHand: 'Selected. Press Ctrl+C to copy.',
  elsewhere:
    'Someone else’s computer owns this board. If that was yours and is lost, enter the code you kept.',
  recover: 'Take over this board',
  recovered: 'This computer now owns the board.',
  noCode: 'That is not this board’s recovery code. Compare it letter by letter with the one you kept.',
} as const;

/** Sharing was refused, since the board was shared before by keys that are not here. */
export const OTHER_KEYS =
  'This board was shared from another computer, or your library has lost its keys. Restore library.db from a backup, or enter the owner recovery code.';

/** The keys in the library’s folder are new, though there are boards. */
export function newKeysNotice(folder: string): string {
  return `Your library has new keys, but your boards are older. To share them as before, restore library.db in ${folder} from a backup, or enter each board’s owner recovery code under Share.`;
}
