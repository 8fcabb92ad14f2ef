/** What is spoken to people who do not see the wall: acts that change something where the focus is not. */
import { Topic } from '../topic';

export class Announcer {
  readonly changed = new Topic();
  private said = '';
  private count = 0;

  /** The last sentence. */
  get sentence(): string {
    return this.said;
  }

  /** How many were said: the same sentence twice is spoken twice. */
  get number(): number {
    return this.count;
  }

  say(sentence: string): void {
    this.said = sentence;
    this.count += 1;
    this.changed.touch();
  }
}
