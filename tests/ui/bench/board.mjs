/** Boards to measure on: the same notes for ours, made with the command line, and for Excalidraw. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM =
  process.env.JOURNEYWALL_CLI ?? resolve(import.meta.dirname, '../../../target/debug/journeywall-cli');

const STAGES = ['Awareness', 'Consideration', 'Conversion', 'Retention', 'Brand loyalty'];
const ROWS = ['Doing', 'Thinking', 'Encounters', 'Missing touchpoints'];
const KINDS = ['action', 'thought', 'question', 'pain point', 'happy moment', 'opportunity', 'touchpoint'];
const WORDS =
  'sees an ad on the bus asks a friend about prices waits too long for an answer compares offers online calls the desk signs up forgets the password'.split(
    ' ',
  );

/** Notes in a cell: what a workshop leaves behind. */
const IN_A_CELL = 5;

/**
 * Lines of a CSV with this many notes of 3 to 12 words. More notes are more stages and rows, as on people's
 * boards, about 16 wide to 10 high.
 */
function csv(count) {
  const stages = Math.ceil(Math.sqrt(count / IN_A_CELL / 0.4));
  const rows = Math.ceil(count / IN_A_CELL / stages);
  const lines = ['stage,row,kind,text'];
  for (let note = 0; note < count; note += 1) {
    const cell = note % (stages * rows);
    const stage = STAGES[cell % stages] ?? `Stage ${cell % stages}`;
    const row = ROWS[Math.floor(cell / stages)] ?? `Row ${Math.floor(cell / stages)}`;
    const text = Array.from({ length: 3 + (note % 10) }, (_, at) => WORDS[(note * 7 + at) % WORDS.length]);
    lines.push(`${stage},${row},${KINDS[note % KINDS.length]},${text.join(' ')} ${note}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A board of its own, hosted by the real program until it is ended. */
export class BenchBoard {
  #folder;
  #process;
  /** The page that guests open. */
  address;
  /** Every note with its place in board units, its colour and its text. */
  notes;
  size;

  static async of(count) {
    const board = new BenchBoard();
    const folder = (board.#folder = mkdtempSync(join(tmpdir(), 'journeywall-bench-')));
    const file = join(folder, 'board.journey');
    const run = (...words) =>
      execFileSync(PROGRAM, ['--library', join(folder, 'library'), ...words], { maxBuffer: 1 << 28 });
    run('new', file, '--template', 'zapier-standard', '--title', `Bench of ${count} notes`);
    writeFileSync(join(folder, 'notes.csv'), csv(count));
    run('import', join(folder, 'notes.csv'), '--into', file);
    const scene = JSON.parse(run('scene', file).toString());
    board.notes = notesOf(scene);
    board.size = { w: scene.width, h: scene.height };
    const words = ['--library', join(folder, 'library'), 'host', file, '--stdio'];
    board.#process = spawn(PROGRAM, [...words, '--guests', '127.0.0.1:0', '--name', 'Mira'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    board.address = await addressFrom(board.#process.stdout);
    return board;
  }

  async end() {
    const gone = new Promise((done) => this.#process.once('exit', done));
    this.#process.stdin.end();
    await gone;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function addressFrom(output) {
  for await (const line of createInterface({ input: output })) {
    const { hello } = JSON.parse(line);
    if (!hello?.guest_url) continue;
    output.resume();
    return hello.guest_url;
  }
  throw new Error('the host ended before it said where guests go');
}

const PAPERS = {
  noteYellow: '#fbe493',
  noteOrange: '#f79655',
  notePink: '#e8a4b1',
  noteViolet: '#b3aad3',
  noteBlue: '#5db4ff',
  noteGreen: '#bbfecd',
  noteGrey: '#e4ecf4',
};

function notesOf(scene) {
  const [sheet] = scene.sheets;
  const left = new Map(sheet.steps.map((step) => [step.id, sheet.rect.x + step.x]));
  const top = new Map(sheet.rows.map((row) => [row.id, sheet.rect.y + row.y]));
  return scene.cells.flatMap((cell) =>
    cell.notes.map(({ id, block, paper }) => ({
      id,
      x: left.get(cell.step) + block.rect.x,
      y: top.get(cell.row) + block.rect.y,
      w: block.rect.w,
      h: block.rect.h,
      colour: PAPERS[paper],
      text: block.shapes.flatMap((shape) => (shape.run?.size === 14 ? [shape.run.text] : [])).join(' '),
    })),
  );
}
