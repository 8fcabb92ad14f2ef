//! A board that random acts change, and the changes a replica would report for them.

use crate::acts::{Act, TEXTS};
use board_model::*;
use std::collections::BTreeMap;

/// A board and the ids made on it.
pub(crate) struct Wall {
    pub board: Board,
    ids: u128,
    sheets: Vec<SheetId>,
    stages: Vec<StageId>,
    steps: Vec<StepId>,
    rows: Vec<RowId>,
    notes: Vec<NoteId>,
    groups: Vec<GroupId>,
    persona: PersonaId,
    round: RoundId,
}

impl Wall {
    /// Two sheets, two stages (one of two steps) and three rows on the first, one of each on the second.
    pub(crate) fn new() -> Self {
        let mut wall = Self {
            board: Board::blank(BoardId::from_u128(1)),
            ids: 100,
            sheets: Vec::new(),
            stages: Vec::new(),
            steps: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
            groups: Vec::new(),
            persona: PersonaId::from_u128(2),
            round: RoundId::from_u128(3),
        };
        wall.add_sheet("Journey map");
        wall.add_sheet("Back-story");
        wall.add_stage(0, "Awareness", 1);
        wall.add_stage(0, "Consideration", 2);
        wall.add_stage(1, "All", 1);
        wall.add_row(0, "Doing", RowType::Notes, Zone::None);
        wall.add_row(0, "Feeling", RowType::Sentiment, Zone::Frontstage);
        wall.add_row(0, "Numbers", RowType::Measures, Zone::Backstage);
        wall.add_row(1, "Reasons", RowType::Notes, Zone::None);
        for number in 0..3 {
            let id = GroupId::from_u128(10 + number);
            wall.groups.push(id);
            wall.board.put_group(Group {
                by: None,
                id,
                title: format!("Group {number}"),
                cell: None,
                deleted: false,
            });
        }
        let persona = Persona {
            id: wall.persona,
            name: "Ana".into(),
            role: "New member".into(),
            motto: String::new(),
            portrait: String::new(),
            goals: String::new(),
            needs: String::new(),
            pain_points: String::new(),
            fields: Vec::new(),
            order: "V".into(),
            deleted: false,
        };
        wall.board.put_persona(persona);
        let round = Round {
            id: wall.round,
            title: "Vote".into(),
            allowance: 50,
            closed: true,
            order: "V".into(),
            deleted: false,
        };
        wall.board.put_round(round);
        wall
    }

    /// No sheet, no person, nothing.
    pub(crate) fn bare() -> Self {
        Self {
            board: Board::blank(BoardId::from_u128(1)),
            ..Self::new()
        }
    }

    /// Names a step.
    pub(crate) fn name_step(&mut self, number: usize, title: &str) {
        let mut entry = self.board.step_entry(self.steps[number]).unwrap().clone();
        entry.step.title = title.into();
        self.board.put_grid([GridPart::Step(entry)]);
    }

    fn id(&mut self) -> u128 {
        self.ids += 1;
        self.ids
    }

    pub(crate) fn add_sheet(&mut self, title: &str) {
        let id = SheetId::from_u128(self.id());
        self.sheets.push(id);
        let sheet = Sheet {
            id,
            title: title.into(),
            map_type: String::new(),
            stages: Vec::new(),
            rows: Vec::new(),
        };
        self.board.put_grid([GridPart::Sheet(SheetEntry {
            sheet,
            order: format!("V{:03}", self.ids),
            deleted: false,
        })]);
    }

    pub(crate) fn add_stage(&mut self, sheet: usize, title: &str, steps: usize) {
        let id = StageId::from_u128(self.id());
        self.stages.push(id);
        let stage = Stage {
            id,
            title: title.into(),
            goal: String::new(),
            owner: String::new(),
            steps: Vec::new(),
        };
        let order = format!("V{:03}", self.ids);
        let mut parts = vec![GridPart::Stage(StageEntry {
            stage,
            sheet: self.sheets[sheet],
            order,
            deleted: false,
        })];
        for _ in 0..steps {
            let step = StepId::from_u128(self.id());
            self.steps.push(step);
            let step = Step {
                id: step,
                title: String::new(),
                width: None,
            };
            parts.push(GridPart::Step(StepEntry {
                step,
                stage: id,
                order: format!("V{:03}", self.ids),
                deleted: false,
            }));
        }
        self.board.put_grid(parts);
    }

