import { describe, expect, it } from 'vitest';
import { BOARDS, CASES, ME } from '../../gen/permission-cases';
import { BoardMirror } from './board-mirror';
import { Permissions } from './permissions';
import { Session } from '../session/session';

function sessionOf(role: 'viewer' | 'participant' | 'facilitator', isReadOnly = false): Session {
  const session = new Session();
  const readOnly = isReadOnly ? { readOnly: { code: 'E_NEWER_FORMAT' as const, message: 'newer' } } : {};
  session.greet({
    protocol: 1,
    board: 'board',
    participant: ME,
    name: 'Ben',
    role,
    ticket: null,
    guest_url: null,
    code: null,
    ...readOnly,
  });
  return session;
}

describe('what a person may do', () => {
  it('is what the room answers, for every act, role and sort of note', () => {
    const boards = {
      own: new BoardMirror(BOARDS.own),
      everyones: new BoardMirror(BOARDS.everyones),
      held: new BoardMirror(BOARDS.held),
    };
    expect(CASES.length).toBeGreaterThan(600);
    for (const { role, on, edit, why, says } of CASES) {
      const board = boards[on];
      const denial = new Permissions(sessionOf(role), () => board).whyNotEdit(edit);
      const about = `${role} ${on} ${JSON.stringify(edit)}`;
      expect([about, denial?.why ?? null]).toEqual([about, why]);
      if (denial !== null && says !== null && !('moveNotes' in edit)) expect(denial.sentence).toBe(says);
    }
  });

  it('is nothing on a board that can only be read, and says so', () => {
    const board = new BoardMirror(BOARDS.own);
    const facilitator = new Permissions(sessionOf('facilitator', true), () => board);
    expect(facilitator.whyNot('addNote')?.why).toBe('readOnly');
    expect(facilitator.whyNot('addRow')?.why).toBe('readOnly');
    expect(sessionOf('facilitator', true).mayEdit).toBe(false);
    expect(sessionOf('facilitator', true).mayEditGrid).toBe(false);
  });

  it('says of several notes that some are not one’s own', () => {
    const board = new BoardMirror(BOARDS.own);
    const notes = [...board.sheets.flatMap((sheet) => sheet.notes)].map(({ id }) => id);
    const denial = new Permissions(sessionOf('participant'), () => board).whyNotNotes('deleteNote', notes);
    expect(denial?.sentence).toContain('some of these notes');
  });
});
