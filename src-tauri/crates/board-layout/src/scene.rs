//! What every painter paints: rectangles, positioned runs of text, icons and lines, in board units.
//!
//! A scene is a tree of blocks. Positions inside a block are relative to it: shapes of a note to the note,
//! notes of a cell to the cell, and a cell lies where its step and its row meet (`step.x`, `row.y`) inside
//! its sheet. So a row that grows changes one list of row positions, whatever the number of notes below.
//!
//! Units: one board unit is one CSS pixel at 100 %; sizes and positions are whole units, positions of runs
//! are in 1/64 unit ([`Fine`]). Painters choose no position and no line break of their own (A15), and no
//! colour either: a [`Paint`] names a colour of the palette for the look at hand.
//!
//! Order of painting inside a sheet: each row's `tint` over the sheet's whole width; a hairline
//! ([`Paint::Line`], 1 unit) at the top edge of each row and at the left edge of each step, from the band
//! down, that of the first step of a stage in [`Paint::LineStrong`]; title, stages, steps; row titles and
//! zone lines; cells (shapes, groups, notes); curves. White space inside a run is to be kept as it is.

use crate::face::Face;
use board_model::{CellId, GroupId, NoteId, RowId, SheetId, StageId, StepId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Version of the layout: it changes when the same board gives another scene (A9).
pub const LAYOUT_VERSION: u32 = 3;

/// What a scene is made by: program, layout and fonts. The same document and the same maker give the same scene,
/// so a scene may be kept under both.
pub fn maker() -> String {
    let fonts = crate::fonts::DIGEST;
    format!(
        "journeywall {}, layout {LAYOUT_VERSION}, fonts {fonts:016x}",
        env!("CARGO_PKG_VERSION")
    )
}

/// 1/64 of a board unit.
pub type Fine = i32;

/// How many [`Fine`] units make a board unit.
pub const FINE: i32 = 64;

/// A rectangle in board units, relative to what holds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

/// A colour of the palette by its purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "scene.ts")]
pub enum Paint {
    /// The wall.
    Ground,
    /// Header band of stages.
    Band,
    /// Tint of even rows.
    RowEven,
    /// Tint of odd rows.
    RowOdd,
    /// Hairlines of the grid.
    Line,
    /// Stronger lines: zones, frames.
    LineStrong,
    /// Text.
    Ink,
    /// Second text.
    InkSoft,
    /// The one accent.
    Accent,
    /// Paper of yellow notes.
    NoteYellow,
    /// Paper of orange notes.
    NoteOrange,
    /// Paper of pink notes.
    NotePink,
    /// Paper of violet notes.
    NoteViolet,
    /// Paper of blue notes.
    NoteBlue,
    /// Paper of green notes.
    NoteGreen,
    /// Paper of grey notes.
    NoteGrey,
    /// Text on notes.
    NoteInk,
    /// Second text and marks on notes.
    NoteInkSoft,
    /// Edge of notes.
    NoteEdge,
    /// The one-step shadow of notes.
    Shadow,
    /// First curve of a sentiment row.
    CurveA,
    /// Second curve.
    CurveB,
    /// Third curve.
    CurveC,
    /// Further curves.
    CurveD,
}

/// A run of text of one face, one direction and one size, at its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct Run {
    /// Left edge, from the block's left edge, in 1/64 unit; for right-to-left runs too.
    pub x: Fine,
    /// Baseline, from the block's top edge, in 1/64 unit.
    pub y: Fine,
    /// Advance width as shaped, in 1/64 unit.
    pub w: Fine,
    /// Font size in board units.
    pub size: i32,
    /// The face.
    pub face: Face,
    /// Colour.
    pub paint: Paint,
    /// Right to left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub rtl: bool,
    /// The characters, in logical order.
    pub text: String,
}

