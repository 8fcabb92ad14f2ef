/**
 * Parts of the page that are rarely needed at once: each is a script of its own, fetched when it is first shown or
 * in the first quiet moment after the wall is there, whichever comes first. A guest on a slow Wi-Fi reads and writes
 * before the dialogs are here; a page that loses its host later has them all the same.
 */
import type { Component } from 'svelte';
import { whenIdle } from '../browser/when-idle';

/** A component that is fetched when it is needed. */
export class LazyPart<Props extends Record<string, unknown>> {
  private fetched: Component<Props> | null = null;

  constructor(private readonly fetchScript: () => Promise<{ default: Component<Props> }>) {}

  /** The component, once it is here. */
  get component(): Component<Props> | null {
    return this.fetched;
  }

  /** Fetches the component; one that could not be fetched is tried again the next time. */
  async fetch(): Promise<Component<Props>> {
    this.fetched ??= (await this.fetchScript()).default;
    return this.fetched;
  }
}

/** Fetches parts one after the other in quiet moments, until the returned function is called. */
export function fetchWhenIdle(parts: readonly { fetch(): Promise<unknown> }[]): () => void {
  let isStopped = false;
  let stop: () => void = () => undefined;
  const next = (at: number): void => {
    const part = parts[at];
    if (part === undefined || isStopped) return;
    stop = whenIdle(() => {
      // A part that is not to be had now is fetched again when it is shown.
      part.fetch().then(
        () => next(at + 1),
        () => next(at + 1),
      );
    });
  };
  next(0);
  return () => {
    isStopped = true;
    stop();
  };
}
