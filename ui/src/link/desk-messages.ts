/**
 * The messages of the desk: the start screen and what is done with whole boards, beside the board that is open.
 *
 * They travel on the same link as a board's messages, in the envelope `{"id":N,"desk":{ACT:{…}}}`.
 */
import type { ExportFormat } from '../gen/export-formats';
import type { ParticipantId, SheetId } from '../gen/board';
import type { Role } from './messages';

/** The first message of a connection that has a desk at its other end. */
export interface DeskGreeting {
  readonly protocol: number;
  /** Who works here. */
  readonly name: string;
  /** Files are chosen in the system's own dialogs. */
  readonly dialogs: boolean;
  readonly platform: 'linux' | 'windows' | 'macos' | 'browser';
  /** The folder where boards lie. */
  readonly library: string;
  /** The library’s keys were made just now, though it holds boards: its `library.db` was lost. */
  readonly hasNewKeys: boolean;
}

/** A board as the start screen shows it. Times are milliseconds since 1970. */
export interface BoardEntry {
  readonly path: string;
  readonly title: string;
  readonly openedAt: number | null;
  readonly changedAt: number;
  readonly isInLibrary: boolean;
  /** The code of what keeps it from being opened. */
  readonly trouble: string | null;
}

/** A board that was deleted and can come back. */
export interface DeletedEntry {
  readonly path: string;
  readonly title: string;
  readonly deletedAt: number;
}

export interface TemplateEntry {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Whose guide it follows. */
  readonly source: string;
}

export interface StageSet {
  readonly id: string;
  readonly title: string;
  readonly stages: readonly string[];
}

export interface RowSet {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly string[];
}

export interface TemplateList {
  readonly templates: readonly TemplateEntry[];
  readonly stageSets: readonly StageSet[];
  readonly rowSets: readonly RowSet[];
}

export type LookName = 'light' | 'dark';

/** What a picture shows. */
export type PictureOf = { readonly template: string } | { readonly path: string };

/** What a new board is made of. */
export type Pattern = { readonly template: string } | { readonly stages: string; readonly rows: string };

/** What is written, and how. */
export interface ExportOrder {
  readonly ext: ExportFormat;
  readonly sheet?: SheetId;
  readonly scale?: number;
  readonly look?: LookName;
  readonly table?: TableOrder;
}

/** How a table is written: without a word as other programs expect it. */
export interface TableOrder {
  /** Begins with a byte order mark, without which Excel takes it for the system's old encoding. */
  readonly mark: boolean;
  /** What parts the cells. */
  readonly separator: 'comma' | 'semicolon' | 'tab';
}

/** What an export would look like. */
export interface PreviewOrder {
  readonly sheet?: SheetId;
  readonly look: LookName;
  /** Pixels of the longer side. */
  readonly side: number;
}

/** The picture that an export would write, small. */
export interface Preview {
  readonly png: string;
  /** Board units: times the scale, the pixels of the export. */
  readonly width: number;
  readonly height: number;
  /** Characters that no font at hand can draw. */
  readonly missing: readonly string[];
}

/** A file of this machine. */
export interface AtPath {
  readonly path: string;
}

/** What a file dialog ended with; `null` when the person gave up. */
export interface Chosen {
  readonly path: string | null;
}

/** A file that a page without dialogs keeps by itself. */
export interface LooseFile {
  readonly name: string;
  readonly base64: string;
}

/** What lets another machine in. */
export interface Ticketed {
  readonly ticket: string;
}

/** Through which relay machines of other networks are met: its address, or `public`. Without one, none of them. */
export interface Relayed {
  readonly relay?: string;
}

/** What people without the app can be let in as. */
export type GuestRole = Exclude<Role, 'facilitator'>;

/** Whether people without the app may come, and the links they open: one for each address, the likeliest first. */
export interface GuestLinks extends Readonly<Record<GuestRole, readonly string[]>> {
  readonly isOn: boolean;
}

/** A session of the local network, as its machine announces it. */
export interface SessionNearby {
  readonly id: string;
  readonly host: string;
  readonly title: string;
}

/** Somebody who has the PIN and waits to be let in. */
export interface Newcomer {
  readonly id: number;
  readonly name: string;
}

