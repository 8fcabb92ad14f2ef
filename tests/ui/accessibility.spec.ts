import { type Locator, type Page, devices } from '@playwright/test';
import { barriers } from './pages/axe';
import { expect, test } from './pages/fixtures';
import { Host } from './pages/host';
import { Wall } from './pages/wall';

/** What a screen shows; each state begins on a wall with the worked example. */
interface State {
  readonly name: string;
  readonly isPhone?: true;
  reach(page: Page): Promise<void>;
  /** What is there once it is reached. */
  sign(page: Page): Locator;
}

const press =
  (...keys: string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** A new dialog, panel or menu is one more line here. */
const STATES: readonly State[] = [
  {
    name: 'wall',
    sign: (page) => page.getByRole('toolbar', { name: 'Tools' }),
    reach: async () => undefined,
  },
  {
    name: 'kinds',
    sign: (page) => page.getByRole('button', { name: /Question/ }).last(),
    reach: async (page) => page.getByTitle('Note type').click(),
  },
  { name: 'menu of a note', sign: (page) => page.getByRole('menu'), reach: press('ArrowDown', 'Shift+F10') },
  {
    name: 'note being written',
    sign: (page) => page.getByRole('textbox', { name: 'Note text' }),
    reach: press('ArrowDown', 'Enter'),
  },
  {
    name: 'search',
    sign: (page) => page.getByRole('option').first(),
    reach: press('/', 'g', 'y', 'm', 'ArrowDown'),
  },
  {
    name: 'details of a note',
    sign: (page) => page.getByRole('complementary', { name: 'Note' }),
    reach: press('ArrowDown', 'Alt+Enter'),
  },
  {
    name: 'a measure',
    sign: (page) => page.getByRole('complementary', { name: 'Metric' }),
    reach: async (page) => {
      await page
        .getByRole('button', { name: /^Add note to .+, Metrics$/ })
        .first()
        .focus();
      await page.keyboard.press('Alt+Enter');
    },
  },
  {
    name: 'header',
    sign: (page) => page.getByRole('complementary', { name: 'Header' }),
    reach: press('Alt+Shift+H'),
  },
  {
    name: 'menu of the board',
    sign: (page) => page.getByRole('menu'),
    reach: async (page) => page.getByRole('button', { name: 'Board menu' }).click(),
  },
  {
    name: 'personas',
    sign: (page) => page.getByRole('complementary', { name: 'Personas' }),
    reach: async (page) => {
      await page.getByRole('button', { name: 'Board menu' }).click();
      await page.getByRole('menuitem', { name: 'Personas…' }).click();
    },
  },
  {
    name: 'the board’s kinds',
    sign: (page) => page.getByRole('dialog', { name: 'Note types' }),
    reach: async (page) => {
      await page.getByRole('button', { name: 'Board menu' }).click();
      await page.getByRole('menuitem', { name: 'Note types…' }).click();
    },
  },
  {
    name: 'who is here',
    sign: (page) => page.getByRole('dialog', { name: 'Who is here' }),
    reach: press('Alt+Shift+I'),
  },
  {
    name: 'comments',
    sign: (page) => page.getByRole('complementary', { name: 'Comments' }).getByText('Who says so?').first(),
    reach: async (page) => {
      await press('ArrowDown', 'Alt+Enter')(page);
      await page.getByRole('textbox', { name: 'Add a comment' }).fill('Who says so?');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Comments/ }).click();
    },
  },
  {
    name: 'several notes to write',
    sign: (page) => page.getByRole('button', { name: 'Clear' }),
    reach: async (page) => {
      const open = async (): Promise<void> => {
        await page
          .getByRole('button', { name: /^Add note to Awareness/ })
          .first()
          .focus();
        await page.keyboard.press('Shift+F10');
        await page.getByRole('menuitem', { name: 'Write or paste several' }).click();
      };
      await open();
      await page.getByRole('textbox', { name: 'One note per line' }).fill('Calls the hotline');
      await page.keyboard.press('Escape');
      await open();
    },
  },
  { name: 'sheet of keys', sign: (page) => page.getByRole('dialog'), reach: press('Control+/') },
  {
    name: 'outline',
    sign: (page) => page.getByRole('button', { name: 'Add row' }),
    reach: press('Control+Shift+o'),
  },
  {
    name: 'outline with a note being written',
    sign: (page) => page.getByRole('textbox', { name: 'Note text' }),
    reach: press('o', 'ArrowDown', 'Enter'),
  },
  {
    name: 'outline with a title being written',
    sign: (page) => page.getByRole('textbox', { name: /^Rename/ }),
    reach: async (page) => {
      await page.keyboard.press('Control+Shift+o');
      await page.getByRole('button', { name: 'Retention', exact: true }).click();
    },
  },
  {
    name: 'outline with a menu of a stage',
    sign: (page) => page.getByRole('menu'),
    reach: async (page) => {
      await page.keyboard.press('Control+Shift+o');
      await page.getByRole('button', { name: 'Menu for “Retention”' }).click();
    },
  },
  {
    name: 'phone',
    sign: (page) => page.getByRole('navigation', { name: 'Stages' }),
    isPhone: true,
    reach: async () => undefined,
  },
  {
    name: 'phone picking a row',
    sign: (page) => page.getByRole('menu'),
    isPhone: true,
    reach: async (page) => page.getByRole('button', { name: 'Add note', exact: true }).tap(),
  },
  {
    name: 'phone writing on the wall',
    sign: (page) => page.getByRole('button', { name: 'Done' }),
    isPhone: true,
    reach: async (page) => {
      await page.getByRole('button', { name: 'Wall', exact: true }).tap();
      await page.getByRole('button', { name: 'Add note', exact: true }).tap();
    },
  },
  {
    name: 'phone with search',
    sign: (page) => page.getByRole('combobox'),
    isPhone: true,
    reach: press('Control+f'),
  },
];

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** One board for all states that a worker asks about; each state has a page of its own, in both looks. */
const withBoard = test.extend<object, { gym: Host }>({
  gym: [
    async ({}, use) => {
      const host = await Host.begin('zapier-gym');
      await use(host);
      await host.end();
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ mode: 'parallel' });

for (const { name, isPhone, reach, sign } of STATES) {
  withBoard(`no known barrier: ${name}`, async ({ gym, browser }) => {
    const context = await browser.newContext({
      ...(isPhone ? PHONE : { viewport: devices['Desktop Chrome'].viewport }),
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await Wall.join(page, gym.address, 'Nadia');
    await reach(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect.soft(sign(page), colorScheme).toBeVisible();
      expect.soft(await barriers(page), colorScheme).toEqual([]);
    }
    await context.close();
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`joining and being turned away have no known barrier, ${colorScheme}`, async ({ host, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(host.address);
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    const address = new URL(host.address);
    address.hash = '#t=wrong';
    await page.goto('about:blank');
    await page.goto(address.href);
    await page.getByRole('textbox', { name: 'Your name' }).fill('Nadia');
    await page.getByRole('button', { name: 'Join' }).click();
    await expect(page.getByRole('heading', { name: /invitation has expired/ })).toBeVisible();
    expect(await barriers(page)).toEqual([]);
  });
}

test('the table says all that the wall shows', async ({ wall, page }) => {
  await wall.write('Awareness', 'Doing', 'Reads reviews');
  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader', { name: 'Awareness' })).toHaveCount(1);
  await expect(table.getByRole('rowheader', { name: 'Doing' })).toHaveCount(1);
  await expect(table.getByRole('button', { name: /^Reads reviews, .+, Nadia$/ })).toHaveCount(1);
});

test('what others write in the cell that the keyboard is in is spoken', async ({
  host,
  wall,
  page,
  browser,
}) => {
  await wall.write('Awareness', 'Doing', 'Reads reviews');
  const other = await browser.newContext();
  const bo = await Wall.join(await other.newPage(), host.address, 'Bo');
  await bo.page.getByRole('button', { name: 'Add note to Awareness, Doing' }).press('Enter');
  await expect(bo.field).toBeFocused();
  await bo.page.keyboard.type('Asks a friend');
  // Who rests in the middle of it is heard in two: what was added, and what it reads now.
  await expect(page.getByRole('log')).toHaveText(/^(Added here|Now reads): Asks a friend$/);
  await other.close();
});
