/** The real window, from the first start of an installation to the third: one story, told in order. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { Desktop } from './desktop.mjs';
import { AppWindow, KEY, until } from './driver.mjs';
import { StartPage } from './start.mjs';
import { WallPage } from './wall.mjs';

const APP = process.env.JOURNEYWALL_DESKTOP;
const CLI = process.env.JOURNEYWALL_CLI;
/** Pictures for people to look at: the window, and beside it what is exported of the same board. */
const SHOTS = join(import.meta.dirname, '../ui/shots');
/** The worked example: its title, and its file in the library. */
const EXAMPLE = { title: 'Gym membership: from first look to regular', file: 'Gym membership.journey' };
const BOARD = 'Returning a parcel';
const NOTES = [
  'Finds the label', 'Prints it at work', 'Looks for tape', 'Asks a neighbour', 'Packs the shoes',
  'Carries it to the shop', 'Waits in line', 'Shows the code', 'Gets a receipt', 'Hopes for the money',
];

let folder;
let library;
let answers;
let window;
let wall;
let begin;
let desktop;
/** What was on the wall when the app was closed. */
let left;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journeywall-window-'));
  library = join(folder, 'library');
  answers = join(folder, 'answers.txt');
  writeFileSync(answers, '');
  mkdirSync(SHOTS, { recursive: true });
  await start();
});

