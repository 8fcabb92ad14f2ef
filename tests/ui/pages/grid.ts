/** The grid on one person's screen: titles of stages, steps and rows, as hands find them. */
import { type Locator, type Page, expect } from '@playwright/test';
import { test as base } from './fixtures';
import type {} from '../../../ui/src/view/wall/test-window';

interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

interface Point {
  x: number;
  y: number;
}

export type Titled = 'stage' | 'step' | 'row';

export class Grid {
  constructor(readonly page: Page) {}

  /** The titles of a sheet as the table of screen readers and the scene have them. */
  async stages(sheet = 0): Promise<string[]> {
    return this.titles('stage', sheet);
  }

  async rows(sheet = 0): Promise<string[]> {
    return this.titles('row', sheet);
  }

  async steps(sheet = 0): Promise<string[]> {
    return this.titles('step', sheet);
  }

  /** Where a title is seen. */
  async rectOf(what: Titled, title: string, sheet = 0): Promise<Rect> {
    const titles = await this.ids(what, sheet);
    const id = titles.find((found) => found.title === title)?.id;
    if (id === undefined) throw new Error(`no ${what} ${title} in ${titles.map((t) => t.title).join(', ')}`);
    const rect = await this.page.evaluate((wanted) => window.__board?.gridHeaderRect(wanted) ?? null, id);
    if (rect === null) throw new Error(`${title} is not in sight`);
    return rect;
  }

  async middleOf(what: Titled, title: string, sheet = 0): Promise<Point> {
    const { x, y, w, h } = await this.rectOf(what, title, sheet);
    return { x: x + w / 2, y: y + h / 2 };
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: /^(Stage|Step|Row) title$/ });
  }

  get menu(): Locator {
    return this.page.getByRole('menu');
  }

  async choose(item: string): Promise<void> {
    await this.menu
      .getByRole('menuitem', { name: item })
      .or(this.menu.getByRole('menuitemradio', { name: item }))
      .first()
      .click();
  }

  async openMenu(what: Titled, title: string): Promise<void> {
    const at = await this.middleOf(what, title);
    await this.page.mouse.click(at.x, at.y, { button: 'right' });
    await expect(this.menu).toBeVisible();
  }

  async rename(what: Titled, from: string, to: string): Promise<void> {
    const at = await this.middleOf(what, from);
    await this.page.mouse.dblclick(at.x, at.y);
    await expect(this.field).toBeFocused();
    await this.page.keyboard.type(to);
    await this.page.keyboard.press('Enter');
  }

  async drag(from: Point, to: Point): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await this.page.mouse.move(to.x, to.y, { steps: 4 });
    await this.page.mouse.up();
  }

  private async titles(what: Titled, sheet: number): Promise<string[]> {
    return (await this.ids(what, sheet)).map(({ title }) => title);
  }

  private async ids(what: Titled, sheet: number): Promise<{ id: string; title: string }[]> {
    return this.page.evaluate(
      ([kind, at]) => {
        const shown = window.__board?.grid[at];
        if (shown === undefined) return [];
        if (kind === 'row') return shown.rows.map(({ id, title }) => ({ id, title }));
        if (kind === 'stage') return shown.stages.map(({ id, title }) => ({ id, title }));
        return shown.stages.flatMap(({ steps }) => steps.map(({ id, title }) => ({ id, title })));
      },
      [what, sheet] as const,
    );
  }
}

/** Specs of the grid begin on a person's wall. */
export const test = base.extend<{ grid: Grid }>({
  grid: async ({ wall }, use) => {
    await wall.settled();
    await use(new Grid(wall.page));
  },
});
