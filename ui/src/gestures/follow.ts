/** The view goes where somebody else points, until the wall is moved by hand or Esc is pressed. */
import type { ParticipantId } from '../gen/board';
import type { Camera } from '../state/screen/camera';
import type { Wall } from '../state/wall';
import { endedFollowing, nowFollowing } from '../text/session';

/** Part of the window, from each edge, that a cursor may not come into before the view goes along. */
const EDGE = 0.22;

/** Follows a person; the one who is followed already is let go. */
export function follow(wall: Wall, id: ParticipantId): void {
  const { participants } = wall;
  const person = participants.others.find((other) => other.id === id);
  if (person === undefined || participants.followed?.id === id) {
    stopFollowing(wall);
    return;
  }
  wall.chrome.showOutline(false);
  participants.follow(id);
  wall.announcer.say(nowFollowing(person.name));
}

/** Says whether there was somebody to let go. */
export function stopFollowing(wall: Wall): boolean {
  const { followed } = wall.participants;
  if (followed === null) return false;
  wall.participants.follow(null);
  wall.announcer.say(endedFollowing(followed.name));
  return true;
}

/** The next of those who are here; after the last one, nobody. */
export function followNext(wall: Wall): void {
  const { others, followed } = wall.participants;
  const next = others[others.findIndex(({ id }) => id === followed?.id) + 1];
  if (next !== undefined) follow(wall, next.id);
  else stopFollowing(wall);
}

/** Goes along with whom this screen follows until the returned function is called. */
export function goAlong(wall: Wall): () => void {
  const { participants, viewport } = wall;
  let seen: Camera | null = null;
  let isGoing = false;
  const keepUp = (): void => {
    const { followed } = participants;
    // Nobody who is typing or carrying is ever moved.
    if (followed === null || wall.overlay.typing !== null || wall.overlay.carry !== null) return;
    isGoing = true;
    const sheet = participants.sheetOf(followed.id);
    if (sheet !== null) wall.sheet.turnTo(sheet);
    const pointed = participants.cursorOf(followed.id);
    const at = pointed && (wall.mirror.scene?.fromWhole(pointed) ?? null);
    if (at !== null) {
      const { size } = viewport;
      const [x, y] = [size.w * EDGE, size.h * EDGE];
      viewport.reveal({ ...at, w: 0, h: 0 }, { x, y }, { right: x, bottom: y });
    }
    isGoing = false;
    seen = viewport.camera;
  };
  const stops = [
    participants.moved.subscribe(keepUp),
    participants.changed.subscribe(() => {
      seen = null;
      keepUp();
    }),
    viewport.changed.subscribe(() => {
      const { camera } = viewport;
      if (isGoing || seen === null || camera === seen) return;
      // One may look closer; who pans goes their own way.
      if (camera.zoom === seen.zoom) stopFollowing(wall);
      else seen = camera;
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
