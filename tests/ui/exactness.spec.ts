import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, test } from './pages/noted';

const LINES = JSON.parse(
  readFileSync(resolve(__dirname, '../golden/lines-in-every-script.json'), 'utf8'),
) as string[];

test.use({ board: { lines: LINES.map((line): [string, string, string] => ['Awareness', 'Doing', line]) } });

test('what the canvas writes is as wide as the scene says, in every script', async ({ wall, page }) => {
  await wall.settled();
  const widths = await page.evaluate(async () => {
    const board = window.__board;
    if (board === undefined) throw new Error('no wall is shown');
    const runs = board.runs();
    const ink = document.createElement('canvas').getContext('2d');
    if (ink === null) throw new Error('no canvas');
    await Promise.all(runs.map((run) => document.fonts.load(run.font, run.text)));
    return runs.map((run) => {
      ink.font = run.font;
      ink.direction = run.isRtl ? 'rtl' : 'ltr';
      return {
        text: run.text,
        font: run.font,
        scene: run.width,
        painted: (ink.measureText(run.text).width / run.nominal) * run.size,
      };
    });
  });
  expect(new Set(widths.map((width) => width.font)).size).toBeGreaterThanOrEqual(30);
  for (const { text, scene, painted, font } of widths) {
    // 1/64 of a unit is the grain of the scene's numbers.
    expect(
      Math.abs(painted - scene),
      `${text} in ${font}: ${painted} painted, ${scene} in the scene`,
    ).toBeLessThanOrEqual(scene * 0.001 + 1 / 64);
  }
});
