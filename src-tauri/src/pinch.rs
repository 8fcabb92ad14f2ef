//! WebKitGTK takes two fingers on a touchpad for itself and magnifies the whole page, and the page
//! hears nothing of it (wry issue 544). Here they become a notice, and the page zooms its wall.

use tauri::WebviewWindow;

/// Claims the gesture from this window's web view.
#[cfg(target_os = "linux")]
pub(crate) fn claim(window: &WebviewWindow) -> tauri::Result<()> {
    use std::cell::Cell;

    use gtk::gdk::EventTouchpadPinch;
    use gtk::glib::Propagation;
    use gtk::prelude::WidgetExt;
    use tauri::Manager;

    use crate::sitting::{Notice, Sitting};

    let app = window.app_handle().clone();
    window.with_webview(move |view| {
        // The system counts from where the fingers came down; the page wants steps.
        let before = Cell::new(1.0);
        view.inner().connect_event(move |_, event| {
            let Some(pinch) = event.downcast_ref::<EventTouchpadPinch>() else {
                return Propagation::Proceed;
            };
            let begins = !pinch.is_phase();
            let scale = step(&before, begins, pinch.scale());
            if scale != 1.0 {
                let (x, y) = pinch.position();
                app.state::<Sitting>().tell(&Notice::Pinch { scale, x, y });
            }
            Propagation::Stop
        });
    })
}

/// What is now against what was at the last event of the same gesture.
#[cfg(target_os = "linux")]
fn step(before: &std::cell::Cell<f64>, begins: bool, now: f64) -> f64 {
    if begins || !now.is_finite() || now <= 0.0 {
        before.set(1.0);
        return 1.0;
    }
    now / before.replace(now)
}

/// Other web views tell the page themselves.
#[cfg(not(target_os = "linux"))]
pub(crate) fn claim(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::step;

    #[test]
    fn the_steps_of_a_gesture_multiply_to_the_whole() {
        let before = std::cell::Cell::new(3.0);
        assert_eq!(step(&before, true, 1.0), 1.0, "a gesture begins at nothing");
        let steps = [1.5, 3.0, 1.0].map(|now| step(&before, false, now));
        assert_eq!(steps, [1.5, 2.0, 1.0 / 3.0]);
        assert_eq!(
            step(&before, false, f64::NAN),
            1.0,
            "nonsense moves nothing"
        );
    }
}
