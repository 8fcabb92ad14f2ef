/** The timer of the phase that is on: more time, a pause; and a pause for everyone. */
import type { Wall } from '../../state/wall';

export function addMinutes(wall: Wall, minutes: number): void {
  if (wall.workshop.isRunning && !wall.permissions.isDenied(wall.permissions.whyNot('setTimer')))
    void wall.ask({ setTimer: { addMinutes: minutes } });
}

/** Stops the timer where it is, or lets it go on. */
export function toggleTimer(wall: Wall): void {
  const { workshop, permissions } = wall;
  if (workshop.isRunning && !permissions.isDenied(permissions.whyNot('setTimer')))
    void wall.ask({ setTimer: { paused: !workshop.isPaused } });
}

/** Lets participants look and not edit, or edit again. */
export function pauseForEveryone(wall: Wall, paused: boolean): void {
  if (!wall.permissions.isDenied(wall.permissions.whyNot('setRights')))
    void wall.ask({ setRights: { paused } });
}
