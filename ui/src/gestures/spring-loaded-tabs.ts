/** Spring-loaded tabs: who rests on a tab with notes in the hand is shown its sheet, to let them go in a cell of it. */
import type { SheetId } from '../gen/board';
import type { Wall } from '../state/wall';

/** Milliseconds of resting: longer than a hand takes to pass over. */
const RESTS = 700;

export class SpringLoadedTabs {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private tab: SheetId | null = null;

  /** `turned` is called when another sheet is shown. */
  constructor(
    private readonly wall: Wall,
    private readonly turned: () => void,
  ) {}

  /** The pointer is over this tab, or over none. */
  over(tab: SheetId | null): void {
    if (tab === this.tab) return;
    this.stop();
    this.tab = tab;
    if (tab === null || tab === this.wall.sheet.id) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.wall.sheet.turnTo(tab)) this.turned();
    }, RESTS);
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.tab = null;
  }
}
