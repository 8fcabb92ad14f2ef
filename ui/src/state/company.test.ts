import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Company } from './company';
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

function table(colours: Record<string, number> = {}): { session: Session; company: Company } {
  const session = new Session();
  const company = new Company(session, (id) => colours[id]);
  session.greet(HELLO);
  session.hearState({ state: 'hosting', host: 'me', term: 1 });
  session.seat([peer('ann'), peer('me'), peer('ole')]);
  company.meet();
  return { session, company };
}

describe('the company at a board', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is oneself first, then the others, each in a colour of their own', () => {
    const { company } = table({ ole: 3, me: 3 });
    expect(company.all.map(({ id }) => id)).toEqual(['me', 'ann', 'ole']);
    expect(company.all.find(({ id }) => id === 'me')?.isHost).toBe(true);
    expect(company.count).toBe(3);
    expect(company.all.find(({ id }) => id === 'ann')?.colour).not.toBe(3);
  });

  it('shows the colour that somebody chose, whatever the board remembers', () => {
    const { session, company } = table({ ole: 3 });
    session.seat([peer('me'), { ...peer('ole'), colour: 6, guest: true }]);
    const ole = company.all.find(({ id }) => id === 'ole');
    expect(ole).toMatchObject({ colour: 6, isGuest: true });
  });

  it('points somewhere until nothing moved for ten seconds', () => {
    const { company } = table();
    company.hear({ participant: 'ole', typing: null, sheet: 's', cursor: [3, 4] });
    vi.advanceTimersByTime(9_000);
    // Something else is said; the cursor has not moved.
    company.hear({ participant: 'ole', typing: 'n', sheet: 's', cursor: [3, 4] });
    expect(company.pointing.map(({ at }) => at)).toEqual([{ x: 3, y: 4 }]);
    vi.advanceTimersByTime(1_000);
    expect(company.pointing).toEqual([]);
    expect(company.cursorOf('ole')).toEqual({ x: 3, y: 4 });
    company.hear({ participant: 'ole', typing: null, sheet: 's', cursor: [5, 4] });
    expect(company.pointing).toHaveLength(1);
  });

  it('lets go of whom it follows when they leave', () => {
    const { session, company } = table();
    company.follow('ole');
    expect(company.followed?.name).toBe('ole');
    session.seat([peer('me'), peer('ole', false)]);
    company.meet();
    expect(company.followed).toBeNull();
    expect(company.others).toEqual([]);
  });

  it('is over for a machine that was turned out, whatever the list says, until it is in again', () => {
    const { session, company } = table();
    company.leave();
    expect(company.others).toEqual([]);
    session.hearState({ state: 'connected', host: 'ann', term: 2 });
    company.hearState('connected');
    expect(company.others.map(({ id }) => id)).toEqual(['ann', 'ole']);
  });

  it('follows the role that others give', () => {
    const { session } = table();
    session.seat([{ ...peer('me'), role: 'viewer' }]);
    expect(session.mayEdit).toBe(false);
  });
});
