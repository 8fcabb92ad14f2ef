//! Registers of phases and rounds, and of the phase that is on.

use super::grid::read_order;
use super::{id, int, int_in, key, list, list_value, str_of, text, truth};
use board_model::{Phase, Round, RoundId, Run, Way, limits};
use yrs::Any;

/// Sets one field of a phase from its register.
pub(crate) fn set_phase(phase: &mut Phase, name: &str, value: &Any) {
    match name {
        key::TITLE => phase.title = text(value),
        "minutes" => phase.minutes = read_minutes(value),
        "upTo" => phase.up_to = read_minutes(value),
        "optional" => phase.optional = truth(value),
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
        "everyoneEdits" => phase.everyone_edits = truth(value),
        key::ORDER => phase.order = read_order(value),
        key::DELETED => phase.deleted = truth(value),
        _ => {}
    }
}

fn read_minutes(value: &Any) -> u32 {
    int_in(value, 0..=limits::PHASE_MINUTES).unwrap_or(0)
}

/// The register of the phase that is on (rule WS1).
pub(crate) const RUN: &str = "run";

/// The register `[phase, began, length, paused]`; null when no workshop runs.
pub(crate) fn run_value(run: Option<Run>) -> Any {
    let time = |time: u64| Any::from(i64::try_from(time).unwrap_or(i64::MAX));
    run.map_or(Any::Null, |run| {
        list_value(vec![
            Any::from(run.phase.to_string()),
            time(run.began),
            time(run.length),
            run.paused.map_or(Any::Null, time),
        ])
    })
}

/// Which phase is on, and its timer; none for anything that cannot be read.
pub(crate) fn read_run(value: &Any) -> Option<Run> {
    let time = |value: &Any| u64::try_from(int(value)?).ok();
    let parts = list(value);
    Some(Run {
        phase: id(parts.first()?)?,
        began: parts.get(1).and_then(time)?,
        length: parts.get(2).and_then(time)?,
        paused: parts.get(3).and_then(time),
    })
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
