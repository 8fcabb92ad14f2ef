/** Leaves the field that is typed in, so that what is in it is sent before the board is left. */
export function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
