/**
 * What a guest asked for and the host has not answered: numbered, kept in the browser, sent again after every loss.
 *
 * The host applies each number once, so a lost answer does no harm. Numbers are given when an edit is first sent:
 * what was never sent has none, and nobody waits for it.
 */
import type { Edit, NoteId } from '../gen/board';
import { Refused } from './conversation';
import { type Draft, type Kept, type Shelf, type Waiting, isBlank, noteOf, wordsOf } from './kept-edits';
import type { Done } from '../gen/messages';

type Send = (seq: number, edit: Edit) => Promise<Done>;

const NOTHING = (): void => undefined;

export class Outgoing {
  /** It outlasts the page. */
  readonly isKept: boolean = true;
  readonly secret: string;
  /** Told whenever what waits is another. */
  onchange: () => void = NOTHING;
  /** Told of what an earlier page asked for and the host refuses: nobody else waits. */
  onrefused: (edit: Edit, reason: Refused) => void = NOTHING;
  /** Told when another page of the same guest has taken over. */
  onstolen: () => void = NOTHING;
  private readonly page: string;
  private last = 0;
  private isOwner = false;
  private isStopped = false;
  private send: Send | null = null;
  protected queue: Waiting[] = [];
  protected drafts = new Map<NoteId, Draft>();
  private adopted: Draft[] = [];

  constructor(
    private readonly shelf: Shelf,
    random: () => string,
  ) {
    this.page = random();
    const kept = this.kept();
    this.secret = kept?.secret ?? random();
    this.adopt(kept);
    // The secret lasts from the first visit, even of somebody who writes nothing.
    if (kept === null) this.write({ ...this.state(), owner: '' });
  }

  /** How many edits wait, a note with its words as one. */
  get waiting(): number {
    const written = new Set(
      this.queue.map(({ edit }) => ('addNote' in edit ? edit.addNote.id : noteOf(edit))),
    );
    return this.queue.length + this.left.filter(({ note }) => !written.has(note)).length;
  }

  /** Everything that waits, in its order. */
  get edits(): readonly Edit[] {
    return this.queue.map(({ edit }) => edit);
  }

  /** Words in notes' fields that the host does not have, of this page and of an earlier one. */
  get left(): readonly Draft[] {
    return [...this.adopted, ...this.drafts.values()];
  }

  /** The words that wait, as far as there are any, in their order: each note once, with all that it says. */
  get words(): readonly string[] {
    const drafts = new Map(this.left.map(({ note, text }) => [note, text]));
    const queued = this.queue.flatMap(({ edit }) => {
      const note = 'addNote' in edit ? edit.addNote.id : noteOf(edit);
      if (note === null || note === undefined || !drafts.has(note)) return wordsOf(edit);
      const draft = drafts.get(note) ?? '';
      drafts.delete(note);
      return [draft];
    });
    return [...queued, ...drafts.values()].filter((text) => text.trim() !== '');
  }

  /** Whether a note that was asked for is on its way. */
  isAdding(note: NoteId): boolean {
    return this.queue.some(({ edit }) => 'addNote' in edit && edit.addNote.id === note);
  }

  /** Asks for an edit; resolves when the host has it on disk, however long that takes. */
  add(edit: Edit): Promise<Done> {
    return new Promise((resolve, reject) => {
      // What is typed counts on a text that may be another when the connection is back; the field asks again then.
      const isTyped = 'spliceText' in edit && this.send === null;
      if (isTyped || this.isStopped) {
        reject(new Refused('E_NOT_CONNECTED', 'no connection'));
        return;
      }
      this.queue.push({ seq: null, edit, isUnderWay: false, resolve, reject });
      if (!this.keepsUp()) return;
      this.next();
      this.save();
    });
  }

  /** Remembers the words in a note's field while the host has others; `null` when it has them. */
  keepDraft(note: NoteId, draft: Draft | null): void {
    if (draft === null ? !this.drafts.delete(note) : !this.isNews(draft)) return;
    if (draft !== null) this.drafts.set(note, draft);
    if (!this.isStopped && this.isOwner && this.keepsUp()) this.save();
  }

  /** Words that an earlier page left; each is given once. */
  takeDrafts(): readonly Draft[] {
    const drafts = this.adopted;
    this.adopted = [];
    return drafts;
  }

