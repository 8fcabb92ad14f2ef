/** The time that is left, read anew when the seconds that people read change, and not at all while nothing runs. */
import type { Workshop } from '../../state/workshop/workshop';
import { untilNextSecond } from '../../state/workshop/workshop';
import type { Topic } from '../../state/topic';

export interface TimeLeft {
  /** Milliseconds, below 0 when it is over time; `null` when the phase is open-ended or none is on. */
  readonly left: number | null;
  /** 1 to 0. */
  readonly part: number;
}

/** Call it while a component begins: the clock ends with it. */
export function timeLeftOf(workshop: Workshop, boardChanged: Topic): () => TimeLeft {
  const read = (): TimeLeft => ({ left: workshop.left, part: workshop.partLeft });
  let now = $state.raw(read());
  $effect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function tick(): void {
      clearTimeout(timer);
      const next = read();
      if (next.left !== now.left || next.part !== now.part) now = next;
      if (next.left !== null && !workshop.isPaused) timer = setTimeout(tick, untilNextSecond(next.left));
    }
    tick();
    const stops = [boardChanged.subscribe(tick), workshop.clockSet.subscribe(tick)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  });
  return () => now;
}
