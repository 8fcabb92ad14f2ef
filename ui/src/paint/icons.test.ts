import { describe, expect, it } from 'vitest';
import { outline, outlineOf } from './icons';

describe('icons', () => {
  it('become one path, whatever elements their files use', () => {
    const svg =
      '<svg width="24"><path d="M1 2h3" /><path d="m5 6 1 1" /><circle cx="12" cy="12" r="10" /><line x1="1" x2="2" y1="3" y2="4" /><polyline points="1 2 3 4" /></svg>';
    expect(outline(svg)).toBe('M1 2h3M0 0m5 6 1 1M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0zM1 3L2 4M1 2 3 4');
  });

  it('ship for every mark of the built-in kinds and every button', () => {
    const marks = [
      'arrow-right',
      'cloud',
      'circle-help',
      'zap',
      'smile',
      'lightbulb',
      'map-pin',
      'split',
      'quote',
      'sparkles',
    ];
    const more = ['radio', 'wrench', 'target', 'flag', 'list-checks', 'eye'];
    const buttons = [
      'undo-2',
      'redo-2',
      'plus',
      'zoom-in',
      'zoom-out',
      'maximize',
      'chevron-up',
      'x',
      'circle-alert',
      'wifi-off',
    ];
    for (const name of [...marks, ...more, ...buttons]) expect(outlineOf(name), name).toMatch(/^M/);
  });

  it('are nothing when no file ships', () => {
    expect(outlineOf('no-such-icon')).toBe('');
  });
});
