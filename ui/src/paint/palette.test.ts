import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PALETTE } from '../gen/palette';

const RUST = readFileSync(
  fileURLToPath(new URL('../../../src-tauri/crates/board-layout/src/palette.rs', import.meta.url)),
  'utf8',
);

/** What the function `look` of the Rust palette answers: `Paint::Ink | Paint::NoteInk => 0x1F23_28FF`. */
function table(look: string): Record<string, string> {
  const body = RUST.slice(RUST.indexOf(`const fn ${look}(`)).split('\n}\n')[0] ?? '';
  const found: Record<string, string> = {};
  for (const [, paints = '', colour = ''] of body.matchAll(/((?:Paint::\w+[ |\n]*)+)=> 0x([0-9A-F_]+)/g)) {
    for (const [, first = '', rest = ''] of paints.matchAll(/Paint::(\w)(\w+)/g)) {
      found[first.toLowerCase() + rest] = `#${colour.replaceAll('_', '').toLowerCase()}`;
    }
  }
  return found;
}

describe('the palette', () => {
  it.each(['light', 'dark'] as const)('is that of pictures in %s', (look) => {
    const expected = table(look);
    expect(Object.keys(expected).length).toBeGreaterThan(20);
    expect(
      Object.fromEntries(Object.entries(PALETTE).map(([paint, colours]) => [paint, colours[look]])),
    ).toEqual(expected);
  });
});
