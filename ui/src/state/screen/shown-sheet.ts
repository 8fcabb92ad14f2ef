/** Which sheet this screen shows, where it looked on each, and where its person wrote last. */
import type { BoardId, CellId, RowId, SheetId } from '../../gen/board';
import type { BoardMirror } from '../board/board-mirror';
import type { Camera } from './camera';
import { type KeptPlace, keepPlace, keptPlace } from '../storage/kept-place';
import type { Mirror } from '../board/mirror';
import type { Viewport } from './viewport';

/** A look that is taken back when what it was for is over. */
interface Visit {
  readonly sheet: SheetId | null;
  readonly camera: Camera;
  /** How often hands had moved the wall by then. */
  readonly hands: number;
}

/** What looks are for. */
export type VisitName = 'typing' | 'search';

export class ShownSheet {
  private readonly cameras = new Map<SheetId, Camera>();
  private readonly written = new Map<SheetId, CellId>();
  private readonly visits = new Map<VisitName, Visit>();

  constructor(
    private readonly mirror: Mirror,
    private readonly viewport: Viewport,
  ) {}

  get id(): SheetId | null {
    return this.mirror.sheet;
  }

  /** Shows a sheet where it was looked at last, the first time from its beginning. Says whether it was another. */
  turnTo(sheet: SheetId): boolean {
    const { mirror, viewport, id } = this;
    if (sheet === id || mirror.scene?.whole.sheets.some((one) => one.id === sheet) !== true) return false;
    if (id !== null) this.cameras.set(id, viewport.camera);
    mirror.showSheet(sheet);
    const known = this.cameras.get(sheet);
    viewport.look(known ?? viewport.beginning);
    return true;
  }

  /** Goes on where an earlier page of this tab looked at the board; for a board that is not shown yet. */
  resume(board: BoardId): KeptPlace | null {
    const place = keptPlace(board);
    if (place === null) return null;
    if (place.sheet !== null) this.mirror.showSheet(place.sheet);
    this.viewport.begin(place.camera);
    return place;
  }

  keep(board: BoardId, table: Pick<KeptPlace, 'isTable' | 'column'>): void {
    if (this.viewport.isBegun) keepPlace(board, { sheet: this.id, camera: this.viewport.camera, ...table });
  }

  /** Remembers where this screen looks, to come back there; a visit that has begun goes on. */
  visit(name: VisitName): void {
    if (this.visits.has(name)) return;
    const { camera, hands } = this.viewport;
    this.visits.set(name, { sheet: this.id, camera, hands });
  }

  /** Looks again where the visit began, unless a hand has moved the wall since. Says whether it did. */
  comeBack(name: VisitName): boolean {
    const visit = this.visits.get(name);
    this.visits.delete(name);
    if (visit === undefined || visit.hands !== this.viewport.hands) return false;
    if (visit.sheet !== null) this.turnTo(visit.sheet);
    this.viewport.look(visit.camera);
    return true;
  }

  /** The visit is no visit any more: this is where its person wants to be. */
  stay(name: VisitName): void {
    this.visits.delete(name);
  }

  /** Notes are written here. */
  wroteIn(cell: CellId): void {
    const sheet = this.mirror.board?.sheetOf(cell);
    if (sheet !== undefined) this.written.set(sheet.id, cell);
  }

  /** Where somebody who names no place writes on a sheet: where they wrote last, else where nobody has yet. */
  cellFor(sheet: SheetId | null = this.id): CellId | null {
    const { board } = this.mirror;
    if (board === null) return null;
    const last = sheet === null ? undefined : this.written.get(sheet);
    const known = last !== undefined && board.sheetOf(last)?.id === sheet ? last : undefined;
    const open = sheet === null ? null : board.agenda.openRows(sheet);
    if (known !== undefined && (open?.includes(known.row) ?? true)) return known;
    const row = open?.find((id) => board.row(id)?.type === 'notes');
    // Where they wrote in the row before, they go on in the row that is open now.
    if (known !== undefined && row !== undefined) return { step: known.step, row };
    return firstCellFor(board, sheet, open);
  }
}

/** The first empty cell of a sheet's rows for notes that are open, in reading order; without one the first of them. */
function firstCellFor(board: BoardMirror, id: SheetId | null, open: readonly RowId[] | null): CellId | null {
  const sheet = board.sheets.find((one) => one.id === id);
  if (sheet === undefined) return null;
  const cells = sheet.rows
    .filter((row) => row.type === 'notes' && (open?.includes(row.id) ?? true))
    .flatMap((row) => board.columns(sheet).map((column): CellId => ({ step: column.id, row: row.id })));
  return cells.find((cell) => board.notesIn(cell).length === 0) ?? cells[0] ?? null;
}
