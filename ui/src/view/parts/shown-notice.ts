import type { NoticeDuration } from '../../state/session/notice-duration';

/** What happened, in a sentence. */
export interface ShownNotice {
  readonly id: string;
  readonly icon: string;
  readonly text: string;
  /** What can be done about it; doing it reads the notice. */
  readonly act?: { readonly title: string; readonly run: () => void } | undefined;
  readonly stay: NoticeDuration;
  /** It was read, or has been there long enough. */
  readonly dismiss: () => void;
}
