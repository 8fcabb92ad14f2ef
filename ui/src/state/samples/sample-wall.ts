/** A wall that follows a link by itself, without a desk: what tests begin with. */
import { Conversation, type Listener } from '../../link/conversation';
import type { OpenLink } from '../../link/link';
import { Wall } from '../wall';

/** The wall of a fresh conversation over `open`, which has begun. */
export function wallOver(open: OpenLink): Wall {
  const walls: Wall[] = [];
  const tell = (act: (wall: Wall) => void): void => walls.forEach(act);
  const listener: Listener = {
    desk: () => undefined,
    menu: () => undefined,
    trouble: () => undefined,
    apart: () => undefined,
    kept: () => undefined,
    hello: (hello) => tell((wall) => wall.hello(hello)),
    patch: (patch) => tell((wall) => wall.patch(patch)),
    peers: (peers) => tell((wall) => wall.peers(peers)),
    state: (state) => tell((wall) => wall.state(state)),
    clock: (clock) => tell((wall) => wall.workshop.hearClock(clock)),
    presence: (of) => tell((wall) => wall.presence(of)),
    turnedAway: (code) => tell((wall) => wall.turnedAway(code)),
    lost: () => tell((wall) => wall.lost()),
  };
  const talk = new Conversation(open, listener, () => undefined);
  const wall = new Wall(talk);
  walls.push(wall);
  talk.start();
  return wall;
}
