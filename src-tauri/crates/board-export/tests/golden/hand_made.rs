//! Scenes made by hand: one for each kind of shape.

use board_layout::fonts::files;
use board_layout::{Block, FINE, Face, Paint, Rect, Run, Scene, Shape};

/// A scene of these shapes.
pub(crate) fn scene(width: i32, height: i32, shapes: Vec<Shape>) -> Scene {
    let rect = Rect {
        x: 0,
        y: 0,
        w: width,
        h: height,
    };
    Scene {
        width,
        height,
        header: Block {
            rect,
            shapes,
            ..Block::default()
        },
        ..Scene::default()
    }
}

/// A rectangle.
pub(crate) fn rect(
    place: [i32; 4],
    fill: Option<Paint>,
    stroke: Option<Paint>,
    width: i32,
    radius: i32,
) -> Shape {
    let [x, y, w, h] = place;
    Shape::Rect {
        rect: Rect { x, y, w, h },
        fill,
        stroke,
        width,
        radius,
    }
}

/// A run at whole units; its width is not needed for painting.
pub(crate) fn run(face: Face, (x, y): (i32, i32), size: i32, paint: Paint, text: &str) -> Shape {
    let rtl = matches!(face, Face::Arabic | Face::Hebrew | Face::Thaana);
    Shape::Run(Run {
        x: x * FINE,
        y: y * FINE,
        w: 0,
        size,
        face,
        paint,
        rtl,
        text: text.into(),
    })
}

pub(crate) fn rectangles() -> Scene {
    let papers = [
        Paint::NoteYellow,
        Paint::NoteOrange,
        Paint::NotePink,
        Paint::NoteViolet,
        Paint::NoteBlue,
        Paint::NoteGreen,
        Paint::NoteGrey,
    ];
    let mut shapes = Vec::new();
    for (index, paper) in papers.into_iter().enumerate() {
        let x = 16 + 80 * i32::try_from(index).unwrap();
        shapes.push(rect([x, 18, 64, 48], Some(Paint::Shadow), None, 0, 2));
        shapes.push(rect([x, 16, 64, 48], Some(paper), None, 0, 2));
        shapes.push(rect([x, 16, 64, 48], None, Some(Paint::NoteEdge), 1, 2));
    }
    shapes.push(rect([16, 80, 64, 32], Some(Paint::Band), None, 0, 0));
    shapes.push(rect(
        [96, 80, 64, 32],
        Some(Paint::Band),
        Some(Paint::LineStrong),
        1,
        0,
    ));
    shapes.push(rect(
        [176, 80, 64, 32],
        Some(Paint::Band),
        Some(Paint::Accent),
        3,
        8,
    ));
    shapes.push(rect([256, 80, 64, 32], None, Some(Paint::Accent), 2, 16));
    shapes.push(rect([336, 80, 64, 32], None, Some(Paint::LineStrong), 1, 4));
    shapes.push(rect([416, 80, 1, 32], Some(Paint::LineStrong), None, 0, 0));
    shapes.push(rect([433, 80, 64, 1], Some(Paint::LineStrong), None, 0, 0));
    shapes.push(rect([500, 80, 64, 32], Some(Paint::Accent), None, 0, 99));
    scene(576, 128, shapes)
}

pub(crate) fn lines_and_dots() -> Scene {
    let line = |points: &[(i32, i32)], paint, width, dashed, smooth| Shape::Line {
        points: points.to_vec(),
        paint,
        width,
        dashed,
        smooth,
    };
    let wave = [
        (24, 100),
        (96, 40),
        (168, 90),
        (240, 90),
        (312, 30),
        (376, 60),
    ];
    let mut shapes = vec![
        line(&[(16, 16), (384, 16)], Paint::LineStrong, 1, false, false),
        line(&[(16, 24), (384, 24)], Paint::LineStrong, 1, true, false),
        line(&[(8, 8), (8, 120)], Paint::Line, 2, false, false),
        line(&[(16, 112), (384, 112)], Paint::Accent, 3, true, false),
        line(&wave, Paint::CurveA, 3, false, true),
        line(
            &wave.map(|(x, y)| (x, 140 - y)),
            Paint::CurveB,
            2,
            false,
            false,
        ),
        line(
            &wave.map(|(x, y)| (x, y / 2 + 40)),
            Paint::CurveC,
            2,
            true,
            true,
        ),
    ];
    shapes.extend(wave.map(|(x, y)| Shape::Dot {
        x,
        y,
        radius: 5,
        paint: Paint::CurveA,
    }));
    scene(400, 128, shapes)
}

