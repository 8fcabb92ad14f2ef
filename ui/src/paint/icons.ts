/** Lucide icons as paths, from the same files that pictures are made of. */

const FILES: Record<string, string> = import.meta.glob('../../../assets/icons/lucide/*.svg', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Side length of every icon's own units. */
export const ICON_UNITS = 24;

/** Width of an icon's lines, in its own units. */
export const ICON_LINE = 2;

const paths = new Map<string, Path2D | null>();

/** The outline of an icon as a path text; empty when no such file ships. */
export function outlineOf(name: string): string {
  const file = FILES[`../../../assets/icons/lucide/${name}.svg`];
  return file === undefined ? '' : outline(file);
}

/** The outline of an icon for a canvas; `null` when no such file ships. */
export function iconPath(name: string): Path2D | null {
  const known = paths.get(name);
  if (known !== undefined) return known;
  const text = outlineOf(name);
  const path = text === '' ? null : new Path2D(text);
  paths.set(name, path);
  return path;
}

/** All elements of a Lucide file as one path text. They use these six elements only. */
export function outline(svg: string): string {
  const parts: string[] = [];
  for (const [, element = '', text = ''] of svg.matchAll(
    /<(path|circle|rect|line|polyline|polygon|ellipse)\s([^>]*)>/g,
  )) {
    const attributes = new Map<string, string>();
    for (const [, key = '', value = ''] of text.matchAll(/([a-z0-9]+)="([^"]*)"/g))
      attributes.set(key, value);
    parts.push(drawn(element, attributes));
  }
  return parts.join('');
}

function drawn(element: string, attributes: Map<string, string>): string {
  const number = (key: string): number => Number(attributes.get(key) ?? 0);
  switch (element) {
    case 'path': {
      // A path that begins with a relative move counts from nothing, not from where the element before ended.
      const d = attributes.get('d') ?? '';
      return d.startsWith('m') ? `M0 0${d}` : d;
    }
    case 'line':
      return `M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`;
    case 'circle':
      return ellipse(number('cx'), number('cy'), number('r'), number('r'));
    case 'ellipse':
      return ellipse(number('cx'), number('cy'), number('rx'), number('ry'));
    case 'rect':
      return rounded(
        number('x'),
        number('y'),
        number('width'),
        number('height'),
        number('rx') || number('ry'),
      );
    default: {
      const points = (attributes.get('points') ?? '').trim().split(/\s+/).join(' ');
      return `M${points}${element === 'polygon' ? 'z' : ''}`;
    }
  }
}

function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`;
}

function rounded(x: number, y: number, w: number, h: number, r: number): string {
  const arc = (dx: number, dy: number): string => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${x + r} ${y}h${w - 2 * r}${arc(r, r)}v${h - 2 * r}${arc(-r, r)}h${2 * r - w}${arc(-r, -r)}v${2 * r - h}${arc(r, -r)}z`;
}