  /** The host let this page in: from now on it is the one that sends. */
  claim(): void {
    const kept = this.kept();
    if (kept !== null && kept.owner !== this.page) {
      this.drop();
      this.adopt(kept);
    }
    this.isOwner = true;
    this.save();
  }

  /** Sends what waits, in its order, then everything that is asked for. */
  flow(send: Send): void {
    this.send = send;
    this.next();
    this.save();
  }

  /** The connection is gone; what was under way waits again. */
  ebb(): void {
    this.send = null;
    for (const asked of this.queue) asked.isUnderWay = false;
    this.onchange();
  }

  /** Nothing is sent any more; what waits can still be read. */
  stop(): void {
    this.isStopped = true;
    this.send = null;
  }

  private isNews(draft: Draft): boolean {
    const before = this.drafts.get(draft.note);
    return before?.text !== draft.text || before.base !== draft.base;
  }

  private next(): void {
    for (const asked of this.queue) {
      if (this.send === null || asked.isUnderWay) continue;
      asked.isUnderWay = true;
      asked.seq ??= ++this.last;
      this.send(asked.seq, asked.edit).then(
        (answer) => {
          this.settle(asked);
          asked.resolve(answer);
        },
        (reason: unknown) => {
          if (!(reason instanceof Refused)) throw reason;
          // No answer is no refusal: it is sent again.
          if (reason.code === 'E_NOT_CONNECTED') return;
          this.settle(asked);
          this.refuse(asked, reason);
        },
      );
    }
  }

  protected refuse(asked: Waiting, reason: Refused): void {
    asked.reject(reason);
  }

  private settle(asked: Waiting): void {
    this.queue = this.queue.filter((other) => other !== asked);
    if (!this.isStopped && this.keepsUp()) this.save();
  }

  /** Whether this page is still the one that sends. When it is not, what it was asked for goes to the other one. */
  private keepsUp(): boolean {
    const kept = this.isOwner ? this.kept() : null;
    if (kept === null || kept.owner === this.page) return true;
    const mine = this.queue.filter(({ seq }) => seq === null);
    const queue = [...kept.queue, ...mine.map(({ edit }) => ({ seq: null, edit }))];
    this.write({ ...kept, queue });
    this.drop();
    this.stop();
    this.onstolen();
    return false;
  }

  private adopt(kept: Kept | null): void {
    if (kept === null) return;
    this.last = Math.max(this.last, kept.last);
    const drafts = new Map(kept.drafts.map((draft) => [draft.note, draft]));
    const folded = kept.queue.map(({ seq, edit }) => {
      if (seq !== null || !('addNote' in edit) || edit.addNote.id === undefined) return { seq, edit };
      const draft = drafts.get(edit.addNote.id);
      drafts.delete(edit.addNote.id);
      return draft === undefined
        ? { seq, edit }
        : { seq, edit: { addNote: { ...edit.addNote, text: draft.text } } };
    });
    // A note that was begun and never sent, and has no words, was given up with its page.
    const worth = folded.filter(({ seq, edit }) => seq !== null || !isBlank(edit));
    this.queue = worth.map((asked) => ({
      ...asked,
      isUnderWay: false,
      resolve: NOTHING,
      reject: (reason) => {
        if (reason.code !== 'E_NOT_CONNECTED') this.onrefused(asked.edit, reason);
      },
    }));
    this.adopted = [...drafts.values()];
  }

  private drop(): void {
    for (const asked of this.queue) asked.reject(new Refused('E_NOT_CONNECTED', 'another tab sends this'));
    this.queue = [];
    this.drafts.clear();
    this.adopted = [];
  }

  private state(): Kept {
    return {
      secret: this.secret,
      last: this.last,
      owner: this.page,
      queue: this.queue.map(({ seq, edit }) => ({ seq, edit })),
      drafts: [...this.left],
    };
  }

  private save(): void {
    if (this.isOwner) this.write(this.state());
    this.onchange();
  }

  protected write(kept: Kept): void {
    this.shelf.write(JSON.stringify(kept));
  }

  protected kept(): Kept | null {
    try {
      return JSON.parse(this.shelf.read() ?? 'null') as Kept | null;
    } catch {
      return null;
    }
  }
}
