/** Files that a browser keeps by itself. */
import type { LooseFile } from '../../gen/desk';

/** Milliseconds after which a browser has taken the bytes over. */
const TAKEN = 60_000;

/** Gives the bytes to the browser as a download. */
export function download(file: LooseFile): void {
  const bytes = Uint8Array.from(atob(file.base64), (sign) => sign.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), TAKEN);
}
