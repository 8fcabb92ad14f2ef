/** What a person reads about whose a board is, and who may host it. */
export const OWNER = {
  caretakers: 'Participants’ machines may go on hosting',
  caretakersHint:
    'While no facilitator’s machine is there, the others work on together. Otherwise each works alone until one is back.',
  title: 'Recovery code of the owner',
  hint: 'Whoever has this code owns the board. Keep it where you keep passwords: with it you take the board over on another machine if this one is lost.',
  code: 'Recovery code',
  copy: 'Copy code',
  copied: 'Copied',
  copyByHand: 'Selected: copy it with Ctrl+C',
  elsewhere: 'Somebody else’s machine owns this board. If it was yours and is lost, enter the code you kept.',
  recover: 'Take this board over',
  recovered: 'This machine owns the board now.',
  noCode: 'This is not the recovery code of this board. Compare it letter by letter with the one you kept.',
} as const;
