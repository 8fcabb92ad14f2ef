/** Kinds of the board's own, and how the others are shown. */
import type { Kind, KindId } from '../gen/board';
import { nameKey } from '../state/same-name';
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
