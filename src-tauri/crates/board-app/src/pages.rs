//! The pages that browsers get.

use board_web::UiBundle;

/// The pages that browsers get: those this program was built with. A debug build takes them from the folder
/// in `JOURNEYWALL_UI`, so that a change of the pages needs no new program.
pub(crate) fn pages() -> UiBundle {
    if cfg!(debug_assertions)
        && let Some(folder) = std::env::var_os("JOURNEYWALL_UI")
    {
        match UiBundle::from_folder(folder.as_ref()) {
            Ok(bundle) => return bundle,
            Err(error) => tracing::warn!(%error, "JOURNEYWALL_UI cannot be read"),
        }
    }
    UiBundle::built_in()
}
