/** Comments of the board: listed, followed to their notes, and told. */
import type { NoteId } from '../gen/board';
import type { Wall } from '../state/wall';
import { COMMENTS, commentTold } from '../text/comments';
import { pickNote, revealPicked } from './select';

export function toggleComments(wall: Wall): void {
  wall.chrome.togglePanel('comments');
}

/** Brings a note that was commented on into sight and picks it. */
export function goToCommented(wall: Wall, note: NoteId): void {
  pickNote(wall, note);
  revealPicked(wall);
}

/** Tells what others say of this person's notes, until the returned function is called. */
export function tellComments(wall: Wall): () => void {
  wall.comments.onnews = (comment, note) => {
    // Who looks at it reads it there.
    const isSeen = wall.chrome.panel === 'comments' || isOpen(wall, note.id);
    if (isSeen) return;
    const who = (comment.by !== null && wall.mirror.board?.details.person(comment.by)) || COMMENTS.somebody;
    const run = (): void => {
      goToCommented(wall, note.id);
      wall.chrome.showPanel('note');
    };
    wall.session.tell(commentTold(who, note.text, comment.text), { title: COMMENTS.show, run });
  };
  return () => (wall.comments.onnews = () => undefined);
}

function isOpen(wall: Wall, note: NoteId): boolean {
  return wall.chrome.panel === 'note' && wall.selection.notes.at(-1) === note;
}
