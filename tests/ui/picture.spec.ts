/** What is on the wall is what is exported: the same board as a screenshot and as a PNG. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { expect, test } from './pages/fixtures';
import { Host } from './pages/host';
import { decoded, differences, labOf } from './pages/pixels';
import { Wall } from './pages/wall';

/** Larger than the board, so that it is shown whole at 100 %. */
test.use({ viewport: { width: 2100, height: 2300 } });

const SIDE = 16;

/** Notes of every kind, length, script and mark. */
const CSV = `stage,row,kind,text,author,impact,evidence,votes,moment,tags
Awareness,Doing,action,Sees an ad on the bus,Mira,,,,,
Awareness,Doing,thought,"Größe, Füße, Übergänge: „schön“ – ja?",Jon Snow,trivial,assumption,3,,a;b
Awareness,Thinking,question,Does not want to phone but has questions about classes and prices and about how long all of it takes,Ana de la Cruz,work-around,data,12,yes,
Consideration,Doing,pain point,Что видит клиент?,Mira,abandon,quote,1,yes,
Consideration,Encounters,happy moment,مسار العميل من البداية,Mira,,,,,
Conversion,Encounters,opportunity,顧客の旅と体験,,,,,,
Conversion,Thinking,touchpoint,👩‍👩‍👧‍👦 🇩🇪 👍🏽 signs,Mira,,,2,,
Retention,Doing,decision,ลูกค้ากำลังมองหาโรงยิม,,,,,,
Retention,Missing touchpoints,quote,ग्राहक जिम खोजता है,Mira,,,,,
Brand loyalty,Doing,idea,מסע הלקוח מתחילתו,Mira,,,,,
Brand loyalty,Encounters,channel,Mitgliedschaftsberatung,,,,,,
Brand loyalty,Missing touchpoints,tech limit,Forgets the password and waits too long for an answer and asks a friend who has asked a friend before and so on until nobody knows any more who has asked whom and why and when,Mira,,,,,
`;

test('the colours of the comparison are those of the standard', () => {
  // By hand: white, black, and the red of sRGB.
  for (const [rgb, lab] of [
    [
      [255, 255, 255],
      [100, 0, 0],
    ],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [255, 0, 0],
      [53.24, 80.09, 67.2],
    ],
  ] as const) {
    const [red, green, blue] = rgb;
    const found = labOf(red, green, blue);
    for (const at of [0, 1, 2] as const) expect(Math.abs(found[at] - lab[at])).toBeLessThan(0.05);
  }
});

test('the wall at 100 % is the exported picture, with notes of every kind', async ({ host, page }, info) => {
  const folder = mkdtempSync(join(tmpdir(), 'journeywall-csv-'));
  writeFileSync(join(folder, 'notes.csv'), CSV);
  const full = await host.withNotes(join(folder, 'notes.csv'));
  rmSync(folder, { recursive: true, force: true });
  await expectPicture(page, full, info);
});

test('the wall at 100 % is the exported picture, with zones, lines and rows of every type', async ({
  page,
}, info) => {
  await expectPicture(page, await Host.begin('service-blueprint'), info);
});

test('each sheet on the wall is its part of the exported picture, where sheets are below each other', async ({
  page,
}, info) => {
  await expectPicture(page, await Host.begin('hotjar-workshop'), info, 'Journey map');
});

/** Compares a host's board on the screen, or a sheet of it, with its picture, and ends the host. */
async function expectPicture(page: Page, full: Host, info: TestInfo, sheet?: string): Promise<void> {
  try {
    const wall = await Wall.join(page, full.address, 'Nadia');
    if (sheet !== undefined) await page.getByRole('button', { name: `Show sheet ${sheet}` }).click();
    await wall.settled();
    await expect.poll(() => page.evaluate(() => window.__board?.sharp)).toBe(true);
    expect(await wall.zoom()).toBe(1);
    const corner = await page.evaluate(() => {
      for (const chrome of document.querySelectorAll<HTMLElement>('[data-chrome]')) chrome.hidden = true;
      const board = window.__board;
      const [sheet] = board?.scene?.sheets ?? [];
      const [step, row] = [sheet?.steps[0], sheet?.rows[0]];
      if (!board || !sheet || !step || !row) throw new Error('no board');
      const shown = board.cellRect(step.id, row.id);
      if (shown === null) throw new Error('no cell');
      const whole = board.sheetInPicture;
      if (whole === null) throw new Error('no sheet');
      const at = { x: shown.x - whole.x - step.x, y: shown.y - whole.y - row.y };
      return { ...at, from: shown.y - row.y, to: shown.y - row.y + whole.h };
    });
    const screenshot = await page.screenshot({ path: info.outputPath('wall.png') });
    const picture = await full.picture();
    writeFileSync(info.outputPath('picture.png'), picture);
    const tiles = differences(
      await decoded(page, screenshot),
      await decoded(page, picture),
      Math.floor(corner.x + 0.5),
      Math.floor(corner.y + 0.5),
      SIDE,
      // Above and below it the picture has other sheets.
    ).filter(({ y }) => sheet === undefined || (y >= corner.from && y + SIDE <= corner.to));
    tiles.sort((one, other) => other.mean - one.mean);
    const worst = tiles.slice(0, 12).map(({ x, y, mean }) => `(${x}, ${y}) ${mean.toFixed(1)}`);
    const above = tiles.filter(({ mean }) => mean > 4).length;
    await info.attach('tiles', {
      body: `${tiles.length} tiles, ${above} above 4; worst: ${worst.join(', ')}`,
    });
    expect(tiles.length).toBeGreaterThan(sheet === undefined ? 5000 : 4000);
    expect(above / tiles.length, worst.join(', ')).toBeLessThanOrEqual(0.01);
    expect(tiles[0]?.mean, worst.join(', ')).toBeLessThanOrEqual(12);
  } finally {
    await full.end();
  }
}
