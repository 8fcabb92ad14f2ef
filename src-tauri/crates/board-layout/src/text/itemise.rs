//! Which font draws which grapheme cluster.

use super::clean::is_invisible;
use crate::face::Face;
use crate::fonts::Fonts;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

/// The faces of emoji.
const EMOJI: [Face; 2] = [Face::Emoji, Face::EmojiNew];

/// Shown for a character that no bundled font has: a white square, in the text font.
const REPLACEMENT: char = '\u{25a1}';

/// One grapheme cluster of a displayed paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cluster {
    /// Byte offset of its start in the paragraph.
    pub start: usize,
    /// The font that draws it.
    pub font: Face,
    /// Its script; common characters take that of the cluster before.
    pub script: Script,
    /// White space.
    pub space: bool,
}

/// A paragraph cut into clusters.
pub(crate) struct Itemised {
    /// The text as it is drawn: characters without a glyph replaced.
    pub text: String,
    /// Its clusters in logical order.
    pub clusters: Vec<Cluster>,
    /// The characters that were replaced, in order of appearance.
    pub missing: Vec<char>,
}

/// Cuts one paragraph into clusters and finds a font for each.
pub(crate) fn itemise(fonts: &Fonts, paragraph: &str, primary: Face) -> Itemised {
    let mut text = String::with_capacity(paragraph.len());
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut missing = Vec::new();
    for grapheme in paragraph.graphemes(true) {
        let before = clusters.last().copied();
        let start = text.len();
        let found = font_of(fonts, grapheme, primary, before.map(|cluster| cluster.font));
        match found {
            Some(_) => text.push_str(grapheme),
            None => {
                missing.extend(
                    grapheme
                        .chars()
                        .filter(|&c| !is_invisible(c) && !covered(fonts, c)),
                );
                text.push(REPLACEMENT);
            }
        }
        clusters.push(Cluster {
            start,
            font: found.unwrap_or(primary),
            script: script_of(grapheme, before.map(|cluster| cluster.script)),
            space: grapheme.chars().all(char::is_whitespace),
        });
    }
    // Marks before the first letter belong to its run.
    let first = clusters
        .iter()
        .map(|cluster| cluster.script)
        .find(|script| *script != Script::Common);
    let leading = clusters
        .iter_mut()
        .take_while(|cluster| cluster.script == Script::Common);
    leading.for_each(|cluster| cluster.script = first.unwrap_or(Script::Common));
    Itemised {
        text,
        clusters,
        missing,
    }
}

fn script_of(grapheme: &str, before: Option<Script>) -> Script {
    let own = grapheme
        .chars()
        .map(|c| c.script())
        .find(|script| !matches!(script, Script::Common | Script::Inherited));
    match own.or(before).unwrap_or(Script::Common) {
        // Written together in Japanese and Chinese, drawn by one font, shaped by no rule of their own.
        Script::Hiragana | Script::Katakana | Script::Bopomofo => Script::Han,
        script => script,
    }
}

fn covered(fonts: &Fonts, c: char) -> bool {
    crate::fonts::files()
        .iter()
        .any(|file| fonts.covers(file.key, c))
}

/// The font that draws the whole cluster, or none.
fn font_of(fonts: &Fonts, grapheme: &str, primary: Face, before: Option<Face>) -> Option<Face> {
    let base = grapheme.chars().next()?;
    if is_emoji(grapheme, base)
        && let Some(emoji) = EMOJI.into_iter().find(|&key| fonts.covers(key, base))
    {
        return Some(emoji);
    }
    let draws = |key: Face| {
        grapheme
            .chars()
            .all(|c| is_invisible(c) || fonts.covers(key, c))
    };
    // A space or a full stop inside Arabic belongs to the Arabic run; CJK fonts draw common marks full width.
    let sticks = base.script() == Script::Common;
    let neighbour = before.filter(|key| sticks && !key.leaves_marks());
    let home = Face::of(base.script()).iter().copied();
    let first = neighbour.into_iter().chain([primary]).chain(home);
    first
        .chain(crate::fonts::files().iter().map(|file| file.key))
        .find(|&key| draws(key))
        .or_else(|| base_only(fonts, grapheme, base, primary))
}

/// A cluster whose letter has a font but one of whose marks has none: the letter decides, and the shaper
/// composes what it can.
fn base_only(fonts: &Fonts, grapheme: &str, base: char, primary: Face) -> Option<Face> {
    let marks = grapheme
        .chars()
        .skip(1)
        .all(|c| is_invisible(c) || c.script() == Script::Inherited);
    let home = Face::of(base.script()).iter().copied();
    let keys = [primary]
        .into_iter()
        .chain(home)
        .chain(crate::fonts::files().iter().map(|file| file.key));
    keys.into_iter()
        .find(|&key| marks && fonts.covers(key, base))
}

/// Whether a cluster asks for its colourful form: by a variation selector, a joiner, a keycap, a skin tone,
/// a flag, or because that is the character's default (UTS #51, `Emoji_Presentation`).
fn is_emoji(grapheme: &str, base: char) -> bool {
    let mut others = grapheme.chars().skip(1);
    match others.next() {
        Some('\u{fe0e}') => false,
        Some('\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}') => true,
        Some('\u{200d}') if base >= '\u{2190}' => true,
        _ => has_emoji_presentation(base),
    }
}

