import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const RUST = fileURLToPath(new URL('../../../src-tauri/', import.meta.url));

/** Words that translations leave behind, and names that only the code has; with what a person reads instead. */
const UNWANTED: readonly (readonly [RegExp, string])[] = [
  [/\bkinds?\b/i, 'note type'],
  [/\bmeasures?\b/i, 'metric'],
  [/\bPINs?\b/, 'join code'],
  [/\b(come|comes|came|coming|let) in\b/i, 'join, admit'],
  [/\blies\b/i, 'is'],
  [/\bvoid\b/i, 'no longer works, is replaced'],
  [/\bpick(s|ed)?\b/i, 'choose, select'],
  [/\bvoices?\b/i, 'rating'],
  [/\bmachines?\b/i, 'computer'],
  [/\bmails?\b/i, 'email'],
  [/\bsomebody else\b|\bwhoever\b/i, 'someone else, anyone'],
  [/\bfor good\b/i, 'permanently'],
  [/\bmeanwhile\b/i, 'in the meantime'],
  [/behind [“‘]/, 'under “…”'],
];

/** What stands between quotation marks or backticks in a source, without comments and types. */
function literals(source: string): string[] {
  const bare = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|^import .*$/gm, '');
  return [...bare.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, single, double, ticked]) => single ?? double ?? ticked ?? '')
    .map((text) => text.replace(/\$\{[^}]*\}/g, '…'))
    .filter((text) => /^[^a-z]|\s/.test(text) && !text.startsWith('./'));
}

function unwanted(texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    UNWANTED.filter(([word]) => word.test(text)).map(([, better]) => `${text} → ${better}`),
  );
}

describe('words on screen', () => {
  it('are those of the product, in every sentence of the page', () => {
    const files = readdirSync(HERE).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    expect(files.length).toBeGreaterThan(15);
    expect(files.flatMap((name) => unwanted(literals(readFileSync(join(HERE, name), 'utf8'))))).toEqual([]);
  });

  it('are those of the product in the native menu too', () => {
    const menu = readFileSync(join(RUST, 'src/menu.rs'), 'utf8').split('#[cfg(test)]')[0] ?? '';
    const texts = literals(menu.replace(/\/\/.*$/gm, '')).filter((text) => text.includes('&'));
    expect(texts).toContain('&New board…');
    expect(unwanted(texts)).toEqual([]);
  });
});
