import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Countdown } from './countdown';

describe('what goes by itself', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes when its time has run', () => {
    const done = vi.fn();
    const countdown = new Countdown(5_000, done);
    vi.advanceTimersByTime(4_999);
    expect(done).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(done).toHaveBeenCalledOnce();
    countdown.run();
    vi.advanceTimersByTime(60_000);
    expect(done).toHaveBeenCalledOnce();
  });

  it('stays while somebody looks at it, and a moment longer', () => {
    const done = vi.fn();
    const countdown = new Countdown(5_000, done);
    vi.advanceTimersByTime(4_900);
    countdown.pause();
    vi.advanceTimersByTime(60_000);
    expect(done).not.toHaveBeenCalled();
    countdown.run();
    vi.advanceTimersByTime(999);
    expect(done).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(done).toHaveBeenCalledOnce();
  });

  it('does nothing once it was stopped', () => {
    const done = vi.fn();
    const countdown = new Countdown(5_000, done);
    countdown.stop();
    countdown.run();
    vi.advanceTimersByTime(60_000);
    expect(done).not.toHaveBeenCalled();
  });
});
