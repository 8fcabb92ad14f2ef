/** Fields of the header: each is saved when it is left, as one edit. */
import type { Header } from '../gen/board';
import type { Wall } from '../state/wall';

export function openHeader(wall: Wall): void {
  if (!wall.permissions.isDenied(wall.permissions.whyNot('setHeader'))) wall.chrome.showPanel('header');
}

/** Saves a field; the title of a board is never empty. */
export function setHeader(wall: Wall, field: keyof Header, typed: string): void {
  const text = typed.trim();
  if (text === wall.mirror.board?.header[field] || (field === 'title' && text === '')) return;
  void wall.ask({ setHeader: { [field]: text } });
}
