import { describe, expect, it } from 'vitest';
import type { Paint } from '../gen/scene';
import { type Colours, type Look, plainSkin, strongSkin, systemSkin } from './colours';

const LOOKS: readonly Look[] = ['light', 'dark'];
const PAPERS = [
  'noteYellow',
  'noteOrange',
  'notePink',
  'noteViolet',
  'noteBlue',
  'noteGreen',
  'noteGrey',
] as const;
const GROUNDS = ['ground', 'band', 'rowEven', 'rowOdd'] as const;

/** Contrast ratio of WCAG 2.2. */
function contrast(colours: Colours, one: Paint, other: Paint): number {
  const [lighter = 0, darker = 0] = [luminance(colours[one]), luminance(colours[other])].sort(
    (a, b) => b - a,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each(LOOKS)('the %s look', (look) => {
  it('can be read on every paper and every ground', () => {
    const { colours } = plainSkin(look);
    for (const paper of PAPERS) {
      expect(contrast(colours, 'noteInk', paper), paper).toBeGreaterThanOrEqual(7);
      expect(contrast(colours, 'noteInkSoft', paper), paper).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of GROUNDS) {
      expect(contrast(colours, 'ink', ground), ground).toBeGreaterThanOrEqual(7);
      expect(contrast(colours, 'inkSoft', ground), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('shows what is selected on every ground', () => {
    const { colours } = plainSkin(look);
    for (const ground of GROUNDS)
      expect(contrast(colours, 'accent', ground), ground).toBeGreaterThanOrEqual(3);
  });

  it('has hard edges where more contrast is asked for', () => {
    const { colours, edge } = strongSkin(look);
    expect(edge).toBe(2);
    for (const paper of PAPERS) {
      expect(contrast(colours, 'noteEdge', paper), paper).toBeGreaterThanOrEqual(7);
      expect(contrast(colours, 'noteInkSoft', paper), paper).toBeGreaterThanOrEqual(7);
    }
    expect(contrast(colours, 'inkSoft', 'ground')).toBeGreaterThanOrEqual(7);
    expect(contrast(colours, 'lineStrong', 'rowEven')).toBeGreaterThanOrEqual(7);
  });
});

describe('the system’s own colours', () => {
  it('are the only ones, and every note has an edge', () => {
    const { colours, edge } = systemSkin({ ground: 'black', ink: 'white', accent: 'cyan' });
    const used = new Set(
      Object.entries(colours).flatMap(([paint, colour]) => (paint === 'shadow' ? [] : [colour])),
    );
    expect(used).toEqual(new Set(['black', 'white', 'cyan']));
    expect(colours.shadow).toBe('#00000000');
    expect(colours.noteEdge).toBe('white');
    expect(colours.noteYellow).toBe('black');
    expect(edge).toBe(2);
  });
});
