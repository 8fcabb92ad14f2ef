/** The two engines: a page to run functions in, and the processor time its processes have used. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

import { AppWindow } from '../../window/driver.mjs';

const { chromium } = createRequire(resolve(import.meta.dirname, '../../../ui/package.json'))(
  '@playwright/test',
);

const SIZE = { width: 1440, height: 900 };

/** Clock ticks of /proc a second (USER_HZ, fixed for user space on Linux). */
const TICKS = 100;

/** Processes below this one, with their own. */
function family(of) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const [, rest] = readFileSync(`/proc/${name}/stat`, 'utf8').split(/\) (?=. )/);
      parents.set(Number(name), Number(rest.split(' ')[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const isBelow = (id) => id === of || (parents.has(id) && parents.get(id) > 1 && isBelow(parents.get(id)));
  return [...parents.keys()].filter(isBelow);
}

/** Milliseconds of processor time that a process and all below it have used. */
function cpuOf(root) {
  let ticks = 0;
  for (const id of family(root)) {
    try {
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
        .split(/\) (?=. )/)[1]
        .split(' ');
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It ended meanwhile.
    }
  }
  return (ticks * 1000) / TICKS;
}

/** Chromium without a window, as fast as it can: what is counted is processor time, not waiting for a screen. */
export async function inChromium() {
  const server = await chromium.launchServer({
    executablePath: process.env.JOURNEYWALL_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-frame-rate-limit', '--disable-gpu-vsync'],
  });
  const browser = await chromium.connect(server.wsEndpoint());
  const root = server.process().pid;
  return {
    name: 'Chromium',
    version: browser.version(),
    async open(address, name) {
      const context = await browser.newContext({ viewport: SIZE, reducedMotion: 'reduce' });
      await context.addInitScript((who) => localStorage.setItem('journeywall.name', who), name);
      const page = await context.newPage();
      await page.goto(address);
      return {
        run: (body, ...args) => page.evaluate(`(${body})(...${JSON.stringify(args)})`),
        press: (key) => page.keyboard.press(key),
        cpu: () => cpuOf(root),
        close: () => context.close(),
      };
    },
    async end() {
      await browser.close();
      await server.close();
    },
  };
}

/** WebKitGTK's own small browser. It needs a display, such as that of `xvfb-run`. */
export async function inWebKit() {
  const binary =
    process.env.JOURNEYWALL_MINIBROWSER ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
  const window = await AppWindow.open(binary, ['--automation', `--geometry=${SIZE.width}x${SIZE.height}`]);
  await window.allow(600_000);
  const version = await window.run('return navigator.userAgent');
  return {
    name: 'WebKitGTK',
    version: /Version\/([\d.]+)/.exec(version)?.[1] ?? version,
    async open(address, name) {
      await window.goTo(new URL('/', address).href);
      await window.run(`localStorage.setItem('journeywall.name', arguments[0])`, name);
      await window.goTo('about:blank');
      await window.goTo(address);
      return {
        async run(body, ...args) {
          const answer = await window.runAsync(`return await (${body})(...arguments[0]);`, args);
          if (answer.error) throw new Error(answer.error);
          return answer.value;
        },
        press: (key) => window.type(key),
        cpu: () => cpuOf(window.process),
        close: () => window.goTo('about:blank'),
      };
    },
    async end() {
      window.abandon();
    },
  };
}
