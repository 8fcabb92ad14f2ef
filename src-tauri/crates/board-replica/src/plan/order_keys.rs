//! Order keys from neighbours: where in an order.

use board_model::{After, order};

/// The order key for an entity `id` in a list of `(id, key)` in order, the entity itself left out.
/// `After::This` of something that is not in the list means last. O(list).
pub(crate) fn key_after<T: PartialEq>(list: &[(T, &str)], after: &After<T>, id: u128) -> String {
    let at = match after {
        After::First => 0,
        After::Last => list.len(),
        After::This(neighbour) => list
            .iter()
            .position(|(id, _)| id == neighbour)
            .map_or(list.len(), |at| at + 1),
    };
    let low = at
        .checked_sub(1)
        .and_then(|before| list.get(before))
        .map(|(_, key)| *key);
    let high = list.get(at).map(|(_, key)| *key);
    order::between(low, high, id)
}
