/**
 * What a page of one's own machine asked for while its program was away. Nothing outlasts the page. Behind a broken
 * connection there is another seat, which knows none of the numbers of the one before, so of what was under way only
 * that is sent again which does no harm twice.
 */
import type { Edit } from '../gen/board';
import { Refused } from './conversation';
import type { Kept, Waiting } from './kept-edits';
import { Outgoing } from './outgoing';

export class OwnOutgoing extends Outgoing {
  override readonly isKept = false;

  constructor() {
    super({ read: () => null, write: () => undefined }, () => '');
  }

  override ebb(): void {
    const isLost = ({ isUnderWay, edit }: Waiting): boolean => isUnderWay && !mayRepeat(edit);
    const lost = this.queue.filter(isLost);
    this.queue = this.queue.filter((asked) => !isLost(asked));
    for (const asked of lost) asked.reject(new Refused('E_NOT_CONNECTED', 'connection lost'));
    for (const asked of this.queue) asked.isRepeated ||= asked.isUnderWay;
    super.ebb();
  }

  /** The words that were not sent, without those in fields of notes that were there before: they are given to nobody else. */
  takeWords(): readonly string[] {
    this.queue = this.queue.filter(({ isUnderWay }) => !isUnderWay);
    for (const note of [...this.drafts.keys()]) if (!this.isAdding(note)) this.drafts.delete(note);
    const { words } = this;
    this.queue = [];
    this.drafts.clear();
    this.onchange();
    return words;
  }

  /** A note that was asked for twice is there since the first time. */
  protected override refuse(asked: Waiting, reason: Refused): void {
    if (asked.isRepeated === true && reason.code === 'E_DUPLICATE_ID') asked.resolve({ revision: 0 });
    else super.refuse(asked, reason);
  }

  protected override kept(): Kept | null {
    return null;
  }

  protected override write(): void {
    // Nothing outlasts the page.
  }
}

/** Whether asking for it once more changes nothing: a note has the id that it was asked for under, a text is whole. */
function mayRepeat(edit: Edit): boolean {
  return ('addNote' in edit && edit.addNote.id !== undefined) || 'setText' in edit;
}
