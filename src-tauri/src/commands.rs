//! What the pages may call. Each command is declared in `build.rs` and allowed in
//! `capabilities/main.json`.

use board_app::Refusal;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::menu;
use crate::sitting::Sitting;

/// Sits down at the desk; messages come through the channel, the desk's greeting first.
#[tauri::command]
pub(crate) async fn connect(
    sitting: State<'_, Sitting>,
    channel: Channel<String>,
) -> Result<(), Refusal> {
    sitting.connect(channel).await
}

/// One message of the pages. It runs where the calls arrive, so that they stay in order.
#[tauri::command]
pub(crate) fn send(sitting: State<'_, Sitting>, message: String) {
    sitting.say(message);
}

/// The pages show a board, or none: what the menu offers follows.
#[tauri::command]
pub(crate) fn at_board(app: AppHandle, is_at_board: bool) {
    menu::follow(&app, is_at_board);
}
