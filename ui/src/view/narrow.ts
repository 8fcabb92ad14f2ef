/** Whether the window is a phone's: too narrow for a wall of several stages. */
import { Topic } from '../state/topic';
import { seen } from './seen';

const query = matchMedia('(max-width: 639.98px)');
const changed = new Topic();
query.addEventListener('change', () => changed.touch());

/** Follows the window where it is read by a view. */
export const isNarrow = seen([changed], () => query.matches);
