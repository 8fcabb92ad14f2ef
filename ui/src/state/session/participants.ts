/** The others at this board: who is here, where they point, which sheet they look at, and whom this screen follows. */
import type { ParticipantId, SheetId } from '../../gen/board';
import type { PresenceOf, Role, Standing } from '../../gen/messages';
import type { Point } from '../screen/camera';
import type { Session } from './session';
import { Topic } from '../topic';

/** Milliseconds without a move after which a cursor fades. */
const RESTS_AFTER = 10_000;

/** Colours that people are told apart by, beside their names; the board remembers a number below it. */
export const COLOURS = 8;

/** A person at this board. */
export interface Person {
  readonly id: ParticipantId;
  readonly name: string;
  readonly role: Role;
  readonly isHere: boolean;
  readonly isHost: boolean;
  readonly isMe: boolean;
  /** In a browser that this machine serves, without the app. */
  readonly isGuest: boolean;
  /** Below [`COLOURS`]. */
  readonly colour: number;
}

/** Where somebody points. */
export interface Pointing {
  readonly person: Person;
  readonly at: Point;
}

export class Participants {
  /** Who is here, and whom this screen follows. */
  readonly changed = new Topic();
  /** Where they point, and what they look at. */
  readonly moved = new Topic();
  private readonly cursors = new Map<ParticipantId, Point>();
  private readonly sheets = new Map<ParticipantId, SheetId>();
  private readonly resting = new Map<ParticipantId, ReturnType<typeof setTimeout>>();
  private led: ParticipantId | null = null;
  private isOut = false;

  constructor(
    private readonly session: Session,
    private readonly colourOf: (id: ParticipantId) => number | undefined,
  ) {}

  /** Everybody whom this board's session has seen, oneself first. */
  get all(): readonly Person[] {
    const { hello, connection, peers } = this.session;
    const colours = this.colours();
    const people = peers.map(({ participant: id, name, role, here, guest = false }): Person => {
      const isMe = id === hello?.participant;
      return {
        id,
        name,
        role,
        isMe,
        isGuest: guest,
        isHere: here && (isMe || !this.isOut),
        isHost: this.isShared && id === connection?.host,
        colour: colours.get(id) ?? 0,
      };
    });
    return [...people.filter(({ isMe }) => isMe), ...people.filter(({ isMe }) => !isMe)];
  }

  /** The others who are here now. */
  get others(): readonly Person[] {
    return this.all.filter(({ isMe, isHere }) => isHere && !isMe);
  }

  /** How many are here, this person too. */
  get count(): number {
    return this.others.length + 1;
  }

  /** A session runs that this machine takes part in. */
  get isShared(): boolean {
    const state = this.session.peerState;
    return state !== null && state !== 'alone';
  }

  /** Where the others point who moved lately. */
  get pointing(): readonly Pointing[] {
    return this.others.flatMap((person) => {
      const at = this.cursors.get(person.id);
      return at === undefined || !this.resting.has(person.id) ? [] : [{ person, at }];
    });
  }

  cursorOf(id: ParticipantId): Point | null {
    return this.cursors.get(id) ?? null;
  }

  sheetOf(id: ParticipantId): SheetId | null {
    return this.sheets.get(id) ?? null;
  }

  /** The person whom this screen follows. */
  get followed(): Person | null {
    return this.others.find(({ id }) => id === this.led) ?? null;
  }

  follow(id: ParticipantId | null): void {
    if (this.led === id) return;
    this.led = id;
    this.changed.touch();
  }

  /** Takes note of who came and went. */
  meet(): void {
    const here = new Set(this.others.map(({ id }) => id));
    for (const id of this.cursors.keys()) if (!here.has(id)) this.lift(id);
    if (this.led !== null && !here.has(this.led)) this.led = null;
    this.changed.touch();
  }

  hear({ participant, cursor, sheet }: PresenceOf): void {
    if (sheet === null || sheet === undefined) this.sheets.delete(participant);
    else this.sheets.set(participant, sheet);
    if (cursor === null || cursor === undefined) this.lift(participant);
    else this.point(participant, { x: cursor[0], y: cursor[1] });
    this.moved.touch();
  }

  hearState(state: Standing): void {
    if (state !== 'alone') this.isOut = false;
    this.meet();
  }

  /** This machine is out of the session: nobody else is here any more. */
  leave(): void {
    this.isOut = true;
    this.meet();
  }

  /** What they chose, or the board remembers; for the others a free number, the same on every screen that knows the same people. */
  private colours(): Map<ParticipantId, number> {
    const numbers = new Map<ParticipantId, number>();
    const peers = [...this.session.peers].sort((a, b) => (a.participant < b.participant ? -1 : 1));
    for (const { participant: id, colour } of peers) {
      const known = colour ?? this.colourOf(id);
      if (known !== undefined) numbers.set(id, known % COLOURS);
    }
    for (const { participant: id } of peers) {
      if (numbers.has(id)) continue;
      const taken = new Set(numbers.values());
      let number = numberOf(id) % COLOURS;
      for (let tries = 0; taken.has(number) && tries < COLOURS; tries += 1) number = (number + 1) % COLOURS;
      numbers.set(id, number);
    }
    return numbers;
  }

  private point(id: ParticipantId, at: Point): void {
    const before = this.cursors.get(id);
    // A presence says everything each time: only a new place is a move.
    if (before?.x === at.x && before.y === at.y) return;
    clearTimeout(this.resting.get(id));
    this.cursors.set(id, at);
    this.resting.set(
      id,
      setTimeout(() => this.rest(id), RESTS_AFTER),
    );
  }

  /** Points nowhere any more. */
  private lift(id: ParticipantId): void {
    this.cursors.delete(id);
    this.rest(id);
  }

  private rest(id: ParticipantId): void {
    clearTimeout(this.resting.get(id));
    if (this.resting.delete(id)) this.moved.touch();
  }
}

/** The same number for the same person everywhere. */
function numberOf(id: ParticipantId): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum;
}
