import { describe, expect, it } from 'vitest';
import { initials } from './initials';

describe('initials', () => {
  it.each([
    ['Ann', 'A'],
    ['ann lee', 'AL'],
    ['Ana María de la Cruz', 'AC'],
    ['👩‍🔬 Lab', '👩‍🔬L'],
    ['Mira (2)', 'M2'],
    ['“Jo” Ek', 'JE'],
    ['(', '('],
    ['', ''],
  ])('of %s are %s', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});
