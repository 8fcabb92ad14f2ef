/** Titles that the screen writes itself where the scene's own would be too small to read. */
import type { Block, Rect } from '../gen/scene';
import type { ShapePainter } from './shape-painter';

/** Size and line height of labels in CSS pixels. */
const SIZE = 12;
const LINE = 15;
const FONT = `600 ${SIZE}px "Inter", sans-serif`;

/** The words of a block's largest text, as they follow each other. */
export function titleOf({ shapes }: Block): string {
  const runs = shapes.flatMap((shape) => ('run' in shape && shape.run.face !== 'regular' ? [shape.run] : []));
  const all = runs.length > 0 ? runs : shapes.flatMap((shape) => ('run' in shape ? [shape.run] : []));
  const largest = Math.max(0, ...all.map((run) => run.size));
  return all
    .filter((run) => run.size === largest)
    .map((run) => run.text.trim())
    .join(' ');
}

/** Breaks words into lines of at most `width`; what does not fit in `most` lines ends in a mark. */
export function broken(
  text: string,
  width: number,
  most: number,
  measure: (text: string) => number,
): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, Math.max(1, most));
  return kept.map((line, at) => {
    const isCut = at === kept.length - 1 && lines.length > kept.length;
    return measure(line) <= width && !isCut ? line : cut(line, width, measure);
  });
}

function cut(text: string, width: number, measure: (text: string) => number): string {
  const letters = Array.from(text);
  while (letters.length > 0 && measure(`${letters.join('')}…`) > width) letters.pop();
  return letters.length === 0 ? '' : `${letters.join('').trimEnd()}…`;
}

/** Lines of titles, as they were broken last: breaking measures words, and a pan changes no width. */
let known = new WeakMap<Block, { width: number; most: number; lines: readonly string[] }>();

/** Writes a block's title into a box of CSS pixels, from its top or in its middle. The painter stands at (0, 0). */
export function paintLabel(painter: ShapePainter, block: Block, box: Rect, isMiddle: boolean): void {
  const most = Math.floor(box.h / LINE);
  if (most < 1 || box.w < SIZE) return;
  painter.want('semiBold');
  const ink = painter.loose;
  painter.setFont(FONT);
  ink.textBaseline = 'middle';
  ink.fillStyle = painter.colour('ink');
  const lines = linesOf(block, box.w, most, (part) => ink.measureText(part).width);
  const top = isMiddle ? box.y + (box.h - lines.length * LINE) / 2 : box.y;
  for (const [at, line] of lines.entries()) ink.fillText(line, box.x, top + (at + 0.5) * LINE);
  ink.textBaseline = 'alphabetic';
}

function linesOf(
  block: Block,
  width: number,
  most: number,
  measure: (text: string) => number,
): readonly string[] {
  const last = known.get(block);
  if (last?.width === width && last.most === most) return last.lines;
  const lines = broken(titleOf(block), width, most, measure);
  known.set(block, { width, most, lines });
  return lines;
}

/** Breaks titles anew, because a font has come and letters have other widths now. */
export function forgetLabels(): void {
  known = new WeakMap();
}
