/** What a test sees of the wall: the outline that screen readers read, and where things are on the screen. */
import { KEY, until } from './driver.mjs';

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

/** Titles come from the words painted in them, which are what a person reads. */
const STAGES = `
  const board = window.__board;
  const words = (block) => block.shapes.flatMap((shape) => ('run' in shape ? [shape.run.text] : [])).join('').trim();
  return board.scene.sheets[0].stages.map(({ id, block }) => {
    const title = words(block);
    const rect = board.gridHeaderRect(id);
    return { id, title, rect, middle: rect && { x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 } };
  });`;

const IN_TEXTAREA = "return document.activeElement?.tagName === 'TEXTAREA'";
const EMPTY_FIELD = "return document.activeElement?.tagName === 'TEXTAREA' && document.activeElement.value === ''";

export class WallPage {
  constructor(window) {
    this.window = window;
  }

  /** Waits until the board is there and nothing is on its way. */
  ready() {
    return until('the wall is ready', () => this.window.run('return window.__board?.ready && window.__board.settled'));
  }

  /** Waits until the board of this title is there. */
  async shows(title) {
    await until(`«${title}» is open`, async () => (await this.title()) === `${title} – Journeywall`);
    await this.ready();
  }

  /** What the title bar says. */
  title() {
    return this.window.run('return document.title');
  }

  cells() {
    return this.window.run(CELLS);
  }

  /** The stages of the first sheet from the left: ids, titles, and the middle of each title on the screen. */
  stages() {
    return this.window.run(STAGES);
  }

  /** Titles of the stages, from the left. */
  async stageTitles() {
    return (await this.stages()).map(({ title }) => title);
  }

  /** Waits until the stages are these, and on disk. */
  async hasStages(...titles) {
    await until(`the stages are ${titles.join(', ')}`, async () => {
      const now = await this.stageTitles();
      return now.join('|') === titles.join('|');
    });
    await this.ready();
  }

  /** Writes one note after the other with the keyboard alone, into the cell that is reached first. */
  async writeNotes(...texts) {
    // Letters write where something is selected; the chord adds a note everywhere.
    await this.window.press(KEY.enter, KEY.control);
    for (const [index, text] of texts.entries()) {
      await until(`a field for «${text}» is open`, () => this.window.run(EMPTY_FIELD));
      await this.window.type(text);
      await this.window.press(index + 1 < texts.length ? KEY.tab : KEY.escape);
    }
    await until('the last note is written', async () => !(await this.isTyping()));
    await this.ready();
  }

  isTyping() {
    return this.window.run('return window.__board.typing !== null');
  }

  /** Gives a stage another title where it stands. */
  async renameStage(from, to) {
    const stage = (await this.stages()).find(({ title }) => title === from);
    await this.window.doubleClick(stage.middle);
    await until('the title can be written', () => this.window.run(IN_TEXTAREA));
    await this.window.press('a', KEY.control);
    await this.window.type(to);
    await this.window.press(KEY.enter);
  }

  /** Carries a stage past the next one. */
  async carryStagePastNext(title) {
    const stages = await this.stages();
    const at = stages.findIndex((stage) => stage.title === title);
    const [one, next] = [stages[at], stages[at + 1]];
    const end = { x: next.rect.x + next.rect.w * 0.9, y: one.middle.y };
    const part = (share) => ({ x: one.middle.x + (end.x - one.middle.x) * share, y: one.middle.y });
    await this.window.drag(one.middle, part(0.1), part(0.5), part(0.9), end, end);
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
