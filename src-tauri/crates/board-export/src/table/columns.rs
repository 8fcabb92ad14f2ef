//! The columns of the table, and which of them a file has.

use super::error::ImportReason;
use super::labels::folded;

macro_rules! columns {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// A column of the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Column { $($(#[$doc])* $variant),* }

        impl Column {
            pub(super) const ALL: [Self; ALL_NAMES.len()] = [$(Self::$variant),*];

            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }

        /// The names of all columns, in the order in which export writes them.
        const ALL_NAMES: [&str; 23] = [$($name),*];
    };
}

/// The columns that every table has, in the order in which export writes them.
pub const COLUMNS: [&str; 18] = names(0);

/// Further columns, which only a board with ratings or metrics has, behind the others. Their lines have a place and no
/// note; programs that know nothing of them find a place without a note there.
pub const FURTHER_COLUMNS: [&str; 5] = names(COLUMNS.len());

/// Some of the names, from a place on.
const fn names<const COUNT: usize>(from: usize) -> [&'static str; COUNT] {
    let mut names = [""; COUNT];
    let mut at = 0;
    while at < COUNT {
        names[at] = ALL_NAMES[from + at];
        at += 1;
    }
    names
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
    /// Name of the persona whose sentiment was rated.
    Persona = "persona",
    /// Ratings from -2 to 2, split by `;`, the lowest first; whose they are stands nowhere.
    Sentiment = "sentiment",
    /// Value of a metric.
    Measure = "measure",
    /// Its unit.
    Unit = "unit",
    /// What it should be.
    Target = "target",
}

impl Column {
    /// Whether it says where something is.
    pub(super) const fn is_place(self) -> bool {
        matches!(self, Self::Sheet | Self::Stage | Self::Step | Self::Row)
    }

    /// Whether it is one of [`FURTHER_COLUMNS`].
    pub(super) const fn is_further(self) -> bool {
        self as usize >= COLUMNS.len()
    }
}

/// Which cell of a line holds which column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    places: [Option<usize>; ALL_NAMES.len()],
    /// How many columns the first line names.
    pub(super) width: usize,
    /// Names of columns that are not ours.
    pub(super) ignored: Vec<String>,
    /// Places of columns without a name.
    pub(super) nameless: Vec<usize>,
}

impl Header {
    pub(super) fn read(cells: &[String]) -> Result<Self, ImportReason> {
        let mut header = Self {
            places: [None; ALL_NAMES.len()],
            width: cells.len(),
            ignored: Vec::new(),
            nameless: Vec::new(),
        };
        for (place, cell) in cells.iter().enumerate() {
            let Some(column) = Column::ALL
                .into_iter()
                .find(|column| column.name() == folded(cell))
            else {
                match cell.trim() {
                    "" => header.nameless.push(place),
                    name => header.ignored.push(name.to_owned()),
                }
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
