/** How much of the window the keys on the screen cover, in CSS pixels; follows them while they move. */
import { Topic } from '../../state/topic';
import { fromTopics } from '../from-topics';

const changed = new Topic();
for (const event of ['resize', 'scroll']) {
  visualViewport?.addEventListener(event, () => changed.touch());
}

export const keyboardInset = fromTopics([changed], () => {
  if (visualViewport === null) return 0;
  const { height, offsetTop } = visualViewport;
  return Math.max(0, Math.round(innerHeight - height - offsetTop));
});