pub(crate) fn icons() -> Scene {
    let marks = board_model::Kind::built_in();
    let mut shapes = Vec::new();
    for (index, kind) in marks.iter().enumerate() {
        let x = 8 + 32 * i32::try_from(index).unwrap();
        for (y, size, paint) in [(8, 16, Paint::NoteInk), (32, 24, Paint::Accent)] {
            shapes.push(Shape::Icon {
                name: kind.mark.clone(),
                x,
                y,
                size,
                paint,
            });
        }
    }
    shapes.push(Shape::Icon {
        name: "not an icon".into(),
        x: 528,
        y: 32,
        size: 24,
        paint: Paint::NoteInk,
    });
    shapes.push(Shape::Image {
        rect: Rect {
            x: 560,
            y: 8,
            w: 64,
            h: 48,
        },
        id: "an image nobody has".into(),
    });
    scene(632, 64, shapes)
}

pub(crate) fn scripts() -> Scene {
    let lines = [
        (
            Face::Regular,
            "Awareness → Ünïcode, Ελληνικά, Кириллица 0123456789",
        ),
        (
            Face::SemiBold,
            "AVATAR To Ty fi ffi „Quotes“ – dashes — ½ € ß",
        ),
        (Face::Arabic, "رحلة العميل من البداية إلى النهاية"),
        (Face::Hebrew, "מסע הלקוח מההתחלה"),
        (Face::Thai, "การเดินทางของลูกค้าเริ่มต้นที่นี่"),
        (Face::Devanagari, "ग्राहक यात्रा की शुरुआत क्षत्रिय"),
        (Face::Cjk, "旅の始まり。ジムを探す、客户旅程、여정의 시작"),
        (Face::Emoji, "🙂"),
        (Face::Bengali, "বাংলায় গ্রাহকের যাত্রা"),
        (Face::Tamil, "தமிழில் வாடிக்கையாளர் பயணம்"),
        (Face::Telugu, "తెలుగులో ప్రయాణం"),
        (Face::Sinhala, "සිංහල පාරිභෝගිකයා"),
        (Face::Khmer, "ខ្មែរ អតិថិជន"),
        (Face::Myanmar, "မြန်မာ ဖောက်သည်"),
        (Face::Georgian, "ქართული მომხმარებელი"),
        (Face::Armenian, "Հայերեն հաճախորդ"),
        (Face::Ethiopic, "አማርኛ ደንበኛ"),
        (Face::Thaana, "ދިވެހި"),
        (Face::CjkRare, "髙﨑嘅咁喺镕"),
        (Face::EmojiNew, "🫩"),
    ];
    let mut shapes = Vec::new();
    for (index, (face, text)) in lines.into_iter().enumerate() {
        let y = 32 + 32 * i32::try_from(index).unwrap();
        shapes.push(run(face, (16, y), 16, Paint::Ink, text));
        shapes.push(run(face, (480, y), 12, Paint::InkSoft, text));
    }
    assert!(
        files().len() >= 20,
        "the fonts of these scripts are bundled"
    );
    scene(880, 672, shapes)
}

/// Sequences that other renderers break: families, flags, skin tones, keycaps, tag flags.
pub(crate) const EMOJI: [&str; 16] = [
    "🙂",
    "👩‍👩‍👧‍👦",
    "🇩🇪",
    "🇯🇵",
    "👍🏽",
    "1️⃣",
    "#️⃣",
    "❤️",
    "🏳️‍🌈",
    "👩🏾‍💻",
    "🧑‍🚀",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "☕",
    "✅",
    "⚠️",
    "🫶🏿",
];

pub(crate) fn emoji() -> Scene {
    let mut shapes = Vec::new();
    for (index, text) in EMOJI.into_iter().enumerate() {
        let x = 8 + 36 * i32::try_from(index).unwrap();
        shapes.push(run(Face::Emoji, (x, 32), 24, Paint::Ink, text));
        shapes.push(run(Face::Emoji, (x, 56), 14, Paint::Ink, text));
    }
    scene(592, 72, shapes)
}
