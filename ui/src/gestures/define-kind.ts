/** Kinds of the board's own, and how the others are shown. */
import type { Kind, KindId } from '../gen/board';
import { nameKey } from '../state/board/same-name';
import type { Wall } from '../state/wall';

/** How a kind is to be shown. */
export type KindLook = Pick<Kind, 'title' | 'colour' | 'mark'>;

/** Adds a kind, or changes how one is shown; the name that notes carry stays. */
export function defineKind(wall: Wall, kind: KindId | null, look: KindLook): void {
  const title = look.title.trim();
  if (title === '' || !wall.session.mayEditGrid) return;
  void wall.ask({ defineKind: { ...look, title, kind: kind ?? freshName(wall, title) } });
}

export function removeKind(wall: Wall, kind: KindId): void {
  if (wall.session.mayEditGrid) void wall.ask({ removeKind: { kind } });
}

/** A name that no kind has yet: two kinds of one title stay two. */
function freshName(wall: Wall, title: string): KindId {
  const taken = new Set(wall.mirror.board?.kinds.map(({ id }) => id));
  const name = nameKey(title);
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? name : `${name} ${count}`;
    if (!taken.has(tried)) return tried;
  }
}

/** A kind that was in work when its dialog was closed: of an old one which, of a new one `null`. */
interface LeftKind extends KindLook {
  readonly kind: KindId | null;
}

function keyOf(wall: Wall): string {
  return `kind:${wall.session.hello?.board ?? ''}`;
}

/** Remembers how a kind is about to be shown, as long as that is anything new. */
export function keepKind(wall: Wall, kind: Kind | null, { title, colour, mark }: KindLook): void {
  const isNew =
    kind === null
      ? title.trim() !== ''
      : title !== kind.title || colour !== kind.colour || mark !== kind.mark;
  const left: LeftKind = { kind: kind?.id ?? null, title, colour, mark };
  wall.unplaced.drafts.keep(keyOf(wall), isNew ? JSON.stringify(left) : '');
}

export function leftKind(wall: Wall): LeftKind | null {
  const kept = wall.unplaced.drafts.get(keyOf(wall));
  if (kept === '') return null;
  const left = JSON.parse(kept) as LeftKind;
  // Removed meanwhile: its title is not lost, it is that of a new one.
  const isThere = wall.mirror.board?.kinds.some(({ id }) => id === left.kind) === true;
  return isThere ? left : { ...left, kind: null };
}

export function leaveKind(wall: Wall): void {
  wall.unplaced.drafts.end(keyOf(wall));
}
