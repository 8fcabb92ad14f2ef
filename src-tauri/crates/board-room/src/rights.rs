//! Who may ask for which act, as one table: `permission.rs` judges by it, and the front end has it generated
//! (`ui/src/gen/permissions.ts`), so that a screen offers nothing that will be refused.

use board_model::{Denial, Edit, EditKind, NoteAttributes};

/// Who may ask for an act. A facilitator may ask for everything, a viewer for what everybody may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Everybody: it is about the asker alone, and writes nothing on the board for who may not write there.
    Everybody,
    /// Everybody who writes.
    Participant,
    /// For a note: who wrote it, or every participant where the board says so, unless it or its row is locked.
    Note,
    /// For a comment: who wrote it.
    Comment,
    /// Facilitators alone. What it is goes on after "can".
    Facilitator(&'static str),
}

impl Rule {
    /// The rule for an act.
    pub fn of(kind: EditKind) -> Self {
        use EditKind as E;
        match kind {
            E::SetPerson => Self::Everybody,
            E::AddNote | E::AddComment | E::SetSentiment => Self::Participant,
            // Each of the acts in it, and what they write, is judged by itself.
            E::Many | E::Undo | E::Redo => Self::Participant,
            E::SetText | E::SpliceText | E::MoveNote | E::MoveNotes | E::DeleteNote => Self::Note,
            E::RestoreNote | E::SetKind | E::SetNote | E::AddGroup => Self::Note,
            E::DeleteComment => Self::Comment,
            _ => Self::Facilitator(deed(kind)),
        }
    }
}

/// What facilitators do with an act, as it goes on after "can".
fn deed(kind: EditKind) -> &'static str {
    use EditKind as E;
    match kind {
        E::SetHeader => "edit the header",
        E::SetRights => "change what participants can edit",
        E::DeleteAllBy => "delete all that somebody wrote",
        E::AddSheet => "add sheets",
        E::RenameSheet => "rename sheets",
        E::MoveSheet => "move sheets",
        E::DeleteSheet => "delete sheets",
        E::AddStage => "add stages",
        E::RenameStage => "rename stages",
        E::SetStage => "edit stages",
        E::MoveStage => "move stages",
        E::DeleteStage => "delete stages",
        E::AddStep => "add steps",
        E::RenameStep => "rename steps",
        E::SetStep => "resize steps",
        E::MoveStep => "move steps",
        E::DeleteStep => "delete steps",
        E::AddRow => "add rows",
        E::RenameRow => "rename rows",
        E::SetRow => "change rows",
        E::MoveRow => "move rows",
        E::DeleteRow => "delete rows",
        E::DefineKind | E::RemoveKind => "change note types",
        E::RenameGroup => "rename groups",
        E::DeleteGroup => "delete groups",
        E::AddPersona | E::SetPersona | E::DeletePersona => "edit personas",
        E::SetMeasure => "edit metrics",
        E::AddAction | E::SetAction | E::DeleteAction => "edit actions",
        E::AddPhase | E::SetPhase | E::MovePhase | E::DeletePhase => "edit the agenda",
        E::OpenRound | E::CloseRound => "run votes",
        _ => "do this",
    }
}

/// Why only facilitators may set one of these attributes of a note; `None` where there is none of them.
pub(crate) fn denied_attribute(attributes: &NoteAttributes) -> Option<Denial> {
    let NoteAttributes {
        author,
        carried_votes,
        locked,
        ..
    } = attributes;
    let names = [
        ("author", author.is_some()),
        ("carriedVotes", carried_votes.is_some()),
        ("locked", locked.is_some()),
    ];
    let given = names.into_iter().find(|(_, is_given)| *is_given);
    given.and_then(|(name, _)| denied_register(name))
}

/// Why only facilitators may write this register of a note; `None` for the others.
pub(crate) fn denied_register(name: &str) -> Option<Denial> {
    Some(Denial::Facilitators(match name {
        "author" => "write in somebody else’s name",
        "carriedVotes" => "set votes",
        "locked" => "lock notes",
        _ => return None,
    }))
}

/// Why somebody who is no facilitator may not ask for this act of theirs.
pub(crate) fn denied(edit: &Edit) -> Denial {
    match Rule::of(edit.kind()) {
        Rule::Facilitator(deed) => Denial::Facilitators(deed),
        _ => Denial::Facilitators("do this"),
    }
}
