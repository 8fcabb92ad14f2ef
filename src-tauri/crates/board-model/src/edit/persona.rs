//! Acts on personas, and on what they feel at a step.

use super::{PersonaFields, acts};
use crate::prepare::{Names, Prepare, adds};
use crate::{EditError, PersonaId, SheetRef, StepRef};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

acts! {
    /// Adds a persona.
    AddPersona {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<PersonaId>,
        /// What to set.
        #[serde(flatten)] fields: PersonaFields,
    }
    /// Sets fields of a persona.
    SetPersona {
        /// The persona.
        persona: PersonaId,
        /// What to set.
        #[serde(flatten)] fields: PersonaFields,
    }
    /// Takes a persona away.
    DeletePersona {
        /// The persona.
        persona: PersonaId,
    }
    /// Sets the asker's own sentiment for a persona at a step.
    SetSentiment {
        /// The persona whose sentiment it is.
        persona: PersonaId,
        /// Where on the journey.
        step: StepRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// From -2 to 2; `null` takes it back.
        value: Option<i8>,
    }
}

impl Prepare for AddPersona {
    adds!(Persona: PersonaId);
}

impl Prepare for SetPersona {}
impl Prepare for DeletePersona {}

impl Prepare for SetSentiment {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.step(names.some(&self.sheet)?, &mut self.step)
    }
}
