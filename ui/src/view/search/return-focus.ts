/** The focus comes to the field, and goes back where it was when the panel closes. */
export function returnFocus(holder: HTMLElement): () => void {
  const before = document.activeElement;
  const field = holder.querySelector('input');
  field?.focus({ preventScroll: true });
  field?.select();
  return () => {
    // Whoever pressed elsewhere meanwhile keeps the focus there.
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!isLost && !holder.contains(document.activeElement)) return;
    // A place on the board is left to the outline: the search may have picked another one.
    const isPlace = before?.matches('[data-note], [data-at]') === true;
    if (before instanceof HTMLElement && before.isConnected && !isPlace)
      before.focus({ preventScroll: true });
  };
}
