/** Milliseconds after which work that waits for a quiet moment is done anyway. */
const PATIENCE = 300;

/** Does something once nothing else is to do. Not every engine says when; the others get a short pause. */
export function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback(act, { timeout: PATIENCE });
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(act, 30);
  return () => clearTimeout(timer);
}
