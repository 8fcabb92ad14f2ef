//! Every act of the desk, in one table: what it is asked with, what it answers, and when it is carried out.
//!
//! From the table are made the reading of messages, the dispatch, the front end's `DeskActs` and the tables of
//! `PROTOCOL.md`. An act is one type that says where it is carried out ([`DeskAct::At`](crate::act::DeskAct::At)) and
//! one function; both stand in the file of what they are about.

mod board_files;
mod card;
mod check;
mod copies;
mod create;
mod dialogs;
mod guests;
mod list;
mod nearby;
mod open;
mod pictures;
mod preview;
mod rescue;
mod sessions;

use crate::act::{UnderWay, When, answered};
use crate::page_session::PageSession;
use board_files::{Delete, Duplicate, Erase, Rename, Restore};
use check::CheckReach;
use copies::{Export, SaveCopy, SendCopy};
use create::{Create, ListTemplates};
use dialogs::ChooseOpen;
use guests::{LetGuestsIn, RenewGuests};
use list::ListBoards;
use nearby::{Admit, GivePin, Knock, LookAround, StaysAwake};
use open::{Call, Close, Open};
use pictures::DrawPicture;
use preview::DrawPreview;
use rescue::SaveFile;
use serde::Deserialize;
use sessions::{
    Assign, Join, LetCaretakersHost, MakeTicket, Recover, RenewTickets, Share, Sharing,
    ShowOwnerCode, Unshare,
};
use std::sync::Arc;

