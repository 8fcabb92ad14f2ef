//! Order keys: short strings that sort between their neighbours.
//!
//! A key is a fraction in base 62 (digits `0-9A-Za-z`, so byte order is number order) that never ends in
//! the zero digit. A new key lies strictly between two others; when two people insert at the same place at
//! the same time, a tail made from the entity's id keeps their keys apart, and entities with equal keys
//! sort by id. Keys are never rebalanced behind people's backs. The idea is Figma's "fractional indexing".

/// Longest key that is ever made. Appending never makes keys longer. Inserting always between the last
/// inserted note and its neighbour costs one digit for every 5 insertions or fewer (log2 of 62 is 5.95), and a
/// hundred such insertions at one place are more than any workshop makes.
pub const MAX_KEY_LEN: usize = 120;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE: usize = 62;

/// Whether `key` is one that [`between`] could have made. Anything else is read as the empty key.
pub fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key.len() <= MAX_KEY_LEN
        && key.bytes().all(|byte| DIGITS.contains(&byte))
        && !key.ends_with('0')
}

/// A key after `low` and before `high` (`None` is the open end), with a tail of three digits made from `id`.
///
/// Where there is no room (equal or crossed neighbours, or keys at [`MAX_KEY_LEN`]) the key sorts directly
/// after `low`, which is still a stable place that every peer agrees on. O(length of the keys).
pub fn between(low: Option<&str>, high: Option<&str>, id: u128) -> String {
    let low = low.filter(|key| is_key(key)).unwrap_or("");
    let high = high.filter(|key| is_key(key) && *key > low);
    let beside = match (low, high) {
        ("", None) => Some(HEADS / 2),
        (low, None) => Some(head(low) + 1).filter(|head| *head < HEADS),
        ("", Some(high)) => head(high).checked_sub(1),
        _ => None,
    };
    let mut key = beside.map_or_else(
        || midpoint(low.as_bytes(), high.map(str::as_bytes)),
        head_digits,
    );
    push_tail(&mut key, id);
    if key.len() > MAX_KEY_LEN {
        key = low.as_bytes().to_vec();
        key.truncate(MAX_KEY_LEN - 1);
        key.push(b'V');
    }
    String::from_utf8(key).unwrap_or_default()
}

/// How many digits count up at the end and down at the start, so that appending keeps keys short.
const HEAD_LEN: usize = 4;
const HEADS: usize = BASE.pow(HEAD_LEN as u32);

fn head(key: &str) -> usize {
    let digits = key.bytes().map(digit).chain(std::iter::repeat(0));
    digits
        .take(HEAD_LEN)
        .fold(0, |head, digit| head * BASE + digit)
}

fn head_digits(head: usize) -> Vec<u8> {
    (0..HEAD_LEN as u32)
        .rev()
        .map(|place| DIGITS[head / BASE.pow(place) % BASE])
        .collect()
}

/// Shortest digits strictly between `low` and `high`, both without a trailing zero digit.
fn midpoint(low: &[u8], high: Option<&[u8]>) -> Vec<u8> {
    let mut key = Vec::new();
    let mut bounded = high;
    let mut place = 0;
    loop {
        let from = low.get(place).map_or(0, |&byte| digit(byte));
        let to = bounded.map_or(BASE, |high| high.get(place).map_or(0, |&byte| digit(byte)));
        if to > from + 1 {
            key.push(DIGITS[(from + to) / 2]);
            return key;
        }
        key.push(DIGITS[from]);
        if to == from + 1 {
            bounded = None;
        }
        place += 1;
    }
}

fn push_tail(key: &mut Vec<u8>, id: u128) {
    // Mixes all bits of the id (Fibonacci hashing, Knuth TAOCP 6.4); the tail only has to differ between peers.
    let folded = (id as u64) ^ ((id >> 64) as u64);
    let mut mixed = folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16;
    for _ in 0..2 {
        key.push(DIGITS[(mixed % BASE as u64) as usize]);
        mixed /= BASE as u64;
    }
    key.push(DIGITS[1 + (mixed % (BASE as u64 - 1)) as usize]);
}

fn digit(byte: u8) -> usize {
    match byte {
        b'0'..=b'9' => usize::from(byte - b'0'),
        b'A'..=b'Z' => usize::from(byte - b'A') + 10,
        _ => usize::from(byte.saturating_sub(b'a')) + 36,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn appending_many_keeps_keys_short_and_ordered() {
        let mut keys = vec![between(None, None, 7)];
        for id in 0..5_000u128 {
            keys.push(between(keys.last().map(String::as_str), None, id));
        }
        assert!(
            keys.windows(2).all(|pair| pair[0] < pair[1]),
            "appended keys sort in order"
        );
        let longest = keys.iter().map(String::len).max().unwrap_or(0);
        assert!(longest <= 8, "longest key is {longest}");
    }

    #[test]
    fn same_place_at_the_same_time_gives_different_keys() {
        let (a, b) = (
            between(Some("B"), Some("C"), 1),
            between(Some("B"), Some("C"), 2),
        );
        assert_ne!(a, b);
    }

    #[test]
    fn no_room_still_gives_a_valid_key_after_low() {
        let key = between(Some("V"), Some("V"), 3);
        assert!(is_key(&key) && key.as_str() > "V");
        assert!(is_key(&between(Some("C"), Some("B"), 3)));
        let long = "z".repeat(MAX_KEY_LEN);
        assert!(is_key(&between(Some(&long), None, 3)));
    }

    proptest! {
        #[test]
        fn insertions_anywhere_stay_sorted(places in prop::collection::vec(any::<prop::sample::Index>(), 1..300)) {
            let mut keys: Vec<String> = Vec::new();
            for (id, place) in places.into_iter().enumerate() {
                let at = place.index(keys.len() + 1);
                let low = at.checked_sub(1).and_then(|i| keys.get(i)).cloned();
                let high = keys.get(at).cloned();
                let key = between(low.as_deref(), high.as_deref(), id as u128);
                prop_assert!(is_key(&key), "{key} is a key");
                if let Some(low) = &low { prop_assert!(low < &key, "{low} < {key}"); }
                if let Some(high) = &high { prop_assert!(&key < high, "{key} < {high}"); }
                keys.insert(at, key);
            }
        }
    }
}
