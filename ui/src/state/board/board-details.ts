/** This screen's copy of what belongs to notes, steps and the board besides notes and grid. */
import type {
  Board,
  BoardChange,
  CellId,
  CommentId,
  CommentView,
  Measure,
  NoteId,
  ParticipantId,
  Person,
  PersonaId,
  PersonaView,
  SentimentView,
  StepId,
} from '../../gen/board';
import { type CellKey, cellKey } from '../scene/scene-mirror';

export class BoardDetails {
  private personasInOrder: PersonaView[];
  private readonly measures = new Map<CellKey, Measure>();
  private readonly sentimentsByStep = new Map<StepId, SentimentView[]>();
  private readonly commentsByNote = new Map<NoteId, CommentView[]>();

  private people: Record<ParticipantId, Person>;

  constructor(board: Board) {
    this.people = board.people;
    this.personasInOrder = board.personas;
    for (const { step, row, ...measure } of board.measures)
      this.measures.set(cellKey({ step, row }), measure);
    for (const sentiment of board.sentiments) push(this.sentimentsByStep, sentiment.step, sentiment);
    for (const comment of board.comments) push(this.commentsByNote, comment.note, comment);
  }

  get personas(): readonly PersonaView[] {
    return this.personasInOrder;
  }

  measure(cell: CellId): Measure | undefined {
    return this.measures.get(cellKey(cell));
  }

  allMeasures(): Measure[] {
    return [...this.measures.values()];
  }

  /** Every value that a participant said. */
  sentimentsOf(who: ParticipantId): number[] {
    const all = [...this.sentimentsByStep.values()].flat();
    return all.flatMap(({ values }) => values[who] ?? []);
  }

  /** What everybody said of a persona at a step. */
  sentiment(step: StepId, persona: PersonaId): SentimentView | undefined {
    return this.sentimentsByStep.get(step)?.find((one) => one.persona === persona);
  }

  comments(note: NoteId): readonly CommentView[] {
    return this.commentsByNote.get(note) ?? [];
  }

  /** Of all notes, deleted ones too. */
  allComments(): CommentView[] {
    return [...this.commentsByNote.values()].flat();
  }

  /** The notes that something was said of. */
  commented(): NoteId[] {
    return [...this.commentsByNote.keys()];
  }

  comment(id: CommentId): CommentView | undefined {
    return [...this.commentsByNote.values()].flat().find((comment) => comment.id === id);
  }

  /** The name a participant gave. */
  person(id: ParticipantId): string | undefined {
    return this.people[id]?.name;
  }

  /** The number of the colour that the board remembers for a participant. */
  colourOf(id: ParticipantId): number | undefined {
    return this.people[id]?.colour;
  }

  /** Takes over what a change says of these parts; O(1) beside the part itself. */
  apply(change: BoardChange): void {
    if (change === 'reload') return;
    if ('personas' in change) this.personasInOrder = change.personas;
    else if ('measure' in change) {
      const { measure } = change.measure;
      if (measure === null) this.measures.delete(cellKey(change.measure));
      else this.measures.set(cellKey(change.measure), measure);
    } else if ('sentiment' in change)
      this.sentimentsByStep.set(change.sentiment.step, change.sentiment.sentiments);
    else if ('people' in change) this.people = change.people;
    else if ('comments' in change) this.commentsByNote.set(change.comments.note, change.comments.comments);
  }
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
