/**
 * What the fields of a note that is typed in have in common, over the note, on the sheet of phones and in the outline:
 * one stay in the note, from the focus until the field goes.
 */
import { untrack } from 'svelte';
import { fieldAct } from '../../gestures/field-keys';
import { goneOn } from '../../gestures/type-at-once';
import { typeAnother, typeNext, typePrevious } from '../../gestures/type-next';
import { type Typing, typeIn } from '../../gestures/type-note';
import type { Typing as TypedNote } from '../../state/screen/overlay';
import type { Wall } from '../../state/wall';
import { fromTopics } from '../from-topics';

type FieldEvent<Of extends Event> = Of & { currentTarget: HTMLTextAreaElement };

export class TypingField {
  private typing: Typing | undefined = $state.raw();
  /** What the person should know about what they type. */
  readonly word: string | null = $derived.by(() => {
    const { typing } = this;
    return typing === undefined ? null : fromTopics([typing.changed], () => typing.word)();
  });

  constructor(
    private readonly wall: Wall,
    /** The note, and how it was opened. */
    readonly open: TypedNote | null,
  ) {}

  /** Whether the note is no longer there to be typed in. */
  get isGone(): boolean {
    return this.typing?.isGone === true;
  }

  /** The field is there and takes the focus; it is left by the returned function. */
  begin(field: HTMLTextAreaElement, focus?: FocusOptions): (() => void) | undefined {
    const { wall, open } = this;
    if (open === null) return undefined;
    const typing = untrack(() => typeIn(wall, open.note, field, open.isFresh));
    this.typing = typing;
    field.focus(focus);
    if (open.first !== undefined) field.value = goneOn(field.value, open.first);
    field.setSelectionRange(field.value.length, field.value.length);
    if (open.first !== undefined) untrack(() => typing.input(false));
    return () => typing.leave(field);
  }

  input(event: Event): void {
    this.typing?.input((event as InputEvent).isComposing);
  }

  composed(): void {
    this.typing?.composed();
  }

  close(): void {
    const { overlay } = this.wall;
    if (overlay.typing?.note === this.open?.note) overlay.showTyping(null);
  }

  /** Keys that leave the note, or go on from it to another. */
  keydown(event: FieldEvent<KeyboardEvent>): void {
    event.stopPropagation();
    const { wall, open } = this;
    const act = fieldAct(event, 'lines');
    if (act === null || open === null) return;
    event.preventDefault();
    const isEmpty = event.currentTarget.value.trim() === '';
    if (act === 'leave') this.close();
    else if (act === 'previous' || event.shiftKey) typePrevious(wall, open);
    else if (isEmpty || this.isGone) this.close();
    else if (act === 'done') typeAnother(wall, open);
    else typeNext(wall, open);
  }
}