after(() => {
  window?.abandon();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function start(...words) {
  window = await AppWindow.open(APP, ['--library', library, '--answers', answers, ...words]);
  wall = new WallPage(window);
  begin = new StartPage(window);
  desktop = new Desktop(window);
}

/** What the next file dialog answers. */
function answer(path) {
  writeFileSync(answers, `${path}\n`, { flag: 'a' });
}

async function picture(name) {
  writeFileSync(join(SHOTS, name), await window.picture());
}

/** A column other than that of a note, with room in it on the screen. */
async function otherColumn(cell) {
  const size = await window.run('return { w: innerWidth, h: innerHeight }');
  const isSeen = (at) => at && at.x > 200 && at.y > 140 && at.x < size.w - 80 && at.y < size.h - 120;
  const found = (await wall.cells()).find(({ step, free }) => step !== cell.step && isSeen(free));
  assert.ok(found, 'another column has room on the screen');
  return found;
}

test('the first start shows the worked example', async () => {
  await wall.shows(EXAMPLE.title);
  const everything = await wall.everything();
  assert.ok(everything.length >= 20, `only ${everything.length} notes on the example`);
  await picture('window-first-start.png');
});

test('the page may ask the shell for nothing but the conversation', async () => {
  for (const command of [
    'plugin:app|version', 'plugin:window|close', 'plugin:event|listen', 'plugin:menu|new', 'plugin:dialog|open', 'open',
  ]) {
    const { value, error } = await window.runAsync(
      `return await window.__TAURI_INTERNALS__.invoke(${JSON.stringify(command)}, {});`,
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

test('the menu leads to the start screen, where the example is', async () => {
  await desktop.choose('b', 'a');
  await begin.ready();
  assert.deepEqual(await begin.titles(), [EXAMPLE.title]);
  await picture('window-start.png');
});

test('a board is made from a template, and gets ten notes by keyboard alone', async () => {
  await desktop.choose('b', 'n');
  await begin.create('Standard journey', BOARD);
  await wall.shows(BOARD);
  await wall.writeNotes(...NOTES);
  const cells = await wall.cells();
  const used = cells.filter(({ notes }) => notes.length > 0);
  assert.equal(used.length, 1, 'they are in the cell where the first was begun');
  const written = used[0].notes.map(({ name }) => NOTES.find((text) => name.includes(text)));
  assert.deepEqual(written, NOTES, 'in the order in which they were written');
});

test('a note is dragged to another stage, and comes back by undo', async () => {
  const { cell, note } = await wall.find(NOTES[0]);
  const other = await otherColumn(cell);
  const part = (share) => ({
    x: note.middle.x + (other.free.x - note.middle.x) * share,
    y: note.middle.y + (other.free.y - note.middle.y) * share,
  });
  await window.drag(note.middle, part(0.1), part(0.5), part(0.9), other.free, other.free);
  const moved = await wall.isIn(NOTES[0], other.name);
  assert.equal(moved.note.id, note.id, 'the same note, not a copy');
  await window.press('z', KEY.control);
  await wall.isIn(NOTES[0], cell.name);
  await window.press('z', KEY.control, KEY.shift);
  await wall.isIn(NOTES[0], other.name);
});

test('a stage is renamed and carried past the next one; the menu undoes and redoes', async () => {
  const [first, second, ...rest] = await wall.stageTitles();
  await wall.renameStage(first, 'Before the shop');
  await wall.hasStages('Before the shop', second, ...rest);
  await wall.carryStagePastNext('Before the shop');
  await wall.hasStages(second, 'Before the shop', ...rest);
  await desktop.choose('e', 'u');
  await wall.hasStages('Before the shop', second, ...rest);
  await desktop.choose('e', 'u');
  await wall.hasStages(first, second, ...rest);
  await desktop.choose('e', 'r');
  await desktop.choose('e', 'r');
  await wall.hasStages(second, 'Before the shop', ...rest);
  await picture('window.png');
});

test('in a field, keys and menu mean its text', async () => {
  const board = await wall.everything();
  await window.press(KEY.enter, KEY.control);
  await until('a field is open', () => wall.isTyping());
  await window.type('Calls the hotline');
  await window.press('a', KEY.control);
  await desktop.choose('e', 't');
  const text = () => window.run('return document.activeElement.value');
  await until('the text is cut', async () => (await text()) === '');
  await desktop.choose('e', 'p');
  await until('the text is pasted', async () => (await text()) === 'Calls the hotline');
  await window.press(KEY.escape);
  await until('the note is written', async () => (await wall.everything()).length === board.length + 1);
  assert.ok(await wall.find('Calls the hotline'));
});

test('on the wall, the menu copies and pastes notes, and finds them', async () => {
  const board = await wall.everything();
  const { note } = await wall.find(NOTES[0]);
  await window.drag(note.middle);
  await until('the note is picked', () => window.run(`return window.__board.selected.includes('${note.id}')`));
  await desktop.choose('e', 'c');
  await desktop.choose('e', 'p');
  await until('the copy is there', async () => (await wall.everything()).length === board.length + 1);
  await wall.ready();
  await desktop.choose('e', 'u');
  await until('the copy is gone', async () => (await wall.everything()).length === board.length);
  await wall.ready();
  await desktop.choose('e', 'f');
  await until('a field for the search is open', () => window.run("return document.activeElement?.role === 'combobox'"));
  await window.press(KEY.escape);
});

test('the menu shows the board as a table and as the wall again', async () => {
  const isTable = () => window.run(`return [...document.querySelectorAll('button')]
    .some((button) => button.textContent.trim() === 'Add row')`);
  assert.equal(await isTable(), false);
  await desktop.choose('v', 't');
  await until('the table is shown', isTable);
  await desktop.choose('v', 't');
  await until('the wall is shown', async () => !(await isTable()));
  await wall.ready();
});

test('a picture is exported through the menu', async () => {
  const file = join(folder, 'parcel.png');
  answer(file);
  await desktop.choose('b', 'e');
  await window.click('button', 'Export');
  await until('the picture is written', () => existsSync(file));
  await until('the dialog is closed', async () => !(await window.find('dialog', 'Export')));
  const bytes = readFileSync(file);
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
  assert.ok(bytes.readUInt32BE(16) > 1000, 'pixels from left to right');
});

test('a second start hands its board to this window', async () => {
  execFileSync(APP, ['--library', library, join(library, EXAMPLE.file)]);
  await wall.shows(EXAMPLE.title);
  await desktop.choose('b', 'a');
  await begin.ready();
  await begin.openBoard(BOARD);
  await wall.shows(BOARD);
  left = await wall.everything();
  assert.equal(left.length, NOTES.length + 1);
});

test('quitting leaves one sound file per board', async () => {
  await desktop.choose('b', 'q');
  await window.ended();
  const boards = readdirSync(library).filter((name) => name.includes('.journey'));
  assert.deepEqual(boards.sort(), [EXAMPLE.file, `${BOARD}.journey`]);
  for (const board of boards) execFileSync(CLI, ['--library', library, 'verify', join(library, board)]);
  const exported = join(SHOTS, 'window-exported.png');
  execFileSync(CLI, ['--library', library, 'export', join(library, `${BOARD}.journey`), exported]);
  assert.ok(existsSync(exported));
});

test('the next start shows the boards, and everything on them, where the window was', async () => {
  const place = { x: 60, y: 40, width: 1240, height: 820 };
  // Without a window manager nobody can move the window, so the last place is written as if somebody had.
  writeFileSync(join(library, 'window.json'), JSON.stringify({ ...place, isMaximized: false }));
  await start();
  await begin.ready();
  assert.deepEqual(await begin.titles(), [BOARD, EXAMPLE.title], 'the last one first');
  await begin.openBoard(BOARD);
  await wall.shows(BOARD);
  assert.deepEqual(await wall.everything(), left);
  assert.deepEqual(desktop.place(), place);
  await window.quit();
  assert.deepEqual(JSON.parse(readFileSync(join(library, 'window.json'), 'utf8')), { ...place, isMaximized: false });
});

test('a start with a file shows that board', async () => {
  await start(join(library, EXAMPLE.file));
  await wall.shows(EXAMPLE.title);
  await window.quit();
});
