/** The real window, from the first start of an installation to the second. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { AppWindow, KEY, until } from './driver.mjs';
import { WallPage } from './wall.mjs';

const APP = process.env.JOURNEYWALL_DESKTOP;
const CLI = process.env.JOURNEYWALL_CLI;
/** Pictures for people to look at: the window, and beside it what is exported of the same board. */
const SHOTS = join(import.meta.dirname, '../ui/shots');
const TEXT = 'Ask at the desk whether the first month is free';

let library;
let window;
let wall;
/** What was on the wall when the app was closed. */
let left;

before(async () => {
  library = mkdtempSync(join(tmpdir(), 'journeywall-window-'));
  mkdirSync(SHOTS, { recursive: true });
  await start();
});

after(() => {
  window?.abandon();
  if (library) rmSync(library, { recursive: true, force: true });
});

async function start() {
  window = await AppWindow.open(APP, ['--library', library]);
  wall = new WallPage(window);
  await wall.ready();
}

/** Two cells of different columns that have room on the screen. */
async function twoCells() {
  const size = await window.run('return { w: innerWidth, h: innerHeight }');
  const isSeen = (at) => at && at.x > 200 && at.y > 140 && at.x < size.w - 80 && at.y < size.h - 120;
  const cells = (await wall.cells()).filter((cell) => isSeen(cell.free));
  const [first] = cells;
  const second = cells.find(({ step }) => step !== first.step);
  assert.ok(first && second, 'two columns with room in them are on the screen');
  return [first, second];
}

test('the first start shows the worked example', async () => {
  const everything = await wall.everything();
  assert.ok(everything.length >= 20, `only ${everything.length} notes on the example`);
  writeFileSync(join(SHOTS, 'window-first-start.png'), await window.picture());
});

test('the page may ask the shell for nothing but the conversation', async () => {
  for (const command of ['plugin:app|version', 'plugin:window|close', 'plugin:event|listen', 'open']) {
    const { value, error } = await window.runAsync(
      'return await window.__TAURI_INTERNALS__.invoke(arguments[0], {});'.replace('arguments[0]', JSON.stringify(command)),
    );
    assert.equal(value, undefined, `${command} was answered`);
    assert.match(error, /not allowed|not found/i, command);
  }
});

test('the page can neither run code from text nor reach another server', async () => {
  const blocked = await window.runAsync(`
    const seen = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    document.body.append(script);
    await fetch('http://127.0.0.1:9/').catch(() => undefined);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return { ran: window.ranInline === true, seen };`);
  assert.equal(blocked.error, undefined);
  assert.equal(blocked.value.ran, false);
  assert.ok(blocked.value.seen.includes('connect-src'), JSON.stringify(blocked.value));
});

test('a note is added, typed, dragged to another stage, and put back by undo', async () => {
  const before_ = await wall.everything();
  const [first, second] = await twoCells();

  await window.doubleClick(first.free);
  await until('the note is open', () => window.run('return window.__board.typing'));
  await window.type(TEXT);
  await window.press(KEY.escape);
  const { note } = await wall.isIn(TEXT, first.name);

  const target = (await wall.cells()).find(({ name }) => name === second.name).free;
  const part = (share) => ({
    x: note.middle.x + (target.x - note.middle.x) * share,
    y: note.middle.y + (target.y - note.middle.y) * share,
  });
  await window.drag(note.middle, part(0.1), part(0.5), part(0.9), target, target);
  const moved = await wall.isIn(TEXT, second.name);
  assert.equal(moved.note.id, note.id, 'the same note, not a copy');
  writeFileSync(join(SHOTS, 'window.png'), await window.picture());

  await window.press('z', KEY.control);
  await wall.isIn(TEXT, first.name);
  assert.equal((await wall.everything()).length, before_.length + 1);
  left = await wall.everything();
});

test('quitting leaves one sound file per board', async () => {
  await window.quit();
  const boards = readdirSync(library).filter((name) => name.includes('.journey'));
  assert.equal(boards.length, 1, boards.join(', '));
  assert.match(boards[0], /\.journey$/);
  const board = join(library, boards[0]);
  execFileSync(CLI, ['--library', library, 'verify', board]);
  execFileSync(CLI, ['--library', library, 'export', board, join(SHOTS, 'window-exported.png')]);
  assert.ok(existsSync(join(SHOTS, 'window-exported.png')));
});

test('the next start shows what was left', async () => {
  await start();
  assert.deepEqual(await wall.everything(), left);
  await window.quit();
});
