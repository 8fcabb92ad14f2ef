/** Three desktop apps and two browsers in one session: a library each, real windows, real links. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

import { BrowserWindow } from './browser.mjs';
import { AppWindow, KEY, until } from './driver.mjs';
import { StartPage } from './start.mjs';
import { WallPage } from './wall.mjs';

// The browser tests' own driver of Chromium.
const { chromium, devices } = createRequire(new URL('../../ui/package.json', import.meta.url))('@playwright/test');

const APP = process.env.JOURNEYWALL_DESKTOP;
const CLI = process.env.JOURNEYWALL_CLI;
const CHROMIUM = process.env.JOURNEYWALL_CHROMIUM ?? '/usr/bin/chromium';
const SHOTS = join(import.meta.dirname, '../ui/shots');
const TITLE = 'Joining the gym';
/** Windows are told apart by who sits at them. */
const DESKTOPS = ['Mira', 'Ole', 'Pia'];
const PHONE = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } };

let folder;
let host;
let browser;
/** Everybody who has a wall: the three windows, and the browser of desktop size. */
const walls = new Map();
let phone;

/** The machine that hosts and lets guests in. */
class Host {
  #process;
  #asked = 0;
  #answers = new Map();

  static async begin(board) {
    const self = new Host();
    const words = ['host', board, '--stdio', '--name', 'Olga', '--guests', '0.0.0.0:0'];
    self.#process = spawn(CLI, ['--library', libraryOf('Olga'), ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: self.#process.stdout });
    self.hello = await new Promise((resolve, reject) => {
      self.#process.once('exit', () => reject(new Error('the host has ended')));
      lines.on('line', (line) => {
        const message = JSON.parse(line);
        if (message.hello) resolve(message.hello);
        // Board by byte: what was answered is kept as it came.
        self.#answers.get(message.id)?.(line.slice(line.indexOf('"ok":') + 5, -1));
      });
    });
    return self;
  }

  ask(message) {
    const id = ++this.#asked;
    this.#process.stdin.write(`${JSON.stringify({ id, ...message })}\n`);
    return new Promise((resolve) => this.#answers.set(id, resolve));
  }

  /** Leaves in order, and waits until it has. */
  leave() {
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.stdin.end();
    return gone;
  }

  end() {
    this.#process.kill('SIGKILL');
  }
}

function libraryOf(name) {
  return join(folder, `library of ${name}`);
}

function cli(name, ...words) {
  return execFileSync(CLI, ['--library', libraryOf(name), ...words], { encoding: 'utf8' });
}

async function picture(name, window) {
  writeFileSync(join(SHOTS, name), await window.picture());
}

/** Carries a note to a free place of another column that is on the screen; the cell it is in then. */
async function carry(wall, text) {
  const { cell, note } = await wall.find(text);
  const size = await wall.window.run('return { w: innerWidth, h: innerHeight }');
  const isSeen = (at) => at && at.x > 200 && at.y > 140 && at.x < size.w - 80 && at.y < size.h - 120;
  const other = (await wall.cells()).find(({ step, free }) => step !== cell.step && isSeen(free));
  assert.ok(other, 'another column has room on the screen');
  const part = (share) => ({
    x: note.middle.x + (other.free.x - note.middle.x) * share,
    y: note.middle.y + (other.free.y - note.middle.y) * share,
  });
  await wall.window.drag(note.middle, part(0.1), part(0.5), part(0.9), other.free, other.free);
  await wall.isIn(text, other.name);
  return { from: cell.name, to: other.name };
}

/** What each person does: two notes by keyboard, one of them carried, the carrying undone and done again. */
async function takePart(name, wall) {
  await wall.writeNotes(`${name} asks a friend`, `${name} reads the prices`);
  const { from, to } = await carry(wall, `${name} asks a friend`);
  await wall.window.press('z', KEY.control);
  await wall.isIn(`${name} asks a friend`, from);
  await wall.window.press('z', KEY.control, KEY.shift);
  await wall.isIn(`${name} asks a friend`, to);
  await wall.writeNotes(`${name} thinks again`);
  // Its words, then the note.
  const before = (await wall.everything()).length;
  await wall.window.press('z', KEY.control);
  await until('the words are taken back', async () => !(await wall.find(`${name} thinks again`)));
  await wall.window.press('z', KEY.control);
  await until('the note is taken back', async () => (await wall.everything()).length === before - 1);
  await wall.ready();
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journeywall-session-'));
  mkdirSync(SHOTS, { recursive: true });
  const board = join(folder, 'board.journey');
  cli('Olga', 'new', board, '--template', 'zapier-standard', '--title', TITLE);
  host = await Host.begin(board);
});

