/** Coming into somebody else's session, by a ticket. */
import type { DeskActs } from '../../gen/desk';
import type { DeskActName } from '../../link/messages';

/** What joining needs of a desk. */
interface Joiner {
  order<Name extends DeskActName>(
    name: Name,
    asked: DeskActs[Name]['asked'],
  ): Promise<DeskActs[Name]['answer']>;
  await(path: string): void;
  readonly library: { load(): Promise<void> };
}

export class Joining {
  private count = 0;
  private given: number | null = null;

  constructor(private readonly desk: Joiner) {}

  /** A session that nobody waits for any more is on its way: what its board says is passed over. */
  get isGivenUp(): boolean {
    return this.given === this.count;
  }

  /** Joins; the board comes by itself. Throws [`Refused`]; gives false when it was given up meanwhile. */
  async begin(ticket: string, relay: string | null = null): Promise<boolean> {
    const mine = ++this.count;
    try {
      const { path } = await this.desk.order('join', relay === null ? { ticket } : { ticket, relay });
      if (this.given !== mine) this.desk.await(path);
    } catch (reason) {
      if (this.given !== mine) throw reason;
    }
    return this.given !== mine;
  }

  /** Waits no longer: acts are carried out in their order, so the desk leaves that board as soon as it has come. */
  async giveUp(): Promise<void> {
    const mine = this.count;
    this.given = mine;
    await this.desk.order('close', {}).catch(() => undefined);
    if (this.given === mine) this.given = null;
    await this.desk.library.load();
  }
}
