/** What a test sees of the wall: the outline that screen readers read, and where things are on the screen. */
import { until } from './driver.mjs';

/** The cells of the first sheet, in reading order: a free point in each, and the notes in it. */
const CELLS = `
  const board = window.__board;
  const [sheet] = board.scene.sheets;
  const middle = (rect) => rect && { x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 };
  const covers = (rect, at) => rect && at.x >= rect.x && at.x <= rect.x + rect.w && at.y >= rect.y && at.y <= rect.y + rect.h;
  // A point of a cell that no note covers, looked for from the lower right, where cells fill last.
  const free = (rect, notes) => {
    for (let y = rect.y + rect.h - 6; y > rect.y; y -= 6) {
      for (let x = rect.x + rect.w - 6; x > rect.x; x -= 6) {
        if (!notes.some((note) => covers(note, { x, y }))) return { x, y };
      }
    }
    return null;
  };
  return sheet.rows.flatMap((row) => sheet.steps.map((step) => {
    const cell = document.querySelector('[data-cell="' + step.id + '/' + row.id + '"]');
    const notes = [...(cell?.querySelectorAll('[data-note]') ?? [])];
    const rect = board.cellRect(step.id, row.id);
    return {
      name: step.id + '/' + row.id,
      step: step.id,
      free: rect && free(rect, notes.map((note) => board.noteRect(note.dataset.note))),
      notes: notes.map((note) => ({
        id: note.dataset.note,
        name: note.textContent,
        middle: middle(board.noteRect(note.dataset.note)),
      })),
    };
  }));`;

export class WallPage {
  constructor(window) {
    this.window = window;
  }

  /** Waits until the board is there and nothing is on its way. */
  ready() {
    return until('the wall is ready', () => this.window.run('return window.__board?.ready && window.__board.settled'));
  }

  cells() {
    return this.window.run(CELLS);
  }

  /** Names of all notes with their cells, as they are spoken, sorted. */
  async everything() {
    const cells = await this.cells();
    return cells.flatMap(({ name, notes }) => notes.map((note) => `${name} ${note.name}`)).sort();
  }

  /** The cell that holds a note whose name contains `text`, with that note; none while there is none. */
  async find(text) {
    for (const cell of await this.cells()) {
      const note = cell.notes.find(({ name }) => name.includes(text));
      if (note) return { cell, note };
    }
    return null;
  }

  /** Waits until a note is in a cell and on disk. */
  async isIn(text, cell) {
    const found = await until(`«${text}» is in ${cell}`, async () => {
      const now = await this.find(text);
      return now?.cell.name === cell ? now : null;
    });
    await this.ready();
    return found;
  }
}
