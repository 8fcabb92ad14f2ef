/** What cells hold that are no notes: how personas feel at a step, and measures with their targets. */
import type {
  Board,
  BoardChange,
  CellId,
  MeasureView,
  PersonaId,
  SentimentView,
  StepId,
} from '../../gen/board';
import type { PartKey } from './part-topics';
import { type CellKey, cellKey } from '../scene/scene-mirror';

/** How one persona feels at a step. */
export interface SentimentReading {
  readonly id: PersonaId;
  readonly persona: string;
  /** Median of what participants said, −2 to +2. */
  readonly value: number;
  /** How many said something. */
  readonly ratings: number;
}

/** Touched when what is felt at a step changes: one part for all rows that show it. */
export function sentimentKey(step: StepId): PartKey {
  return `sentiment/${step}`;
}

export class Readings {
  private names: ReadonlyMap<PersonaId, string>;
  private readonly byStep = new Map<StepId, readonly SentimentView[]>();
  private readonly measures = new Map<CellKey, MeasureView>();

  constructor(board: Board) {
    this.names = namesOf(board.personas);
    for (const said of board.sentiments)
      this.byStep.set(said.step, [...(this.byStep.get(said.step) ?? []), said]);
    for (const measure of board.measures) this.measures.set(cellKey(measure), measure);
  }

  /** In the order in which personas were added. */
  sentiments(step: StepId): SentimentReading[] {
    return (this.byStep.get(step) ?? []).flatMap(({ persona, values }) => {
      const value = median(Object.values(values));
      return value === null
        ? []
        : [
            {
              id: persona,
              persona: this.names.get(persona) ?? '',
              value,
              ratings: Object.keys(values).length,
            },
          ];
    });
  }

  measure(cell: CellId): MeasureView | undefined {
    return this.measures.get(cellKey(cell));
  }

  /** Takes a change in; gives false when it is none of theirs. */
  apply(change: Exclude<BoardChange, 'reload'>, touched: Set<PartKey>): boolean {
    if ('personas' in change) {
      this.names = namesOf(change.personas);
      touched.add('personas');
      for (const step of this.byStep.keys()) touched.add(sentimentKey(step));
    } else if ('sentiment' in change) {
      const { step, sentiments } = change.sentiment;
      this.byStep.set(step, sentiments);
      touched.add(sentimentKey(step));
    } else if ('measure' in change) {
      const { step, row, measure } = change.measure;
      const key = cellKey({ step, row });
      if (measure === null) this.measures.delete(key);
      else this.measures.set(key, { step, row, ...measure });
      touched.add(key);
    } else return false;
    return true;
  }
}

function namesOf(personas: Board['personas']): ReadonlyMap<PersonaId, string> {
  return new Map(personas.map(({ id, name }) => [id, name ?? '']));
}

/** The middle value; between two, their mean. `null` of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? upper) : upper;
  return (lower + upper) / 2;
}