    pub(crate) fn add_row(&mut self, sheet: usize, title: &str, row_type: RowType, zone: Zone) {
        let id = RowId::from_u128(self.id());
        self.rows.push(id);
        let row = Row {
            id,
            title: title.into(),
            prompt: "What does the customer do here?".into(),
            row_type,
            zone,
            kind: None,
            height: None,
            locked: false,
        };
        let entry = RowEntry {
            row,
            sheet: self.sheets[sheet],
            order: format!("V{:03}", self.ids),
            deleted: false,
        };
        self.board.put_grid([GridPart::Row(entry)]);
    }

    /// A cell of the first sheet or, where the row is of the second, any: such notes are parked.
    fn cell(&self, (step, row): (usize, usize)) -> CellId {
        CellId {
            step: self.steps[step % self.steps.len()],
            row: self.rows[row % self.rows.len()],
        }
    }

    fn kind(number: usize) -> KindId {
        KindId::named(
            [
                "action",
                "thought",
                "pain point",
                "opportunity",
                "quote",
                "something else",
            ][number],
        )
    }

    pub(crate) fn add_note(&mut self, at: (usize, usize), text: &str) -> NoteId {
        let id = NoteId::from_u128(self.id());
        let CellId { step, row } = self.cell(at);
        let placement = Placement::Cell {
            step,
            row,
            order: format!("V{:05}", self.ids),
        };
        self.board.put_note(Note {
            text: text.into(),
            placement,
            ..Note::new(id)
        });
        self.notes.push(id);
        id
    }

    /// Changes a note and says what a replica would say.
    pub(crate) fn change(&mut self, id: NoteId, change: impl FnOnce(&mut Note)) -> Vec<Change> {
        let Some(mut note) = self.board.note(id).cloned() else {
            return Vec::new();
        };
        let regroup = note.group;
        change(&mut note);
        let moved_group = regroup != note.group;
        let place_changes = |board: &Board, note: &Note| board.placed(note);
        let before_note = self.board.note(id).cloned().unwrap();
        let places = (
            place_changes(&self.board, &before_note),
            before_note.placement.clone(),
            before_note.deleted,
        );
        let (before, now) = self.board.put_note(note.clone());
        let mut changes = vec![Change::Note(id)];
        if moved_group || before != now || places.1 != note.placement || places.2 != note.deleted {
            changes.extend(before.into_iter().chain(now).map(|place| match place {
                Placed::Cell(cell) => Change::Cell(cell),
                Placed::Parked => Change::Parked,
            }));
        }
        changes
    }

    fn nth_note(&self, number: usize) -> Option<NoteId> {
        (!self.notes.is_empty()).then(|| self.notes[number % self.notes.len()])
    }

