import { describe, expect, it } from 'vitest';
import type { BoardChange, PhaseView } from '../../gen/board';
import { sampleBoard } from '../samples/sample';
import { BoardMirror } from '../board/board-mirror';
import type { Mirror } from '../board/mirror';
import { Workshop, untilNextSecond } from './workshop';

function phase(id: string, more: Partial<PhaseView> = {}): PhaseView {
  return { id, title: id, minutes: 5, prompt: '', sheet: null, rows: [], way: 'together', ...more };
}

function running(changes: BoardChange[] = []) {
  const board = new BoardMirror({
    ...sampleBoard(),
    agenda: [
      phase('one'),
      phase('two', { sheet: 'sheet', rows: ['r2'], everyoneEdits: true }),
      phase('three'),
    ],
  });
  board.apply(changes);
  let now = 0;
  const workshop = new Workshop({ board } as unknown as Mirror, () => now);
  return { board, workshop, wait: (milliseconds: number) => (now += milliseconds) };
}

const run = (phase: string, more = {}): BoardChange => ({
  run: { phase, began: 1_000_000, length: 60_000, ...more },
});

describe('the workshop of a screen', () => {
  it('knows what is on, what comes next and what was before', () => {
    const { board, workshop } = running();
    expect(workshop.phase).toBeNull();
    expect(workshop.next?.id).toBe('one');
    board.apply([run('two')]);
    expect([workshop.phase?.id, workshop.next?.id, workshop.previous?.id]).toEqual(['two', 'three', 'one']);
    board.apply([run('three')]);
    expect(workshop.next).toBeNull();
    board.apply([{ run: null }]);
    expect(workshop.isRunning).toBe(false);
  });

  it('runs none when the phase that was on is deleted', () => {
    const { board, workshop } = running([run('two')]);
    board.apply([{ agenda: [phase('one')] }]);
    expect(workshop.phase).toBeNull();
    expect(workshop.left).toBeNull();
  });

  it('counts by the session’s clock, whatever this machine’s clock says', () => {
    const { workshop, wait } = running([run('one')]);
    expect(workshop.left).toBeNull();
    workshop.hearClock(1_010_000);
    expect(workshop.left).toBe(50_000);
    wait(55_000);
    expect(workshop.left).toBe(-5_000);
    expect(workshop.partLeft).toBe(0);
  });

  it('stands still while it is paused, and counts nothing when it is open-ended', () => {
    const { board, workshop, wait } = running([run('one', { paused: 1_030_000 })]);
    workshop.hearClock(1_040_000);
    wait(9_000);
    expect(workshop.left).toBe(30_000);
    expect(workshop.isPaused).toBe(true);
    board.apply([run('one', { length: 0 })]);
    expect(workshop.left).toBeNull();
  });

  it('opens rows on its own sheet alone', () => {
    const { workshop } = running([run('two')]);
    expect(workshop.openRows('sheet')).toEqual(['r2']);
    expect(workshop.openRows('other')).toBeNull();
  });

  it('lets everybody change every note while the phase says so', () => {
    const { board } = running([run('two')]);
    expect(board.everyoneEdits).toBe(true);
    board.apply([run('one')]);
    expect(board.everyoneEdits).toBe(false);
  });

  it('holds everybody while everything is paused, and in a phase for looking', () => {
    const { board } = running();
    expect(board.isHeld).toBe(false);
    board.apply([{ rights: { everyoneEdits: false, paused: true } }]);
    expect(board.isHeld).toBe(true);
    board.apply([
      { rights: { everyoneEdits: false } },
      { agenda: [phase('one', { way: 'readonly' })] },
      run('one'),
    ]);
    expect(board.isHeld).toBe(true);
  });
});

it('wakes when the seconds that are read change', () => {
  expect(untilNextSecond(50_300)).toBe(301);
  expect(untilNextSecond(-300)).toBe(701);
});
