//! What an installation announces of its sessions on the local network.

use board_net::TEXT_BYTES;
use serde::{Deserialize, Serialize};

/// Sessions that one machine announces: what has room in its record.
const SESSIONS: usize = 3;

/// What goes out.
#[derive(Serialize, Deserialize)]
struct Announced {
    /// The host's name.
    n: String,
    /// Numbers and titles of sessions.
    s: Vec<(u32, String)>,
}

/// What a machine announces: whose it is, and the numbers and titles of its sessions, as far as there is room; nothing
/// without a session.
pub(crate) fn announcement(host: &str, sessions: &[(u32, &str)]) -> Option<String> {
    let sessions = sessions.get(..SESSIONS).unwrap_or(sessions);
    if sessions.is_empty() {
        return None;
    }
    fitting(host, sessions)
}

/// The host's name, and the numbers and titles of the sessions, of what a machine announces; what is not ours gives
/// none.
pub(crate) fn sessions_in(text: &str) -> (String, Vec<(u32, String)>) {
    let Ok(Announced { n, mut s }) = serde_json::from_str(text) else {
        return Default::default();
    };
    s.truncate(SESSIONS);
    (n, s)
}

fn fitting(host: &str, titles: &[(u32, &str)]) -> Option<String> {
    // Characters may take several bytes each, and some are written longer than they are.
    (0..=TEXT_BYTES).rev().find_map(|letters| {
        let cut = |text: &str| shortened(text, letters);
        let s = titles.iter().map(|(session, title)| (*session, cut(title)));
        let announced = Announced {
            n: shortened(host, letters.min(40)),
            s: s.collect(),
        };
        let text = serde_json::to_string(&announced).ok()?;
        (text.len() <= TEXT_BYTES).then_some(text)
    })
}

/// The text in at most this many characters, with a mark where it was cut.
fn shortened(text: &str, letters: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(letters.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pn2_what_is_announced_fits_and_is_read_again() {
        let long = "Ein langer Titel über die Reise — ".repeat(20);
        for titles in [
            vec![(7, "Onboarding")],
            vec![(7, "Onboarding"), (u32::MAX, "A \"quoted\" \\ title")],
            vec![(1, long.as_str()), (2, long.as_str()), (3, "💡💡💡")],
        ] {
            let text = announcement("Lena", &titles).unwrap();
            assert!(text.len() <= TEXT_BYTES, "{text}");
            let (host, read) = sessions_in(&text);
            assert_eq!((&*host, read.len()), ("Lena", titles.len()));
            for ((number, read), (announced, title)) in read.iter().zip(&titles) {
                assert_eq!(number, announced);
                let whole = read.trim_end_matches('…');
                assert!(title.starts_with(whole) && !whole.is_empty(), "{text}");
            }
        }
        assert_eq!(announcement("Lena", &[]), None);
    }

    #[test]
    fn what_others_announce_gives_no_session() {
        for other in ["", "Onboarding", "{}", r#"{"n":"x","s":[[1]]}"#, "[]"] {
            assert_eq!(sessions_in(other).1, [], "{other}");
        }
        let many: Vec<_> = (0..9).map(|number| (number, "T")).collect();
        let many = serde_json::json!({ "n": "x", "s": many }).to_string();
        assert_eq!(sessions_in(&many).1.len(), SESSIONS);
    }
}
