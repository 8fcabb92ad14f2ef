/**
 * Stray keys: letters that are typed on while a field goes away under the fingers, because somebody else deleted what
 * it was of. They were meant for the field: they begin nothing, and delete nothing, until the person looks up and does
 * something else.
 */
import { type FieldStroke, fieldAct } from './field-keys';

/** What of a field decides. */
type FieldLike = Pick<Node, 'isConnected'>;

export class StrayKeys {
  private field: FieldLike | null = null;

  /** Hears every key before anybody else; `field` is what has the focus, when it is one. */
  hear(field: FieldLike | null, stroke: FieldStroke): void {
    if (field === null) return;
    const isHeld = stroke.ctrlKey || stroke.metaKey || stroke.altKey;
    // Whoever leaves a field, or begins an act in it, knows that the next key goes elsewhere.
    const isOwnAct = isHeld || fieldAct(stroke, 'line') !== null;
    this.field = isOwnAct ? null : field;
  }

  /** The person presses somewhere, or is at another window. */
  forget(): void {
    this.field = null;
  }

  /** Whether a key outside fields was meant for the one that is gone. */
  isLost({ key, ctrlKey, metaKey, altKey }: FieldStroke): boolean {
    if (this.field === null || this.field.isConnected || ctrlKey || metaKey || altKey) return false;
    if ([...key].length === 1 || key === 'Backspace' || key === 'Delete') return true;
    this.field = null;
    return false;
  }
}
