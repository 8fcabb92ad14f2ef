/** What another program, or this one, put on the clipboard: events as the platform sends them. */
import type { Page } from '@playwright/test';

/** What the page puts on the clipboard when it is told to copy or cut. */
export interface Copied {
  readonly text: string;
  readonly html: string;
}

async function sent(page: Page, type: 'copy' | 'cut' | 'paste', text: string, html: string): Promise<Copied> {
  return page.evaluate(
    ([name, plain, rich]) => {
      const clip = new DataTransfer();
      if (plain !== '') clip.setData('text/plain', plain);
      if (rich !== '') clip.setData('text/html', rich);
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(
        new ClipboardEvent(name, { clipboardData: clip, bubbles: true, cancelable: true }),
      );
      return { text: clip.getData('text/plain'), html: clip.getData('text/html') };
    },
    [type, text, html] as const,
  );
}

export async function copy(page: Page): Promise<Copied> {
  return sent(page, 'copy', '', '');
}

export async function cut(page: Page): Promise<Copied> {
  return sent(page, 'cut', '', '');
}

export async function paste(page: Page, text: string, html = ''): Promise<void> {
  await sent(page, 'paste', text, html);
}
