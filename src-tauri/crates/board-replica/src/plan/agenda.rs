//! Edits of the agenda and of votes.

use super::order_keys::key_after;
use super::{Plan, bounds, fresh, live, minted, planned};
use crate::schema::{Root, fields, key, list_value, text_value};
use board_model::{
    AddPhase, After, CloseRound, DeletePhase, EditError, MovePhase, OpenRound, PhaseId, SetPhase,
    Way, limits,
};
use yrs::Any;

planned! {
    AddPhase => |plan, act| plan.add_phase(act);
    SetPhase => |plan, act| plan.set_phase(&act);
    MovePhase => |plan, act| plan.move_phase(&act);
    DeletePhase => |plan, act| plan.delete_phase(&act);
    OpenRound => |plan, act| plan.open_round(act);
    CloseRound => |plan, act| plan.close_round(&act);
}

impl Plan<'_> {
    fn phase_order(&self, after: &After<PhaseId>, id: PhaseId) -> String {
        let phases = self.board.phases();
        let others = phases.iter().filter(|phase| phase.id != id);
        let keys: Vec<_> = others
            .map(|phase| (phase.id, phase.order.as_str()))
            .collect();
        key_after(&keys, after, id.uuid().as_u128())
    }

    fn add_phase(&mut self, edit: AddPhase) -> Result<(), EditError> {
        let id = minted(edit.id)?;
        fresh!(self.board, phase_entry, id);
        bounds::at_most("this agenda", self.board.phases().len() + 1, limits::OTHERS)?;
        bounds::at_most("this phase", edit.rows.len(), limits::ROWS)?;
        check_phase(Some(&edit.title), Some(edit.minutes), Some(&edit.prompt))?;
        let order = self.phase_order(&edit.after, id);
        let rows = edit
            .rows
            .iter()
            .filter_map(|row| row.id())
            .map(|row| Any::from(row.to_string()));
        let rows: Vec<Any> = rows.collect();
        let sheet = edit.sheet.and_then(|sheet| sheet.id());
        self.create(Root::Phases, id, None);
        self.set(Root::Phases, id, key::TITLE, text_value(&edit.title));
        self.set(
            Root::Phases,
            id,
            "minutes",
            Any::from(i64::from(edit.minutes)),
        );
        self.set(Root::Phases, id, "prompt", text_value(&edit.prompt));
        self.set(
            Root::Phases,
            id,
            key::SHEET,
            sheet.map_or(Any::Null, |sheet| Any::from(sheet.to_string())),
        );
        self.set(
            Root::Phases,
            id,
            "rows",
            if rows.is_empty() {
                Any::Null
            } else {
                list_value(rows)
            },
        );
        self.set(Root::Phases, id, "way", way_value(edit.way));
        self.set(Root::Phases, id, key::ORDER, Any::from(order));
        Ok(())
    }

    fn set_phase(&mut self, edit: &SetPhase) -> Result<(), EditError> {
        live!(self.board, phase_entry, edit.phase, "phase", "this phase")?;
        check_phase(edit.title.as_deref(), edit.minutes, edit.prompt.as_deref())?;
        let values = [
            (key::TITLE, edit.title.as_deref().map(text_value)),
            (
                "minutes",
                edit.minutes.map(|minutes| Any::from(i64::from(minutes))),
            ),
            ("prompt", edit.prompt.as_deref().map(text_value)),
            ("way", edit.way.map(way_value)),
        ];
        for (name, value) in values {
            if let Some(value) = value {
                self.set(Root::Phases, edit.phase, name, value);
            }
        }
        Ok(())
    }

    fn move_phase(&mut self, edit: &MovePhase) -> Result<(), EditError> {
        live!(self.board, phase_entry, edit.phase, "phase", "this phase")?;
        let order = self.phase_order(&edit.after, edit.phase);
        self.set(Root::Phases, edit.phase, key::ORDER, Any::from(order));
        Ok(())
    }

    fn delete_phase(&mut self, edit: &DeletePhase) -> Result<(), EditError> {
        live!(self.board, phase_entry, edit.phase, "phase", "this phase")?;
        self.delete(Root::Phases, edit.phase);
        Ok(())
    }

    fn open_round(&mut self, edit: OpenRound) -> Result<(), EditError> {
        let id = minted(edit.id)?;
        fresh!(self.board, round_entry, id);
        let rounds = self.board.rounds();
        bounds::at_most("this board", rounds.len() + 1, limits::OTHERS)?;
        bounds::title(&edit.title)?;
        bounds::number(
            "allowance",
            edit.allowance,
            1..=limits::VOTES_PER_PERSON,
            "from 1 to 100 votes a person",
        )?;
        let keys: Vec<_> = rounds
            .iter()
            .map(|round| (round.id, round.order.as_str()))
            .collect();
        let order = key_after(&keys, &After::Last, id.uuid().as_u128());
        self.create(Root::Rounds, id, None);
        self.set(Root::Rounds, id, key::TITLE, text_value(&edit.title));
        self.set(
            Root::Rounds,
            id,
            "allowance",
            Any::from(i64::from(edit.allowance)),
        );
        self.set(Root::Rounds, id, key::ORDER, Any::from(order));
        Ok(())
    }

    fn close_round(&mut self, edit: &CloseRound) -> Result<(), EditError> {
        let allowance =
            live!(self.board, round_entry, edit.round, "round", "this round")?.allowance;
        bounds::at_most("this round", edit.ballots.len(), limits::OTHERS)?;
        for (voter, ballot) in &edit.ballots {
            let cast = ballot
                .values()
                .fold(0u32, |sum, votes| sum.saturating_add(*votes));
            bounds::at_most("a ballot", cast as usize, allowance as usize)?;
            self.set_flat(
                Root::Ballots,
                fields::ballot_key(edit.round, *voter),
                fields::ballot_value(ballot),
            );
        }
        self.set(Root::Rounds, edit.round, "closed", Any::Bool(true));
        Ok(())
    }
}

fn way_value(way: Way) -> Any {
    if way == Way::default() {
        Any::Null
    } else {
        Any::from(way.name())
    }
}

fn check_phase(
    title: Option<&str>,
    minutes: Option<u32>,
    prompt: Option<&str>,
) -> Result<(), EditError> {
    bounds::title(title.unwrap_or_default())?;
    bounds::text(
        "the prompt",
        prompt.unwrap_or_default(),
        limits::LONG_TEXT_UTF16,
    )?;
    bounds::number(
        "minutes",
        minutes.unwrap_or(0),
        0..=limits::PHASE_MINUTES,
        "at most a day: 1440 minutes",
    )
}
