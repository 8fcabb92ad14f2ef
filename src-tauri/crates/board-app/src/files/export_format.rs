//! What a board can be written as. This is the one table of export formats: their endings, what dialogs call them, how
//! much of a board they hold and where they are offered. A format that leaves one of these out does not compile, and
//! neither does one that [`crate::export`] does not write.

use board_export::picture::Format;

/// How much of a board a format can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A sheet, a stage or a row of it, or all.
    Parts,
    /// The board as a whole only.
    Whole,
}

/// Who can ask for a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// The export dialog, and the command line.
    Everywhere,
    /// The command line alone: in the window copies of a board have acts of their own.
    CommandLine,
}

/// What is said of a format.
#[derive(Clone, Copy, Debug)]
pub struct FormatEntry {
    /// Endings of such files without the dot; the first is the one for new files.
    pub endings: &'static [&'static str],
    /// What dialogs for files call it.
    pub label: &'static str,
    /// How much of a board it holds.
    pub scope: Scope,
    /// Who can ask for it.
    pub offered: Offered,
    /// What writes it.
    pub writer: Writer,
}

/// What writes a format. [`crate::export`] has an arm for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// A picture made of pixels.
    Pixels(Format),
    /// A drawing.
    Drawing,
    /// A table of notes.
    Table,
    /// Everything, for programs.
    Json,
    /// Everything, for people.
    Outline,
    /// The document itself.
    Document,
}

impl Writer {
    /// Whether what it writes is light or dark.
    #[cfg(test)]
    const fn has_look(self) -> bool {
        matches!(self, Self::Pixels(_) | Self::Drawing)
    }

    /// The longest side in pixels, where there are pixels.
    #[cfg(test)]
    const fn longest_side(self) -> Option<u32> {
        match self {
            Self::Pixels(format) => Some(format.longest_side()),
            _ => None,
        }
    }
}

macro_rules! formats {
    ($( $(#[$doc:meta])* $name:ident: $entry:expr; )*) => {
        /// A format that a board is written in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ExportFormat {
            $( $(#[$doc])* $name, )*
        }

        impl ExportFormat {
            /// Every format there is, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$( Self::$name, )*];

            /// Its row in the table.
            pub const fn entry(self) -> FormatEntry {
                match self { $( Self::$name => $entry, )* }
            }
        }
    };
}

formats! {
    /// A picture, PNG.
    Png: FormatEntry {
        endings: &["png"], label: "PNG picture", scope: Scope::Parts, offered: Offered::Everywhere,
        writer: Writer::Pixels(Format::Png),
    };
    /// A picture, JPEG.
    Jpeg: FormatEntry {
        endings: &["jpg", "jpeg"], label: "JPEG picture", scope: Scope::Parts, offered: Offered::Everywhere,
        writer: Writer::Pixels(Format::Jpeg),
    };
    /// A picture, WebP.
    WebP: FormatEntry {
        endings: &["webp"], label: "WebP picture", scope: Scope::Parts, offered: Offered::Everywhere,
        writer: Writer::Pixels(Format::WebP),
    };
    /// A drawing, SVG.
    Svg: FormatEntry {
        endings: &["svg"], label: "SVG drawing", scope: Scope::Parts, offered: Offered::Everywhere,
        writer: Writer::Drawing,
    };
    /// A table of notes, CSV.
    Csv: FormatEntry {
        endings: &["csv"], label: "CSV table", scope: Scope::Parts, offered: Offered::Everywhere,
        writer: Writer::Table,
    };
    /// The board as JSON.
    Json: FormatEntry {
        endings: &["json"], label: "JSON", scope: Scope::Whole, offered: Offered::Everywhere,
        writer: Writer::Json,
    };
    /// The board as text for people.
    Text: FormatEntry {
        endings: &["txt"], label: "Text", scope: Scope::Whole, offered: Offered::Everywhere,
        writer: Writer::Outline,
    };
    /// The document as yjs reads it.
    Yjs: FormatEntry {
        endings: &["yjs"], label: "Yjs document", scope: Scope::Whole, offered: Offered::CommandLine,
        writer: Writer::Document,
    };
    /// The board's own file.
    Journey: FormatEntry {
        endings: &["journey"], label: "Journeywall board", scope: Scope::Whole, offered: Offered::CommandLine,
        writer: Writer::Document,
    };
}

impl ExportFormat {
    /// The format of an ending in small letters, without its dot.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let has = |format: &&Self| format.entry().endings.contains(&ending);
        Self::ALL.iter().find(has).copied()
    }

    /// The ending of new files.
    pub const fn ending(self) -> &'static str {
        self.entry().endings[0]
    }

    /// The formats that can be asked for at a place, as a sentence names them.
    pub fn possible(at: Offered) -> String {
        let is_offered = |format: &&Self| at == Offered::CommandLine || format.is_at_screens();
        let endings = Self::ALL
            .iter()
            .filter(is_offered)
            .map(|format| format.ending());
        let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
        match endings.split_last() {
            Some((last, others)) if !others.is_empty() => {
                format!("{} and {last}", others.join(", "))
            }
            _ => endings.concat(),
        }
    }

    /// Whether the export dialog offers it.
    pub fn is_at_screens(self) -> bool {
        self.entry().offered == Offered::Everywhere
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    #[test]
    fn no_two_formats_have_an_ending() {
        for format in ExportFormat::ALL {
            for ending in format.entry().endings {
                assert_eq!(ExportFormat::of_ending(ending), Some(*format), "{ending}");
            }
        }
        assert_eq!(
            ExportFormat::possible(Offered::Everywhere),
            ".png, .jpg, .webp, .svg, .csv, .json and .txt"
        );
    }

    /// The export dialog's side of the table is generated from here and committed.
    #[test]
    fn the_export_dialog_has_this_table() {
        let mut text = String::from(
            "// What the export dialog offers; generated from `board-app/src/export_format.rs` by a test of that crate.\n\n\
             /** Of pictures made of pixels the longest side; whether they are light or dark. */\n\
             export const EXPORT_FORMATS = {\n",
        );
        for format in ExportFormat::ALL
            .iter()
            .filter(|format| format.is_at_screens())
        {
            let entry = format.entry();
            let longest = entry.writer.longest_side();
            let longest = longest.map_or("null".to_owned(), |side| side.to_string());
            writeln!(
                text,
                "  {}: {{ longest: {longest}, hasLook: {} }},",
                format.ending(),
                entry.writer.has_look()
            )
            .unwrap();
        }
        text.push_str("} as const;\n\nexport type ExportFormat = keyof typeof EXPORT_FORMATS;\n");
        committed::assert_committed("ui/src/gen/export-formats.ts", &text);
    }
}
