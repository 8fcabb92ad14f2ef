/** This screen's copy of the board: what notes say and where they are, for words rather than for paint. */
import type {
  Board,
  BoardChange,
  CellId,
  Header,
  Kind,
  KindId,
  NoteId,
  NoteView,
  Rights,
  RowId,
  RowView,
  SheetView,
  StageId,
  StageView,
  StepId,
  StepView,
} from '../../gen/board';
import { Agenda } from '../workshop/agenda';
import { BoardDetails } from './board-details';
import type { PartKey } from './part-topics';
import { Readings } from './readings';
import { type CellKey, cellKey } from '../scene/scene-mirror';

/** A column with the stage it belongs to. */
export interface Column {
  stage: StageView;
  id: string;
  /** Stage, and step where it has a name. */
  title: string;
}

export class BoardMirror {
  /** Personas, sentiments, measures, comments. */
  readonly details: BoardDetails;
  readonly agenda: Agenda;
  private title: string;
  private head: Header;
  private rights: Rights;
  private grid: SheetView[];
  private kindsInOrder: Kind[];
  private readonly notes = new Map<NoteId, NoteView>();
  private readonly order = new Map<CellKey, NoteId[]>();
  private parkedOrder: NoteId[];
  readonly readings: Readings;

  constructor(board: Board) {
    this.details = new BoardDetails(board);
    this.agenda = new Agenda(board);
    this.title = board.title;
    this.head = board.header;
    this.rights = board.rights ?? { everyoneEdits: false };
    this.grid = board.sheets;
    this.kindsInOrder = board.kinds;
    this.readings = new Readings(board);
    for (const note of board.sheets.flatMap((sheet) => sheet.notes)) {
      this.notes.set(note.id, note);
      if (note.step === undefined || note.row === undefined) continue;
      const key = cellKey({ step: note.step, row: note.row });
      this.order.set(key, [...(this.order.get(key) ?? []), note.id]);
    }
    for (const note of board.parked) this.notes.set(note.id, note);
    this.parkedOrder = board.parked.map((note) => note.id);
  }

  get name(): string {
    return this.title;
  }

  get header(): Readonly<Header> {
    return this.head;
  }

  /** Participants change everybody's notes, not only their own: by the board's rights, or by the phase that is on. */
  get everyoneEdits(): boolean {
    return this.rights.everyoneEdits || this.agenda.phase?.everyoneEdits === true;
  }

  /** What the board's rights say, whatever phase is on. */
  get ownRights(): Readonly<Rights> {
    return this.rights;
  }

  /** Participants change nothing now: everything is paused, or the phase that is on is for looking. */
  get isHeld(): boolean {
    return this.rights.paused === true || this.agenda.phase?.way === 'readonly';
  }

  get sheets(): readonly SheetView[] {
    return this.grid;
  }

  get kinds(): readonly Kind[] {
    return this.kindsInOrder;
  }

  kind(id: KindId): Kind | undefined {
    return this.kindsInOrder.find((kind) => kind.id === id);
  }

  stage(id: StageId): StageView | undefined {
    return this.grid.flatMap(({ stages }) => stages).find((stage) => stage.id === id);
  }

  /** The stage that a step is of. */
  stageOf(id: StepId): StageView | undefined {
    return this.grid
      .flatMap(({ stages }) => stages)
      .find(({ steps }) => steps.some((step) => step.id === id));
  }

  step(id: StepId): StepView | undefined {
    return this.stageOf(id)?.steps.find((step) => step.id === id);
  }

  row(id: RowId): RowView | undefined {
    return this.grid.flatMap(({ rows }) => rows).find((row) => row.id === id);
  }

  note(id: NoteId): NoteView | undefined {
    return this.notes.get(id);
  }

  /** The sheet that a cell is on; `undefined` when its step or row is gone. */
  sheetOf({ step, row }: CellId): SheetView | undefined {
    return this.grid.find(
      ({ stages, rows }) =>
        rows.some(({ id }) => id === row) && stages.some(({ steps }) => steps.some(({ id }) => id === step)),
    );
  }

  /** The notes of a cell in their order. */
  notesIn(cell: CellId): NoteView[] {
    return this.known(this.order.get(cellKey(cell)) ?? []);
  }

  parked(): NoteView[] {
    return this.known(this.parkedOrder);
  }

  columns(sheet: SheetView): Column[] {
    return sheet.stages.flatMap((stage) =>
      stage.steps.map((step) => ({
        stage,
        id: step.id,
        title: step.title === '' ? stage.title : `${stage.title} – ${step.title}`,
      })),
    );
  }

  /** Takes changes in; says which parts of the board read differently now. */
  apply(changes: readonly BoardChange[]): Set<PartKey> {
    const touched = new Set<PartKey>();
    for (const change of changes) {
      this.applyOne(change, touched);
      this.details.apply(change);
    }
    return touched;
  }

  private applyOne(change: BoardChange, touched: Set<PartKey>): void {
    if (change === 'reload') return;
    if (this.readings.apply(change, touched) || this.agenda.apply(change, touched)) return;
    if ('header' in change) {
      this.head = change.header;
      this.title = change.header.title;
      touched.add('header');
    } else if ('rights' in change) {
      this.rights = change.rights;
      touched.add('rights');
    } else if ('grid' in change) {
      this.grid = change.grid;
      touched.add('grid');
    } else if ('kinds' in change) {
      this.kindsInOrder = change.kinds;
      touched.add('kinds');
    } else if ('note' in change) {
      this.touchHolder(this.notes.get(change.note.id), touched);
      this.notes.set(change.note.id, change.note);
      this.touchHolder(change.note, touched);
    } else if ('noteGone' in change) {
      this.touchHolder(this.notes.get(change.noteGone), touched);
      this.notes.delete(change.noteGone);
    } else if ('cell' in change) {
      this.order.set(cellKey(change.cell), change.cell.notes);
      touched.add(cellKey(change.cell));
    } else if ('comments' in change) {
      touched.add('comments');
      this.touchCommented(change.comments.note, touched);
    } else if ('parked' in change) {
      this.parkedOrder = change.parked;
      touched.add('parked');
    }
  }

  /** A note shows how many comments it has: to who reads it, it is another one. */
  private touchCommented(id: NoteId, touched: Set<PartKey>): void {
    const note = this.notes.get(id);
    if (note === undefined) return;
    this.notes.set(id, { ...note });
    this.touchHolder(note, touched);
  }

  private touchHolder(note: NoteView | undefined, touched: Set<PartKey>): void {
    if (note === undefined) return;
    const { step, row } = note;
    touched.add(step !== undefined && row !== undefined ? cellKey({ step, row }) : 'parked');
  }

  private known(ids: readonly NoteId[]): NoteView[] {
    return ids.flatMap((id) => this.notes.get(id) ?? []);
  }
}
