/** A desk of its own: a library of its own, served to this machine's browser by the real program. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Locator, type Page, expect } from '@playwright/test';
import { Wall } from './wall';

const PROGRAM = process.env['JOURNEYWALL_CLI'] ?? resolve(__dirname, '../../../target/debug/journeywall-cli');

export class Desk {
  private constructor(
    readonly library: string,
    private readonly process: ChildProcess,
    /** The page of this desk. */
    readonly address: string,
    private readonly name: string,
  ) {}

  /** A desk whose library holds boards of these titles. */
  static begin(...titles: string[]): Promise<Desk> {
    return Desk.beginAs('Mira', ...titles);
  }

  /** The same for somebody else: another library is another machine. */
  static async beginAs(name: string, ...titles: string[]): Promise<Desk> {
    const library = join(mkdtempSync(join(tmpdir(), 'journeywall-desk-')), 'library');
    for (const title of titles) newBoard(library, title);
    return Desk.open(library, name);
  }

  /** The same library, after the program has ended. */
  async again(): Promise<Desk> {
    await this.leave();
    return Desk.open(this.library, this.name);
  }

  async end(): Promise<void> {
    await this.leave();
    rmSync(resolve(this.library, '..'), { recursive: true, force: true });
  }

  /** The power goes. */
  async crash(): Promise<void> {
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGKILL');
    await gone;
  }

  /** End of input closes every board in order. */
  async leave(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.stdin?.end();
    await gone;
  }

  /** Whether the file of a board is sound, and all that its notes say, as the command line reads it. The desk has left. */
  contents(title: string): string {
    const file = join(this.library, `${title}.journey`);
    const table = join(this.library, '..', 'notes.csv');
    const run = (...words: string[]): unknown =>
      execFileSync(PROGRAM, ['--library', this.library, ...words], { stdio: 'pipe' });
    run('verify', file);
    run('export', file, table);
    return readFileSync(table, 'utf8');
  }

  private static async open(library: string, name: string): Promise<Desk> {
    const args = ['--library', library, '--json', 'desk', '--name', name];
    const process = spawn(PROGRAM, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    if (process.stdout === null) throw new Error('the desk has no output');
    for await (const line of createInterface({ input: process.stdout })) {
      const { url } = JSON.parse(line) as { url: string };
      process.stdout.resume();
      return new Desk(library, process, url, name);
    }
    throw new Error('the desk ended before it said where its page is');
  }
}

function newBoard(library: string, title: string): void {
  const file = join(library, `${title}.journey`);
  const made = ['new', file, '--template', 'zapier-standard', '--title', title];
  execFileSync(PROGRAM, ['--library', library, ...made], { stdio: 'pipe' });
}

/** The start screen on this person's screen. */
export class Start {
  constructor(readonly page: Page) {}

  static async at(page: Page, desk: Desk): Promise<Start> {
    await page.goto(desk.address);
    const start = new Start(page);
    await start.ready();
    return start;
  }

  async ready(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Start with a template' })).toBeVisible();
  }

  /** Makes a board from a template, found by its title, and waits for its wall. */
  async newBoard(template: string, title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New board' }).click();
    await this.gallery.getByRole('searchbox').fill(template);
    await this.gallery.getByRole('button', { name: template }).click();
    await this.gallery.getByRole('textbox', { name: 'Title' }).fill(title);
    await this.page.keyboard.press('Enter');
    await new Wall(this.page).ready();
  }

  get boards(): Locator {
    return this.page.getByRole('list', { name: 'Your boards' }).getByRole('listitem');
  }

  /** The card of a board, which opens it. */
  card(title: string): Locator {
    return this.page
      .getByRole('list', { name: 'Your boards' })
      .getByRole('button', { name: title, exact: true });
  }

  async titles(): Promise<string[]> {
    return this.boards.locator('.title').allTextContents();
  }

  /** Chooses from the menu of a board. */
  async choose(title: string, act: string): Promise<void> {
    await this.page.getByRole('button', { name: `More for ${title}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: act }).click();
  }

  /** The picture on the card of a board, as the page shows it. */
  async picture(title: string): Promise<string> {
    const card = this.page.getByRole('button', { name: title, exact: true });
    const image = this.boards.filter({ has: card }).locator('img');
    await expect(image).toHaveCount(1);
    return (await image.getAttribute('src')) ?? '';
  }

  notice(text: string): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  get gallery(): Locator {
    return this.page.getByRole('dialog');
  }
}
