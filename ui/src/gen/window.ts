// Generated from `src-tauri/src/sitting.rs` and `menu.rs`; a test of that crate compares.

/** Items of the window's menu. */
export type MenuName = 'newBoard' | 'openFile' | 'home' | 'saveCopy' | 'sendCopy' | 'export' | 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll' | 'find' | 'zoomIn' | 'zoomOut' | 'zoomFull' | 'zoomBoard' | 'outline' | 'guide' | 'keys';

/** What the window itself tells its pages. */
export type Notice = { "menu": MenuName } | { "pinch": { 
/**
 * How much larger things become, against the message before.
 */
scale: number, 
/**
 * Between the fingers, in CSS pixels from the left edge of the page.
 */
x: number, 
/**
 * The same from the top edge.
 */
y: number, } };
