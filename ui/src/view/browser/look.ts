/** The look that the system asks for; its colours become the page's custom properties. */
import {
  type Look,
  type Skin,
  type SystemColours,
  plainSkin,
  strongSkin,
  systemSkin,
} from '../../paint/colours';
import { Topic } from '../../state/topic';

const darkness = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');
const forced = matchMedia('(forced-colors: active)');

/** Touched when the system changes its look. */
export const lookChanged = new Topic();

let worn: Skin | null = null;

export function look(): Look {
  return darkness.matches ? 'dark' : 'light';
}

/** The colours of the wall; the same object until the system changes its look. */
export function skin(): Skin {
  worn ??= forced.matches
    ? systemSkin(systemColours())
    : contrast.matches
      ? strongSkin(look())
      : plainSkin(look());
  return worn;
}

/** The system's colours as numbers: a canvas off the page does not know their names. */
function systemColours(): SystemColours {
  const probe = document.createElement('span');
  document.documentElement.append(probe);
  const read = (name: string): string => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  };
  const colours = { ground: read('Canvas'), ink: read('CanvasText'), accent: read('Highlight') };
  probe.remove();
  return colours;
}

/** Sharper than two device pixels is worth it in small windows only: phones run out of canvas memory. */
const MOST_DENSITY = 2;
const SMALL_WINDOW = 2048 * 2048;

/** Device pixels that the wall is painted with for a CSS pixel. */
export function density(): number {
  const isSmall = innerWidth * innerHeight * devicePixelRatio ** 2 <= SMALL_WINDOW;
  return isSmall ? devicePixelRatio : Math.min(devicePixelRatio, MOST_DENSITY);
}

/** Words that take something away: 4.5:1 and more on the ground of each look. */
const GRAVE: Readonly<Record<Look, string>> = { light: '#b3261e', dark: '#ff8a80' };

/** Gives style sheets the colours that the wall is painted with. */
export function applyLook(): void {
  const { style } = document.documentElement;
  style.setProperty('--grave', GRAVE[look()]);
  for (const [paint, colour] of Object.entries(skin().colours)) style.setProperty(`--${paint}`, colour);
}

for (const asked of [darkness, contrast, forced]) {
  asked.addEventListener('change', () => {
    worn = null;
    applyLook();
    lookChanged.touch();
  });
}
