//! Registers of a note.

use super::{flag_value, id, int_in, key, list, list_value, str_of, text, text_value, truth};
use board_model::{Evidence, Impact, KindId, Note, NoteAttributes, Placement, limits, order};
use yrs::Any;

/// Sets one field of a note from its register. The text is not a register and is set apart.
pub(crate) fn set(note: &mut Note, name: &str, value: &Any) {
    match name {
        key::PLACE => note.placement = read_placement(value),
        "kind" => {
            note.kind = str_of(value)
                .filter(|kind| !kind.is_empty())
                .map(KindId::named)
                .unwrap_or_default()
        }
        "by" => note.by = id(value),
        "author" => note.author = text(value),
        "tags" => {
            note.tags = list(value)
                .iter()
                .filter_map(str_of)
                .take(limits::TAGS)
                .map(str::to_owned)
                .collect()
        }
        "impact" => note.impact = str_of(value).and_then(Impact::named),
        "evidence" => note.evidence = str_of(value).and_then(Evidence::named),
        "source" => note.source = text(value),
        "owner" => note.owner = text(value),
        "link" => note.link = text(value),
        "detail" => note.detail = text(value),
        "image" => note.image = text(value),
        "span" => note.span = int_in(value, 1..=limits::SPAN_MAX).unwrap_or(1),
        "moment" => note.moment = truth(value),
        "group" => note.group = id(value),
        "carriedVotes" => note.carried_votes = int_in(value, 0..=u32::MAX).unwrap_or(0),
        "locked" => note.locked = truth(value),
        key::DELETED => note.deleted = truth(value),
        _ => {}
    }
}

/// A placement's register: `[order, step, row]`, with null for step and row in the parking lot.
pub(crate) fn placement_value(placement: &Placement) -> Any {
    match placement {
        Placement::Cell { step, row, order } => list_value(vec![
            Any::from(order.as_str()),
            Any::from(step.to_string()),
            Any::from(row.to_string()),
        ]),
        Placement::Parked { order } => {
            list_value(vec![Any::from(order.as_str()), Any::Null, Any::Null])
        }
    }
}

fn read_placement(value: &Any) -> Placement {
    let parts = list(value);
    let order = parts
        .first()
        .and_then(str_of)
        .filter(|key| order::is_key(key))
        .unwrap_or_default()
        .to_owned();
    match (parts.get(1).and_then(id), parts.get(2).and_then(id)) {
        (Some(step), Some(row)) => Placement::Cell { step, row, order },
        _ => Placement::Parked { order },
    }
}

/// The registers that the given attributes set.
pub(crate) fn attribute_values(attributes: &NoteAttributes) -> Vec<(&'static str, Any)> {
    let mut values = Vec::new();
    let mut put = |name, value: Option<Any>| values.extend(value.map(|value| (name, value)));
    let text = |field: &Option<String>| field.as_deref().map(text_value);
    put("tags", attributes.tags.as_ref().map(|tags| tag_value(tags)));
    put(
        "impact",
        attributes
            .impact
            .map(|impact| impact.map_or(Any::Null, |impact| Any::from(impact.name()))),
    );
    put(
        "evidence",
        attributes
            .evidence
            .map(|evidence| evidence.map_or(Any::Null, |evidence| Any::from(evidence.name()))),
    );
    put("source", text(&attributes.source));
    put("owner", text(&attributes.owner));
    put("link", text(&attributes.link));
    put("detail", text(&attributes.detail));
    put("moment", attributes.moment.map(flag_value));
    put("author", text(&attributes.author));
    put("image", text(&attributes.image));
    put(
        "span",
        attributes.span.map(|span| {
            if span == 1 {
                Any::Null
            } else {
                Any::from(i64::from(span))
            }
        }),
    );
    put(
        "group",
        attributes
            .group
            .map(|group| group.map_or(Any::Null, |group| Any::from(group.to_string()))),
    );
    put(
        "carriedVotes",
        attributes.carried_votes.map(|votes| {
            if votes == 0 {
                Any::Null
            } else {
                Any::from(i64::from(votes))
            }
        }),
    );
    put("locked", attributes.locked.map(flag_value));
    values
}

fn tag_value(tags: &[String]) -> Any {
    if tags.is_empty() {
        return Any::Null;
    }
    list_value(tags.iter().map(|tag| Any::from(tag.as_str())).collect())
}