macro_rules! desk_acts {
    ($($(#[doc = $doc:literal])* $name:literal: $act:ident, $when:ident;)*) => {
        /// What a page asks of the desk.
        #[derive(Debug, Deserialize)]
        pub(crate) enum Act {
            $($(#[doc = $doc])* #[serde(rename = $name)] $act($act),)*
        }

        impl Act {
            const fn when(&self) -> When {
                match self {
                    $(Self::$act(_) => When::$when,)*
                }
            }

            /// Begins it for a page. Nothing happens until the future is polled.
            pub(crate) fn begin(self, id: u64, page: &Arc<PageSession>) -> UnderWay {
                match self {
                    $(Self::$act(act) => answered(id, act, page),)*
                }
            }
        }

        /// The table, for the documents and the front end that are made from it.
        #[cfg(test)]
        pub(crate) const TABLE: &[tests::ActRow] = &[
            $(tests::ActRow::of::<$act>($name, concat!($($doc),*), When::$when)),*
        ];
    };
}

impl Act {
    /// Whether later acts do not wait for it.
    pub(crate) fn is_beside(&self) -> bool {
        self.when() == When::Beside
    }
}

desk_acts! {
    /// The boards there are, latest first; times in milliseconds since 1970. `trouble` is what opening would be refused
    /// with, as far as it is known without opening: `E_NO_FILE` for a board elsewhere that has gone, `E_BOARD_OPEN` for
    /// one that another program has open, `E_NEWER_FORMAT`, `E_DAMAGED`, `E_BAD_INPUT` for what is no board.
    "boards": ListBoards, InTurn;
    /// What new boards can be made from.
    "templates": ListTemplates, InTurn;
    /// A picture of a template or a board, one of the two: 16 wide and 10 high, of its top left part, cut between
    /// columns and rows; 64 to 2,048 pixels wide. Of boards, deleted ones too, kept until they change.
    "picture": DrawPicture, Beside;
    /// A new board in the library, from a template or from a set of stages and a set of rows; its file called like the
    /// title, never over another.
    "create": Create, InTurn;
    /// To sit at a board: the answer, then its `hello`. The board open before is left when this one is open; one that
    /// cannot be opened leaves the page where it is. A file whose name is too long is opened under a shorter one, which
    /// `path` then is.
    "open": Open, InTurn;
    /// Back to the start screen.
    "close": Close, InTurn;
    /// The header's title and, in the library, the file's name; of a board that is open the file gets its name when it
    /// is closed. Of one that cannot be opened the file and the list get the name.
    "rename": Rename, InTurn;
    /// A board with an id of its own in the library, the same content, deleted things too, called "Title (copy)"; of
    /// one that cannot be opened the same bytes.
    "duplicate": Duplicate, InTurn;
    /// A board of the library goes to the folder `Deleted` in it; one elsewhere is only forgotten. `E_BOARD_OPEN` while
    /// somebody has it open.
    "delete": Delete, InTurn;
    /// Back from `Deleted`, under its name if that is free.
    "restore": Restore, InTurn;
    /// Gone from `Deleted` for good.
    "erase": Erase, InTurn;
    /// To sit at a file that the person chooses: the answer, then as `open`. `.csv`, `.tsv` and `.txt` become a new board of the
    /// library, and `guessed` names the encoding where it had to be guessed. `E_BAD_INPUT` without dialogs.
    "chooseOpen": ChooseOpen, Beside;
    /// A board of the list as one `.journey` file elsewhere; one that cannot be opened byte for byte.
    "saveFile": SaveFile, Beside;
    /// The whole open board as one `.journey` file elsewhere.
    "saveCopy": SaveCopy, Beside;
    /// The same as a fresh board: own id, no history, nothing that was deleted, no names of people who left nothing.
    "sendCopy": SendCopy, Beside;
    /// The open board as another format, from a copy of its state, so that nobody waits. Its name is that of the board,
    /// and of the sheet where the board has several: "Checkout – Journey map.png". Without `table` a table has no byte
    /// order mark and commas.
    "export": Export, Beside;
    /// The picture that `export` would write, its longer side at most `side` pixels (64 to 2,048) and at most twice its
    /// board units. `width` and `height` are board units, which times `scale` are the pixels of the export; `missing`
    /// are the characters that no bundled font can draw, for which `□` stands in pictures.
    "preview": DrawPreview, Beside;
    /// From now on this machine hosts the open board, or goes with its host where one is there; the ticket lets
    /// participants in. `E_ROLE` for a board that was shared before by keys which this library does not have
    /// (`library.db` was lost, or the file came from somebody else): `recover` helps, or restoring the library, or
    /// `join`. `relayMet` is `null` without a relay, and false when it did not answer within five seconds: then only
    /// this network can come in.
    "share": Share, InTurn;
    /// Whether the person of this installation was asked for a name, and the relay of the last session that it shared
    /// or joined, or `public`.
    "sharing": Sharing, InTurn;
    /// A ticket that lets in with this role.
    "ticket": MakeTicket, InTurn;
    /// The same; the tickets for this role so far are void, and who came in by them stays.
    "renew": RenewTickets, InTurn;
    /// Another role for a member, or `null` to remove them, or a guest of this machine; with `erase` what they wrote
    /// goes off the wall too (ED7), which the facilitator can undo.
    "assign": Assign, InTurn;
    /// Whether participants' machines may host while no facilitator is there; with `mayHost` a facilitator says so.
    "caretakers": LetCaretakersHost, InTurn;
    /// The recovery code of the board's owner, at the owner's machine; elsewhere `E_ROLE`, before the board was shared
    /// `E_NOT_CONNECTED`.
    "ownerCode": ShowOwnerCode, InTurn;
    /// This machine is the owner's from now on, and hosts. `E_BAD_INPUT` for another code.
    "recover": Recover, InTurn;
    /// This machine leaves the session; another one hosts if one can.
    "unshare": Unshare, InTurn;
    /// Lets guests in or ends their pages; without `on` only how it stands. One link for each address of this machine:
    /// those first that another device reached in a `check`, then the likeliest; none while this machine is on no
    /// network, and never one that only this machine reaches. `E_NOT_CONNECTED` while this machine does not share the
    /// board.
    "guests": LetGuestsIn, InTurn;
    /// Other links for this role, `participant` or `viewer`; GU11 says what becomes of the old ones.
    "renewGuests": RenewGuests, InTurn;
    /// Gives out a PIN for the shared board (`"on":true`, each time a fresh one), or ends it; `asks` says whether
    /// newcomers wait for `admit`. Without a word, how it stands. `isOver` after too many wrong tries (PN4).
    "pin": GivePin, InTurn;
    /// Lets in who waits, or turns them away.
    "admit": Admit, InTurn;
    /// A page for other devices of the network to open, how many did, and of how many of them datagrams came too, which
    /// the page has the browser send; asked again, how it stands. It ends with `"on":false`.
    "check": CheckReach, InTurn;
    /// Whether this machine is kept from falling asleep while it hosts; `null` while it hosts nothing. The answer waits
    /// half a second, for a system that refuses.
    "awake": StaysAwake, Beside;
    /// Looks for sessions of the local network until `"on":false` or the page is gone; `finds` is false where the
    /// network carries no multicast.
    "nearby": LookAround, InTurn;
    /// A ticket of a session of the list, for `join`. `E_TICKET` for another PIN, or none any more; `E_LIMIT` after too
    /// many; `E_ROLE` when turned away; `E_NOT_CONNECTED` when nobody answers or decides within two minutes. Given up
    /// with `nearby {"on":false}`.
    "knock": Knock, Beside;
    /// The person of this installation has this name at once, on the open board and every page, from then on, and when
    /// the program is started the next time.
    "call": Call, InTurn;
    /// To take part in the session of a ticket: the answer, then as `open`; the board is kept in the library.
    /// `E_TICKET`, `E_NOT_CONNECTED` when nobody of the session answers within twenty seconds, `E_ROLE` for who was
    /// removed.
    "join": Join, InTurn;
}

#[cfg(test)]
pub(crate) mod tests {
    use super::TABLE;
    use crate::act::{DeskAct, When};
    use crate::notice::DeskNotice;
    use committed::{
        assert_committed, assert_committed_between, assert_types_listed, config, declared,
        in_a_cell, typescript,
    };
    use std::collections::BTreeSet;
    use std::fmt::Write as _;
    use ts_rs::{Config, ExportError, TS};

    /// A row of the table of acts.
    pub(crate) struct ActRow {
        name: &'static str,
        about: &'static str,
        when: When,
        asked: fn(&Config) -> Types,
        answer: fn(&Config) -> Types,
        export: fn(&Config) -> Result<(), ExportError>,
    }

    /// The TypeScript of a type: its name, and its shape.
    struct Types {
        name: String,
        shape: String,
    }

    fn types<T: TS>(config: &Config) -> Types {
        Types {
            name: T::name(config),
            shape: in_a_cell(&T::inline(config)).replace("import('./export-formats').", ""),
        }
    }

    impl ActRow {
        pub(crate) const fn of<A: DeskAct>(
            name: &'static str,
            about: &'static str,
            when: When,
        ) -> Self {
            Self {
                name,
                about,
                when,
                asked: types::<A>,
                answer: types::<A::Answer>,
                export: |config| {
                    A::export_all(config)?;
                    A::Answer::export_all(config)
                },
            }
        }
    }

    const DOCUMENT: &str = "src-tauri/crates/board-desk/PROTOCOL.md";

    /// The types of all acts and notices in TypeScript.
    fn desk_types() -> String {
        typescript("desk.ts", |config| {
            DeskNotice::export_all(config)?;
            TABLE.iter().try_for_each(|row| (row.export)(config))
        })
    }

    #[test]
    fn the_front_end_has_every_act_with_what_it_is_asked_with_and_answers() {
        let config = config();
        let mut text = desk_types();
        text.push_str("\n/** Every act of a desk: what it is asked with, and what it answers. */\nexport interface DeskActs {\n");
        for row in TABLE {
            let (asked, answer) = ((row.asked)(&config).name, (row.answer)(&config).name);
            let (name, about) = (row.name, row.about.trim());
            writeln!(
                text,
                "  /** {about} */\n  {name}: {{ asked: {asked}; answer: {answer} }};"
            )
            .unwrap();
        }
        text.push_str("}\n");
        assert_committed("ui/src/gen/desk.ts", &text);
    }

    #[test]
    fn the_document_lists_every_act_and_no_other() {
        let config = config();
        let mut table = String::new();
        for row in TABLE {
            let (asked, answer) = ((row.asked)(&config).shape, (row.answer)(&config).shape);
            let (name, about) = (row.name, row.about.trim());
            writeln!(table, "| `{name}` | `{asked}` | `{answer}` | {about} |").unwrap();
        }
        let beside = TABLE.iter().filter(|row| row.when == When::Beside);
        let beside: Vec<String> = beside.map(|row| format!("`{}`", row.name)).collect();
        let beside = format!("but for {}: later acts", beside.join(", "));
        let document = include_str!("../../PROTOCOL.md");
        assert!(document.contains(&beside), "[DK4] does not say «{beside}»");
        let first = "| act | asked with | answer | what it does |\n|---|---|---|---|\n";
        assert_committed_between(DOCUMENT, first, "<!-- End of the acts. -->", &table);
    }

    #[test]
    fn the_document_lists_every_type_that_acts_name() {
        let config = config();
        let of_acts: BTreeSet<String> = TABLE
            .iter()
            .flat_map(|row| [(row.asked)(&config).name, (row.answer)(&config).name])
            .collect();
        let mut types = declared(&desk_types());
        types.retain(|it| !of_acts.contains(&it.name));
        assert_types_listed(DOCUMENT, &types);
    }
}
