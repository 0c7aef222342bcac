//! Tags with more attributes than any page needs. Each attribute is compared with all before it, so that a
//! single tag could keep the tokenizer busy for hours.

use std::borrow::Cow;

use crate::limits::HTML_ATTRIBUTES;

/// Where a tag's tokenizer stands.
#[derive(Clone, Copy)]
enum State {
    TagName,
    BeforeName,
    Name,
    BeforeValue,
    InDouble,
    InSingle,
    Unquoted,
}

const STATES: [State; 7] = [
    State::TagName,
    State::BeforeName,
    State::Name,
    State::BeforeValue,
    State::InDouble,
    State::InSingle,
    State::Unquoted,
];

/// Makes text of what begins a tag with too many attributes.
///
/// Which `<` begins a tag depends on all that stands before it, so every one is taken for a beginning. Read from
/// the end, each byte costs the same, whatever the tags are.
pub fn without_endless_tags(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut counts = [0_u32; STATES.len()];
    let mut endless = Vec::new();
    for (at, &byte) in bytes.iter().enumerate().rev() {
        if byte == b'<'
            && begins_tag(bytes, at)
            && counts[State::TagName as usize] > HTML_ATTRIBUTES
        {
            endless.push(at);
        }
        counts = STATES.map(|state| match next(state, byte) {
            Some((next, begins)) => counts[next as usize].saturating_add(u32::from(begins)),
            None => 0,
        });
    }
    if endless.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut sound = String::with_capacity(text.len() + endless.len() * 4);
    let mut from = 0;
    for &at in endless.iter().rev() {
        sound.push_str(text.get(from..at).unwrap_or_default());
        sound.push_str("&lt;");
        from = at + 1;
    }
    sound.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(sound)
}

fn begins_tag(bytes: &[u8], at: usize) -> bool {
    let letter = |offset: usize| bytes.get(at + offset).is_some_and(u8::is_ascii_alphabetic);
    letter(1) || bytes.get(at + 1) == Some(&b'/') && letter(2)
}

/// The state after a byte, and whether an attribute begins with it; `None` where the tag ends.
fn next(state: State, byte: u8) -> Option<(State, bool)> {
    let is_space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C);
    Some(match (state, byte) {
        (State::InDouble, b'"') | (State::InSingle, b'\'') => (State::BeforeName, false),
        (State::InDouble | State::InSingle, _) => (state, false),
        (_, b'>') => return None,
        (State::TagName | State::Unquoted | State::BeforeName, _) if is_space => {
            (State::BeforeName, false)
        }
        (State::TagName | State::BeforeName, b'/') => (State::BeforeName, false),
        (State::TagName | State::Unquoted, _) => (state, false),
        (State::BeforeName, _) => (State::Name, true),
        (State::Name, b'=') => (State::BeforeValue, false),
        (State::Name, b'/') => (State::BeforeName, false),
        // A blank after the name may still be followed by its value.
        (State::Name, _) => (State::Name, is_space),
        (State::BeforeValue, b'"') => (State::InDouble, false),
        (State::BeforeValue, b'\'') => (State::InSingle, false),
        (State::BeforeValue, _) if is_space => (State::BeforeValue, false),
        (State::BeforeValue, _) => (State::Unquoted, false),
    })
}
