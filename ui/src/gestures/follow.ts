/** The view goes where somebody else points, until the wall is moved by hand or Esc is pressed. */
import type { ParticipantId } from '../gen/board';
import type { Camera } from '../state/camera';
import type { Wall } from '../state/wall';
import { endedFollowing, nowFollowing } from '../text/session';

/** Part of the window, from each edge, that a cursor may not come into before the view goes along. */
const EDGE = 0.22;

/** Follows a person; the one who is followed already is let go. */
export function follow(wall: Wall, id: ParticipantId): void {
  const { company } = wall;
  const face = company.others.find((other) => other.id === id);
  if (face === undefined || company.followed?.id === id) {
    stopFollowing(wall);
    return;
  }
  wall.chrome.showOutline(false);
  company.follow(id);
  wall.announcer.say(nowFollowing(face.name));
}

/** Says whether there was somebody to let go. */
export function stopFollowing(wall: Wall): boolean {
  const { followed } = wall.company;
  if (followed === null) return false;
  wall.company.follow(null);
  wall.announcer.say(endedFollowing(followed.name));
  return true;
}

/** The next of those who are here; after the last one, nobody. */
export function followNext(wall: Wall): void {
  const { others, followed } = wall.company;
  const next = others[others.findIndex(({ id }) => id === followed?.id) + 1];
  if (next !== undefined) follow(wall, next.id);
  else stopFollowing(wall);
}

/** Goes along with whom this screen follows until the returned function is called. */
export function goAlong(wall: Wall): () => void {
  const { company, viewport } = wall;
  let seen: Camera | null = null;
  let isGoing = false;
  const keepUp = (): void => {
    const { followed } = company;
    // Nobody who is typing or carrying is ever moved.
    if (followed === null || wall.overlay.typing !== null || wall.overlay.carry !== null) return;
    isGoing = true;
    const sheet = company.sheetOf(followed.id);
    if (sheet !== null) wall.sheet.turnTo(sheet);
    const pointed = company.cursorOf(followed.id);
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
    company.moved.subscribe(keepUp),
    company.changed.subscribe(() => {
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
