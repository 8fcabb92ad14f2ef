import { describe, expect, it } from 'vitest';
import { avatarsShown } from './avatar-room';

describe('avatars along the upper edge', () => {
  it.each([
    { others: 30, width: 1920, hasPanel: false, shown: 11 },
    { others: 30, width: 1440, hasPanel: false, shown: 11 },
    { others: 30, width: 1280, hasPanel: false, shown: 10 },
    { others: 30, width: 1280, hasPanel: true, shown: 2 },
    { others: 30, width: 1024, hasPanel: false, shown: 3 },
    { others: 30, width: 640, hasPanel: false, shown: 2 },
  ])(
    'are as many as fit beside the button for the rest: $width, panel $hasPanel',
    ({ others, width, hasPanel, shown }) => expect(avatarsShown(others, width, hasPanel)).toBe(shown),
  );

  it.each([0, 1, 3])('are all of them while there are few: %i', (others) =>
    expect(avatarsShown(others, 700, false)).toBe(others),
  );

  it('take no button for one that would fit itself', () => {
    expect(avatarsShown(12, 1920, false)).toBe(12);
    expect(avatarsShown(13, 1920, false)).toBe(11);
  });
});