/// Something to paint. Later shapes lie above earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "scene.ts")]
pub enum Shape {
    /// A filled and perhaps edged rectangle.
    Rect {
        /// Its place and size.
        rect: Rect,
        /// Fill.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        fill: Option<Paint>,
        /// Edge, drawn inside the rectangle.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        stroke: Option<Paint>,
        /// Edge width in board units.
        #[serde(default)]
        width: i32,
        /// Corner radius in board units.
        #[serde(default)]
        radius: i32,
    },
    /// A run of text.
    Run(Run),
    /// A Lucide icon, 24 × 24 path units scaled to `size`, stroked 2 path units wide.
    Icon {
        /// Its Lucide name.
        name: String,
        /// Left edge.
        x: i32,
        /// Top edge.
        y: i32,
        /// Side length in board units.
        size: i32,
        /// Colour.
        paint: Paint,
    },
    /// A line through points (x, y), in board units.
    Line {
        /// The points.
        points: Vec<(i32, i32)>,
        /// Colour.
        paint: Paint,
        /// Width in board units.
        width: i32,
        /// Dashed.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        dashed: bool,
        /// Rounded through the points (monotone cubic in x) instead of straight.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        smooth: bool,
    },
    /// A filled circle.
    Dot {
        /// Centre.
        x: i32,
        /// Centre.
        y: i32,
        /// Radius in board units.
        radius: i32,
        /// Colour.
        paint: Paint,
    },
    /// An image stored with the board, fitted into the rectangle.
    Image {
        /// Its place and size.
        rect: Rect,
        /// Its id.
        id: String,
    },
}

/// A place with shapes, such as the header, a title or the legend.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct Block {
    /// Where, relative to what holds it.
    pub rect: Rect,
    /// What, relative to `rect`.
    pub shapes: Vec<Shape>,
    /// Some text did not fit even at the smallest size and ends in a mark.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub clipped: bool,
    /// Characters of its text that no bundled font has, each once; `□` is drawn for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<char>>")]
    pub missing: Vec<char>,
}

/// A note. Its shapes, relative to `block.rect`, include paper, text, mark and foot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct NoteScene {
    /// Which note.
    pub id: NoteId,
    /// Its place relative to the cell, and its shapes.
    pub block: Block,
    /// Where its text is laid out, relative to the note, for the editor that is put over it.
    pub text: Rect,
    /// Font size of its text in board units.
    pub size: i32,
    /// Its paper.
    pub paper: Paint,
}

/// A frame around the notes of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct GroupScene {
    /// Which group.
    pub id: GroupId,
    /// Frame and title, relative to the cell.
    pub block: Block,
}

/// A cell: where `step.x` and `row.y` of its sheet meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct CellScene {
    /// Its step.
    pub step: StepId,
    /// Its row.
    pub row: RowId,
    /// Height its content needs; the row is as tall as its tallest cell.
    pub height: i32,
    /// Shapes of its own below the notes: a measure, the curve's part of this step.
    pub shapes: Vec<Shape>,
    /// Groups, below their notes.
    pub groups: Vec<GroupScene>,
    /// Notes in order.
    pub notes: Vec<NoteScene>,
    /// Characters in `shapes` that no bundled font has; see [`Block::missing`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<char>>")]
    pub missing: Vec<char>,
}

impl CellScene {
    /// Which cell.
    pub fn id(&self) -> CellId {
        CellId {
            step: self.step,
            row: self.row,
        }
    }
}

/// A stage's part of the header band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct StageScene {
    /// Which stage.
    pub id: StageId,
    /// Title and ground, relative to the sheet.
    pub block: Block,
}

/// A step: a column, and its part of the header band when it has a title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct StepScene {
    /// Which step.
    pub id: StepId,
    /// Left edge of the column in its sheet.
    pub x: i32,
    /// Width of the column.
    pub w: i32,
    /// Title, relative to the sheet.
    pub block: Block,
}

