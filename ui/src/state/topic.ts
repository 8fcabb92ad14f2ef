/** Something that changes, and those who want to hear of it. Hot state stays plain; views count versions. */
export class Topic {
  private readonly listeners = new Set<() => void>();
  private count = 0;

  /** How often it changed. */
  get version(): number {
    return this.count;
  }

  /** Says that it changed. */
  touch(): void {
    this.count += 1;
    for (const listener of [...this.listeners]) listener();
  }

  /** Calls `listener` after every change until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
