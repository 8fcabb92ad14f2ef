import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DragGesture } from './drag-gesture';
import { Finger, type FingerActs, LONG_PRESS } from './touch';

const START = { x: 100, y: 100 };
const NEAR = { x: 103, y: 102 };
const FAR = { x: 160, y: 140 };

/** What became of a finger, in order. */
function played(canTake = true): { acts: FingerActs; told: string[] } {
  const told: string[] = [];
  const gesture = (name: string): DragGesture => ({
    move: () => told.push(`${name} moves`),
    end: () => told.push(`${name} drops`),
    cancel: () => told.push(`${name} goes back`),
  });
  return {
    told,
    acts: {
      tap: () => told.push('tap'),
      swipe: () => gesture('wall'),
      take: () => {
        told.push('shake');
        return canTake ? gesture('note') : null;
      },
      rest: () => told.push('menu'),
      takeBack: () => told.push('taken back'),
    },
  };
}

/** Moves and ends with the time when the hand made them. */
const at = (timeStamp: number): { altKey: false; ctrlKey: false; shiftKey: false; timeStamp: number } => ({
  altKey: false,
  ctrlKey: false,
  shiftKey: false,
  timeStamp,
});

describe('a finger on the wall', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('that comes up at once taps', () => {
    const { acts, told } = played();
    const finger = new Finger(acts, START, 0);
    finger.move(NEAR, at(60));
    finger.end(NEAR, at(90));
    vi.runAllTimers();
    expect(told).toEqual(['tap']);
  });

  it('that goes away at once moves the wall, also when it began on a note', () => {
    const { acts, told } = played();
    const finger = new Finger(acts, START, 0);
    finger.move(FAR, at(80));
    vi.advanceTimersByTime(LONG_PRESS * 2);
    finger.move(FAR, at(900));
    finger.end(FAR, at(950));
    expect(told).toEqual(['wall moves', 'wall moves', 'wall drops']);
  });

  it('that rests is answered, and then carries', () => {
    const { acts, told } = played();
    const finger = new Finger(acts, START, 0);
    vi.advanceTimersByTime(LONG_PRESS + 40);
    expect(told).toEqual(['shake']);
    finger.move(NEAR, at(560));
    finger.move(FAR, at(600));
    finger.end(FAR, at(700));
    expect(told).toEqual(['shake', 'note moves', 'note drops']);
  });

  it('that rests and comes up where it was opens the menu', () => {
    const { acts, told } = played();
    const finger = new Finger(acts, START, 0);
    vi.advanceTimersByTime(LONG_PRESS + 40);
    finger.end(NEAR, at(620));
    expect(told).toEqual(['shake', 'note goes back', 'menu']);
  });

  it('is judged by when it moved, though the timer ran before the move was heard', () => {
    const { acts, told } = played();
    const finger = new Finger(acts, START, 0);
    vi.advanceTimersByTime(LONG_PRESS + 400);
    expect(told).toEqual(['shake']);
    finger.move(FAR, at(120));
    finger.move(FAR, at(900));
    finger.end(FAR, at(910));
    expect(told).toEqual(['shake', 'note goes back', 'taken back', 'wall moves', 'wall moves', 'wall drops']);
  });

  it('is judged by when it came up, though the timer ran before that was heard', () => {
    const { acts, told } = played();
    const finger = new Finger(acts, START, 0);
    vi.advanceTimersByTime(LONG_PRESS + 400);
    finger.end(START, at(140));
    expect(told).toEqual(['shake', 'note goes back', 'taken back', 'tap']);
  });

  it('that rested carries, though the timer has not run when its move is heard', () => {
    const { acts, told } = played();
    const finger = new Finger(acts, START, 0);
    finger.move(FAR, at(LONG_PRESS + 1));
    finger.end(FAR, at(LONG_PRESS + 90));
    vi.runAllTimers();
    expect(told).toEqual(['shake', 'note moves', 'note drops']);
  });

  it('whose moves are not all told is no rest before it was answered', () => {
    const { acts, told } = played();
    const finger = new Finger(acts, START, 0, false);
    finger.move(FAR, at(LONG_PRESS + 1));
    finger.end(FAR, at(LONG_PRESS + 90));
    vi.runAllTimers();
    expect(told).toEqual(['wall moves', 'wall drops']);
  });

  it('moves the wall after a rest where there is nothing to take', () => {
    const { acts, told } = played(false);
    const finger = new Finger(acts, START, 0);
    vi.advanceTimersByTime(LONG_PRESS + 40);
    finger.move(FAR, at(700));
    finger.end(FAR, at(800));
    expect(told).toEqual(['shake', 'taken back', 'wall moves', 'wall drops']);
  });

  it('that a second one joins does nothing', () => {
    const { acts, told } = played();
    const finger = new Finger(acts, START, 0);
    finger.cancel();
    vi.runAllTimers();
    finger.move(FAR, at(600));
    finger.end(FAR, at(700));
    expect(told).toEqual([]);
  });
});
