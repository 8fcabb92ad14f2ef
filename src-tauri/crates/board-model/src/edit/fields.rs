//! Fields that an act may set, leave alone or clear.

use super::set_or_clear;
use crate::{Evidence, GroupId, Impact};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Attributes of a note; absent ones stay as they are, an empty text clears.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, rename_all = "camelCase")]
#[ts(export_to = "board.ts", optional_fields)]
pub struct NoteAttributes {
    /// All tags, replacing the present ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// How badly it hits; `null` clears.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "set_or_clear"
    )]
    #[ts(optional, type = "Impact | null")]
    pub impact: Option<Option<Impact>>,
    /// What it rests on; `null` clears.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "set_or_clear"
    )]
    #[ts(optional, type = "Evidence | null")]
    pub evidence: Option<Option<Evidence>>,
    /// Where the evidence comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Who looks after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// A link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Text behind the note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Marks or unmarks the moment that matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moment: Option<bool>,
    /// Name shown as author instead of the participant's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Id of an image stored with the board.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Steps it spans, from its own to the right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<u32>,
    /// The cluster it belongs to; `null` takes it out.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "set_or_clear"
    )]
    #[ts(optional, type = "GroupId | null")]
    pub group: Option<Option<GroupId>>,
    /// Votes counted elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried_votes: Option<u32>,
    /// Locks or unlocks; a facilitator's act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked: Option<bool>,
}

/// Header fields; absent ones stay as they are, an empty text clears.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, rename_all = "camelCase")]
#[ts(export_to = "board.ts", optional_fields)]
#[expect(missing_docs, reason = "the fields of Header, each documented there")]
pub struct HeaderFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_date: Option<String>,
}

/// Fields of a persona; absent ones stay as they are, an empty text clears.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, rename_all = "camelCase")]
#[ts(export_to = "board.ts", optional_fields)]
#[expect(missing_docs, reason = "the fields of Persona, each documented there")]
pub struct PersonaFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motto: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portrait: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goals: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pain_points: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<(String, String)>>,
}
