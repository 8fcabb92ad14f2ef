/**
 * Measures the wall beside Excalidraw, in turns, and prints ratios. See README.md.
 *
 *   node tests/ui/bench/run.mjs [chromium|webkit|all] [500,2000,5000] [rounds]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, loadavg, release } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

import { BenchBoard } from './board.mjs';
import { inChromium, inWebKit } from './engines.mjs';
import { install } from './hands.mjs';

/** What the browser itself costs: a canvas of the window's size is cleared and filled, and nothing else. */
const EMPTY_PAGE = `<!doctype html><meta charset="utf-8"><title>Empty frame</title>
<style>body{margin:0;overflow:hidden}canvas{position:absolute;inset:0;width:100%;height:100%}</style>
<canvas></canvas>
<script>
  const canvas = document.querySelector('canvas');
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  const ink = canvas.getContext('2d');
  let turn = 0;
  let request = null;
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    request ??= requestAnimationFrame(() => {
      request = null;
      turn += 1;
      ink.clearRect(0, 0, canvas.width, canvas.height);
      ink.fillStyle = turn % 2 === 0 ? '#fff' : '#eee';
      ink.fillRect(0, 0, canvas.width, canvas.height);
    });
  }, { passive: false });
</script>`;

const [which = 'chromium', counts = '500,2000,5000', rounds = '3'] = process.argv.slice(2);
const FRAMES = Number(process.env.JOURNEYWALL_BENCH_FRAMES ?? 120);
const PAGES = resolve(import.meta.dirname, 'dist');
const BUNDLE = resolve(import.meta.dirname, '../../../ui/dist/assets');
const MIDDLE = { x: 720, y: 450 };
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** Excalidraw's page, with the notes of the board in hand, and the empty one. */
async function serve(stage) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    if (path === '/notes.json') {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify(stage.drawing));
    }
    if (path === '/empty.html') {
      response.setHeader('content-type', TYPES['.html']);
      return response.end(EMPTY_PAGE);
    }
    const file = join(PAGES, path === '/' ? 'index.html' : path);
    if (!file.startsWith(PAGES) || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    return response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${server.address().port}/`, end: () => server.close() };
}

/** The wall, looked at as asked. A camera is `{ x, y, zoom }`: the board point at the left top. */
const OURS = {
  name: 'ours',
  surface: 'canvas',
  wait: async () => {
    while (!window.__board?.frames) await new Promise(requestAnimationFrame);
    return performance.now();
  },
  look: async (to) => {
    const board = window.__board;
    const frame = () => new Promise(requestAnimationFrame);
    const canvas = document.querySelector('canvas');
    const at = { clientX: 720, clientY: 450, bubbles: true, cancelable: true };
    for (let tries = 0; tries < 60 && Math.abs(board.zoom / to.zoom - 1) > 0.001; tries += 1) {
      const deltaY = Math.max(-100, Math.min(100, -Math.log(to.zoom / board.zoom) / 0.005));
      canvas.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY, ctrlKey: true }));
    }
    const shown = board.noteRect(to.note.id);
    const dx = shown.x - (to.note.x - to.x) * board.zoom;
    const dy = shown.y - (to.note.y - to.y) * board.zoom;
    canvas.dispatchEvent(new WheelEvent('wheel', { ...at, deltaX: dx, deltaY: dy }));
    while (!board.settled || board.sharp === false) await frame();
    await frame();
    await frame();
    const now = board.noteRect(to.note.id);
    return { zoom: board.zoom, x: to.note.x - now.x / board.zoom, y: to.note.y - now.y / board.zoom };
  },
};

const EXCALIDRAW = {
  name: 'excalidraw',
  surface: '.excalidraw canvas.interactive',
  wait: async () => {
    const frame = () => new Promise(requestAnimationFrame);
    while (!window.excalidraw || !document.querySelector('.excalidraw canvas.interactive')) await frame();
    while (window.excalidraw.getSceneElements().length === 0) await frame();
    await frame();
    return performance.now() - performance.getEntriesByName('converted')[0].startTime;
  },
  look: async (to) => {
    window.look(to);
    for (let frame = 0; frame < 20; frame += 1) await new Promise(requestAnimationFrame);
    const { zoom, scrollX, scrollY } = window.excalidraw.getAppState();
    return { zoom: zoom.value, x: -scrollX, y: -scrollY };
  },
};

/** Milliseconds of processor time and between two of the browser's own frames. */
async function empty(engine, address) {
  const page = await engine.open(`${address}empty.html`, 'Nadia');
  await page.run(install.toString(), 'canvas');
  await page.run('(...a) => bench.pan(...a)', 20, MIDDLE, FRAMES / 2, { x: 1, y: 1 });
  const before = page.cpu();
  const interval = await page.run('(...a) => bench.pan(...a)', FRAMES, MIDDLE, FRAMES / 2, { x: 1, y: 1 });
  const cpu = (page.cpu() - before) / FRAMES;
  await page.close();
  return { cpu, interval };
}

/** What is measured, by name: where it looks, and what is done a frame. */
function scenarios({ size, notes }) {
  const fit = Math.min(1440 / size.w, 900 / size.h) * 0.97;
  const middle = (zoom) => ({ x: size.w / 2 - 720 / zoom, y: size.h / 2 - 450 / zoom, zoom });
  const step = { x: 16, y: 9 };
  const [at1, at04] = [middle(1), middle(0.4)];
  // A note near the middle of the window.
  const near = (camera) =>
    notes.reduce((best, note) => (away(note, camera) < away(best, camera) ? note : best));
  const held = near(middle(0.6));
  const screen = ({ x, y, zoom }) => ({
    x: (held.x + held.w / 2 - x) * zoom,
    y: (held.y + held.h / 2 - y) * zoom,
  });
  return [
    ['pan at 1', at1, (page) => page.run('(...a) => bench.pan(...a)', FRAMES, MIDDLE, FRAMES / 2, step)],
    ['pan at 0.4', at04, (page) => page.run('(...a) => bench.pan(...a)', FRAMES, MIDDLE, FRAMES / 2, step)],
    [
      'overview',
      middle(fit),
      (page) => page.run('(...a) => bench.pan(...a)', FRAMES, MIDDLE, 20, { x: 6, y: 3 }),
    ],
    ['zoom', middle(fit), (page) => page.run('(...a) => bench.zoom(...a)', FRAMES, MIDDLE, FRAMES / 2, -9)],
    ['drag', middle(0.6), (page, camera) => page.run('(...a) => bench.drag(...a)', FRAMES, screen(camera))],
  ];
}

function away(note, { x, y, zoom }) {
  return Math.hypot(note.x + note.w / 2 - x - 720 / zoom, note.y + note.h / 2 - y - 450 / zoom);
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const ms = (value) => value.toFixed(1).padStart(7);

async function measure(engine, count, stage) {
  const board = await BenchBoard.of(count);
  stage.drawing = { notes: board.notes, camera: { x: 0, y: 0, zoom: 1 } };
  const found = new Map();
  const note = (key, value) => found.set(key, [...(found.get(key) ?? []), value]);
  try {
    for (let round = 0; round < Number(rounds); round += 1) {
      const { cpu, interval } = await empty(engine, stage.address);
      note('empty cpu', cpu);
      note('empty interval', interval);
      for (const program of round % 2 === 0 ? [OURS, EXCALIDRAW] : [EXCALIDRAW, OURS]) {
        const page = await engine.open(program === OURS ? board.address : stage.address, 'Nadia');
        note(`open ${program.name}`, await page.run(program.wait.toString()));
        await page.run(install.toString(), program.surface);
        for (const [name, camera, act] of scenarios(board)) {
          const shown = await page.run(program.look.toString(), { ...camera, note: board.notes[0] });
          const before = page.cpu();
          const interval = await act(page, shown);
          note(`${name} cpu ${program.name}`, (page.cpu() - before) / FRAMES);
          note(`${name} interval ${program.name}`, interval);
        }
        if (program === OURS && engine.name === 'Chromium') {
          note('letter', await letter(page, board));
        }
        await page.close();
      }
    }
  } finally {
    await board.end();
  }
  print(engine, count, found);
}

/** Milliseconds from a key to the frame after the one that shows the letter on the wall. Median of twenty. */
async function letter(page, board) {
  await page.run(OURS.look.toString(), {
    x: board.notes[0].x - 400,
    y: board.notes[0].y - 300,
    zoom: 1,
    note: board.notes[0],
  });
  await page.run(
    `(id) => {
    const rect = window.__board.noteRect(id);
    const at = { clientX: rect.x + rect.w / 2, clientY: rect.y + rect.h / 2, bubbles: true, cancelable: true };
    document.querySelector('canvas').dispatchEvent(new MouseEvent('dblclick', at));
    window.took = [];
    addEventListener('keydown', (event) => {
      const { revision } = window.__board;
      const began = event.timeStamp;
      const look = () => {
        if (window.__board.revision > revision) requestAnimationFrame(() => window.took.push(performance.now() - began));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, true);
  }`,
    board.notes[0].id,
  );
  await page.run(
    `async () => { while (window.__board.typing === null) await new Promise(requestAnimationFrame); }`,
  );
  for (let typed = 1; typed <= 20; typed += 1) {
    await page.press('abcdefghij'[typed % 10]);
    await page.run(
      `async (count) => { while (window.took.length < count) await new Promise(requestAnimationFrame); }`,
      typed,
    );
  }
  return median(await page.run('() => window.took'));
}

function print(engine, count, found) {
  const of = (key) => median(found.get(key));
  console.log(
    `\n${engine.name} ${engine.version}, ${count} notes: processor ms a frame, interval ms; median of ${rounds}`,
  );
  for (const name of ['pan at 1', 'pan at 0.4', 'overview', 'zoom', 'drag']) {
    const [ours, theirs] = [of(`${name} cpu ours`), of(`${name} cpu excalidraw`)];
    const ratio = ours / theirs;
    const intervals = `${ms(of(`${name} interval ours`))} :${ms(of(`${name} interval excalidraw`))}`;
    console.log(
      `  ${name.padEnd(11)} cpu ${ms(ours)} :${ms(theirs)} = ${ratio.toFixed(2)}${ratio > 0.5 ? ' !' : '  '}  interval ${intervals}`,
    );
  }
  console.log(
    `  empty frame cpu ${ms(of('empty cpu'))}   about what the browser itself costs interval ${ms(of('empty interval'))}`,
  );
  console.log(
    `  first paint ${ms(of('open ours'))} from opening the page; excalidraw ${ms(of('open excalidraw'))} from its elements`,
  );
  if (found.has('letter')) console.log(`  one letter  ${ms(of('letter'))} from the key to the wall`);
}

function size() {
  const scripts = readdirSync(BUNDLE).filter((name) => name.endsWith('.js'));
  const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(BUNDLE, name))).length, 0);
  console.log(`\nscripts of the page: ${(bytes / 1024).toFixed(1)} KB gzip in ${scripts.length} files`);
}

const [{ model }] = cpus();
console.log(
  `${model.trim()}, ${cpus().length} cores, Linux ${release()}, load ${loadavg()[0].toFixed(1)}, software rendering`,
);
if (!existsSync(PAGES)) {
  const vite = resolve(import.meta.dirname, '../../../ui/node_modules/.bin/vite');
  execFileSync(vite, ['build', '-c', join(import.meta.dirname, 'vite.config.js')], { stdio: 'ignore' });
}
const stage = { drawing: null };
const pages = await serve(stage);
stage.address = pages.address;
for (const begin of [inChromium, inWebKit]) {
  if (which !== 'all' && which !== (begin === inChromium ? 'chromium' : 'webkit')) continue;
  const engine = await begin();
  try {
    for (const count of counts.split(',')) await measure(engine, Number(count), stage);
  } finally {
    await engine.end();
  }
}
pages.end();
size();
