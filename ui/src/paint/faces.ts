/** The faces that runs name, as the page's style sheet declares them. */
import { FAMILIES } from '../gen/faces';
import type { Face, Run } from '../gen/scene';
import type { SceneMirror } from '../state/scene/scene-mirror';

/**
 * Pixels that every run is drawn at, under a scale that brings it to its size. Measured: WebKitGTK rounds
 * advances at the drawn size (up to 6 % off); at 512 px both engines agree with the shaper to 0.0001 %.
 */
export const NOMINAL = 512;

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

/**
 * The face of rare ideographs is cut into slices, so that a name costs a guest 200 KB instead of 3.5 MB: it is
 * asked for by its letters.
 */
const SLICED: Face = 'cjkRare';

/** The part of the browser's fonts that is needed here. */
export type FontStore = Pick<FontFaceSet, 'check' | 'load' | 'ready'>;

/** Loads faces when the first run needs them: a guest with a phone never waits for scripts nobody writes. */
export class Faces {
  private readonly asked = new Set<Face>();
  private readonly letters = new Set<string>();

  constructor(
    private readonly fonts: FontStore,
    private readonly loaded: () => void,
  ) {}

  /** Asks for the face of a text once; what is there already changes nothing that was painted. */
  want(face: Face, text = ''): void {
    if (face === SLICED) this.wantLetters(text);
    else if (!this.asked.has(face)) {
      this.asked.add(face);
      this.load(face);
    }
  }

  /** Resolves when everything that is asked for is there. */
  async ready(): Promise<void> {
    await this.fonts.ready;
  }

  private wantLetters(text: string): void {
    for (const letter of text) {
      if (this.letters.has(letter)) continue;
      this.letters.add(letter);
      this.load(SLICED, letter);
    }
  }

  private load(face: Face, text?: string): void {
    if (this.fonts.check(fontOf(face), text)) return;
    // A guest whose connection ends meanwhile sees the system's letters; nothing waits for this.
    this.fonts.load(fontOf(face), text).then(this.loaded, this.loaded);
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
