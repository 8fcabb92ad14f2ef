/** The timer of the phase that is on: more time, a pause; and a pause for everyone. */
import type { Wall } from '../../state/wall';

export function addMinutes(wall: Wall, minutes: number): void {
  void wall.ask({ setTimer: { addMinutes: minutes } });
}

/** Stops the timer where it is, or lets it go on. */
export function toggleTimer(wall: Wall): void {
  void wall.ask({ setTimer: { paused: !wall.workshop.isPaused } });
}

/** Lets participants look and not edit, or edit again. */
export function pauseForEveryone(wall: Wall, paused: boolean): void {
  void wall.ask({ setRights: { paused } });
}
