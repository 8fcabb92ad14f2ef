/** What stands around the wall on this screen: panels, dialogs, menus. Seen by nobody else. */
import type { CellId, NoteId, RowId, SheetId, StageId, StepId } from '../../gen/board';
import type { Point, Size } from './camera';
import { Topic } from '../topic';

/** What a menu is about. */
export type Subject =
  | { readonly note: NoteId }
  | { readonly cell: CellId }
  | { readonly stage: StageId }
  | { readonly step: StepId }
  | { readonly row: RowId }
  | { readonly sheet: SheetId };

/** The panel at the right; at most one is open. */
export type PanelName =
  'note' | 'stage' | 'personas' | 'measure' | 'header' | 'search' | 'restore' | 'comments' | 'agenda';

/** A dialog above everything; at most one is open. */
export type DialogName = 'keys' | 'paste' | 'move' | 'export' | 'kinds' | 'session' | 'leave';

/** A menu where it was asked for, in CSS pixels of the window. */
export interface OpenMenu {
  readonly at: Point;
  readonly about: Subject;
  /** A part of what can be done with it: the kinds that a note may have, the settings of a row. */
  readonly page?: 'kinds' | 'rowType' | 'zone' | 'height';
}

/** A title that is being written where it stands. */
export type Rename =
  | { readonly stage: StageId }
  | { readonly step: StepId }
  /** Its title, or the prompt below it. */
  | { readonly row: RowId; readonly isPrompt?: boolean }
  | { readonly sheet: SheetId };

/** Width of windows below which the panel is a sheet from below, in CSS pixels. */
const PANEL_BELOW = 561;

export class Chrome {
  readonly changed = new Topic();
  private openPanel: PanelName | null = null;
  private openDialog: DialogName | null = null;
  private shownMenu: OpenMenu | null = null;
  private renamed: Rename | null = null;
  private typedFirst: string | null = null;
  private awaited: string | null = null;
  private isTable = false;
  private isBegun = false;
  private column: StepId | null = null;

  get panel(): PanelName | null {
    return this.openPanel;
  }

  /** CSS pixels that the panel covers of a wall of that size: on phones, below. Elsewhere it has room of its own. */
  covered(size: Size): { right: number; bottom: number } {
    const isBelow = this.openPanel !== null && size.w < PANEL_BELOW;
    return { right: 0, bottom: isBelow ? size.h * 0.7 : 0 };
  }

  get dialog(): DialogName | null {
    return this.openDialog;
  }

  get menu(): OpenMenu | null {
    return this.shownMenu;
  }

  /** The title that is being written. */
  get rename(): Rename | null {
    return this.renamed;
  }

  /** What was typed before the field of that title was there: it takes the title's place. */
  get renameFirst(): string | null {
    return this.typedFirst;
  }

  /** A stage, step or row was asked for, and its field comes with it: what is typed now is its title. */
  get isAwaitingTitle(): boolean {
    return this.awaited !== null;
  }

  awaitTitle(isAwaited: boolean): void {
    this.awaited = isAwaited ? '' : null;
  }

  /** Keeps a letter for the field that comes, or with `null` takes the last one back. */
  typeAhead(typed: string | null): void {
    if (this.awaited === null) return;
    this.awaited = typed === null ? [...this.awaited].slice(0, -1).join('') : this.awaited + typed;
  }

  /** The board is shown as a table instead of a wall. */
  get isOutline(): boolean {
    return this.isTable;
  }

  /** The column of the table that a phone shows, one at a time; `null` until it has shown one. */
  get shownColumn(): StepId | null {
    return this.column;
  }

  showColumn(step: StepId | null): void {
    if (this.column === step) return;
    this.column = step;
    this.changed.touch();
  }

  showPanel(panel: PanelName | null): void {
    if (this.openPanel === panel) return;
    this.openPanel = panel;
    this.changed.touch();
  }

  togglePanel(panel: PanelName): void {
    this.showPanel(this.openPanel === panel ? null : panel);
  }

  showDialog(dialog: DialogName | null): void {
    if (this.openDialog === dialog) return;
    this.openDialog = dialog;
    this.changed.touch();
  }

  showMenu(menu: OpenMenu | null): void {
    if (this.shownMenu === menu) return;
    this.shownMenu = menu;
    this.changed.touch();
  }

  showRename(rename: Rename | null, first?: string): void {
    if (this.renamed === rename) return;
    const ahead = this.awaited === '' ? null : this.awaited;
    this.typedFirst = rename === null ? null : (first ?? ahead);
    if (rename !== null) this.awaited = null;
    this.renamed = rename;
    this.changed.touch();
  }

  /** How the board is shown at first, as an earlier page of this tab showed it: said once, and later words are late. */
  begin(table: { readonly isTable: boolean; readonly column?: StepId | null } | null): void {
    if (this.isBegun || table === null) return;
    this.isBegun = true;
    this.showColumn(table.column ?? null);
    this.showOutline(table.isTable);
  }

  /** What a page that is loaded again begins with. */
  get table(): { isTable: boolean; column: StepId | null } {
    return { isTable: this.isTable, column: this.column };
  }

  showOutline(isShown: boolean): void {
    if (this.isTable === isShown) return;
    this.isTable = isShown;
    this.changed.touch();
  }
}