    /// Does an act and says what changed.
    pub(crate) fn act(&mut self, act: &Act) -> Vec<Change> {
        match *act {
            Act::AddNote {
                at,
                text,
                kind,
                span,
                group,
                flags,
            } => {
                let id = self.add_note(at, TEXTS[text]);
                let group = self.groups.get(group).copied();
                let mut changes = self.change(id, |note| {
                    note.kind = Self::kind(kind);
                    note.by = Some(ParticipantId::from_u128(1));
                    note.span = span.max(1);
                    note.group = group;
                    note.moment = flags & 1 > 0;
                    note.impact = (flags & 2 > 0).then_some(Impact::Abandon);
                    note.evidence = (flags & 4 > 0).then_some(Evidence::Quote);
                    note.author = if flags & 8 > 0 {
                        "Mira Lee".into()
                    } else {
                        String::new()
                    };
                    note.carried_votes = u32::from(flags >> 5);
                    note.image = if flags & 16 > 0 && flags & 8 > 0 {
                        "ab".into()
                    } else {
                        String::new()
                    };
                });
                changes.push(Change::Cell(self.cell(at)));
                changes
            }
            Act::SetText { note, text } => self.on(note, |note| note.text = TEXTS[text].into()),
            Act::MoveNote { note, at, order } => {
                let CellId { step, row } = self.cell(at);
                self.on(note, |note| {
                    note.placement = Placement::Cell {
                        step,
                        row,
                        order: format!("{order:03}V"),
                    }
                })
            }
            Act::Park { note } => self.on(note, |note| {
                note.placement = Placement::Parked { order: "V".into() }
            }),
            Act::Delete { note, deleted } => self.on(note, |note| note.deleted = deleted),
            Act::SetKind { note, kind } => self.on(note, |note| note.kind = Self::kind(kind)),
            Act::NameGroup { group, text } => self.name_group(group, TEXTS[text]),
            Act::Sentiment { step, by, value } => {
                let step = self.steps[step % self.steps.len()];
                self.board.put_sentiment(
                    (self.persona, step),
                    ParticipantId::from_u128(by.into()),
                    Some(value),
                );
                vec![Change::Sentiment(step)]
            }
            Act::Measure { at, text } => {
                let cell = self.cell(at);
                let measure = Measure {
                    value: TEXTS[text].into(),
                    unit: "%".into(),
                    target: "40".into(),
                };
                self.board.put_measure(cell, (text != 0).then_some(measure));
                vec![Change::Measure(cell)]
            }
            Act::Header { text } => {
                let scope = TEXTS[text].to_owned();
                self.board.put_header(Header {
                    title: "Gym membership".into(),
                    scope,
                    ..Header::default()
                });
                vec![Change::Header]
            }
            Act::Vote { note, votes } => {
                let Some(note) = self.nth_note(note) else {
                    return Vec::new();
                };
                self.board.put_ballot(
                    self.round,
                    ParticipantId::from_u128(7),
                    BTreeMap::from([(note, votes)]),
                );
                vec![Change::Votes]
            }
            _ => self.act_on_grid(act),
        }
    }

    fn on(&mut self, note: usize, change: impl FnOnce(&mut Note)) -> Vec<Change> {
        self.nth_note(note)
            .map(|id| self.change(id, change))
            .unwrap_or_default()
    }

    fn name_group(&mut self, group: usize, title: &str) -> Vec<Change> {
        let id = self.groups[group];
        self.board.put_group(Group {
            by: None,
            id,
            title: title.into(),
            cell: None,
            deleted: title.is_empty(),
        });
        let of_group = self.board.all_notes().filter(|note| note.group == Some(id));
        let places = of_group.filter_map(|note| self.board.placed(note));
        let cells = places.filter_map(|place| match place {
            Placed::Cell(cell) => Some(Change::Cell(cell)),
            Placed::Parked => None,
        });
        cells.collect()
    }

    fn act_on_grid(&mut self, act: &Act) -> Vec<Change> {
        match *act {
            Act::AddStage { text } => self.add_stage(0, TEXTS[text], 1),
            Act::DeleteStage { stage, deleted } => {
                let mut entry = self
                    .board
                    .stage_entry(self.stages[stage % self.stages.len()])
                    .unwrap()
                    .clone();
                entry.deleted = deleted;
                self.board.put_grid([GridPart::Stage(entry)]);
            }
            Act::NameStep { step, text, width } => {
                let mut entry = self
                    .board
                    .step_entry(self.steps[step % self.steps.len()])
                    .unwrap()
                    .clone();
                (entry.step.title, entry.step.width) = (TEXTS[text].into(), width);
                self.board.put_grid([GridPart::Step(entry)]);
            }
            Act::AddRow { text, kind, zone } => {
                let row_type =
                    [RowType::Notes, RowType::Sentiment, RowType::Measures][usize::from(kind)];
                let zone = [
                    Zone::None,
                    Zone::Customer,
                    Zone::Frontstage,
                    Zone::Backstage,
                    Zone::Support,
                ][usize::from(zone)];
                self.add_row(0, TEXTS[text], row_type, zone);
            }
            Act::DeleteRow { row, deleted } => {
                let mut entry = self
                    .board
                    .row_entry(self.rows[row % self.rows.len()])
                    .unwrap()
                    .clone();
                entry.deleted = deleted;
                self.board.put_grid([GridPart::Row(entry)]);
            }
            Act::Person { text } => {
                self.board.put_person(
                    ParticipantId::from_u128(1),
                    Person {
                        name: TEXTS[text].into(),
                        colour: 0,
                    },
                );
                return vec![Change::People];
            }
            _ => {}
        }
        vec![Change::Grid, Change::Parked]
    }
}