/// A row: a lane, and its title at the left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct RowScene {
    /// Which row.
    pub id: RowId,
    /// Top edge of the lane in its sheet.
    pub y: i32,
    /// Height of the lane.
    pub h: i32,
    /// Tint of the lane.
    pub tint: Paint,
    /// Title and prompt, relative to the row's left top corner (x = 0 of the sheet, y = `y`).
    pub block: Block,
    /// Lines of zones above this row, relative to the row's left top corner.
    pub above: Vec<Shape>,
}

/// A sheet without its cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct SheetScene {
    /// Which sheet.
    pub id: SheetId,
    /// Its place in the scene. Sheets stand below each other, 64 units apart.
    pub rect: Rect,
    /// Its title above the band, relative to the sheet; empty where the board has one sheet.
    pub title: Block,
    /// Height down to the lower edge of the header band: what stays pinned above the rows.
    pub band: i32,
    /// Width of the row titles: what stays pinned left of the columns.
    pub gutter: i32,
    /// Stages from left to right.
    pub stages: Vec<StageScene>,
    /// Steps from left to right.
    pub steps: Vec<StepScene>,
    /// Rows from top to bottom.
    pub rows: Vec<RowScene>,
    /// Curves of sentiment rows: each relative to its row's left top corner (x = 0 of the sheet).
    pub curves: Vec<CurveScene>,
}

/// The curves of a sentiment row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct CurveScene {
    /// Which row.
    pub row: RowId,
    /// Zero line, curves, dots, labels.
    pub shapes: Vec<Shape>,
}

/// The parking lot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct ParkingScene {
    /// Frame and title, relative to the scene; of no size when nothing is parked.
    pub block: Block,
    /// Notes in order, relative to `block.rect`.
    pub notes: Vec<NoteScene>,
}

/// A whole board, laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct Scene {
    /// [`LAYOUT_VERSION`].
    pub version: u32,
    /// Width of everything, margins included.
    pub width: i32,
    /// Height of everything, margins included.
    pub height: i32,
    /// Title, scope, persona, date, above the sheets.
    pub header: Block,
    /// Sheets from top to bottom.
    pub sheets: Vec<SheetScene>,
    /// Kinds in use: colour, mark and label.
    pub legend: Block,
    /// The parking lot.
    pub parking: ParkingScene,
    /// Cells that hold something, by step and row.
    #[serde(with = "as_list")]
    #[ts(as = "Vec<CellScene>")]
    pub cells: BTreeMap<CellId, CellScene>,
}

mod as_list {
    use super::{BTreeMap, CellId, CellScene};
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        cells: &BTreeMap<CellId, CellScene>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(cells.values())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<CellId, CellScene>, D::Error> {
        let cells = Vec::<CellScene>::deserialize(deserializer)?;
        Ok(cells.into_iter().map(|cell| (cell.id(), cell)).collect())
    }
}

/// Where a row lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct RowPlace {
    /// Which row.
    pub id: RowId,
    /// Top edge in its sheet.
    pub y: i32,
    /// Height.
    pub h: i32,
}

/// Where a note lies in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct NotePlace {
    /// Which note.
    pub id: NoteId,
    /// Left edge in its cell.
    pub x: i32,
    /// Top edge in its cell.
    pub y: i32,
}

/// What changed among the notes of a cell that was there before. Its own shapes stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "scene.ts")]
pub struct CellNotes {
    /// The cell's step.
    pub step: StepId,
    /// The cell's row.
    pub row: RowId,
    /// Height its content needs now.
    pub height: i32,
    /// All its groups, where some changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub groups: Option<Vec<GroupScene>>,
    /// All its notes in order with their places, where notes came, went or moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub places: Option<Vec<NotePlace>>,
    /// Notes that are new or show something else.
    pub notes: Vec<NoteScene>,
}

