/** Pictures of boards and templates: asked for when they come into sight, a few at a time, and kept. */
import { Refused } from '../../link/conversation';
import type { Theme } from '../../gen/scene';
import type { PictureOf } from '../../link/messages';
import type { DeskTalk } from './library';
import { Topic } from '../topic';

/** A picture that a card wants. A board that changed wants a fresh one. */
export interface Wanted {
  readonly of: PictureOf;
  /** Milliseconds since 1970; 0 for templates, which never change. */
  readonly changedAt: number;
  /** Device pixels. */
  readonly width: number;
  readonly look: Theme;
}

interface Kept {
  readonly stamp: string;
  /** `null` when the desk has no picture to give. */
  readonly url: string | null;
}

/** Asked for at once: acts that a person waits for are never behind a long row of pictures. */
const AT_ONCE = 2;

/** Most pictures kept, some 60 KB each. */
const MOST = 150;

export class Pictures {
  readonly changed = new Topic();
  private readonly kept = new Map<string, Kept>();
  private readonly waiting = new Map<string, Wanted>();
  private readonly asked = new Set<string>();

  constructor(private readonly talk: DeskTalk) {}

  /** The latest picture of something, even if a fresher one is on its way; `undefined` when there is none yet. */
  latest(of: PictureOf, look: Theme): string | null | undefined {
    return this.kept.get(keyOf({ of, look }))?.url;
  }

  want(wanted: Wanted): void {
    const key = keyOf(wanted);
    if (this.kept.get(key)?.stamp === stampOf(wanted)) return;
    this.waiting.set(key, wanted);
    this.ask();
  }

  /** It went out of sight before it was asked for. */
  unwant(wanted: Wanted): void {
    this.waiting.delete(keyOf(wanted));
  }

  /** Goes on after the connection came back. */
  ask(): void {
    for (const [key, wanted] of this.waiting) {
      if (this.asked.size >= AT_ONCE) return;
      if (this.asked.has(key)) continue;
      this.waiting.delete(key);
      this.asked.add(key);
      void this.fetch(key, wanted);
    }
  }

  private async fetch(key: string, wanted: Wanted): Promise<void> {
    const url = await this.answer(wanted);
    this.asked.delete(key);
    if (url === undefined) {
      if (!this.waiting.has(key)) this.waiting.set(key, wanted);
      return;
    }
    this.keep(key, { stamp: stampOf(wanted), url });
    this.ask();
  }

  /** `undefined` when the connection went and the question is still open. */
  private async answer({ of, width, look }: Wanted): Promise<string | null | undefined> {
    try {
      const { png } = await this.talk.desk('picture', { ...of, width, look });
      return `data:image/png;base64,${png}`;
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      return reason.code === 'E_NOT_CONNECTED' ? undefined : null;
    }
  }

  private keep(key: string, picture: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, picture);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST && oldest !== undefined) this.kept.delete(oldest);
    this.changed.touch();
  }
}

function keyOf({ of, look }: Pick<Wanted, 'of' | 'look'>): string {
  return 'path' in of ? `${look} path ${of.path}` : `${look} template ${of.template}`;
}

function stampOf({ changedAt, width }: Wanted): string {
  return `${changedAt} ${width}`;
}
