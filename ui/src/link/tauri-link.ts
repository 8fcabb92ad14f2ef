import type { Refusal } from '../gen/messages';
import type { Code } from './error-codes';
import type { Link, LinkEvents } from './link';
import { pinch, pinchIn } from './touchpad';

/** Whether this page runs in the desktop window. */
export function isInWindow(): boolean {
  return '__TAURI_INTERNALS__' in globalThis;
}

/** The desktop window's own connection. Guests never load the code it imports. */
export function openTauriLink(events: LinkEvents): Link {
  let isOpen = true;
  let order: Promise<unknown> = Promise.resolve();
  const invoked = connect();

  async function connect(): Promise<(text: string) => Promise<unknown>> {
    const { Channel, invoke } = await import('@tauri-apps/api/core');
    const channel = new Channel<string>();
    channel.onmessage = (text) => {
      if (!isOpen) return;
      const fingers = pinchIn(text);
      if (fingers === null) events.message(text);
      else pinch(fingers);
    };
    await invoke('connect', { channel });
    if (isOpen) events.opened();
    return (text) => invoke('send', { message: text });
  }

  function lose(reason: unknown): void {
    if (!isOpen) return;
    isOpen = false;
    const code = codeOf(reason);
    if (code === null) events.closed();
    else events.refused(code);
  }

  invoked.catch(lose);
  return {
    send(text) {
      // Each call is awaited in turn, so that edits arrive in the order in which they were made.
      order = order.then(() => invoked.then((send) => send(text))).catch(lose);
    },
    close() {
      isOpen = false;
    },
  };
}

/** Tells the window's menu whether a board is shown. */
export async function sayAtBoard(isAtBoard: boolean): Promise<void> {
  const { invoke } = await import('@tauri-apps/api/core');
  await invoke('at_board', { isAtBoard });
}

/** What a command refuses with. */
function codeOf(reason: unknown): Code | null {
  if (typeof reason !== 'object' || reason === null || !('code' in reason)) return null;
  return typeof reason.code === 'string' ? (reason as Refusal).code : null;
}
