/** What windows are small, and in a hand. */
import { Topic } from '../../state/topic';
import { fromTopics } from '../from-topics';

/** Follows a question of style sheets where it is read by a view. */
function asked(question: string): () => boolean {
  const query = matchMedia(question);
  const changed = new Topic();
  query.addEventListener('change', () => changed.touch());
  return fromTopics([changed], () => query.matches);
}

/** Too narrow for a wall of several stages. */
export const isNarrow = asked('(max-width: 639.98px)');

/** Pressed with fingers: there may be no keys at all. */
export const isCoarse = asked('(pointer: coarse)');

/** In a hand, upright or on its side: keys on the screen take half of it. */
export const isPhone = asked(
  '(pointer: coarse) and (max-width: 639.98px), (pointer: coarse) and (max-height: 479.98px)',
);
