use super::*;
use proptest::prelude::*;

const NOTE: Spec = Spec {
    strong: false,
    width: 104,
    height: 400,
    sizes: &[14],
    align: Align::Start,
};

/// The runs of each line, left to right, as `text` joined by `|`.
fn lines(text: &str, spec: Spec) -> Vec<String> {
    let fitted = Texts::new().fit(text, spec);
    let mut lines: Vec<(i32, Vec<&str>)> = Vec::new();
    for run in &fitted.runs {
        match lines.last_mut() {
            Some((y, runs)) if *y == run.y => runs.push(&run.text),
            _ => lines.push((run.y, vec![&run.text])),
        }
    }
    lines.into_iter().map(|(_, runs)| runs.join("|")).collect()
}

fn wide(width: i32) -> Spec {
    Spec { width, ..NOTE }
}

#[test]
fn lines_break_where_each_script_breaks() {
    for (text, width, expected) in [
        (
            "Looks up gyms near home and near work",
            104,
            vec!["Looks up gyms", "near home and", "near work"],
        ),
        (
            "first\nsecond\r\n\nfourth",
            104,
            vec!["first", "second", "fourth"],
        ),
        ("well-known", 60, vec!["well-", "known"]),
        (
            "東京タワーへ行きました。",
            72,
            vec!["東京タワー", "へ行きまし", "た。"],
        ),
        ("การเดินทางของลูกค้า", 80, vec!["การเดินทาง", "ของลูกค้า"]),
        ("Σύγκριση τιμών", 70, vec!["Σύγκριση", "τιμών"]),
        ("Сравнивает цены", 96, vec!["Сравнивает", "цены"]),
        ("अनुभव यात्रा", 60, vec!["अनुभव", "यात्रा"]),
    ] {
        assert_eq!(lines(text, wide(width)), expected, "{text}");
    }
}

#[test]
fn a_word_longer_than_the_line_breaks_anywhere_and_says_so() {
    let fitted = Texts::new().fit("Mitgliedschaftsberatungstermin", NOTE);
    assert!(fitted.broke_word && !fitted.clipped);
    assert_eq!(
        lines("Mitgliedschaftsberatungstermin", NOTE).concat(),
        "Mitgliedschaftsberatungstermin"
    );
    assert!(!Texts::new().fit("Looks up gyms", NOTE).broke_word);
}

#[test]
fn right_to_left_runs_are_in_visual_order_and_safe_to_draw_alone() {
    // Logical: "שלום ABC עולם (א)!" reads from the right; brackets turn round; marks outside letters are apart.
    assert_eq!(lines("שלום ABC עולם", wide(400)), ["עולם|ABC|שלום"]);
    assert_eq!(lines("(שלום)!", wide(400)), ["!(|שלום|)"]);
    assert_eq!(lines("price: שלום 12", wide(400)), ["price:|12|שלום"]);
    let fitted = Texts::new().fit("مرحبا بك", wide(400));
    assert_eq!(fitted.runs.len(), 1, "one joined run");
    assert!(fitted.runs[0].rtl);
    let right = fitted.runs[0].x + fitted.runs[0].width;
    assert!(
        (right - 400 * 64).abs() <= 1,
        "a right-to-left paragraph stands at the right"
    );
}

#[test]
fn every_emoji_is_a_run_of_its_own() {
    assert_eq!(
        lines("ok 👩‍👩‍👧‍👦🇩🇪👍🏽1️⃣ fine", wide(400)),
        ["ok|👩‍👩‍👧‍👦|🇩🇪|👍🏽|1️⃣|fine"]
    );
    let fitted = Texts::new().fit("😊👩‍👩‍👧‍👦🇩🇪", wide(400));
    let widths: Vec<_> = fitted.runs.iter().map(|run| run.width).collect();
    assert!(
        widths.windows(2).all(|pair| (pair[0] - pair[1]).abs() <= 1),
        "a sequence is as wide as one emoji: {widths:?}"
    );
}

#[test]
fn runs_of_a_line_follow_each_other_without_overlap_inside_the_box() {
    let texts = [
        "Comes twice 😊 a week, مرحبا (بك) and שלום – ok 東京 8:30 ✔",
        "a  b   c",
        "x\u{202e}abc\u{0}y",
        "Ñandú café naïve",
    ];
    for text in texts {
        for width in [40, 60, 104, 248] {
            let fitted = Texts::new().fit(text, wide(width));
            for pair in fitted.runs.windows(2).filter(|pair| pair[0].y == pair[1].y) {
                assert!(
                    pair[0].x + pair[0].width <= pair[1].x + 1,
                    "{text} at {width}: {pair:?}"
                );
            }
            for run in &fitted.runs {
                assert!(
                    run.x >= 0 && run.x + run.width <= width * 64 + 1,
                    "{text} at {width}: {run:?}"
                );
                assert!(
                    !run.text.starts_with(' ')
                        && !run.text.ends_with(' ')
                        && !run.text.contains("  "),
                    "{run:?}"
                );
            }
        }
    }
}

