import type { Code } from './error-codes';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../gen/board';
import { Refused } from './conversation';
import type { Done } from '../gen/messages';
import { OwnOutgoing } from './own-outgoing';

const note = (id: string, text: string): Edit => ({ addNote: { id, step: 's', row: 'r', text } });
const splice: Edit = { spliceText: { note: 'a', at: 1, remove: 0, insert: 'x', revision: 1 } };

/** A program that is there, with what it was asked for. */
class Program {
  readonly sent: Edit[] = [];
  private readonly open: { resolve(answer: Done): void; reject(reason: Refused): void }[] = [];

  readonly send = (_: number, edit: Edit): Promise<Done> => {
    this.sent.push(edit);
    return new Promise((resolve, reject) => this.open.push({ resolve, reject }));
  };

  async refuse(code: Code): Promise<void> {
    for (const asked of this.open.splice(0)) asked.reject(new Refused(code, ''));
    for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
  }
}

async function begun(): Promise<{ page: OwnOutgoing; program: Program }> {
  const [page, program] = [new OwnOutgoing(), new Program()];
  page.claim();
  page.flow(program.send);
  return Promise.resolve({ page, program });
}

describe('what a page asks for while its program is away', () => {
  it('waits, and goes out in its order when the program is back', async () => {
    const { page, program } = await begun();
    page.ebb();
    void page.add(note('a', 'one'));
    void page.add(note('b', 'two'));
    expect(page.words).toEqual(['one', 'two']);
    page.claim();
    page.flow(program.send);
    expect(program.sent).toEqual([note('a', 'one'), note('b', 'two')]);
  });

  it('is not typed twice: letters under way are left to their field', async () => {
    const { page, program } = await begun();
    const typed = page.add(splice);
    page.ebb();
    await expect(typed).rejects.toMatchObject({ code: 'E_NOT_CONNECTED' });
    page.flow(program.send);
    expect(program.sent).toEqual([splice]);
  });

  it('is there once: a note under way that had arrived is no refusal when it is sent again', async () => {
    const { page, program } = await begun();
    const added = page.add(note('a', 'one'));
    page.ebb();
    await program.refuse('E_NOT_CONNECTED');
    page.flow(program.send);
    expect(program.sent).toHaveLength(2);
    await program.refuse('E_DUPLICATE_ID');
    await expect(added).resolves.toMatchObject({ revision: 0 });
    expect(page.waiting).toBe(0);
  });

  it('is refused like everything else when it was never under way before', async () => {
    const { page, program } = await begun();
    const added = page.add(note('a', 'one'));
    await program.refuse('E_DUPLICATE_ID');
    await expect(added).rejects.toMatchObject({ code: 'E_DUPLICATE_ID' });
  });

  it('is handed over as words when its board does not come back', async () => {
    const { page } = await begun();
    page.ebb();
    void page.add(note('a', ''));
    page.keepDraft('a', { note: 'a', base: '', text: 'Calls the hotline' });
    page.keepDraft('old', { note: 'old', base: 'was here', text: 'was here twice' });
    expect(page.takeWords()).toEqual(['Calls the hotline']);
    expect(page.waiting).toBe(0);
  });
});
