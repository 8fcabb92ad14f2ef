import type { Stay } from '../../state/session/stay';

/** What happened, in a sentence. */
export interface ShownNotice {
  readonly id: string;
  readonly icon: string;
  readonly text: string;
  /** What can be done about it; doing it reads the notice. */
  readonly act?: { readonly title: string; readonly run: () => void } | undefined;
  readonly stay: Stay;
  /** It was read, or has been there long enough. */
  readonly dismiss: () => void;
}
