/** A board of its own, hosted by the real program for the length of a test. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = process.env['JOURNEYWALL_CLI'] ?? resolve(__dirname, '../../../target/debug/journeywall-cli');

export class Host {
  private constructor(
    private readonly folder: string,
    private readonly process: ChildProcess,
    /** The page that guests open. */
    readonly address: string,
  ) {}

  /** A fresh board of a template, already shared with browsers of this machine. */
  static async begin(template = 'zapier-standard', guests = '127.0.0.1:0'): Promise<Host> {
    const folder = mkdtempSync(join(tmpdir(), 'journeywall-ui-'));
    const file = join(folder, 'board.journey');
    const program = (...args: string[]): string[] => ['--library', join(folder, 'library'), ...args];
    execFileSync(PROGRAM, program('new', file, '--template', template, '--title', 'Joining the gym'));
    return Host.open(folder, guests);
  }

  /** A fresh board, shared with everybody on the network of this machine. */
  static beginForGuests(): Promise<Host> {
    return Host.begin('zapier-standard', '0.0.0.0:0');
  }

  /** The host is gone from one moment to the next. */
  async crash(): Promise<void> {
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGKILL');
    await gone;
  }

  /** The board for guests again, at the port where it was. */
  async againForGuests(): Promise<Host> {
    await this.leave();
    return Host.open(this.folder, `0.0.0.0:${new URL(this.address).port}`);
  }

  /** The board again, after its host has gone. */
  async again(): Promise<Host> {
    await this.leave();
    return Host.open(this.folder);
  }

  /** Takes lines of a CSV into the board while nobody has it open. */
  async withNotes(csv: string): Promise<Host> {
    await this.leave();
    execFileSync(PROGRAM, [
      '--library',
      join(this.folder, 'library'),
      'import',
      csv,
      '--into',
      join(this.folder, 'board.journey'),
    ]);
    return Host.open(this.folder);
  }

  /** The board as a PNG, one pixel to the board unit. Nobody hosts it after that. */
  async picture(): Promise<Buffer> {
    await this.leave();
    const picture = join(this.folder, 'board.png');
    const words = ['export', join(this.folder, 'board.journey'), picture, '--scale', '1'];
    execFileSync(PROGRAM, ['--library', join(this.folder, 'library'), ...words]);
    return readFileSync(picture);
  }

  async end(): Promise<void> {
    await this.leave();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** End of input is an orderly leave. */
  private async leave(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.stdin?.end();
    await gone;
  }

  private static async open(folder: string, guests = '127.0.0.1:0'): Promise<Host> {
    const args = ['--library', join(folder, 'library'), 'host', join(folder, 'board.journey')];
    const process = spawn(PROGRAM, [...args, '--stdio', '--guests', guests, '--name', 'Mira'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const address = await addressFrom(process);
    return new Host(folder, process, address);
  }
}

/** The first line says where guests go. */
async function addressFrom(process: ChildProcess): Promise<string> {
  if (process.stdout === null) throw new Error('the host has no output');
  for await (const line of createInterface({ input: process.stdout })) {
    const { hello } = JSON.parse(line) as {
      hello?: { guest_url: string | null };
    };
    if (hello?.guest_url) {
      // What follows is not read here, and must not fill the pipe.
      process.stdout.resume();
      return hello.guest_url;
    }
  }
  throw new Error('the host ended before it said where guests go');
}
