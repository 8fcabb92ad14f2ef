/** Pending typing: letters on their way from notes that were left. What is asked for next goes behind them. */

/** An undo that overtook the last letters of a note would take back another act than the one that was seen last. */
export class PendingTyping {
  private readonly ends = new Map<Promise<void>, () => void>();

  /** Letters are on their way until the returned function is called. */
  begin(): () => void {
    let arrive = (): void => undefined;
    const end = new Promise<void>((resolve) => (arrive = resolve));
    const arrived = (): void => {
      this.ends.delete(end);
      arrive();
    };
    this.ends.set(end, arrived);
    return arrived;
  }

  get areOnTheirWay(): boolean {
    return this.ends.size > 0;
  }

  /** Resolves when all have arrived, at once or in the order of the calls. */
  async arrived(): Promise<void> {
    while (this.areOnTheirWay) await Promise.all(this.ends.keys());
  }

  /** The connection is gone: nobody waits for what it carried. */
  abandon(): void {
    for (const arrived of [...this.ends.values()]) arrived();
  }
}
