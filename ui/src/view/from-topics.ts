import { createSubscriber } from 'svelte/reactivity';
import type { Topic } from '../state/topic';

/** Reads plain state so that what is derived from it follows the topics. */
export function fromTopics<Value>(topics: readonly Topic[], read: () => Value): () => Value {
  const subscribe = createSubscriber((update) => {
    const stops = topics.map((topic) => topic.subscribe(update));
    return () => {
      for (const stop of stops) stop();
    };
  });
  return () => {
    subscribe();
    return read();
  };
}
