//! People are told apart: by a name that nobody else has, and, as far as colours go round, by a colour that nobody
//! has who is here.
//!
//! Names are made different where they come onto the board, by a number behind them, so that notes, lists, tags and
//! exports all say the same. Every machine goes through the people in the same order, so all show the same.

use crate::message::Peer;
use crate::seats::CURSOR_COLOURS;
use board_model::{Board, ParticipantId, limits};
use std::collections::{BTreeMap, HashMap};

/// How names are compared: as people read them.
fn read_as(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Whether `known` is `name`, or `name` with a number behind it.
pub(crate) fn is_name_of(known: &str, name: &str) -> bool {
    known == name || {
        let number = known
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix(" ("))
            .and_then(|rest| rest.strip_suffix(')'));
        number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
    }
}

/// Gives everybody of the list a name and a colour of their own. Who is on the board keeps theirs before those who come
/// new, who is here before those who left, and all before who comes just now. O(people here and on the board).
pub(crate) fn make_unique(peers: &mut [Peer], board: &Board, newcomer: Option<ParticipantId>) {
    let mut taken = Taken::on(board);
    let known = |peer: &Peer| board.person(peer.participant);
    let mut order: Vec<usize> = (0..peers.len()).collect();
    order.sort_by_key(|&at| {
        let peer = &peers[at];
        let is_new = newcomer == Some(peer.participant);
        (known(peer).is_none(), is_new, !peer.here, peer.participant)
    });
    for &at in &order {
        let name = known(&peers[at]).map(|person| person.name.as_str());
        peers[at].name = taken.name(peers[at].participant, &peers[at].name, name);
    }
    // What somebody chose at this machine goes before what the board remembers.
    order.sort_by_key(|&at| {
        let peer = &peers[at];
        let is_new = newcomer == Some(peer.participant);
        (!peer.here, is_new, peer.colour.is_none())
    });
    for &at in &order {
        let peer = &peers[at];
        let wished = peer.colour.or(known(peer).map(|person| person.colour));
        let colour = taken.colour(peer.participant, wished, peer.here);
        peers[at].colour = Some(colour);
    }
}

/// Names and colours that are given out.
struct Taken {
    names: HashMap<String, ParticipantId>,
    /// By number, how many of those here have it.
    colours: BTreeMap<u8, usize>,
}

impl Taken {
    fn on(board: &Board) -> Self {
        let mut names = HashMap::new();
        for (id, person) in board.people() {
            names.entry(read_as(&person.name)).or_insert(id);
        }
        Self {
            names,
            colours: BTreeMap::new(),
        }
    }

    /// The name of somebody who calls themselves `name` and is `known` on the board.
    fn name(&mut self, id: ParticipantId, name: &str, known: Option<&str>) -> String {
        let known = known.filter(|known| is_name_of(known, name));
        for wished in known.into_iter().chain([name]) {
            if *self.names.entry(read_as(wished)).or_insert(id) == id {
                return wished.to_owned();
            }
        }
        // Room for a number: names are cut before they are too long for the board.
        let base: String = name.chars().take(limits::TITLE_UTF16 / 2 - 8).collect();
        let numbered = (2u32..).map(|number| format!("{base} ({number})"));
        let mut free = numbered.filter(|name| *self.names.entry(read_as(name)).or_insert(id) == id);
        free.next().unwrap_or_else(|| name.to_owned())
    }

    /// The wished colour, unless somebody here has it and another is free; without a wish a free one.
    fn colour(&mut self, id: ParticipantId, wished: Option<u8>, is_here: bool) -> u8 {
        let uses = |number: u8| self.colours.get(&number).copied().unwrap_or(0);
        let first = wished.map_or_else(|| first_try(id), |number| number % CURSOR_COLOURS);
        let tries = (0..CURSOR_COLOURS).map(|step| (first + step) % CURSOR_COLOURS);
        let colour = tries.min_by_key(|number| uses(*number)).unwrap_or(first);
        // Of who left nobody is mistaken for anybody: they keep what they had.
        let colour = if is_here || wished.is_none() {
            colour
        } else {
            first
        };
        if is_here {
            *self.colours.entry(colour).or_default() += 1;
        }
        colour
    }
}

/// The same number for the same person everywhere.
fn first_try(id: ParticipantId) -> u8 {
    let bytes = id.uuid().into_bytes();
    let sum: u32 = bytes.into_iter().map(u32::from).sum();
    (sum % u32::from(CURSOR_COLOURS)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Role;
    use board_model::{BoardId, Person};

    fn peer(id: u128, name: &str, colour: Option<u8>) -> Peer {
        Peer {
            participant: ParticipantId::from_u128(id),
            name: name.to_owned(),
            role: Role::Participant,
            here: true,
            guest: false,
            colour,
        }
    }

    fn board(people: &[(u128, &str, u8)]) -> Board {
        let mut board = Board::blank(BoardId::from_u128(1));
        for (id, name, colour) in people {
            let person = Person {
                name: (*name).to_owned(),
                colour: *colour,
            };
            board.put_person(ParticipantId::from_u128(*id), person);
        }
        board
    }

    fn told(mut peers: Vec<Peer>, board: &Board) -> Vec<(String, u8)> {
        make_unique(&mut peers, board, None);
        let shown = |peer: Peer| (peer.name, peer.colour.unwrap());
        peers.into_iter().map(shown).collect()
    }

    #[test]
    fn people_of_one_name_get_numbers_and_who_is_on_the_board_keeps_theirs() {
        // [PS6]
        let board = board(&[(9, "Anna", 0), (8, "Ben (2)", 1)]);
        let peers = vec![
            peer(1, "anna", None),
            peer(2, "Anna", None),
            peer(9, "Anna", None),
            peer(8, "Ben", None),
            peer(3, "Ben", None),
        ];
        let names: Vec<String> = told(peers, &board)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["anna (2)", "Anna (3)", "Anna", "Ben (2)", "Ben"]);
    }

    #[test]
    fn nobody_here_has_the_colour_of_another_while_one_is_free() {
        // [PS7]
        let board = board(&[(1, "Ann", 3), (2, "Ben", 3), (3, "Cy", 5)]);
        let chosen = told(
            vec![
                peer(1, "Ann", None),
                peer(2, "Ben", None),
                peer(4, "Di", Some(3)),
            ],
            &board,
        );
        assert_eq!(chosen[2].1, 3, "who chose it here keeps it");
        let eight = (10..18).map(|id| peer(id, &format!("P{id}"), None));
        let shown = told(eight.collect(), &board);
        let mut colours: Vec<u8> = shown.into_iter().map(|(_, colour)| colour).collect();
        colours.sort_unstable();
        assert_eq!(colours, [0, 1, 2, 3, 4, 5, 6, 7]);
        let again = told(
            vec![
                peer(1, "Ann", None),
                peer(2, "Ben", None),
                peer(4, "Di", Some(3)),
            ],
            &board,
        );
        assert_eq!(again, chosen, "the same each time");
    }
}
