//! The columns of the table, and which of them a file has.

use super::error::ImportReason;
use super::labels::folded;

macro_rules! columns {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// A column of the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Column { $($(#[$doc])* $variant),* }

        impl Column {
            pub(super) const ALL: [Self; COLUMNS.len()] = [$(Self::$variant),*];

            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }

        /// The names of the columns, in the order in which export writes them.
        pub const COLUMNS: [&str; 18] = [$($name),*];
    };
}

columns! {
    /// Title of the sheet.
    Sheet = "sheet",
    /// Title of the stage.
    Stage = "stage",
    /// Title of the step; empty for a stage that looks like a plain column.
    Step = "step",
    /// Title of the row.
    Row = "row",
    /// Name of the kind.
    Kind = "kind",
    /// What the note says.
    Text = "text",
    /// Name shown as author.
    Author = "author",
    /// Tags, split by `;`.
    Tags = "tags",
    /// `trivial`, `work-around`, `abandon`.
    Impact = "impact",
    /// `assumption`, `data`, `quote`.
    Evidence = "evidence",
    /// Where the evidence comes from.
    Source = "source",
    /// Who looks after it.
    Owner = "owner",
    /// Votes in all.
    Votes = "votes",
    /// `yes` for the moment that matters.
    Moment = "moment",
    /// A link.
    Link = "link",
    /// Text behind the note.
    Detail = "detail",
    /// `yes` for the parking lot.
    Parked = "parked",
    /// Id of the note.
    Id = "id",
}

/// Which cell of a line holds which column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    places: [Option<usize>; COLUMNS.len()],
    /// How many cells every line has.
    pub(super) width: usize,
    /// Names of columns that are not ours.
    pub(super) ignored: Vec<String>,
}

impl Header {
    pub(super) fn read(cells: &[String]) -> Result<Self, ImportReason> {
        let mut header = Self {
            places: [None; COLUMNS.len()],
            width: cells.len(),
            ignored: Vec::new(),
        };
        for (place, cell) in cells.iter().enumerate() {
            let Some(column) = Column::ALL
                .into_iter()
                .find(|column| column.name() == folded(cell))
            else {
                header
                    .ignored
                    .extend((!cell.trim().is_empty()).then(|| cell.trim().to_owned()));
                continue;
            };
            let known = header.places.get_mut(column as usize);
            if known.and_then(|known| known.replace(place)).is_some() {
                return Err(ImportReason::ColumnTwice {
                    column: column.name(),
                });
            }
        }
        if header.place(Column::Text).is_none() {
            Err(ImportReason::NoTextColumn)
        } else {
            Ok(header)
        }
    }

    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }
}
