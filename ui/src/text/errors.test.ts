import { describe, expect, it } from 'vitest';
import type { Code } from '../link/error-codes';
import { SENTENCES, sentence } from './errors';

describe('error sentences', () => {
  it('say more than the code', () => {
    for (const [code, text] of Object.entries(SENTENCES)) {
      expect(text, code).toMatch(/^[A-Z].{20,140}\.$/);
      expect(text).not.toContain('E_');
    }
  });

  it('still tell the code when nobody foresaw it', () => {
    expect(sentence('E_TOMORROW' as Code)).toContain('E_TOMORROW');
  });
});
