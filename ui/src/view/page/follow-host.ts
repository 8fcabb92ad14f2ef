import type { HostFailover } from '../../state/session/host-failover';
import type { Desk } from '../../state/desk/desk';

/** Milliseconds without a hand on the page after which it may be loaded anew. */
const REST = 5_000;
/** Milliseconds between two looks whether it is so. */
const LOOK = 1_000;
const HANDS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/**
 * Takes a guest's page to the address of the machine that hosts now: loaded anew, it would look for the one that is
 * gone. It goes when nobody would notice: nothing waits, nothing is in the hand or open, and nobody has touched it for a while
 * or nobody sees it.
 */
export function followHost(desk: Desk, failover: HostFailover, go: (host: string) => void): () => void {
  let touchedAt = performance.now();
  let timer: ReturnType<typeof setInterval> | null = null;
  const touched = (): void => {
    touchedAt = performance.now();
  };
  for (const hand of HANDS) addEventListener(hand, touched, { capture: true, passive: true });

  function look(): void {
    const isResting = document.hidden || performance.now() - touchedAt > REST;
    if (failover.at !== location.host && isResting && isSettled(desk)) go(failover.at);
  }

  function moved(): void {
    if (failover.at === location.host) stop();
    else timer ??= setInterval(look, LOOK);
  }

  function stop(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  const leave = failover.changed.subscribe(moved);
  return () => {
    leave();
    stop();
    for (const hand of HANDS) removeEventListener(hand, touched, { capture: true });
  };
}

/** Whether something stands open that a page loaded anew would not show again: a menu, a dialog, a field that is written in. */
function hasSomethingOpen(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) return true;
  return document.querySelector('[role="menu"], [role="dialog"], dialog[open]') !== null;
}

function isSettled(desk: Desk): boolean {
  const { wall, outgoing } = desk;
  if (wall === null || desk.standing !== 'connected' || wall.session.standing !== 'connected') return false;
  const isHandEmpty =
    wall.overlay.typing === null && wall.overlay.carry === null && wall.chrome.dialog === null;
  // Browsers keep by address: words that were given back would stay behind.
  if (desk.unplaced.all.length > 0 || hasSomethingOpen()) return false;
  return isHandEmpty && wall.mirror.isReady && wall.session.saving === 0 && (outgoing?.waiting ?? 0) === 0;
}
