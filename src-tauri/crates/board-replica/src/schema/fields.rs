//! Registers of the header and the flat roots.

use super::{id_in, int_in, list, list_value, str_of, text, text_value, truth};
use board_model::{
    Ballot, CellId, Colour, Header, HeaderFields, Kind, KindId, Measure, NoteId, ParticipantId,
    Person, PersonaId, Rights, RoundId, StepId, limits,
};
use std::sync::Arc;
use yrs::Any;

/// Sets one header field from its register.
pub(crate) fn set_header(header: &mut Header, key: &str, value: &Any) {
    let field = match key {
        "title" => &mut header.title,
        "scope" => &mut header.scope,
        "starts" => &mut header.starts,
        "ends" => &mut header.ends,
        "mapType" => &mut header.map_type,
        "scenario" => &mut header.scenario,
        "goal" => &mut header.goal,
        "owner" => &mut header.owner,
        "date" => &mut header.date,
        "reviewDate" => &mut header.review_date,
        _ => return,
    };
    *field = text(value);
}

/// The register of what participants may do with others' notes.
pub(crate) const EVERYONE_EDITS: &str = "everyoneEdits";

/// The register that says that everything is paused.
pub(crate) const PAUSED: &str = "paused";

/// Sets what participants may do from its register. Anything but a plain yes is a no.
pub(crate) fn set_rights(rights: &mut Rights, key: &str, value: &Any) {
    match key {
        EVERYONE_EDITS => rights.everyone_edits = truth(value),
        PAUSED => rights.paused = truth(value),
        _ => {}
    }
}

/// The given header fields with their register names and limits.
pub(crate) fn header_fields(fields: &HeaderFields) -> [(&'static str, Option<&String>, usize); 10] {
    [
        ("title", fields.title.as_ref(), limits::TITLE_UTF16),
        ("scope", fields.scope.as_ref(), limits::LONG_TEXT_UTF16),
        ("starts", fields.starts.as_ref(), limits::LONG_TEXT_UTF16),
        ("ends", fields.ends.as_ref(), limits::LONG_TEXT_UTF16),
        ("mapType", fields.map_type.as_ref(), limits::TITLE_UTF16),
        (
            "scenario",
            fields.scenario.as_ref(),
            limits::LONG_TEXT_UTF16,
        ),
        ("goal", fields.goal.as_ref(), limits::LONG_TEXT_UTF16),
        ("owner", fields.owner.as_ref(), limits::TITLE_UTF16),
        ("date", fields.date.as_ref(), limits::TITLE_UTF16),
        (
            "reviewDate",
            fields.review_date.as_ref(),
            limits::TITLE_UTF16,
        ),
    ]
}

/// A kind's register: `[title, colour, mark]`, or `[null]` when it was taken away.
pub(crate) fn kind_value(title: &str, colour: Colour, mark: &str) -> Any {
    list_value(vec![
        Any::from(title),
        Any::from(colour.name()),
        Any::from(mark),
    ])
}

/// Reads a kind's register. `None` for nothing said, `Some(None)` for taken away.
pub(crate) fn read_kind(id: &KindId, value: &Any) -> Option<Option<Kind>> {
    let parts = list(value);
    let Some(title) = str_of(parts.first()?) else {
        return Some(None);
    };
    let colour = parts
        .get(1)
        .and_then(str_of)
        .and_then(Colour::named)
        .unwrap_or(Colour::Grey);
    let built_in = Kind::built_in().into_iter().find(|kind| &kind.id == id);
    Some(Some(Kind {
        id: id.clone(),
        title: title.to_owned(),
        colour,
        mark: parts.get(2).map(text).unwrap_or_default(),
        digit: built_in.and_then(|kind| kind.digit),
    }))
}

/// Key of a sentiment register.
pub(crate) fn sentiment_key(persona: PersonaId, by: ParticipantId, step: StepId) -> Arc<str> {
    format!("{persona}/{by}/{step}").into()
}

/// Reads the key of a sentiment register.
pub(crate) fn read_sentiment_key(key: &str) -> Option<(PersonaId, ParticipantId, StepId)> {
    let mut parts = key.split('/');
    let read = (
        id_in(parts.next()?)?,
        id_in(parts.next()?)?,
        id_in(parts.next()?)?,
    );
    parts.next().is_none().then_some(read)
}

/// Reads a sentiment register.
pub(crate) fn read_sentiment(value: &Any) -> Option<i8> {
    int_in(value, board_model::SENTIMENT_RANGE)
}

/// Key of a measure register.
pub(crate) fn measure_key(cell: CellId) -> Arc<str> {
    format!("{}/{}", cell.row, cell.step).into()
}

/// Reads the key of a measure register.
pub(crate) fn read_measure_key(key: &str) -> Option<CellId> {
    let (row, step) = key.split_once('/')?;
    Some(CellId {
        row: id_in(row)?,
        step: id_in(step)?,
    })
}

/// A measure's register: `[value, unit, target]`, null when all are empty.
pub(crate) fn measure_value(measure: &Measure) -> Any {
    if measure == &Measure::default() {
        return Any::Null;
    }
    list_value(vec![
        text_value(&measure.value),
        text_value(&measure.unit),
        text_value(&measure.target),
    ])
}

/// Reads a measure register.
pub(crate) fn read_measure(value: &Any) -> Option<Measure> {
    let parts = list(value);
    let part = |at: usize| parts.get(at).map(text).unwrap_or_default();
    (!parts.is_empty()).then(|| Measure {
        value: part(0),
        unit: part(1),
        target: part(2),
    })
}

/// Key of a ballot register.
pub(crate) fn ballot_key(round: RoundId, voter: ParticipantId) -> Arc<str> {
    format!("{round}/{voter}").into()
}

/// Reads the key of a ballot register.
pub(crate) fn read_ballot_key(key: &str) -> Option<(RoundId, ParticipantId)> {
    let (round, voter) = key.split_once('/')?;
    Some((id_in(round)?, id_in(voter)?))
}

/// A whole ballot in one register: `[[note, votes], …]` by note id.
pub(crate) fn ballot_value(ballot: &Ballot) -> Any {
    let pairs = ballot.iter().map(|(note, &votes)| {
        list_value(vec![
            Any::from(note.to_string()),
            Any::from(i64::from(votes)),
        ])
    });
    list_value(pairs.collect())
}

/// Reads a ballot register; pairs that mean nothing are passed over.
pub(crate) fn read_ballot(value: &Any) -> Ballot {
    let pair = |pair: &Any| -> Option<(NoteId, u32)> {
        let parts = list(pair);
        Some((
            super::id(parts.first()?)?,
            int_in(parts.get(1)?, 0..=limits::VOTES_PER_PERSON)?,
        ))
    };
    list(value).iter().filter_map(pair).collect()
}

/// A person's register: `[name, colour]`.
pub(crate) fn person_value(person: &Person) -> Any {
    list_value(vec![
        Any::from(person.name.as_str()),
        Any::from(i64::from(person.colour)),
    ])
}

/// Reads a person's register.
pub(crate) fn read_person(value: &Any) -> Option<Person> {
    let parts = list(value);
    Some(Person {
        name: text(parts.first()?),
        colour: parts
            .get(1)
            .and_then(|colour| int_in(colour, 0..=u8::MAX))
            .unwrap_or(0),
    })
}