#[test]
fn text_shrinks_over_the_sizes_and_then_clips_with_a_mark() {
    let spec = Spec {
        strong: true,
        width: 120,
        height: 28,
        sizes: &[20, 16, 14],
        align: Align::Start,
    };
    let mut texts = Texts::new();
    for (text, size, clipped) in [
        ("Awareness", 20, false),
        ("Brand loyalty", 16, false),
        ("Brand loyalty and everything else", 14, true),
    ] {
        let fitted = texts.fit(text, spec);
        assert_eq!((fitted.size, fitted.clipped), (size, clipped), "{text}");
        assert_eq!(
            fitted.runs.last().unwrap().text.ends_with('…'),
            clipped,
            "{text}"
        );
        assert!(
            fitted.width <= 120 && fitted.height <= 28,
            "{text} stays in its box"
        );
    }
    let arabic = texts.fit("رحلة العميل من البداية إلى النهاية وما بعدها", spec);
    assert!(arabic.clipped && arabic.runs.iter().any(|run| run.text.contains('…')));
    assert!(
        arabic.runs[0].text.contains('…'),
        "the mark is where reading ends: at the left"
    );
}

#[test]
fn kerning_and_ligatures_are_on() {
    let mut texts = Texts::new();
    let mut width = |text| {
        texts
            .fit(text, wide(4000))
            .runs
            .iter()
            .map(|run| run.width)
            .sum::<i32>()
    };
    assert!(
        width("AVAVAV") < width("A") * 3 + width("V") * 3,
        "AV is kerned"
    );
    let joined = width("لا");
    assert!(joined < width("ل") + width("ا"), "lam-alef is one ligature");
}

#[test]
fn what_cannot_be_drawn_is_reported() {
    assert_eq!(
        Texts::new().fit("a\u{13000}b\u{13000}", NOTE).missing,
        ['\u{13000}']
    );
    assert!(
        Texts::new()
            .fit("Ω ж 漢 ع א ท अ 😊 ✔ ␀", NOTE)
            .missing
            .is_empty()
    );
}

#[test]
fn the_cache_changes_nothing() {
    let text = "Signs up for the free trial – or leaves 😊";
    let mut texts = Texts::new();
    let first = texts.fit(text, NOTE);
    assert_eq!(first, texts.fit(text, NOTE));
    assert_eq!(first, Texts::new().fit(text, NOTE));
}

/// Characters that are easy to get wrong, and any other.
fn any_text() -> impl Strategy<Value = String> {
    let odd = "\u{0}\u{9}\n\u{1b}\u{ad}\u{200b}\u{200d}\u{202e}\u{2066}\u{feff}\u{fe0f}\u{301}\u{fdfd}\u{1f468}\u{1f3fd}\u{1f1e9}";
    let letters = "a Wä-. שא(٣مﷺ)ทก็न्त漢か한،…";
    let pool: Vec<char> = odd.chars().chain(letters.chars()).collect();
    let letter = prop_oneof![12 => prop::sample::select(pool), 1 => any::<char>()];
    prop::collection::vec(letter, 0..60).prop_map(|letters| letters.into_iter().collect())
}

fn reorders_or_controls(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_stays_in_its_box(text in any_text(), width in 24..300i32, height in 16..120i32, centred in any::<bool>()) {
        let align = if centred { Align::Centre } else { Align::Start };
        let spec = Spec { strong: centred, width, height, sizes: &[16, 14, 12], align };
        let fitted = Texts::new().fit(&text, spec);
        prop_assert!(fitted.width <= width && fitted.height <= height, "{}×{}", fitted.width, fitted.height);
        let mut end = (i32::MIN, 0);
        for run in &fitted.runs {
            prop_assert!(run.x >= 0 && run.x + run.width <= width * 64 + 1, "{run:?}");
            prop_assert!(run.y > 0 && run.y < height * 64, "{run:?}");
            prop_assert!(!run.text.chars().any(reorders_or_controls));
            prop_assert!(end.0 != run.y || run.x + 1 >= end.1, "{run:?} over the one before");
            end = (run.y, run.x + run.width);
        }
        prop_assert_eq!(&*fitted, &*Texts::new().fit(&text, spec));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_run_is_as_wide_as_its_text_shaped_alone(text in any_text(), width in 24..300i32) {
        let fitted = Texts::new().fit(&text, wide(width));
        for run in &fitted.runs {
            let alone = lines::to_64ths(Shaper::new().width(run.font, run.rtl, &run.text), 14);
            prop_assert!((i64::from(run.width) - alone).abs() <= 1, "{run:?} is {alone} wide alone");
        }
    }
}
