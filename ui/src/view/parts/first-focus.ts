/**
 * Where Enter does what a dialog is for: at its first opening the focus is on what asks for it (`autofocus`), else on
 * the main button. One that cannot be pressed yet gets it as soon as it can, unless the person went elsewhere.
 */
export function focusMain(dialog: HTMLDialogElement): () => void {
  const main = dialog.querySelector<HTMLButtonElement>('footer .primary');
  const first = document.activeElement;
  const isChosen = first !== null && first !== dialog && !first.closest('header');
  if (main === null || isChosen) return () => undefined;
  const begin = (): boolean => {
    if (main.disabled) return false;
    if (document.activeElement === first) main.focus();
    return true;
  };
  if (begin()) return () => undefined;
  const waiting = new MutationObserver(() => {
    if (begin()) waiting.disconnect();
  });
  waiting.observe(main, { attributeFilter: ['disabled'] });
  return () => waiting.disconnect();
}
