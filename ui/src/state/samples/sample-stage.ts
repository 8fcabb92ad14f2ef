/** A board that is played by hand, for tests of what a screen asks for and hears. Never part of the bundle. */
import type { LinkEvents } from '../../link/link';
import { noteView, sampleBoard, sampleScene } from './sample';
import { wallOver } from './sample-wall';
import type { Wall } from '../wall';

interface Sent {
  id: number;
  edit?: Record<string, unknown>;
  get?: string;
  presence?: unknown;
}

/** A peer that is played by hand. */
export class Stage {
  readonly sent: Sent[] = [];
  readonly wall: Wall;
  revision = 5;
  private events: LinkEvents | null = null;

  constructor() {
    this.wall = wallOver((events) => {
      this.events = events;
      return { send: (text) => this.sent.push(JSON.parse(text) as Sent), close: () => undefined };
    });
  }

  async say(message: unknown): Promise<void> {
    this.events?.message(JSON.stringify(message));
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  }

  async open(): Promise<void> {
    await this.say({
      hello: { protocol: 1, board: 'board', participant: 'p', name: 'Mira', role: 'facilitator' },
    });
    await this.say({ id: 1, ok: { epoch: 1, revision: this.revision } });
    await this.say({ id: 2, ok: sampleScene() });
    await this.say({ id: 3, ok: sampleBoard() });
  }

  /** Note `a` says something else, as a patch tells. */
  async text(text: string): Promise<void> {
    this.revision += 1;
    await this.say({
      patch: { epoch: 1, revision: this.revision, board: [{ note: noteView('a', 's1', 'r1', text) }] },
    });
  }

  splices(): unknown[] {
    return this.sent.flatMap((message) => message.edit?.['spliceText'] ?? []);
  }

  /** Every edit that was asked for, by its act. */
  acts(): string[] {
    return this.sent.flatMap((message) => Object.keys(message.edit ?? {}));
  }

  async accept(): Promise<void> {
    const last = this.sent.findLast((message) => message.edit !== undefined);
    await this.say({ id: last?.id, ok: { revision: this.revision } });
  }
}

/** A field of a page, as far as typing needs one. */
interface SampleField {
  value: string;
  selectionStart: number;
  setSelectionRange(start: number, end: number): void;
}

export function fieldOf(value = ''): SampleField {
  const field: SampleField = {
    value,
    selectionStart: value.length,
    setSelectionRange(start) {
      field.selectionStart = start;
    },
  };
  return field;
}

export function type(field: SampleField, value: string): void {
  field.value = value;
  field.selectionStart = value.length;
}
