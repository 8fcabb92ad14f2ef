//! What the pages may call. Each command is declared in `build.rs` and allowed in
//! `capabilities/main.json`.

use board_app::Refusal;
use tauri::State;
use tauri::ipc::Channel;

use crate::wall::Wall;

/// Opens the board and begins the conversation; messages come through the channel, hello first.
#[tauri::command]
pub(crate) async fn connect(
    wall: State<'_, Wall>,
    channel: Channel<String>,
) -> Result<(), Refusal> {
    wall.connect(channel).await
}

/// One message of the screen contract. It runs where the calls arrive, so that they stay in order.
#[tauri::command]
pub(crate) fn send(wall: State<'_, Wall>, message: String) {
    wall.say(message);
}
