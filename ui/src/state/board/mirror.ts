/** The mirror of a board: loaded once, then changed by patches in revision order (A4). */
import type { NoteId, SheetId } from '../../gen/board';
import type { Answer, Patch, Question } from '../../link/messages';
import { BoardMirror } from './board-mirror';
import { type PartKey, PartTopics } from './part-topics';
import { SceneMirror } from '../scene/scene-mirror';
import { Topic } from '../topic';

/** Where a mirror loads from. */
export interface Source {
  ask<Q extends Question>(question: Q): Promise<Answer<Q>>;
}

/** What a patch changed, for acts that show what they did. */
export interface Touched {
  readonly revision: number;
  readonly notes: readonly NoteId[];
  readonly parts: readonly PartKey[];
}

/** Patches whose changes are remembered: answers come at most a few patches late. */
const REMEMBERED = 64;

interface Parts {
  scene: SceneMirror | null;
  board: BoardMirror | null;
}

export class Mirror implements Parts {
  /** Touched after every load and patch. */
  readonly changed = new Topic();
  /** Touched part by part, for views that show much and must cost what changed. */
  readonly parts = new PartTopics();
  scene: SceneMirror | null = null;
  board: BoardMirror | null = null;
  private epoch: number | string | undefined;
  private arriving: Parts | null = null;
  private seen = -1;
  private loaded = 0;
  private loading = 0;
  private wanted: SheetId | null = null;
  private history: readonly Touched[] = [];

  constructor(private readonly source: Source) {}

  /** The revision this mirror shows. */
  get revision(): number {
    return this.seen;
  }

  /** How often it was loaded. */
  get loads(): number {
    return this.loaded;
  }

  get isReady(): boolean {
    return this.scene !== null && this.board !== null;
  }

  /** What the patch of a revision changed; `undefined` when that is long ago, or the board was loaded since. */
  touchedBy(revision: number): Touched | undefined {
    return this.history.find((touched) => touched.revision === revision);
  }

  /** The sheet that the wall and the table show; before the scene is here, the one that is wanted. */
  get sheet(): SheetId | null {
    return this.scene?.sheet ?? this.wanted;
  }

  /** Shows another sheet, now or when it is here. */
  showSheet(sheet: SheetId): void {
    this.wanted = sheet;
    this.arriving?.scene?.show(sheet);
    if (this.scene?.show(sheet) !== true) return;
    this.changed.touch();
    this.parts.touch(['sheet']);
  }

  /**
   * Loads anew. What is shown stays until all of the new is there; where nothing is shown yet, the scene is shown
   * before the words come. A later load overtakes an earlier one.
   */
  async load(): Promise<void> {
    const mine = ++this.loading;
    this.seen = -1;
    // Each answer holds every patch that came before it, so each part is patched from its own arrival on.
    const arriving: Parts = { scene: null, board: null };
    this.arriving = arriving;
    await Promise.all([
      this.source.ask({ subscribe: ['scene', 'board'] }).then((accepted) => {
        if (mine !== this.loading) return;
        this.epoch = accepted.epoch;
        this.seen = accepted.revision;
      }),
      this.source.ask({ get: 'scene' }).then((scene) => {
        if (mine === this.loading) this.arrive(arriving, new SceneMirror(scene, this.sheet));
      }),
      this.source.ask({ get: 'board' }).then((board) => (arriving.board = new BoardMirror(board))),
    ]);
    if (mine !== this.loading) return;
    this.arriving = null;
    ({ scene: this.scene, board: this.board } = arriving);
    this.loaded += 1;
    this.history = [];
    this.changed.touch();
    this.parts.touchAll();
  }

  private remember({ revision, board = [] }: Patch, parts: ReadonlySet<PartKey>): void {
    const notes = board.flatMap((change) =>
      change !== 'reload' && 'note' in change ? [change.note.id] : [],
    );
    this.history = [...this.history.slice(1 - REMEMBERED), { revision, notes, parts: [...parts] }];
  }

  private arrive(arriving: Parts, scene: SceneMirror): void {
    arriving.scene = scene;
    if (this.scene !== null) return;
    this.scene = scene;
    this.changed.touch();
  }

  /** Takes a patch. Gives false when it does not follow what this mirror has seen: then load anew. */
  receive(patch: Patch): boolean {
    if (this.seen < 0) return true;
    const isReload = patch.board?.includes('reload') ?? false;
    if (patch.epoch !== this.epoch || patch.revision !== this.seen + 1 || isReload) return false;
    this.seen = patch.revision;
    const { scene, board } = this.arriving ?? this;
    const { sheet } = this;
    scene?.apply(patch.scene ?? []);
    const touched = board?.apply(patch.board ?? []) ?? new Set<PartKey>();
    this.remember(patch, touched);
    if (this.arriving !== null) {
      if (scene !== null && scene === this.scene) this.changed.touch();
      return true;
    }
    this.changed.touch();
    // Where the sheet that was shown is gone, another is.
    this.parts.touch(sheet === this.sheet ? touched : [...touched, 'sheet']);
    return true;
  }
}
