// @vitest-environment happy-dom
import type { Code } from '../../link/error-codes';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../link/conversation';
import { openFile } from './open-board';

async function told(answer: () => unknown): Promise<unknown[]> {
  const news: unknown[] = [];
  const desk = {
    greeting: { dialogs: true },
    wall: null,
    order: () => Promise.resolve().then(answer),
    notices: { tell: (one: unknown) => news.push(one) },
    await: (path: string) => news.push(path),
  };
  await openFile(desk as never);
  return news;
}

const refuse = (code: Code, message: string) => (): never => {
  throw new Refused(code, message);
};

describe('a file that is opened', () => {
  it('tells line and reason when it cannot be imported', async () => {
    const said = 'notes.csv, line 3: impact cannot be «x»';
    expect(await told(refuse('E_BAD_INPUT', said))).toEqual([{ unread: said }]);
    expect(await told(refuse('E_BOARD_OPEN', 'open'))).toEqual([{ refused: 'E_BOARD_OPEN' }]);
  });

  it('tells the encoding that was guessed', async () => {
    const opened = await told(() => ({ path: '/b.journey', guessed: 'Windows-1252' }));
    expect(opened).toEqual([{ guessed: 'Windows-1252' }, '/b.journey']);
    expect(await told(() => ({ path: null }))).toEqual([]);
  });
});
