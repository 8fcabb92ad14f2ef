import { describe, expect, it } from 'vitest';
import { sampleScene } from '../state/samples/sample';
import { SceneMirror } from '../state/scene/scene-mirror';
import { tagAt } from './paint-overlay-marks';

describe('the name of who types', () => {
  const frame = {
    scene: new SceneMirror(sampleScene()),
    camera: { x: 0, y: 0, zoom: 1 },
    size: { w: 1280, h: 800 },
  };

  it('stands above the note', () => {
    expect(tagAt(frame, { x: 288, y: 340, w: 128, h: 128 })).toEqual({ x: 284, y: 318 });
  });

  it('stands below a note of the first row, where the titles of the stages would cut it', () => {
    // The band ends at y = 164, the note begins at 180.
    expect(tagAt(frame, { x: 288, y: 180, w: 128, h: 128 })).toEqual({ x: 284, y: 312 });
  });
});
