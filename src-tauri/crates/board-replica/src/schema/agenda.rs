//! Registers of the agenda: its phases, and rounds of votes.

use super::grid::read_order;
use super::{id, int_in, key, list, str_of, text, truth};
use board_model::{Phase, PhaseId, Round, RoundId, Way, limits};
use yrs::Any;

/// A phase as it is when nothing is said of it.
pub(crate) fn phase(id: PhaseId) -> Phase {
    Phase {
        id,
        title: String::new(),
        minutes: 0,
        prompt: String::new(),
        sheet: None,
        rows: Vec::new(),
        way: Way::default(),
        order: String::new(),
        deleted: false,
    }
}

/// Sets one field of a phase from its register.
pub(crate) fn set_phase(phase: &mut Phase, name: &str, value: &Any) {
    match name {
        key::TITLE => phase.title = text(value),
        "minutes" => phase.minutes = int_in(value, 0..=limits::PHASE_MINUTES).unwrap_or(0),
        "prompt" => phase.prompt = text(value),
        key::SHEET => phase.sheet = id(value),
        "rows" => {
            phase.rows = list(value)
                .iter()
                .filter_map(id)
                .take(limits::ROWS)
                .collect()
        }
        "way" => phase.way = str_of(value).and_then(Way::named).unwrap_or_default(),
        key::ORDER => phase.order = read_order(value),
        key::DELETED => phase.deleted = truth(value),
        _ => {}
    }
}

/// A round as it is when nothing is said of it.
pub(crate) fn round(id: RoundId) -> Round {
    Round {
        id,
        title: String::new(),
        allowance: 0,
        closed: false,
        order: String::new(),
        deleted: false,
    }
}

/// Sets one field of a round from its register.
pub(crate) fn set_round(round: &mut Round, name: &str, value: &Any) {
    match name {
        key::TITLE => round.title = text(value),
        "allowance" => round.allowance = int_in(value, 0..=limits::VOTES_PER_PERSON).unwrap_or(0),
        "closed" => round.closed = truth(value),
        key::ORDER => round.order = read_order(value),
        key::DELETED => round.deleted = truth(value),
        _ => {}
    }
}
