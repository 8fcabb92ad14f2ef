/** A topic for each part of the board, so that a view hears only of what it shows. */
import type { CellKey } from '../scene/scene-mirror';
import { Topic } from '../topic';

/** A part that a view may follow: a cell with its notes, the parking lot, what stands around them, which sheet is shown, or what was said of notes. */
export type PartKey =
  CellKey | 'header' | 'rights' | 'grid' | 'kinds' | 'personas' | 'parked' | 'sheet' | 'comments' | 'agenda';

export class PartTopics {
  private readonly topics = new Map<PartKey, Topic>();

  of(key: PartKey): Topic {
    const known = this.topics.get(key);
    if (known !== undefined) return known;
    const topic = new Topic();
    this.topics.set(key, topic);
    return topic;
  }

  /** Says of which parts something changed. */
  touch(keys: Iterable<PartKey>): void {
    for (const key of keys) this.topics.get(key)?.touch();
  }

  /** Everything may be different. */
  touchAll(): void {
    for (const topic of [...this.topics.values()]) topic.touch();
  }
}