/// The new state of a part of a scene. Applied in order to a mirror at the revision before, they give the
/// scene (A4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "scene.ts")]
pub enum SceneChange {
    /// Width and height of everything.
    Size {
        /// Width.
        width: i32,
        /// Height.
        height: i32,
    },
    /// The header.
    Header(Block),
    /// The legend.
    Legend(Block),
    /// All sheets, without cells: the grid changed. Cells of steps or rows that are gone go too.
    Sheets(Vec<SheetScene>),
    /// A sheet's place, and the places of its rows: something grew or shrank.
    Rows {
        /// Which sheet.
        sheet: SheetId,
        /// Its place in the scene.
        rect: Rect,
        /// Its rows that moved or grew.
        rows: Vec<RowPlace>,
    },
    /// The curves of a sheet.
    Curves {
        /// Which sheet.
        sheet: SheetId,
        /// All its curves.
        curves: Vec<CurveScene>,
    },
    /// A cell with all it holds.
    Cell(CellScene),
    /// Notes of a cell that changed or moved; the others show what they showed.
    Notes(CellNotes),
    /// A cell that holds nothing any more.
    CellGone(CellId),
    /// The parking lot with all it holds.
    Parking(ParkingScene),
    /// The parking lot's place; its content stays.
    ParkingPlace(Rect),
}

impl Scene {
    /// Every character on the board that no bundled font has, in order; `□` is drawn for them. O(board).
    pub fn missing(&self) -> BTreeSet<char> {
        let mut missing = BTreeSet::new();
        let mut add = |block: &Block| missing.extend(block.missing.iter().copied());
        add(&self.header);
        add(&self.legend);
        add(&self.parking.block);
        self.parking.notes.iter().for_each(|note| add(&note.block));
        for sheet in &self.sheets {
            add(&sheet.title);
            sheet.stages.iter().for_each(|stage| add(&stage.block));
            sheet.steps.iter().for_each(|step| add(&step.block));
            sheet.rows.iter().for_each(|row| add(&row.block));
        }
        for cell in self.cells.values() {
            cell.groups.iter().for_each(|group| add(&group.block));
            cell.notes.iter().for_each(|note| add(&note.block));
        }
        missing.extend(
            self.cells
                .values()
                .flat_map(|cell| cell.missing.iter().copied()),
        );
        missing
    }

    /// Applies changes, as a mirror does.
    pub fn apply(&mut self, changes: &[SceneChange]) {
        for change in changes {
            self.apply_one(change.clone());
        }
    }

    fn apply_one(&mut self, change: SceneChange) {
        match change {
            SceneChange::Size { width, height } => (self.width, self.height) = (width, height),
            SceneChange::Header(block) => self.header = block,
            SceneChange::Legend(block) => self.legend = block,
            SceneChange::Sheets(sheets) => {
                self.sheets = sheets;
                let live = |cell: &CellId| {
                    let holds = |sheet: &SheetScene| {
                        sheet.steps.iter().any(|step| step.id == cell.step)
                            && sheet.rows.iter().any(|row| row.id == cell.row)
                    };
                    self.sheets.iter().any(holds)
                };
                self.cells.retain(|cell, _| live(cell));
            }
            SceneChange::Rows { sheet, rect, rows } => {
                if let Some(found) = self.sheets.iter_mut().find(|found| found.id == sheet) {
                    found.rect = rect;
                    for place in rows {
                        if let Some(row) = found.rows.iter_mut().find(|row| row.id == place.id) {
                            (row.y, row.h) = (place.y, place.h);
                        }
                    }
                }
            }
            SceneChange::Curves { sheet, curves } => {
                if let Some(found) = self.sheets.iter_mut().find(|found| found.id == sheet) {
                    found.curves = curves;
                }
            }
            SceneChange::Cell(cell) => drop(self.cells.insert(cell.id(), cell)),
            SceneChange::Notes(change) => {
                let id = CellId {
                    step: change.step,
                    row: change.row,
                };
                if let Some(cell) = self.cells.get_mut(&id) {
                    cell.take(change);
                }
            }
            SceneChange::CellGone(cell) => drop(self.cells.remove(&cell)),
            SceneChange::Parking(parking) => self.parking = parking,
            SceneChange::ParkingPlace(rect) => self.parking.block.rect = rect,
        }
    }
}
