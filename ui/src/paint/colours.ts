/** The palette as a person's system asks for it: light or dark, with more contrast, or in the system's own colours. */
import { PALETTE } from '../gen/palette';
import type { Paint } from '../gen/scene';

export type Look = 'light' | 'dark';

/** A colour for every purpose, as a canvas takes it. */
export type Colours = Readonly<Record<Paint, string>>;

/** Everything that decides how shapes are coloured. Equal skins are one object. */
export interface Skin {
  readonly colours: Colours;
  /** Least width of edges around notes and of lines, in CSS pixels. */
  readonly edge: number;
}

/** The system's colours, where the system wants no others. */
export interface SystemColours {
  readonly ground: string;
  readonly ink: string;
  readonly accent: string;
}

/** Edges of those who ask for more contrast, in CSS pixels. */
const STRONG_EDGE = 2;

/** What takes whose place when more contrast is asked for: nothing is soft. */
const STRONGER: Partial<Record<Paint, Paint>> = {
  line: 'lineStrong',
  lineStrong: 'ink',
  inkSoft: 'ink',
  noteInkSoft: 'noteInk',
  noteEdge: 'noteInk',
};

const GROUNDS: readonly Paint[] = ['ground', 'band', 'rowEven', 'rowOdd'];

const NOTHING = '#00000000';

/** The skin of a look. */
export function plainSkin(look: Look): Skin {
  return { colours: mapped((paint) => PALETTE[paint][look]), edge: 0 };
}

/** Nothing soft, and an edge around everything. */
export function strongSkin(look: Look): Skin {
  const colours = mapped((paint) => PALETTE[STRONGER[paint] ?? paint][look]);
  return { colours: { ...colours, shadow: NOTHING }, edge: STRONG_EDGE };
}

/** Only the system's colours: papers are told apart by their marks. */
export function systemSkin({ ground, ink, accent }: SystemColours): Skin {
  const colours = mapped((paint) => {
    if (paint === 'accent') return accent;
    const isPaper = paint.startsWith('note') && !paint.startsWith('noteInk') && paint !== 'noteEdge';
    return isPaper || GROUNDS.includes(paint) ? ground : ink;
  });
  return { colours: { ...colours, shadow: NOTHING }, edge: STRONG_EDGE };
}

function mapped(colour: (paint: Paint) => string): Colours {
  const paints = Object.keys(PALETTE) as Paint[];
  return Object.fromEntries(paints.map((paint) => [paint, colour(paint)])) as Record<Paint, string>;
}
