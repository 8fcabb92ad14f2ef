/** The members of the session: their roles, and who is removed. */
import type { ParticipantId } from '../../gen/board';
import type { Role } from '../../gen/messages';
import type { Desk } from '../../state/desk/desk';

/** Gives a member another role. When it is refused, a notice says why. */
export async function assignRole(desk: Desk, participant: ParticipantId, role: Role): Promise<void> {
  await desk.ask('assign', { participant, role });
}

/** Removes somebody; with `erase` their notes and comments, too, which is one step of undo. */
export async function removePerson(desk: Desk, participant: ParticipantId, erase: boolean): Promise<void> {
  await desk.ask('assign', { participant, role: null, erase });
}
