/**
 * The soft sound at the end of a phase. Browsers let a page be heard only after a press on it, so the first press on the page
 * (on Join, as a rule) makes it ready.
 */
let context: AudioContext | null = null;

/** Two tones of a bell, in Hz, and how long they ring, in seconds. */
const TONES = [659.25, 880] as const;
const APART = 0.18;
const RINGS = 1.2;
const LOUDNESS = 0.12;

/** Makes sounds possible from the first press or key on the page. */
export function armChime(page: Document = document): void {
  const arm = (): void => {
    context ??= newContext();
    void context?.resume();
  };
  for (const kind of ['pointerdown', 'keydown'] as const) page.addEventListener(kind, arm, { once: true });
}

/** Rings once; silent where the page may not be heard. */
export function chime(): void {
  if (context?.state !== 'running') return;
  for (const [index, tone] of TONES.entries()) {
    const at = context.currentTime + index * APART;
    const swing = context.createOscillator();
    const loudness = context.createGain();
    swing.frequency.value = tone;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + RINGS);
    swing.connect(loudness).connect(context.destination);
    swing.start(at);
    swing.stop(at + RINGS);
  }
}

function newContext(): AudioContext | null {
  // Where a machine has no sound the page is silent.
  try {
    return new AudioContext();
  } catch {
    return null;
  }
}
