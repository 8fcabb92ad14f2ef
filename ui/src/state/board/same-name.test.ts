import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isSameName } from './same-name';

const CASES = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../../../tests/inputs/names.json', import.meta.url)), 'utf8'),
) as Record<'same' | 'different', [string, string][]>;

describe('names', () => {
  it.each(CASES.same)('that look the same are the same: %j %j', (one, other) =>
    expect(isSameName(one, other)).toBe(true),
  );
  it.each(CASES.different)('that look different are different: %j %j', (one, other) =>
    expect(isSameName(one, other)).toBe(false),
  );
});
