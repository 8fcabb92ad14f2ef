/**
 * This screen's copy of the scene. It changes by patches only. All of it is here; places are those of the wall, which
 * shows one sheet.
 */
import type { CellId, NoteId, RowId, SheetId, StepId } from '../../gen/board';
import type {
  CellNotes,
  CellScene,
  NotePlace,
  NoteScene,
  RowScene,
  Scene,
  SceneChange,
  SheetScene,
  StepScene,
} from '../../gen/scene';
import type { Point } from '../screen/camera';
import { type ShownScene, fromWhole, sceneOfSheet, toWhole } from './one-sheet';

/** A cell as a key of a map. */
export type CellKey = `${StepId}/${RowId}`;

export function cellKey(cell: CellId): CellKey {
  return `${cell.step}/${cell.row}`;
}

/** The cell of a key; `null` for keys of something else. */
export function cellOfKey(key: string): CellId | null {
  const [step = '', row = ''] = key.split('/');
  return row === '' ? null : { step, row };
}

/** A column or lane with the sheet it is on. */
export interface On<Part> {
  sheet: SheetScene;
  part: Part;
}

/** Where a note is: its cell, or the parking lot. */
export type Holder = CellKey | 'parking';

/** A note and what holds it. */
export interface Placed {
  holder: Holder;
  note: NoteScene;
}

export class SceneMirror {
  private readonly cellsByKey = new Map<CellKey, CellScene>();
  private readonly places = new Map<NoteId, Placed>();
  private stepsById = new Map<StepId, On<StepScene>>();
  private rowsById = new Map<RowId, On<RowScene>>();
  private shown: ShownScene;

  constructor(
    private scene: Scene,
    private wanted: SheetId | null = null,
  ) {
    for (const cell of scene.cells) this.putCell(cell);
    this.putNotes('parking', [], scene.parking.notes);
    this.shown = scene;
    this.layGround();
  }

  /** What the wall shows: one sheet, below the header. */
  get current(): ShownScene {
    return this.shown;
  }

  /** All sheets below each other, as pictures show them. */
  get whole(): ShownScene {
    return this.scene;
  }

  /** The sheet that the wall shows; `null` on a board without sheets. */
  get sheet(): SheetId | null {
    return this.shown.sheets[0]?.id ?? null;
  }

  /** Shows another sheet. Says whether it is another. */
  show(sheet: SheetId): boolean {
    const before = this.sheet;
    this.wanted = sheet;
    this.layGround();
    return this.sheet !== before;
  }

  /** Where a point of the wall lies in the whole scene. */
  toWhole(at: Point): Point {
    return toWhole(this.scene, this.wanted, at);
  }

  /** Where a point of the whole scene lies on the wall; `null` on a sheet that is not shown. */
  fromWhole(at: Point): Point | null {
    return fromWhole(this.scene, this.wanted, at);
  }

  cells(): Iterable<CellScene> {
    return this.cellsByKey.values();
  }

  cellOf(key: CellKey): CellScene | undefined {
    return this.cellsByKey.get(key);
  }

  cell(id: CellId): CellScene | undefined {
    return this.cellsByKey.get(cellKey(id));
  }

  /** A column of the sheet that is shown. */
  step(id: StepId): On<StepScene> | undefined {
    return this.stepsById.get(id);
  }

  /** A lane of the sheet that is shown. */
  row(id: RowId): On<RowScene> | undefined {
    return this.rowsById.get(id);
  }

  note(id: NoteId): Placed | undefined {
    return this.places.get(id);
  }

  noteIds(): Iterable<NoteId> {
    return this.places.keys();
  }

  apply(changes: readonly SceneChange[]): void {
    for (const change of changes) this.applyOne(change);
    if (changes.some((change) => !('cell' in change || 'notes' in change || 'cellGone' in change)))
      this.layGround();
  }

