import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SENTENCES, sentence } from './errors';

const RUST = fileURLToPath(new URL('../../../src-tauri/', import.meta.url));

/** Every code that the app may answer with, read from its sources. */
function codes(folder: string): Set<string> {
  const found = new Set<string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !['target', 'tests', 'examples', 'gen'].includes(entry.name)) {
      for (const code of codes(path)) found.add(code);
    } else if (entry.name.endsWith('.rs')) {
      for (const [, code = ''] of readFileSync(path, 'utf8').matchAll(/"(E_[A-Z_]+)"/g)) found.add(code);
    }
  }
  return found;
}

describe('error sentences', () => {
  it('exist for every code that the app may answer with', () => {
    const all = [...codes(RUST)];
    expect(all).toContain('E_GONE');
    expect(all.filter((code) => SENTENCES[code] === undefined)).toEqual([]);
  });

  it('say more than the code', () => {
    for (const [code, text] of Object.entries(SENTENCES)) {
      expect(text, code).toMatch(/^[A-Z].{20,140}\.$/);
      expect(text).not.toContain('E_');
    }
  });

  it('still tell the code when nobody foresaw it', () => {
    expect(sentence('E_TOMORROW')).toContain('E_TOMORROW');
  });
});
