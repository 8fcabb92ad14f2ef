import { expect, test } from 'vitest';
import type { DeskActName } from '../../link/messages';
import { JoinByPin } from './join-by-pin';

const LENAS = { id: 'a/1', host: 'Lena', title: 'Onboarding' };

function joinByPin(finds: boolean | Error): { joinByPin: JoinByPin; said: string[] } {
  const said: string[] = [];
  const order = (name: DeskActName, asked: unknown): Promise<never> => {
    said.push(`${name} ${JSON.stringify(asked)}`);
    return finds instanceof Error ? Promise.reject(finds) : Promise.resolve({ finds } as never);
  };
  return { joinByPin: new JoinByPin({ order }), said };
}

test('sessions are looked for while somebody looks, and the list begins empty', async () => {
  const { joinByPin: it, said } = joinByPin(true);
  const stop = it.look();
  it.hearSessions([LENAS]);
  expect(it.sessions).toEqual([LENAS]);
  stop();
  stop();
  const again = it.look();
  expect(it.sessions).toEqual([]);
  again();
  await Promise.resolve();
  expect(said).toEqual([
    'nearby {"on":true}',
    'nearby {"on":false}',
    'nearby {"on":true}',
    'nearby {"on":false}',
  ]);
});

test.each([false, new Error('no socket')])(
  'a network that carries nothing is told as such',
  async (finds) => {
    const { joinByPin: it } = joinByPin(finds);
    expect(it.canFind).toBe(true);
    it.look();
    await Promise.resolve();
    await Promise.resolve();
    expect(it.canFind).toBe(false);
  },
);

test('the PIN of a board is forgotten with the board', () => {
  const { joinByPin: it } = joinByPin(true);
  it.hearPin({ pin: '471 209', asks: true, waiting: [{ id: 1, name: 'Lena' }], isOver: false });
  expect(it.waiting).toHaveLength(1);
  it.forget();
  expect(it.pin.pin).toBeNull();
  expect(it.waiting).toEqual([]);
});
