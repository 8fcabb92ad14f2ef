/** The wire between a page and its host, to be cut and joined again; all that goes over it is real. */
import type { Page, WebSocketRoute } from '@playwright/test';

export class Wire {
  private isCut = false;
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
      socket.connectToServer();
    });
    return wire;
  }

  async cut(): Promise<void> {
    this.isCut = true;
    for (const socket of this.open) await socket.close();
    this.open.clear();
  }

  /** From now on every attempt is answered by this close code. */
  end(code: number): void {
    this.lastWord = code;
  }

  join(): void {
    this.isCut = false;
  }
}
