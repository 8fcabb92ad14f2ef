//! Random acts on a board.

use proptest::prelude::*;

/// Texts that are easy to get wrong.
pub(crate) const TEXTS: [&str; 14] = [
    "",
    "Online reviews",
    "Does not want to phone, but has questions about classes",
    "Mitgliedschaftsberatungsterminvereinbarungsbestätigung",
    "Looks clean and modern, and then there is the rest of a long story that nobody wanted to cut short, because every word of it was said by a customer in an interview that took an hour and a half, and more",
    "رحلة العميل من البداية",
    "מסע (הלקוח) 2026!",
    "การเดินทางของลูกค้าเริ่มต้นที่นี่",
    "旅の始まり。ジムを探す",
    "여정의 시작",
    "यात्रा की शुरुआत",
    "Подтверждение Επιβεβαίωση",
    "👩‍👩‍👧‍👦🇩🇪👍🏽1️⃣ fine 😊",
    "two\nlines\u{202e}\u{0}",
];

/// One act.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    AddNote {
        at: (usize, usize),
        text: usize,
        kind: usize,
        span: u32,
        group: usize,
        flags: u8,
    },
    SetText {
        note: usize,
        text: usize,
    },
    MoveNote {
        note: usize,
        at: (usize, usize),
        order: u8,
    },
    Park {
        note: usize,
    },
    Delete {
        note: usize,
        deleted: bool,
    },
    SetKind {
        note: usize,
        kind: usize,
    },
    NameGroup {
        group: usize,
        text: usize,
    },
    Sentiment {
        step: usize,
        by: u8,
        value: i8,
    },
    Measure {
        at: (usize, usize),
        text: usize,
    },
    Header {
        text: usize,
    },
    Vote {
        note: usize,
        votes: u32,
    },
    AddStage {
        text: usize,
    },
    DeleteStage {
        stage: usize,
        deleted: bool,
    },
    NameStep {
        step: usize,
        text: usize,
        width: Option<u32>,
    },
    AddRow {
        text: usize,
        kind: u8,
        zone: u8,
    },
    DeleteRow {
        row: usize,
        deleted: bool,
    },
    Person {
        text: usize,
    },
}

pub(crate) fn acts() -> impl Strategy<Value = Vec<Act>> {
    // Mostly the same few cells, so that notes, groups and bars meet.
    let at = || prop_oneof![3 => (0..3usize, 0..2usize), 1 => (0..6usize, 0..5usize)];
    let text = || 0..TEXTS.len();
    let act = prop_oneof![
        8 => (at(), text(), 0..6usize, 0..4u32, 0..4usize, any::<u8>())
            .prop_map(|(at, text, kind, span, group, flags)| Act::AddNote { at, text, kind, span, group, flags }),
        3 => (0..30usize, text()).prop_map(|(note, text)| Act::SetText { note, text }),
        3 => (0..30usize, at(), any::<u8>()).prop_map(|(note, at, order)| Act::MoveNote { note, at, order }),
        1 => (0..30usize).prop_map(|note| Act::Park { note }),
        2 => (0..30usize, any::<bool>()).prop_map(|(note, deleted)| Act::Delete { note, deleted }),
        1 => (0..30usize, 0..6usize).prop_map(|(note, kind)| Act::SetKind { note, kind }),
        1 => (0..3usize, text()).prop_map(|(group, text)| Act::NameGroup { group, text }),
        1 => (0..6usize, 0..4u8, -2..=2i8).prop_map(|(step, by, value)| Act::Sentiment { step, by, value }),
        1 => (at(), text()).prop_map(|(at, text)| Act::Measure { at, text }),
        1 => text().prop_map(|text| Act::Header { text }),
        1 => (0..30usize, 0..9u32).prop_map(|(note, votes)| Act::Vote { note, votes }),
        1 => text().prop_map(|text| Act::AddStage { text }),
        1 => (0..6usize, any::<bool>()).prop_map(|(stage, deleted)| Act::DeleteStage { stage, deleted }),
        1 => (0..6usize, text(), prop::option::of(160..900u32)).prop_map(|(step, text, width)| Act::NameStep { step, text, width }),
        1 => (text(), 0..3u8, 0..5u8).prop_map(|(text, kind, zone)| Act::AddRow { text, kind, zone }),
        1 => (0..5usize, any::<bool>()).prop_map(|(row, deleted)| Act::DeleteRow { row, deleted }),
        1 => text().prop_map(|text| Act::Person { text }),
    ];
    prop::collection::vec(act, 1..60)
}
