/** What the parts of the outline share: where the keyboard is, which cell is typed in, and what changed for whom. */
import { tick } from 'svelte';
import type { CellId, NoteId, NoteView, SheetView, StepId } from '../../gen/board';
import { pickNote, revealPicked } from '../../gestures/select';
import { openNote } from '../../gestures/type-note';
import { type PartKey, PartTopics } from '../../state/board/part-topics';
import { type CellKey, cellKey, cellOfKey } from '../../state/scene/scene-mirror';
import type { Typing } from '../../state/screen/overlay';
import type { Wall } from '../../state/wall';
import { commentCount } from '../../text/outline';
import { noteName } from '../../text/strings';
import { Roving } from './roving';

/** The key of what a note lies in. */
export type HolderKey = CellKey | 'parked';

export class OutlineState {
  readonly roving = new Roving();
  /** Touched for the cells that a pick or the typing came to or left. */
  readonly marks = new PartTopics();
  private holder: HTMLElement | undefined;
  private marked: ReadonlySet<PartKey> = new Set();
  private wasTyping = false;

  constructor(
    readonly wall: Wall,
    /** Shown as the page's main part, not only spoken. */
    readonly isShown: () => boolean,
  ) {}

  /** Follows the wall while the outline is there; for `{@attach}`. */
  readonly follow = (element: HTMLElement): (() => void) => {
    const { selection, overlay, mirror, chrome } = this.wall;
    this.holder = element;
    const stops = [
      selection.changed.subscribe(() => this.mark()),
      overlay.changed.subscribe(() => this.mark()),
      mirror.parts.of('grid').subscribe(() => this.mark()),
      mirror.parts.of('sheet').subscribe(() => this.mark()),
      // What closes leaves the focus nowhere, or on the place that was picked before.
      chrome.changed.subscribe(() => this.followLater()),
    ];
    this.mark();
    return () => {
      this.holder = undefined;
      for (const stop of stops) stop();
    };
  };

  /** The note that is typed in, when it belongs into `holder`. */
  typingIn(holder: HolderKey): Typing | null {
    const { typing } = this.wall.overlay;
    return typing !== null && this.isShown() && this.holderOfTyping(typing) === holder ? typing : null;
  }

  /** The notes of a cell in their order, with the one that is being added and has not come back yet. */
  noteIds(holder: HolderKey, notes: readonly NoteView[]): NoteId[] {
    const typing = this.typingIn(holder);
    const known = new Set(notes.map((note) => note.id));
    const unsent = this.unsentIn(holder).filter((id) => !known.has(id) && id !== typing?.note);
    const ids = [...known, ...unsent];
    if (typing === null || known.has(typing.note)) return ids;
    const { after } = typing;
    const before = after === undefined || after === null ? -1 : ids.indexOf(after);
    const at = after === null ? 0 : before < 0 ? ids.length : before + 1;
    return [...ids.slice(0, at), typing.note, ...ids.slice(at)];
  }

  /** Notes that wait for the connection and will lie there. */
  private unsentIn(holder: HolderKey): NoteId[] {
    const { unsent } = this.wall;
    if (unsent.notes.size === 0 || !this.isShown()) return [];
    return unsent.newIn(holder === 'parked' ? null : cellOfKey(holder)).map(({ note }) => note);
  }

  /** A note as it is shown: with the words that wait for the connection, or made of nothing but them. */
  viewOf(id: NoteId, note: NoteView | undefined): NoteView | undefined {
    const unsent = this.wall.unsent.notes.get(id);
    if (unsent === undefined) return note;
    if (note !== undefined) return { ...note, text: unsent.text };
    if (unsent.place === undefined) return undefined;
    const row = this.wall.mirror.board?.row(unsent.place?.row ?? '');
    const author = this.wall.session.hello?.name ?? '';
    return { id, ...unsent.place, text: unsent.text, kind: unsent.kind ?? row?.kind ?? 'action', author };
  }

  called(note: NoteView): string {
    const kind = this.wall.mirror.board?.kind(note.kind)?.title ?? note.kind;
    const comments = this.comments(note.id);
    return noteName(note.text, kind, note.author, comments === 0 ? '' : commentCount(comments));
  }

  /** How many comments a note has. */
  comments(note: NoteId): number {
    return this.wall.mirror.board?.details.comments(note).length ?? 0;
  }

  /** The focus came to a note: it is picked, and the wall shows it. */
  focusNote(note: NoteId): void {
    const { selection } = this.wall;
    if (!selection.has(note)) pickNote(this.wall, note);
    revealPicked(this.wall);
  }

  focusCell(cell: CellId): void {
    const { selection } = this.wall;
    const here = selection.cell === null ? null : cellKey(selection.cell);
    if (selection.notes.length > 0 || here !== cellKey(cell)) selection.pickCell(cell);
    revealPicked(this.wall);
  }

  /** A press that only chooses picks; pressing what is picked, Enter, and a screen reader's press open. */
  pressNote(note: NoteId, event: MouseEvent, wasPicked: boolean): void {
    if (this.isShown() && event.detail === 1 && !wasPicked) this.focusNote(note);
    else openNote(this.wall, note);
  }

  /** The column that the keyboard is in, if it is on that sheet. */
  columnIn(sheet: SheetView): StepId | null {
    const { cell } = this.wall.selection;
    const isHere = sheet.stages.some((stage) => stage.steps.some((step) => step.id === cell?.step));
    return cell !== null && isHere ? cell.step : null;
  }

  private holderOfTyping({ note, cell }: Typing): HolderKey {
    const view = this.wall.mirror.board?.note(note);
    if (view?.step !== undefined && view.row !== undefined)
      return cellKey({ step: view.step, row: view.row });
    return cell === null ? 'parked' : cellKey(cell);
  }

  private mark(): void {
    const { selection, overlay } = this.wall;
    const { cell, notes } = selection;
    const picked = notes.at(-1);
    this.roving.show(picked ?? (cell === null ? this.firstCell() : cellKey(cell)), notes);
    const marked = new Set<PartKey>();
    if (cell !== null) marked.add(cellKey(cell));
    if (picked !== undefined && cell === null) marked.add('parked');
    if (overlay.typing !== null) marked.add(this.holderOfTyping(overlay.typing));
    const before = this.marked;
    this.marked = marked;
    this.marks.touch(new Set([...before, ...marked]));
    if (cell !== null || picked !== undefined) this.roving.follow(this.holder);
    // The field goes with the next flush; the focus would be nowhere.
    if (this.wasTyping && overlay.typing === null) this.followLater();
    this.wasTyping = overlay.typing !== null;
  }

  private followLater(): void {
    void tick().then(() => {
      const { cell, notes } = this.wall.selection;
      if (cell !== null || notes.length > 0) this.roving.follow(this.holder);
    });
  }

  private firstCell(): CellKey | null {
    const { board, sheet } = this.wall.mirror;
    const shown = board?.sheets.find(({ id }) => id === sheet);
    const step = shown?.stages[0]?.steps[0];
    const row = shown?.rows[0];
    return step === undefined || row === undefined ? null : cellKey({ step: step.id, row: row.id });
  }
}
