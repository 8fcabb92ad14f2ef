/** The boards of this machine, the deleted ones, and what new ones are made from. */
import type { Code } from '../../link/error-codes';
import { Refused } from '../../link/conversation';
import type { BoardEntry, DeletedEntry, DeskActs, TemplateList } from '../../gen/desk';
import type { DeskActName } from '../../link/messages';
import { Topic } from '../topic';

/** Who answers acts of a desk. */
export interface DeskTalk {
  desk<Name extends DeskActName>(
    name: Name,
    asked: DeskActs[Name]['asked'],
  ): Promise<DeskActs[Name]['answer']>;
}

const NO_TEMPLATES: TemplateList = { templates: [], stageSets: [], rowSets: [] };

export class Library {
  readonly changed = new Topic();
  private listed: readonly BoardEntry[] = [];
  private gone: readonly DeletedEntry[] = [];
  private patterns: TemplateList = NO_TEMPLATES;
  private isThere = false;
  private code: Code | null = null;
  private loading = 0;

  constructor(private readonly talk: DeskTalk) {}

  /** Latest first. */
  get boards(): readonly BoardEntry[] {
    return this.listed;
  }

  get deleted(): readonly DeletedEntry[] {
    return this.gone;
  }

  get templates(): TemplateList {
    return this.patterns;
  }

  /** The lists were there at least once. */
  get isLoaded(): boolean {
    return this.isThere;
  }

  /** The code of why the library cannot be read. */
  get trouble(): string | null {
    return this.code;
  }

  board(path: string): BoardEntry | undefined {
    return this.listed.find((entry) => entry.path === path);
  }

  /** Loads the lists anew; what is shown stays until they are there. A later load overtakes an earlier one. */
  async load(): Promise<void> {
    const mine = ++this.loading;
    try {
      const [{ boards, deleted }, templates] = await Promise.all([
        this.talk.desk('boards', {}),
        this.isThere ? this.patterns : this.talk.desk('templates', {}),
      ]);
      if (mine !== this.loading) return;
      [this.listed, this.gone, this.patterns, this.isThere, this.code] = [
        boards,
        deleted,
        templates,
        true,
        null,
      ];
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      // A lost connection loads anew by itself once it is back.
      if (mine !== this.loading || reason.code === 'E_NOT_CONNECTED') return;
      this.code = reason.code;
    }
    this.changed.touch();
  }
}