/** How it stands with the PIN of the open board. */
export interface PinState {
  readonly pin: string | null;
  /** The facilitator is asked about each newcomer. */
  readonly asks: boolean;
  readonly waiting: readonly Newcomer[];
  /** It was guessed at too often, and has ended by itself. */
  readonly isOver: boolean;
}

type Nothing = Readonly<Record<string, never>>;

/** A check before the workshop, while it lasts. */
export interface RoomCheck {
  readonly links: readonly string[];
  /** Other devices that got here by their browser. */
  readonly reached: number;
  /** Those of them whose datagrams came too, as machines of a session send them. */
  readonly heard: number;
}

/** Every act of a desk: what it is asked with, and what it answers. */
export interface DeskActs {
  boards: { asked: Nothing; answer: { boards: readonly BoardEntry[]; deleted: readonly DeletedEntry[] } };
  templates: { asked: Nothing; answer: TemplateList };
  picture: {
    asked: PictureOf & { readonly width: number; readonly look: LookName };
    answer: { png: string };
  };
  create: { asked: Pattern & { readonly title?: string }; answer: AtPath };
  open: { asked: AtPath; answer: AtPath };
  close: { asked: Nothing; answer: Nothing };
  rename: { asked: AtPath & { readonly title: string }; answer: AtPath };
  duplicate: { asked: AtPath; answer: AtPath };
  delete: { asked: AtPath; answer: Nothing };
  restore: { asked: AtPath; answer: AtPath };
  erase: { asked: AtPath; answer: Nothing };
  chooseOpen: { asked: Nothing; answer: Chosen & { readonly guessed?: string } };
  /** A board of the list as the file it is, whether it can be opened or not. */
  saveFile: { asked: AtPath; answer: Chosen | LooseFile };
  saveCopy: { asked: Nothing; answer: Chosen | LooseFile };
  sendCopy: { asked: Nothing; answer: Chosen | LooseFile };
  export: { asked: ExportOrder; answer: Chosen | LooseFile };
  preview: { asked: PreviewOrder; answer: Preview };
  share: { asked: Relayed; answer: Ticketed & { readonly relayMet: boolean | null } };
  /** Whether the person here was asked for a name, and the relay that was chosen the last time. */
  sharing: { asked: Nothing; answer: { readonly isNamed: boolean; readonly relay: string | null } };
  ticket: { asked: { readonly role: Role }; answer: Ticketed };
  renew: { asked: { readonly role: Role }; answer: Ticketed };
  /** Without a role they are out. */
  assign: {
    asked: { readonly participant: ParticipantId; readonly role: Role | null; readonly erase?: boolean };
    answer: Nothing;
  };
  /** Whether participants' machines may host while no facilitator is there; asked without an answer to hear it. */
  caretakers: { asked: { readonly mayHost?: boolean }; answer: { readonly mayHost: boolean } };
  ownerCode: { asked: Nothing; answer: { readonly recovery: string } };
  recover: { asked: { readonly recovery: string }; answer: Nothing };
  unshare: { asked: Nothing; answer: Nothing };
  /** Lets them in, or no more; without a word, only how it stands. */
  guests: { asked: { readonly on?: boolean }; answer: GuestLinks };
  renewGuests: { asked: { readonly role: GuestRole }; answer: GuestLinks };
  pin: { asked: { readonly on?: boolean; readonly asks?: boolean }; answer: PinState };
  admit: { asked: { readonly newcomer: number; readonly admit: boolean }; answer: Nothing };
  /** Where other devices try whether they get here, and how many did. */
  check: { asked: { readonly on: boolean }; answer: RoomCheck };
  /** Whether the machine is kept awake; `null` while it hosts nothing. */
  awake: { asked: Nothing; answer: { readonly isKept: boolean | null } };
  /** Whether this network lets any be found. */
  nearby: { asked: { readonly on: boolean }; answer: { readonly finds?: boolean } };
  knock: { asked: { readonly session: string; readonly pin: string }; answer: Ticketed };
  /** How the person here is called, from the next board on. */
  call: { asked: { readonly name: string }; answer: Nothing };
  join: { asked: Ticketed & Relayed; answer: AtPath };
}

export type DeskActName = keyof DeskActs;

/** An act as it is sent. */
export type DeskAct = { [Name in DeskActName]: Readonly<Record<Name, DeskActs[Name]['asked']>> }[DeskActName];
