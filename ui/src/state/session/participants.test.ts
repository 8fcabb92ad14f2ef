import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Participants } from './participants';
import { Session } from './session';

const HELLO = {
  protocol: 1,
  board: 'b',
  participant: 'me',
  name: 'Mira',
  role: 'facilitator',
  ticket: null,
  guest_url: null,
  code: null,
} as const;

function peer(participant: string, here = true): Parameters<Session['seat']>[0][number] {
  return { participant, name: participant, role: 'participant', here };
}

function table(colours: Record<string, number> = {}): { session: Session; participants: Participants } {
  const session = new Session();
  const participants = new Participants(session, (id) => colours[id]);
  session.greet(HELLO);
  session.hearState({ state: 'hosting', host: 'me', term: 1 });
  session.seat([peer('ann'), peer('me'), peer('ole')]);
  participants.meet();
  return { session, participants };
}

describe('the participants at a board', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is oneself first, then the others, each in a colour of their own', () => {
    const { participants } = table({ ole: 3, me: 3 });
    expect(participants.all.map(({ id }) => id)).toEqual(['me', 'ann', 'ole']);
    expect(participants.all.find(({ id }) => id === 'me')?.isHost).toBe(true);
    expect(participants.count).toBe(3);
    expect(participants.all.find(({ id }) => id === 'ann')?.colour).not.toBe(3);
  });

  it('shows the colour that somebody chose, whatever the board remembers', () => {
    const { session, participants } = table({ ole: 3 });
    session.seat([peer('me'), { ...peer('ole'), colour: 6, guest: true }]);
    const ole = participants.all.find(({ id }) => id === 'ole');
    expect(ole).toMatchObject({ colour: 6, isGuest: true });
  });

  it('points somewhere until nothing moved for ten seconds', () => {
    const { participants } = table();
    participants.hear({ participant: 'ole', typing: null, sheet: 's', cursor: [3, 4] });
    vi.advanceTimersByTime(9_000);
    // Something else is said; the cursor has not moved.
    participants.hear({ participant: 'ole', typing: 'n', sheet: 's', cursor: [3, 4] });
    expect(participants.pointing.map(({ at }) => at)).toEqual([{ x: 3, y: 4 }]);
    vi.advanceTimersByTime(1_000);
    expect(participants.pointing).toEqual([]);
    expect(participants.cursorOf('ole')).toEqual({ x: 3, y: 4 });
    participants.hear({ participant: 'ole', typing: null, sheet: 's', cursor: [5, 4] });
    expect(participants.pointing).toHaveLength(1);
  });

  it('lets go of whom it follows when they leave', () => {
    const { session, participants } = table();
    participants.follow('ole');
    expect(participants.followed?.name).toBe('ole');
    session.seat([peer('me'), peer('ole', false)]);
    participants.meet();
    expect(participants.followed).toBeNull();
    expect(participants.others).toEqual([]);
  });

  it('is over for a machine that was turned out, whatever the list says, until it is in again', () => {
    const { session, participants } = table();
    participants.leave();
    expect(participants.others).toEqual([]);
    session.hearState({ state: 'connected', host: 'ann', term: 2 });
    participants.hearState('connected');
    expect(participants.others.map(({ id }) => id)).toEqual(['ann', 'ole']);
  });

  it('follows the role that others give', () => {
    const { session } = table();
    session.seat([{ ...peer('me'), role: 'viewer' }]);
    expect(session.mayEdit).toBe(false);
  });
});
