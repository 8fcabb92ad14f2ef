/**
 * One stop for the Tab key among thousands of places, moved by hand: only the place that loses it and the one that
 * gets it are touched, whatever the size of the board.
 */

/** The name of a place: a note's id, or a cell's key. */
export type PlaceName = string;

export class Roving {
  private readonly places = new Map<PlaceName, HTMLElement>();
  private now: PlaceName | null = null;
  private pressed: ReadonlySet<PlaceName> = new Set();
  /** The focus was on the stop when its element went; the next element of that name gets it. */
  private isBereft = false;

  /** Where the Tab key stops. */
  get stop(): PlaceName | null {
    return this.now;
  }

  element(name: PlaceName): HTMLElement | undefined {
    return this.places.get(name);
  }

  /** For `{@attach}`: makes an element the place of that name while it is there. */
  readonly place =
    (name: PlaceName) =>
    (element: HTMLElement): (() => void) => {
      this.places.set(name, element);
      if (name === this.now) {
        element.tabIndex = 0;
        if (this.isBereft && isNowhere()) element.focus({ preventScroll: true });
        this.isBereft = false;
      }
      if (this.pressed.has(name)) element.setAttribute('aria-pressed', 'true');
      return () => {
        if (this.places.get(name) !== element) return;
        this.places.delete(name);
        if (name === this.now) this.isBereft = document.activeElement === element || isNowhere();
      };
    };

  /** Moves the stop, and says which places are pressed. */
  show(stop: PlaceName | null, pressed: Iterable<PlaceName>): void {
    if (stop !== this.now) {
      this.isBereft = false;
      if (this.now !== null) this.places.get(this.now)?.setAttribute('tabindex', '-1');
      this.now = stop;
      if (stop !== null) this.places.get(stop)?.setAttribute('tabindex', '0');
    }
    const next = new Set(pressed);
    for (const name of this.pressed) {
      if (!next.has(name)) this.places.get(name)?.setAttribute('aria-pressed', 'false');
    }
    for (const name of next) this.places.get(name)?.setAttribute('aria-pressed', 'true');
    this.pressed = next;
  }

  /** Gives the focus to the stop, unless this person writes, or works in another part of the page. */
  follow(holder: HTMLElement | undefined): void {
    const focused = document.activeElement;
    const isPlace = focused?.matches('[data-note], [data-at]') === true && holder?.contains(focused) === true;
    if (this.now === null || !(isPlace || isNowhere())) return;
    const element = this.places.get(this.now);
    if (element === undefined) this.isBereft = true;
    else if (element !== focused) element.focus({ preventScroll: true });
  }
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
