/** What people read about comments of the whole board. */

export const COMMENTS = {
  title: 'Comments',
  menu: 'Comments…',
  none: 'No comments yet. Select a note, open its details and write one there.',
  somebody: 'Somebody',
  fresh: 'New',
  show: 'Show',
  goTo: (note: string): string => `Go to “${note}”`,
} as const;

/** Longest part of a note's or comment's words in a notice, in characters. */
const SHORT = 60;

/** Who said what of which note. */
export function commentTold(who: string, note: string, comment: string): string {
  const about = note.trim() === '' ? 'an empty note' : `“${shortened(note)}”`;
  return `${who} commented on ${about}: ${shortened(comment)}`;
}

export function unreadComments(count: number): string {
  if (count === 0) return COMMENTS.title;
  return count === 1 ? 'Comments, 1 new' : `Comments, ${count} new`;
}

/** The beginning of a text, without breaking a character that is made of several. */
function shortened(text: string): string {
  const letters = [...text.trim().replace(/\s+/g, ' ')];
  return letters.length <= SHORT ? letters.join('') : `${letters.slice(0, SHORT - 1).join('')}…`;
}
