/** The faces that runs name, as the page's style sheet declares them. */
import type { Face, Run } from '../gen/scene';
import type { SceneMirror } from '../state/scene-mirror';

/**
 * Pixels that every run is drawn at, under a scale that brings it to its size. Measured: WebKitGTK rounds
 * advances at the drawn size (up to 6 % off); at 512 px both engines agree with the shaper to 0.0001 %.
 */
export const NOMINAL = 512;

const FAMILIES: Record<Face, { family: string; weight: number }> = {
  regular: { family: 'Inter', weight: 400 },
  semiBold: { family: 'Inter', weight: 600 },
  emoji: { family: 'Twemoji Mozilla', weight: 400 },
  arabic: { family: 'Noto Sans Arabic', weight: 400 },
  hebrew: { family: 'Noto Sans Hebrew', weight: 400 },
  thai: { family: 'Noto Sans Thai', weight: 400 },
  devanagari: { family: 'Noto Sans Devanagari', weight: 400 },
  cjk: { family: 'Noto Sans CJK SC', weight: 400 },
  symbols: { family: 'Noto Sans Symbols2', weight: 400 },
};

const FONTS = Object.fromEntries(
  Object.entries(FAMILIES).map(([face, { family, weight }]) => [
    face,
    `${weight} ${NOMINAL}px "${family}", sans-serif`,
  ]),
) as Record<Face, string>;

/** The canvas font of a face at its nominal size. A face that is not loaded yet falls back to the system's. */
export function fontOf(face: Face): string {
  return FONTS[face];
}

/** Loads faces when the first run needs them: a guest with a phone never waits for scripts nobody writes. */
export class Faces {
  private readonly asked = new Set<Face>();

  constructor(
    private readonly fonts: FontFaceSet,
    private readonly loaded: () => void,
  ) {}

  /** Asks for a face once; what is there already changes nothing that was painted. */
  want(face: Face): void {
    if (this.asked.has(face)) return;
    this.asked.add(face);
    if (this.fonts.check(fontOf(face))) return;
    void this.fonts.load(fontOf(face)).finally(this.loaded);
  }

  /** Resolves when everything that is asked for is there. */
  async ready(): Promise<void> {
    await this.fonts.ready;
  }
}

/** Every run of a scene. */
export function runsOf(scene: SceneMirror): Run[] {
  const { header, legend, sheets, parking } = scene.whole;
  const notes = [...scene.cells()].flatMap((cell) => cell.notes);
  const blocks = [
    header,
    legend,
    parking.block,
    ...sheets.flatMap((sheet) => [
      sheet.title,
      ...[...sheet.stages, ...sheet.steps, ...sheet.rows].map((part) => part.block),
    ]),
    ...[...notes, ...parking.notes].map((note) => note.block),
  ];
  return blocks.flatMap((block) => block.shapes.flatMap((shape) => ('run' in shape ? [shape.run] : [])));
}
