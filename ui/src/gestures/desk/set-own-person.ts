/** Somebody changes how they are called here, and their colour: at once for everybody, and for the next time. */
import type { Desk } from '../../state/desk/desk';
import type { Person } from '../../state/session/participants';
import { keepGuestColour, keepGuestName } from '../../state/session/guest';
import type { Wall } from '../../state/wall';

/** Most letters of a name that lists and tags still show. */
export const MOST_NAME = 60;

/** Gives another name or colour. `desk` is where the name is kept; a guest's page keeps both itself. */
export function setOwnPerson(wall: Wall, desk: Desk | null, me: Person, name: string, colour: number): void {
  const called = name.trim();
  if (called === '' || (called === me.name && colour === me.colour)) return;
  void wall.ask({ setPerson: { name: called, colour } }).then((accepted) => {
    if (accepted === null) return;
    if (desk !== null) void desk.ask('call', { name: called });
    else {
      keepGuestName(called);
      keepGuestColour(colour);
    }
  });
}
