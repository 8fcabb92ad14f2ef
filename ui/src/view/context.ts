/** What the parts of a page stand on, without handing it down: the wall of the board that is shown, and the desk. */
import { createContext } from 'svelte';
import type { Desk } from '../state/desk/desk';
import type { Wall } from '../state/wall';
import type { OutlineState } from './outline/outline-state';

/** The wall of the board that is shown. It never changes under a part: another board makes other parts. */
export const [useWall, setWall] = createContext<Wall>();

/** The desk that the page sits at; a guest's page has one too, which only talks. */
export const [useDesk, setDesk] = createContext<Desk>();

/** The outline that a part belongs to: the hidden one beside the wall, or the one that is shown. */
export const [useOutline, setOutline] = createContext<OutlineState>();
