//! The worked example: a finished board to look at first.

use super::csv_in::{BY_COMMAS, read};
use super::structure::Structure;
use board_model::{Edit, template};
use uuid::Uuid;

const NOTES: &str = include_str!("../../../../../assets/examples/gym-membership.csv");
/// Header, persona, sentiment, measures, actions and parking lot: edits as in messages.
const AROUND_THE_NOTES: &str = include_str!("../../../../../assets/examples/gym-membership.json");
const TEMPLATE: &str = "zapier-standard";

/// The edits that turn a blank board into the worked example, to be applied as one act; every id is minted.
/// They name steps and rows by title. That the example's files can be read is tested, so nothing is missing.
pub fn example(mint: &mut dyn FnMut() -> Uuid) -> Vec<Edit> {
    let mut edits = template::find(TEMPLATE)
        .map(|template| template.edits(mint, None))
        .unwrap_or_default();
    let mut around: Vec<Edit> = serde_json::from_str(AROUND_THE_NOTES).unwrap_or_default();
    around.iter_mut().for_each(|edit| edit.mint(mint));
    let structure = Structure::after(&edits, mint);
    let notes = read("gym-membership.csv", NOTES, structure, true, BY_COMMAS);
    edits.extend(around);
    edits.extend(notes.map(|notes| notes.edits).unwrap_or_default());
    edits
}
