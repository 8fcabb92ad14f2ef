import { describe, expect, it } from 'vitest';

import { FAMILIES } from '../gen/faces';
import type { Face } from '../gen/scene';
import { Faces, type FontStore, fontOf } from './faces';

function store(): FontStore & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    check: () => false,
    load: (font: string, text?: string) => {
      asked.push(text === undefined ? font : `${font} for ${text}`);
      return Promise.resolve([]);
    },
    ready: Promise.resolve(null as unknown as FontFaceSet),
  };
}

describe('the faces of the wall', () => {
  it('are fetched when the first run needs them, each once, and the wall is painted again', async () => {
    const fonts = store();
    let painted = 0;
    const faces = new Faces(fonts, () => (painted += 1));
    faces.want('tamil', 'தமிழ்');
    faces.want('tamil', 'மொழி');
    expect(fonts.asked).toEqual([fontOf('tamil')]);
    await Promise.resolve();
    expect(painted).toBe(1);
  });

  it('bring of the rare ideographs only the slices that hold what is written', () => {
    const fonts = store();
    const faces = new Faces(fonts, () => undefined);
    faces.want('cjkRare', '髙');
    faces.want('cjkRare', '髙﨑');
    expect(fonts.asked).toEqual([`${fontOf('cjkRare')} for 髙`, `${fontOf('cjkRare')} for 﨑`]);
  });

  it('have a name of their own each', () => {
    const names = (Object.keys(FAMILIES) as Face[]).map(fontOf);
    expect(new Set(names).size).toBe(names.length);
  });
});
