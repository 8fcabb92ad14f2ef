/** Where on a board a page looks, so that a page that is loaded anew goes on there. It lasts as long as the tab. */
import type { BoardId, SheetId, StepId } from '../../gen/board';
import type { Camera } from '../screen/camera';
import { tabStorage } from './shown-board';

export interface KeptPlace {
  readonly sheet: SheetId | null;
  readonly camera: Camera;
  /** The board is shown as a table. */
  readonly isTable: boolean;
  /** The column of the table that a phone shows. */
  readonly column: StepId | null;
}

function keyOf(board: BoardId): string {
  return `journeywall.place.${board}`;
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

export function keepPlace(board: BoardId, place: KeptPlace, storage: Storage | null = tabStorage()): void {
  keepPlaceText(board, JSON.stringify(place), storage);
}

/** Keeps what another page kept. */
export function keepPlaceText(board: BoardId, text: string, storage: Storage | null = tabStorage()): void {
  try {
    storage?.setItem(keyOf(board), text);
  } catch {
    // A full or forbidden storage keeps nothing; the board is then shown from its beginning.
  }
}

/** What is kept, as it travels to another address. */
export function keptPlaceText(board: BoardId, storage: Storage | null = tabStorage()): string | null {
  try {
    return storage?.getItem(keyOf(board)) ?? null;
  } catch {
    return null;
  }
}

/** `null` where nothing is kept that a wall could show. */
export function keptPlace(board: BoardId, storage: Storage | null = tabStorage()): KeptPlace | null {
  try {
    const { sheet, camera, isTable, column } = JSON.parse(keptPlaceText(board, storage) ?? '') as KeptPlace;
    const { x, y, zoom } = camera;
    if (![x, y, zoom].every(Number.isFinite) || zoom <= 0) return null;
    return {
      sheet: typeof sheet === 'string' ? sheet : null,
      camera: { x, y, zoom },
      isTable: isTable === true,
      column: typeof column === 'string' ? column : null,
    };
  } catch {
    return null;
  }
}
