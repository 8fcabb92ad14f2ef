//! Edits of the agenda, of the phase that is on, and of votes.

use super::order_keys::key_after;
use super::{Plan, bounds, fresh, live, minted, planned};
use crate::schema::workshop::{RUN, run_value};
use crate::schema::{Root, fields, flag_value, key, list_value, text_value};
use board_model::{
    AddPhase, After, CloseRound, DeletePhase, EditError, EndWorkshop, MovePhase, OpenRound,
    PhaseId, RowRef, Run, RunPhase, SetPhase, SetTimer, SheetId, SheetRef, Way, limits,
};
use yrs::Any;

planned! {
    AddPhase => |plan, act| plan.add_phase(act);
    SetPhase => |plan, act| plan.set_phase(&act);
    MovePhase => |plan, act| plan.move_phase(&act);
    DeletePhase => |plan, act| plan.delete_phase(&act);
    RunPhase => |plan, act| plan.run_phase(&act);
    SetTimer => |plan, act| plan.set_timer(&act);
    EndWorkshop => |plan, _act| {
        plan.set_run(None);
        Ok(())
    };
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
        bounds::at_most("this agenda", self.board.phases().len() + 1, limits::PHASES)?;
        let fields = PhaseFields {
            title: Some(&edit.title),
            minutes: (edit.minutes, edit.up_to),
            prompt: Some(&edit.prompt),
            rows: &edit.rows,
        };
        fields.check()?;
        let order = self.phase_order(&edit.after, id);
        let sheet = edit.sheet.and_then(|sheet| sheet.id());
        self.create(Root::Phases, id, None);
        for (name, value) in [
            (key::TITLE, text_value(&edit.title)),
            ("minutes", number_value(edit.minutes)),
            ("upTo", unless_zero(edit.up_to)),
            ("optional", flag_value(edit.optional)),
            ("prompt", text_value(&edit.prompt)),
            (key::SHEET, sheet_value(sheet)),
            ("rows", rows_value(&edit.rows)),
            ("way", way_value(edit.way)),
            ("everyoneEdits", flag_value(edit.everyone_edits)),
            (key::ORDER, Any::from(order)),
        ] {
            self.set(Root::Phases, id, name, value);
        }
        Ok(())
    }

    fn set_phase(&mut self, edit: &SetPhase) -> Result<(), EditError> {
        let phase = live!(self.board, phase_entry, edit.phase, "phase")?;
        let minutes = edit.minutes.unwrap_or(phase.minutes);
        let fields = PhaseFields {
            title: edit.title.as_deref(),
            minutes: (minutes, edit.up_to.unwrap_or(phase.up_to)),
            prompt: edit.prompt.as_deref(),
            rows: edit.rows.as_deref().unwrap_or_default(),
        };
        fields.check()?;
        let sheet = edit.sheet.as_ref();
        let sheet = sheet.map(|sheet| sheet.as_ref().and_then(SheetRef::id));
        // Rows of another sheet are none of this one.
        let is_other = sheet.is_some_and(|sheet| sheet != phase.sheet);
        let rows = edit.rows.as_deref().or(is_other.then_some(&[]));
        for (name, value) in [
            (key::TITLE, edit.title.as_deref().map(text_value)),
            ("minutes", edit.minutes.map(number_value)),
            ("upTo", edit.up_to.map(unless_zero)),
            ("optional", edit.optional.map(flag_value)),
            ("prompt", edit.prompt.as_deref().map(text_value)),
            (key::SHEET, sheet.map(sheet_value)),
            ("rows", rows.map(rows_value)),
            ("way", edit.way.map(way_value)),
            ("everyoneEdits", edit.everyone_edits.map(flag_value)),
        ] {
            if let Some(value) = value {
                self.set(Root::Phases, edit.phase, name, value);
            }
        }
        Ok(())
    }

    fn run_phase(&mut self, edit: &RunPhase) -> Result<(), EditError> {
        let phase = live!(self.board, phase_entry, edit.phase, "phase")?;
        let run = Run {
            phase: phase.id,
            began: edit.at,
            length: u64::from(phase.timed_minutes()) * MINUTE,
            paused: None,
        };
        self.set_run(Some(run));
        Ok(())
    }

    fn set_timer(&mut self, edit: &SetTimer) -> Result<(), EditError> {
        let mut run = self.board.timer().ok_or(EditError::Gone {
            what: "the phase whose timer you change",
        })?;
        match (run.paused, edit.paused) {
            (None, Some(true)) => run.paused = Some(edit.at),
            (Some(since), Some(false)) => {
                run.began = run.began.saturating_add(edit.at.saturating_sub(since));
                run.paused = None;
            }
            _ => {}
        }
        if let Some(minutes) = edit.add_minutes {
            let most = limits::PHASE_MINUTES.cast_signed();
            if !(-most..=most).contains(&minutes) {
                return Err(EditError::BadValue {
                    field: "addMinutes",
                    given: minutes.to_string(),
                    expected: "at most a day: 1440 minutes",
                });
            }
            let most = u64::from(limits::PHASE_MINUTES) * MINUTE;
            let length = run.lengthened(i64::from(minutes) * MINUTE.cast_signed(), edit.at);
            run.length = length.min(most);
        }
        self.set_run(Some(run));
        Ok(())
    }

    fn set_run(&mut self, run: Option<Run>) {
        self.set_flat(Root::Meta, RUN, run_value(run));
    }

    fn move_phase(&mut self, edit: &MovePhase) -> Result<(), EditError> {
        live!(self.board, phase_entry, edit.phase, "phase")?;
        let order = self.phase_order(&edit.after, edit.phase);
        self.set(Root::Phases, edit.phase, key::ORDER, Any::from(order));
        Ok(())
    }

    fn delete_phase(&mut self, edit: &DeletePhase) -> Result<(), EditError> {
        live!(self.board, phase_entry, edit.phase, "phase")?;
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
        self.set(Root::Rounds, id, "allowance", number_value(edit.allowance));
        self.set(Root::Rounds, id, key::ORDER, Any::from(order));
        Ok(())
    }

    fn close_round(&mut self, edit: &CloseRound) -> Result<(), EditError> {
        let allowance = live!(self.board, round_entry, edit.round, "round")?.allowance;
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

/// A minute, in milliseconds.
const MINUTE: u64 = 60_000;

fn way_value(way: Way) -> Any {
    if way == Way::default() {
        Any::Null
    } else {
        Any::from(way.name())
    }
}

fn number_value(number: u32) -> Any {
    Any::from(i64::from(number))
}

fn unless_zero(number: u32) -> Any {
    if number == 0 {
        Any::Null
    } else {
        number_value(number)
    }
}

fn sheet_value(sheet: Option<SheetId>) -> Any {
    sheet.map_or(Any::Null, |sheet| Any::from(sheet.to_string()))
}

/// The rows that are open, whose names are ids by now; null for all.
fn rows_value(rows: &[RowRef]) -> Any {
    let ids = rows.iter().filter_map(RowRef::id);
    let ids: Vec<Any> = ids.map(|row| Any::from(row.to_string())).collect();
    if ids.is_empty() {
        Any::Null
    } else {
        list_value(ids)
    }
}

/// What a phase is to say, as far as it has limits.
struct PhaseFields<'a> {
    title: Option<&'a str>,
    /// The fewest and the most.
    minutes: (u32, u32),
    prompt: Option<&'a str>,
    rows: &'a [RowRef],
}

impl PhaseFields<'_> {
    fn check(&self) -> Result<(), EditError> {
        bounds::title(self.title.unwrap_or_default())?;
        let prompt = self.prompt.unwrap_or_default();
        bounds::text("the prompt", prompt, limits::LONG_TEXT_UTF16)?;
        bounds::at_most("this phase", self.rows.len(), limits::ROWS)?;
        let (least, most) = self.minutes;
        for (field, given) in [("minutes", least), ("upTo", most)] {
            let expected = "at most a day: 1440 minutes";
            bounds::number(field, given, 0..=limits::PHASE_MINUTES, expected)?;
        }
        if most != 0 && most < least {
            return Err(EditError::BadValue {
                field: "upTo",
                given: most.to_string(),
                expected: "no fewer minutes than the phase has at least, or 0",
            });
        }
        Ok(())
    }
}
