/** Arrows among the titles of a table: they are many, so the Tab key stops at the first only. */

export function headerArrows(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const isEnd = event.key === 'Home' || event.key === 'End';
  const focused = document.activeElement;
  if ((by === undefined && !isEnd) || !(focused instanceof HTMLElement) || !focused.matches('[data-title]'))
    return;
  const line = event.currentTarget.closest(event.currentTarget.matches('thead') ? 'thead' : 'tbody');
  const titles = [...(line?.querySelectorAll<HTMLElement>('[data-title]') ?? [])];
  const to = isEnd ? (event.key === 'Home' ? 0 : titles.length - 1) : titles.indexOf(focused) + (by ?? 0);
  titles[to]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
