/** The wire between a page and its host, to be cut and joined again; all that goes over it is real. */
import type { Page, WebSocketRoute } from '@playwright/test';

export class Wire {
  private isCut = false;
  private isMute = false;
  private lastWord: number | null = null;
  private readonly open = new Set<WebSocketRoute>();

  private constructor() {}

  /** Before the page is opened. */
  static async of(page: Page): Promise<Wire> {
    const wire = new Wire();
    await page.routeWebSocket('**/ws', (socket) => {
      if (wire.lastWord !== null) {
        void socket.close({ code: wire.lastWord, reason: 'last word' });
        return;
      }
      if (wire.isCut) {
        void socket.close();
        return;
      }
      wire.open.add(socket);
      const host = socket.connectToServer();
      host.onMessage((message) => {
        if (!wire.isMute) socket.send(message);
      });
    });
    return wire;
  }

  async cut(): Promise<void> {
    this.isCut = true;
    for (const socket of this.open) await socket.close();
    this.open.clear();
  }

  /** The host hears this page, and nothing that it says comes back, until the wire is joined again. */
  mute(): void {
    this.isMute = true;
  }

  /** From now on every attempt is answered by this close code. */
  end(code: number): void {
    this.lastWord = code;
  }

  join(): void {
    this.isCut = false;
    this.isMute = false;
  }
}