  private applyOne(change: SceneChange): void {
    if ('size' in change) this.scene = { ...this.scene, ...change.size };
    else if ('header' in change) this.scene = { ...this.scene, header: change.header };
    else if ('legend' in change) this.scene = { ...this.scene, legend: change.legend };
    else if ('sheets' in change) this.putSheets(change.sheets);
    else if ('rows' in change) this.placeRows(change.rows);
    else if ('curves' in change) {
      const { sheet, curves } = change.curves;
      this.reshapeSheet(sheet, (found) => ({ ...found, curves }));
    } else if ('cell' in change) this.putCell(change.cell);
    else if ('notes' in change) this.patchCell(change.notes);
    else if ('cellGone' in change) this.dropCell(cellKey(change.cellGone));
    else if ('parking' in change) {
      this.putNotes('parking', this.scene.parking.notes, change.parking.notes);
      this.scene = { ...this.scene, parking: change.parking };
    } else {
      const { parking } = this.scene;
      this.scene = {
        ...this.scene,
        parking: { ...parking, block: { ...parking.block, rect: change.parkingPlace } },
      };
    }
  }

  private putSheets(sheets: SheetScene[]): void {
    const at = this.scene.sheets.findIndex(({ id }) => id === this.sheet);
    // The sheet that was shown is gone: the one that took its place is.
    if (!sheets.some(({ id }) => id === this.sheet))
      this.wanted = sheets[Math.min(at, sheets.length - 1)]?.id ?? null;
    this.scene = { ...this.scene, sheets };
    const steps = new Map(sheets.flatMap((sheet) => sheet.steps.map(({ id }) => [id, sheet] as const)));
    const rows = new Map(sheets.flatMap((sheet) => sheet.rows.map(({ id }) => [id, sheet] as const)));
    for (const [key, cell] of this.cellsByKey) {
      const sheet = steps.get(cell.step);
      if (sheet === undefined || sheet !== rows.get(cell.row)) this.dropCell(key);
    }
  }

  private placeRows({ sheet, rect, rows }: Extract<SceneChange, { rows: unknown }>['rows']): void {
    const places = new Map(rows.map((place) => [place.id, place]));
    this.reshapeSheet(sheet, (found) => ({
      ...found,
      rect,
      rows: found.rows.map((row) => ({ ...row, ...places.get(row.id) })),
    }));
  }

  private reshapeSheet(id: string, reshape: (sheet: SheetScene) => SheetScene): void {
    const sheets = this.scene.sheets.map((sheet) => (sheet.id === id ? reshape(sheet) : sheet));
    this.scene = { ...this.scene, sheets };
  }

  private putCell(cell: CellScene): void {
    const key = cellKey(cell);
    this.putNotes(key, this.cellsByKey.get(key)?.notes ?? [], cell.notes);
    this.cellsByKey.set(key, cell);
  }

  private patchCell({ step, row, height, groups, places, notes }: CellNotes): void {
    const cell = this.cell({ step, row });
    if (cell === undefined) return;
    const changed = new Map(notes.map((note) => [note.id, note]));
    const shown = cell.notes.map((note) => changed.get(note.id) ?? note);
    const placed = places === undefined ? shown : arranged(places, [...shown, ...notes]);
    this.putCell({ ...cell, height, groups: groups ?? cell.groups, notes: placed });
  }

  private dropCell(key: CellKey): void {
    this.putNotes(key, this.cellsByKey.get(key)?.notes ?? [], []);
    this.cellsByKey.delete(key);
  }

  /** Of the notes before only those go that have not meanwhile come to another holder. */
  private putNotes(holder: Holder, before: readonly NoteScene[], notes: readonly NoteScene[]): void {
    for (const { id } of before) {
      if (this.places.get(id)?.holder === holder) this.places.delete(id);
    }
    for (const note of notes) this.places.set(note.id, { holder, note });
  }

  /** Costs the sheets, and the stages, steps and rows of the one that is shown. */
  private layGround(): void {
    this.shown = sceneOfSheet(this.scene, this.wanted);
    this.stepsById = new Map();
    this.rowsById = new Map();
    for (const sheet of this.shown.sheets.slice(0, 1)) {
      for (const part of sheet.steps) this.stepsById.set(part.id, { sheet, part });
      for (const part of sheet.rows) this.rowsById.set(part.id, { sheet, part });
    }
  }
}

/** These notes at their places, in that order. A note that stays where it was stays the same object. */
function arranged(places: readonly NotePlace[], notes: readonly NoteScene[]): NoteScene[] {
  const byId = new Map(notes.map((note) => [note.id, note]));
  return places.flatMap(({ id, x, y }) => {
    const note = byId.get(id);
    if (note === undefined) return [];
    const { rect } = note.block;
    if (rect.x === x && rect.y === y) return [note];
    return [{ ...note, block: { ...note.block, rect: { ...rect, x, y } } }];
  });
}
