/** The desktop app's window, driven through WebKitWebDriver. Plain `fetch`, no library. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a state may take to come: a slow machine under load, not a wish. Milliseconds. */
const PATIENCE = 60_000;
/** Between two looks. Milliseconds. */
const LOOK_EVERY = 50;

/** Keys as WebDriver writes them. */
export const KEY = {
  tab: '\uE004',
  enter: '\uE007',
  shift: '\uE008',
  control: '\uE009',
  escape: '\uE00C',
};

/** Looks until `look` gives something that is not falsy, and gives it back. */
export async function until(what, look) {
  const end = Date.now() + PATIENCE;
  let failure = null;
  while (Date.now() < end) {
    try {
      const found = await look();
      if (found) return found;
      failure = null;
    } catch (error) {
      failure = error;
    }
    await pause(LOOK_EVERY);
  }
  throw new Error(`${what}: it did not come to that`, { cause: failure });
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Looks for a thing as a screen reader names it. */
const FIND = `
  const [role, name] = arguments;
  const of = {
    button: 'button:not([role]), [role=button]', menuitem: '[role=menuitem]', heading: 'h1, h2, h3',
    textbox: 'input:not([type]), input[type=text], textarea', searchbox: 'input[type=search]',
    dialog: 'dialog[open], [role=dialog]', list: 'ul[aria-label]',
  };
  const text = (id) => document.getElementById(id)?.textContent ?? '';
  const nameOf = (element) => {
    const label = element.getAttribute('aria-label') ??
      element.getAttribute('aria-labelledby')?.split(' ').map(text).join(' ') ??
      (element.labels?.[0] ?? element).textContent;
    return label.replaceAll(/\\s+/g, ' ').trim();
  };
  for (const element of document.querySelectorAll(of[role] ?? '[role=' + role + ']')) {
    const rect = element.getBoundingClientRect();
    if (!element.checkVisibility() || rect.width < 2 || nameOf(element) !== name) continue;
    element.scrollIntoView({ block: 'nearest' });
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }
  return null;`;

/** A running app with its window. */
export class AppWindow {
  #driver;
  #session = '';
  #app = 0;
  #patience = PATIENCE;

  constructor(driver) {
    this.#driver = driver;
  }

  /** Starts the app and waits for its window. */
  static async open(app, words) {
    const port = await freePort();
    // The window lets itself be driven only when it is asked to before it starts.
    const environment = { ...process.env, TAURI_WEBVIEW_AUTOMATION: 'true' };
    const process_ = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const window = new AppWindow({ process: process_, url: `http://127.0.0.1:${port}` });
    try {
      await until('the driver answers', () => window.#ask('GET', '/status').then((status) => status.ready));
      const options = { 'webkitgtk:browserOptions': { binary: app, args: words } };
      const session = await window.#ask('POST', '/session', { capabilities: { alwaysMatch: options } });
      window.#session = `/session/${session.sessionId}`;
      window.#app = childOf(process_.pid);
    } catch (error) {
      process_.kill();
      throw error;
    }
    return window;
  }

  /** Opens an address, in a browser that has one page. */
  goTo(url) {
    return this.#ask('POST', `${this.#session}/url`, { url });
  }

  /** Lets scripts run this long. Milliseconds. */
  async allow(script) {
    await this.#ask('POST', `${this.#session}/timeouts`, { script });
    this.#patience = script + PATIENCE;
  }

  /** The program that is driven; its pages are in processes below it. */
  get process() {
    return this.#app;
  }

  /** Runs a function body in the page. */
  run(body, ...args) {
    return this.#ask('POST', `${this.#session}/execute/sync`, { script: body, args });
  }

  /** Runs a function body in the page and waits for the promise it returns. */
  runAsync(body, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    return this.#ask('POST', `${this.#session}/execute/async`, { script, args });
  }

  /** The number of the app's process. */
  get app() {
    return this.#app;
  }

  /** Where a thing of this role and name is: the first that is on the screen. None while there is none. */
  find(role, name) {
    return this.run(FIND, role, name);
  }

  /** Clicks a thing of this role and name, as soon as it is there and stands still: a window that takes its size moves all. */
  async click(role, name) {
    let last = null;
    const still = await until(`${role} «${name}» is there`, async () => {
      const before = last;
      last = await this.find(role, name);
      return last && before && last.x === before.x && last.y === before.y ? last : null;
    });
    await this.drag(still);
  }

  /** A press, a way with the mouse, and a release at its end; with one point, a click. */
  drag(...way) {
    const [first, ...rest] = way.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    const move = (to) => ({ type: 'pointerMove', origin: 'viewport', duration: 20, ...to });
    return this.#act('pointer', [
      { ...move(first), duration: 0 },
      { type: 'pointerDown', button: 0 },
      ...rest.map(move),
      { type: 'pointerUp', button: 0 },
    ]);
  }

  /** Two quick clicks. */
  async doubleClick({ x, y }) {
    const click = [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    const to = { type: 'pointerMove', origin: 'viewport', duration: 0, x: Math.round(x), y: Math.round(y) };
    await this.#act('pointer', [to, ...click, ...click]);
  }

  /** Types letters one after the other. */
  type(text) {
    return this.#act('key', [...text].flatMap(stroke));
  }

  /** Types a key while others are held. */
  press(key, ...held) {
    const down = held.map((value) => ({ type: 'keyDown', value }));
    const up = held.map((value) => ({ type: 'keyUp', value }));
    return this.#act('key', [...down, ...stroke(key), ...up]);
  }

  /** The window's content as PNG bytes. */
  async picture() {
    return Buffer.from(await this.#ask('GET', `${this.#session}/screenshot`), 'base64');
  }

  /** Asks the app to end, as a logout does, and waits until it has. */
  async quit() {
    process.kill(this.#app, 'SIGTERM');
    await this.ended();
  }

  /** Waits until the app has ended by itself. */
  async ended() {
    await until('the app ends', () => !isRunning(this.#app));
    this.abandon();
  }

  /** Ends the driver, and with it an app that still runs. */
  abandon() {
    // An app that outlives its driver would hold the output that the test runner waits for.
    if (this.#app !== 0 && isRunning(this.#app)) process.kill(this.#app, 'SIGKILL');
    this.#driver.process.kill();
  }

  async #act(type, actions) {
    const id = type === 'pointer' ? 'mouse' : 'keyboard';
    const kind = type === 'pointer' ? { parameters: { pointerType: 'mouse' } } : {};
    await this.#ask('POST', `${this.#session}/actions`, { actions: [{ type, id, ...kind, actions }] });
  }

  async #ask(method, path, body) {
    const answer = await fetch(this.#driver.url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(this.#patience),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }
}

function stroke(value) {
  return [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ];
}

function childOf(parent) {
  const [child] = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
  return Number(child);
}

/** A process that has ended but was not yet collected runs no more. */
function isRunning(id) {
  if (!existsSync(`/proc/${id}/stat`)) return false;
  const state = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.[0];
  return state !== 'Z' && state !== 'X';
}
