/** The parts of the page that come as scripts of their own, in the order in which they are likely to be wanted. */
import { LazyPart } from '../parts/lazy-part';

export const START_SCREEN = new LazyPart(() => import('../start/StartScreen.svelte'));
export const SESSION_DIALOG = new LazyPart(() => import('../session/SessionDialog.svelte'));
export const JOIN_REQUESTS = new LazyPart(() => import('../session/JoinRequests.svelte'));
export const EXPORT_DIALOG = new LazyPart(() => import('../export/ExportDialog.svelte'));
export const PASTE_DIALOG = new LazyPart(() => import('../notes/PasteDialog.svelte'));
export const MOVE_DIALOG = new LazyPart(() => import('../notes/MoveDialog.svelte'));
export const NOTE_PANEL = new LazyPart(() => import('../panels/NotePanel.svelte'));
export const STAGE_PANEL = new LazyPart(() => import('../panels/StagePanel.svelte'));
export const COMMENTS_PANEL = new LazyPart(() => import('../panels/CommentsPanel.svelte'));
export const HEADER_PANEL = new LazyPart(() => import('../grid/HeaderPanel.svelte'));
export const RESTORE_PANEL = new LazyPart(() => import('../notes/RestorePanel.svelte'));
export const PERSONA_PANEL = new LazyPart(() => import('../panels/PersonaPanel.svelte'));
export const MEASURE_PANEL = new LazyPart(() => import('../panels/MeasurePanel.svelte'));
export const AGENDA_PANEL = new LazyPart(() => import('../workshop/AgendaPanel.svelte'));
export const KEYS_SHEET = new LazyPart(() => import('../keys/KeysSheet.svelte'));
export const KINDS_DIALOG = new LazyPart(() => import('../grid/KindsDialog.svelte'));

/** What every screen of a board may want, a guest's too. */
export const BOARD_PARTS = [
  SESSION_DIALOG,
  NOTE_PANEL,
  STAGE_PANEL,
  COMMENTS_PANEL,
  PASTE_DIALOG,
  MOVE_DIALOG,
  PERSONA_PANEL,
  HEADER_PANEL,
  RESTORE_PANEL,
  MEASURE_PANEL,
  AGENDA_PANEL,
  KEYS_SHEET,
  KINDS_DIALOG,
];

/** What only the screens of a desk may want besides. */
export const DESK_PARTS = [START_SCREEN, JOIN_REQUESTS, EXPORT_DIALOG];
