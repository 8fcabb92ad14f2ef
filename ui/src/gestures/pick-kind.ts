/** What notes are: digits and the legend's buttons. */
import type { KindId } from '../gen/board';
import type { Wall } from '../state/wall';

/** Makes the picked notes a kind; with none picked, the next new notes. */
export function pickKind(wall: Wall, kind: KindId): void {
  const { notes } = wall.selection;
  if (wall.permissions.isDenied(wall.permissions.whyNotNotes('setKind', notes))) return;
  const [note, ...rest] = notes;
  if (note === undefined) {
    wall.selection.takeKind(kind);
    return;
  }
  void wall.ask(
    rest.length === 0
      ? { setKind: { note, kind } }
      : { many: { edits: notes.map((id) => ({ setKind: { note: id, kind } })) } },
  );
}

/** The kind of a digit key, if the board gives it one. */
export function kindOfDigit(wall: Wall, digit: number): KindId | null {
  return wall.mirror.board?.kinds.find((kind) => kind.digit === digit)?.id ?? null;
}
