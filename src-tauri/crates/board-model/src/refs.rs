//! Names that people and scripts give: an id, or a title, compared as people see it ([`crate::name_key()`]).

use crate::{Board, EditError, RowId, Sheet, SheetId, Stage, StageId, StepId, is_same_name};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! reference {
    ($($(#[$doc:meta])* $name:ident => $id:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(export_to = "board.ts", type = "string")]
        pub struct $name(pub String);

        impl From<$id> for $name {
            fn from(id: $id) -> Self {
                Self(id.to_string())
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                Self(name.to_owned())
            }
        }

        impl $name {
            /// The id, when the name is one.
            pub fn id(&self) -> Option<$id> {
                self.0.parse().ok()
            }
        }
    )*};
}

reference! {
    /// A sheet by id or title.
    SheetRef => SheetId,
    /// A stage by id or title.
    StageRef => StageId,
    /// A step by id, `Stage` (its only or first step) or `Stage/Step`.
    StepRef => StepId,
    /// A row by id or title.
    RowRef => RowId,
}

fn one<T>(what: &'static str, name: &str, mut found: Vec<(T, String)>) -> Result<T, EditError> {
    if found.len() > 1 {
        return Err(EditError::Ambiguous {
            what,
            name: name.to_owned(),
            candidates: found.into_iter().map(|(_, candidate)| candidate).collect(),
        });
    }
    found
        .pop()
        .map(|(item, _)| item)
        .ok_or_else(|| EditError::NoSuch {
            what,
            name: name.to_owned(),
        })
}

impl Board {
    /// The live sheet of this name; the first sheet when none is given.
    ///
    /// # Errors
    /// `NoSuch`, `Ambiguous`.
    pub fn find_sheet(&self, name: Option<&SheetRef>) -> Result<SheetId, EditError> {
        let Some(name) = name else {
            return self
                .sheets()
                .first()
                .map(|sheet| sheet.id)
                .ok_or(EditError::NoSuch {
                    what: "sheet",
                    name: "the first".into(),
                });
        };
        if let Some(id) = name.id() {
            return Ok(id);
        }
        let found = self
            .sheets()
            .iter()
            .filter(|sheet| is_same_name(&sheet.title, &name.0));
        one(
            "sheet",
            &name.0,
            found
                .map(|sheet| (sheet.id, format!("{} ({})", sheet.title, sheet.id)))
                .collect(),
        )
    }

    /// The sheets a name is looked for in: the given one, or the first.
    fn searched(&self, sheet: Option<SheetId>) -> Option<&Sheet> {
        match sheet {
            Some(id) => self.sheets().iter().find(|sheet| sheet.id == id),
            None => self.sheets().first(),
        }
    }

    /// The live stage of this name on `sheet` (the first sheet for `None`). An id is taken as it is.
    ///
    /// # Errors
    /// `NoSuch`, `Ambiguous`.
    pub fn find_stage(
        &self,
        sheet: Option<SheetId>,
        name: &StageRef,
    ) -> Result<StageId, EditError> {
        if let Some(id) = name.id() {
            return Ok(id);
        }
        let stages = self.stages_named(sheet, &name.0);
        one(
            "stage",
            &name.0,
            stages
                .into_iter()
                .map(|stage| (stage.id, format!("{} ({})", stage.title, stage.id)))
                .collect(),
        )
    }

    fn stages_named(&self, sheet: Option<SheetId>, name: &str) -> Vec<&Stage> {
        self.searched(sheet)
            .map(|sheet| {
                sheet
                    .stages
                    .iter()
                    .filter(|stage| is_same_name(&stage.title, name))
                    .collect()
            })
            .unwrap_or_default()
    }

    /// The live step of this name on `sheet` (the first sheet for `None`). An id is taken as it is.
    /// `Stage/Step` is tried where no stage has the whole name, at every slash, so titles may hold slashes.
    ///
    /// # Errors
    /// `NoSuch`, `Ambiguous`.
    pub fn find_step(&self, sheet: Option<SheetId>, name: &StepRef) -> Result<StepId, EditError> {
        if let Some(id) = name.id() {
            return Ok(id);
        }
        let mut found: Vec<(StepId, String)> = self
            .stages_named(sheet, &name.0)
            .into_iter()
            .filter_map(|stage| {
                Some((
                    stage.steps.first()?.id,
                    format!("{} ({})", stage.title, stage.steps.first()?.id),
                ))
            })
            .collect();
        if found.is_empty() {
            for (slash, _) in name.0.match_indices('/') {
                let (stage, step) = (&name.0[..slash], &name.0[slash + 1..]);
                for stage in self.stages_named(sheet, stage) {
                    let steps = stage
                        .steps
                        .iter()
                        .filter(|candidate| is_same_name(&candidate.title, step));
                    found.extend(steps.map(|step| {
                        (
                            step.id,
                            format!("{}/{} ({})", stage.title, step.title, step.id),
                        )
                    }));
                }
            }
        }
        one("step", &name.0, found)
    }

    /// The live row of this name on `sheet` (the first sheet for `None`). An id is taken as it is.
    ///
    /// # Errors
    /// `NoSuch`, `Ambiguous`.
    pub fn find_row(&self, sheet: Option<SheetId>, name: &RowRef) -> Result<RowId, EditError> {
        if let Some(id) = name.id() {
            return Ok(id);
        }
        let rows = self
            .searched(sheet)
            .map(|sheet| sheet.rows.as_slice())
            .unwrap_or_default();
        let found = rows.iter().filter(|row| is_same_name(&row.title, &name.0));
        one(
            "row",
            &name.0,
            found
                .map(|row| (row.id, format!("{} ({})", row.title, row.id)))
                .collect(),
        )
    }
}
