/** Joining by PIN, without a ticket: sessions nearby, and the PIN of the open board. */
import type { DeskActs, Newcomer, PinState, SessionNearby } from '../../gen/desk';
import type { DeskActName } from '../../link/messages';
import { Topic } from '../topic';

/** What it needs of a desk. */
interface Asker {
  order<Name extends DeskActName>(
    name: Name,
    asked: DeskActs[Name]['asked'],
  ): Promise<DeskActs[Name]['answer']>;
}

const NO_PIN: PinState = { pin: null, asks: false, waiting: [], isOver: false };

export class JoinByPin {
  readonly changed = new Topic();
  private list: readonly SessionNearby[] = [];
  private finds: boolean | null = null;
  private state: PinState = NO_PIN;
  private looks = 0;

  constructor(private readonly desk: Asker) {}

  /** Sessions of the local network, while they are looked for. */
  get sessions(): readonly SessionNearby[] {
    return this.list;
  }

  /** This network lets sessions be found. */
  get canFind(): boolean {
    return this.finds !== false;
  }

  /** The PIN of the open board. */
  get pin(): PinState {
    return this.state;
  }

  get waiting(): readonly Newcomer[] {
    return this.state.waiting;
  }

  /** Looks for sessions until the returned function is called. Without a network there are none. */
  look(): () => void {
    const mine = ++this.looks;
    this.list = [];
    this.finds = null;
    this.changed.touch();
    void this.desk.order('nearby', { on: true }).then(
      ({ finds }) => this.settle(mine, finds ?? false),
      () => this.settle(mine, false),
    );
    return () => {
      if (mine !== this.looks) return;
      this.looks += 1;
      void this.desk.order('nearby', { on: false }).catch(() => undefined);
    };
  }

  hearSessions(sessions: readonly SessionNearby[]): void {
    this.list = sessions;
    this.changed.touch();
  }

  hearPin(state: PinState): void {
    this.state = state;
    this.changed.touch();
  }

  /** Another board, or none: what was said of the one before is over. */
  forget(): void {
    this.hearPin(NO_PIN);
  }

  private settle(mine: number, finds: boolean): void {
    if (mine !== this.looks) return;
    this.finds = finds;
    this.changed.touch();
  }
}
