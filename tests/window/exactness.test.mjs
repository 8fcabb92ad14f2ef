/** Text in the real window is as wide as the scene says, in every script: the web view breaks no line anew. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { AppWindow } from './driver.mjs';
import { WallPage } from './wall.mjs';

const LINES = JSON.parse(
  readFileSync(new URL('../golden/lines-in-every-script.json', import.meta.url), 'utf8'),
);

let library;
let window;

before(async () => {
  library = mkdtempSync(join(tmpdir(), 'journeywall-window-'));
  const board = join(library, 'Every script.journey');
  const notes = join(library, 'notes.csv');
  const run = (...words) => execFileSync(process.env.JOURNEYWALL_CLI, ['--library', library, ...words]);
  run('new', board, '--template', 'zapier-standard');
  writeFileSync(notes, ['stage,row,text', ...LINES.map((line) => `Awareness,Doing,"${line}"`)].join('\n'));
  run('import', notes, '--into', board);
  window = await AppWindow.open(process.env.JOURNEYWALL_DESKTOP, ['--library', library, board]);
  await new WallPage(window).ready();
});

after(() => {
  window?.abandon();
  if (library) rmSync(library, { recursive: true, force: true });
});

test('what the canvas writes is as wide as the scene says, in every script', async () => {
  const { value, error } = await window.runAsync(`
    const runs = window.__board.runs();
    await Promise.all(runs.map((run) => document.fonts.load(run.font, run.text)));
    const ink = document.createElement('canvas').getContext('2d');
    return runs.map((run) => {
      ink.font = run.font;
      ink.direction = run.isRtl ? 'rtl' : 'ltr';
      const painted = (ink.measureText(run.text).width / run.nominal) * run.size;
      return { text: run.text, font: run.font, scene: run.width, painted };
    });`);
  assert.equal(error, undefined);
  assert.ok(new Set(value.map(({ font }) => font)).size >= 8, 'every script is on the board');
  for (const { text, font, scene, painted } of value) {
    // 1/64 of a unit is the grain of the scene's numbers.
    const isExact = Math.abs(painted - scene) <= scene * 0.001 + 1 / 64;
    assert.ok(isExact, `${text} in ${font}: ${painted} painted, ${scene} in the scene`);
  }
});