fn has_emoji_presentation(c: char) -> bool {
    matches!(c,
        '\u{231a}'..='\u{231b}' | '\u{23e9}'..='\u{23ec}' | '\u{23f0}' | '\u{23f3}' | '\u{25fd}'..='\u{25fe}'
        | '\u{2614}'..='\u{2615}' | '\u{2648}'..='\u{2653}' | '\u{267f}' | '\u{2693}' | '\u{26a1}'
        | '\u{26aa}'..='\u{26ab}' | '\u{26bd}'..='\u{26be}' | '\u{26c4}'..='\u{26c5}' | '\u{26ce}' | '\u{26d4}'
        | '\u{26ea}' | '\u{26f2}'..='\u{26f3}' | '\u{26f5}' | '\u{26fa}' | '\u{26fd}' | '\u{2705}'
        | '\u{270a}'..='\u{270b}' | '\u{2728}' | '\u{274c}' | '\u{274e}' | '\u{2753}'..='\u{2755}' | '\u{2757}'
        | '\u{2795}'..='\u{2797}' | '\u{27b0}' | '\u{27bf}' | '\u{2b1b}'..='\u{2b1c}' | '\u{2b50}' | '\u{2b55}'
        | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts_of(text: &str) -> Vec<(String, Face)> {
        let itemised = itemise(Fonts::bundled(), text, Face::Regular);
        let ends = itemised
            .clusters
            .iter()
            .skip(1)
            .map(|next| next.start)
            .chain([itemised.text.len()]);
        itemised
            .clusters
            .iter()
            .zip(ends)
            .map(|(c, end)| (itemised.text[c.start..end].to_owned(), c.font))
            .collect()
    }

    #[test]
    fn every_script_has_its_font() {
        use Face::*;
        for (text, font) in [
            ("Journey", Regular),
            ("Ταξίδι", Regular),
            ("Путь", Regular),
            ("旅程", Cjk),
            ("ジャーニー", Cjk),
            ("여정", Cjk),
            ("رحلة", Arabic),
            ("מסע", Hebrew),
            ("การเดินทาง", Thai),
            ("यात्रा", Devanagari),
            ("✔", Symbols),
            ("ệ", Regular),
            ("ქართული", Georgian),
            ("Հայերեն", Armenian),
            ("አማርኛ", Ethiopic),
            ("বাংলা", Bengali),
            ("ਪੰਜਾਬੀ", Gurmukhi),
            ("ગુજરાતી", Gujarati),
            ("ଓଡ଼ିଆ", Oriya),
            ("தமிழ்", Tamil),
            ("తెలుగు", Telugu),
            ("ಕನ್ನಡ", Kannada),
            ("മലയാളം", Malayalam),
            ("සිංහල", Sinhala),
            ("ລາວ", Lao),
            ("བོད་ཡིག", Tibetan),
            ("မြန်မာ", Myanmar),
            ("ខ្មែរ", Khmer),
            ("ᠮᠣᠩᠭᠣᠯ", Mongolian),
            ("ދިވެހި", Thaana),
            ("ܣܘܪܝܝܐ", Syriac),
            ("ߒߞߏ", Nko),
            ("𞤀𞤣𞤤𞤢𞤥", Adlam),
            ("ᏣᎳᎩ", Cherokee),
            ("ᐃᓄᒃᑎᑐᑦ", CanadianAboriginal),
            ("ⵜⵉⴼⵉⵏⴰⵖ", Tifinagh),
            ("ꆈꌠꁱꂷ", Yi),
            ("ᱥᱟᱱᱛᱟᱲᱤ", OlChiki),
            ("ꯃꯤꯇꯩ", MeeteiMayek),
            ("ꦗꦮ", Javanese),
            ("髙﨑嘅咁喺镕", CjkRare),
            ("𝔸∯", Maths),
            ("🫩🪾", EmojiNew),
            ("ꞵᶗ", Letters),
        ] {
            for (cluster, found) in fonts_of(text) {
                assert_eq!(found, font, "{cluster} of {text}");
            }
        }
    }

    #[test]
    fn emoji_sequences_are_one_cluster_in_the_emoji_font() {
        for emoji in ["😊", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "1️⃣", "❤️", "🏳️‍🌈", "🧑🏿‍🚀", "⚡", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
        {
            assert_eq!(fonts_of(emoji), [(emoji.to_owned(), Face::Emoji)]);
        }
    }

    #[test]
    fn text_forms_of_emoji_characters_stay_text() {
        for text in ["1", "#", "©", "★", "❤︎"] {
            assert!(
                fonts_of(text).iter().all(|(_, font)| *font != Face::Emoji),
                "{text}"
            );
        }
    }

    #[test]
    fn what_no_font_has_is_named_and_replaced() {
        let itemised = itemise(Fonts::bundled(), "a\u{13000}b\u{10fffd}", Face::Regular);
        assert_eq!(itemised.text, "a□b□");
        assert_eq!(itemised.missing, ['\u{13000}', '\u{10fffd}']);
    }

    #[test]
    fn common_marks_keep_to_the_run_they_are_in() {
        let fonts: Vec<_> = fonts_of("مرحبا بك")
            .into_iter()
            .map(|(_, font)| font)
            .collect();
        assert!(
            fonts.iter().all(|font| *font == Face::Arabic),
            "the space too: {fonts:?}"
        );
    }
}