after(async () => {
  for (const { window } of walls.values()) window.abandon?.();
  await browser?.close();
  host?.end();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test('three desktops join by a ticket', async () => {
  for (const name of DESKTOPS) {
    // An installation that was used before begins at the start screen.
    cli(name, 'new', join(libraryOf(name), 'Own board.journey'), '--template', 'blank', '--title', 'Own board');
    const window = await AppWindow.open(APP, ['--library', libraryOf(name)]);
    const wall = new WallPage(window);
    walls.set(name, wall);
    await new StartPage(window).ready();
    await window.click('button', 'Join a session');
    await window.click('textbox', 'Ticket');
    await window.type(host.hello.ticket);
    await window.click('button', 'Join');
    await wall.shows(TITLE);
  }
});

test('two browsers join by the link, one as large as a desktop, one as a phone', async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const looks = { Quentin: { viewport: { width: 1280, height: 800 } }, Rosa: PHONE };
  for (const [name, look] of Object.entries(looks)) {
    const page = await (await browser.newContext({ ...look, reducedMotion: 'reduce' })).newPage();
    await page.goto(host.hello.guest_url);
    await page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await page.getByRole('button', { name: 'Join' }).click();
    const wall = new WallPage(new BrowserWindow(page));
    await wall.ready();
    if (look === PHONE) phone = { page, wall };
    else walls.set(name, wall);
  }
});

test('each of them adds, types, moves and undoes', async () => {
  for (const [name, wall] of walls) await takePart(name, wall);
});

test('so does the phone, by touch', async () => {
  const { page, wall } = phone;
  await page.getByRole('button', { name: 'Add note', exact: true }).tap();
  await page.getByRole('menuitem', { name: 'Doing' }).tap();
  await page.getByRole('textbox', { name: 'Note text' }).waitFor();
  await page.keyboard.type('Rosa looks at the poster');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More', exact: true }).tap();
  await page.getByRole('menuitem', { name: 'Move to…' }).tap();
  const dialog = page.getByRole('dialog', { name: 'Move note to' });
  await dialog.getByRole('button', { name: 'Thinking' }).tap();
  await wall.ready();
  const { cell } = await wall.find('Rosa looks at the poster');
  await page.getByRole('button', { name: 'Undo' }).tap();
  await until('the note is back', async () => (await wall.find('Rosa looks at the poster'))?.cell.name !== cell.name);
  await picture('session-rosa-at-a-stage.png', wall.window);
  // A tap beside the notes lets go; then to the wall, where all stages are.
  await page.getByText('What goes through the customer').tap();
  await page.getByRole('button', { name: 'Wall', exact: true }).tap();
  await wall.ready();
});

test('everybody has everything on the wall, and sees who is here', async () => {
  const names = [...walls.keys()];
  const expected = names.flatMap((name) => [`${name} asks a friend`, `${name} reads the prices`]);
  expected.push('Rosa looks at the poster');
  const everybody = new Map([...walls, ['Rosa', phone.wall]]);
  for (const [name, wall] of everybody) {
    await until(`${name} has all notes`, async () => {
      const everything = (await wall.everything()).join('\n');
      return expected.every((text) => everything.includes(text)) && !everything.includes('thinks again');
    });
  }
  const seen = [];
  for (const wall of everybody.values()) seen.push(await wall.everything());
  for (const other of seen) assert.deepEqual(other, seen[0], 'the same notes in the same cells, spoken the same');
  for (const [name, wall] of everybody) await picture(`session-${name.toLowerCase()}.png`, wall.window);
});

test('the board is the same everywhere, byte for byte', async () => {
  const asked = JSON.parse(await host.ask({ get: 'board' }));
  for (const name of DESKTOPS) await walls.get(name).window.quit();
  await host.leave();
  const boards = new Map([['Olga', join(folder, 'board.journey')]]);
  for (const name of DESKTOPS) boards.set(name, boardOf(name));
  const written = [...boards].map(([name, file]) => {
    const out = join(folder, `${name}.json`);
    cli(name, 'export', file, out);
    cli(name, 'verify', file);
    return readFileSync(out, 'utf8');
  });
  for (const [index, name] of [...boards.keys()].entries()) {
    assert.equal(written[index], written[0], `${name}'s board`);
  }
  assert.deepEqual(JSON.parse(written[0]), asked, 'and it is what the host says it is');
});

/** The file of a joined session: the only board in the library with this title. */
function boardOf(name) {
  const files = execFileSync('find', [libraryOf(name), '-name', '*.journey'], { encoding: 'utf8' }).trim().split('\n');
  const file = files.find((path) => !path.includes('Own board'));
  assert.ok(file, `${name} keeps the board`);
  return file;
}
