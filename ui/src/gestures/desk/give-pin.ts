/** Letting in by a PIN. */
import type { Code } from '../../link/error-codes';
import type { DeskActs, Newcomer } from '../../gen/desk';
import type { Desk } from '../../state/desk/desk';
import { answered } from './answered';

/** Gives out a PIN, in the place of the one before, or ends it. Resolves with the code of why not. */
export function givePin(desk: Desk, on: boolean): Promise<Code | null> {
  return done(desk, 'pin', { on });
}

/** Whether newcomers wait for the facilitator's word. */
export function askAboutNewcomers(desk: Desk, asks: boolean): Promise<Code | null> {
  return done(desk, 'pin', { asks });
}

/** Lets somebody in who waits, or turns them away. */
export async function decideAbout(desk: Desk, { id }: Newcomer, admit: boolean): Promise<void> {
  await desk.ask('admit', { newcomer: id, admit });
}

async function done(desk: Desk, name: 'pin', asked: DeskActs['pin']['asked']): Promise<Code | null> {
  const answer = await answered(desk, name, asked);
  return 'code' in answer ? answer.code : null;
}
