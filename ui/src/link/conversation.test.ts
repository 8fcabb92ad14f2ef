import { describe, expect, it } from 'vitest';
import { Conversation, type Listener, pause } from './conversation';
import type { LinkEvents } from './link';
import { leadsToDesk, socketAddress, tokenOf } from './socket-link';

const HELLO = { hello: { protocol: 1, board: 'b', participant: 'p', name: 'Mira', role: 'facilitator' } };

function scripted(): {
  talk: Conversation;
  events: LinkEvents[];
  sent: unknown[];
  heard: string[];
  later: (() => void)[];
} {
  const [events, sent, heard, later]: [LinkEvents[], unknown[], string[], (() => void)[]] = [[], [], [], []];
  const listener: Listener = {
    desk: ({ name }) => heard.push(`desk of ${name}`),
    trouble: (code) => heard.push(`trouble ${code}`),
    apart: (title) => heard.push(`apart as ${title}`),
    kept: ({ reason, path }) => heard.push(`${reason}, kept in ${path}`),
    menu: (name) => heard.push(`menu ${name}`),
    hello: () => heard.push('hello'),
    patch: (patch) => heard.push(`patch ${patch.revision}`),
    peers: () => heard.push('peers'),
    state: ({ state }) => heard.push(state),
    clock: (clock) => heard.push(`clock ${String(clock)}`),
    presence: ({ participant }) => heard.push(`presence of ${participant}`),
    turnedAway: (code) => heard.push(`turned away ${code}`),
    lost: () => heard.push('lost'),
  };
  const talk = new Conversation(
    (now) => {
      events.push(now);
      return { send: (text) => sent.push(JSON.parse(text)), close: () => undefined };
    },
    listener,
    (act) => later.push(act),
  );
  talk.start();
  return { talk, events, sent, heard, later };
}

describe('a conversation', () => {
  it('gives each question its own answer', async () => {
    const { talk, events, sent } = scripted();
    events[0]?.message(JSON.stringify(HELLO));
    const one = talk.edit({ undo: {} });
    const other = talk.edit({ redo: {} });
    expect(sent).toEqual([
      { id: 1, edit: { undo: {} } },
      { id: 2, edit: { redo: {} } },
    ]);
    events[0]?.message('{"id":2,"error":{"code":"E_GONE","message":"nothing"}}');
    events[0]?.message('{"id":1,"ok":{"revision":4}}');
    await expect(one).resolves.toEqual({ revision: 4 });
    await expect(other).rejects.toMatchObject({ code: 'E_GONE' });
  });

  it('asks a desk before any board is open, by the same numbers', async () => {
    const { talk, events, sent, heard } = scripted();
    events[0]?.message(
      '{"desk":{"protocol":1,"name":"Mira","dialogs":false,"platform":"browser","library":"/l"}}',
    );
    const opened = talk.desk('open', { path: '/l/a.journey' });
    events[0]?.message('{"id":1,"ok":{"path":"/l/a.journey"}}');
    await expect(opened).resolves.toEqual({ path: '/l/a.journey' });
    events[0]?.message(JSON.stringify(HELLO));
    void talk.edit({ undo: {} });
    events[0]?.message('{"menu":"home"}');
    events[0]?.message('{"id":null,"error":{"code":"E_NO_FILE","message":"gone"}}');
    events[0]?.message('{"apart":{"title":"Gym (kept apart)"}}');
    events[0]?.message('{"kept":{"reason":"removed","path":"/lib/Gym.journey"}}');
    expect(sent).toEqual([
      { id: 1, desk: { open: { path: '/l/a.journey' } } },
      { id: 2, edit: { undo: {} } },
    ]);
    expect(heard).toEqual([
      'desk of Mira',
      'hello',
      'menu home',
      'trouble E_NO_FILE',
      'apart as Gym (kept apart)',
      'removed, kept in /lib/Gym.journey',
    ]);
  });

  it('refuses what was under way when the connection went, and connects again', async () => {
    const { talk, events, heard, later } = scripted();
    events[0]?.message(JSON.stringify(HELLO));
    const under = talk.edit({ undo: {} });
    events[0]?.closed();
    await expect(under).rejects.toMatchObject({ code: 'E_NOT_CONNECTED' });
    await expect(talk.edit({ undo: {} })).rejects.toMatchObject({ code: 'E_NOT_CONNECTED' });
    later[0]?.();
    events[1]?.message(JSON.stringify(HELLO));
    expect(heard).toEqual(['hello', 'lost', 'hello']);
  });

  it('does not knock again when it was turned away', () => {
    const { events, heard, later } = scripted();
    events[0]?.message('{"id":null,"error":{"code":"E_TICKET","message":"no"}}');
    events[0]?.closed();
    expect(heard).toEqual(['turned away E_TICKET']);
    expect(later).toEqual([]);
  });

  it('grows patient', () => {
    expect([0, 1, 2, 9, 12].map(pause)).toEqual([250, 500, 1000, 2000, 8000]);
  });
});

describe('an invitation', () => {
  it('is read from the fragment', () => {
    expect(tokenOf('#t=abc-1&test')).toBe('abc-1');
    expect(tokenOf('')).toBeNull();
    expect(tokenOf('#t=')).toBeNull();
    expect(tokenOf('#t=abc-1&desk')).toBe('abc-1');
  });

  it('says whether it leads to a desk', () => {
    expect(leadsToDesk('#t=abc-1&desk')).toBe(true);
    expect(leadsToDesk('#t=abc-1')).toBe(false);
    expect(leadsToDesk('#desk')).toBe(false);
  });

  it('leads to the origin of the page', () => {
    expect(socketAddress({ protocol: 'http:', host: '192.168.1.4:8080' })).toBe('ws://192.168.1.4:8080/ws');
    expect(socketAddress({ protocol: 'https:', host: 'wall.example' })).toBe('wss://wall.example/ws');
  });
});
