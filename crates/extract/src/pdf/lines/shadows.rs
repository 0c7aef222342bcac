//! Text drawn twice, a little apart, is one text: a shadow, or a bold face made of a plain one.

use super::Letter;

/// In ems: further apart they are two letters.
pub const APART: f32 = 0.12;

/// Drops letters that stand where the same letter was drawn before by another operation.
pub fn drop(letters: Vec<Letter>) -> Vec<Letter> {
    let mut kept: Vec<Letter> = Vec::with_capacity(letters.len());
    let mut places = Places::for_letters(letters.len());
    for letter in letters {
        let text = text_number(&letter);
        let same = cells_around(&letter).find_map(|cell| {
            let mut near = places.of(cell, text).take(MOST_COMPARED);
            near.find(|&place| {
                let other = kept.get(place);
                other.is_some_and(|other| is_shadow(&letter, other))
            })
        });
        match same.and_then(|place| kept.get_mut(place)) {
            // Drawn again to the side is how programs thicken a plain face.
            Some(other) if !letter.blank => {
                other.style.bold |= (letter.left - other.left).abs() > 0.01 * letter.size;
            }
            Some(_) => {}
            None => {
                places.add((column_of(letter.left), column_of(letter.baseline)), text);
                kept.push(letter);
            }
        }
    }
    kept
}

/// Points; larger than any distance that counts in text of ordinary size.
const CELL: f32 = 6.0;

/// Like letters of a square that are looked at. Text of ordinary size has one or two there; a file that puts hundreds
/// of thousands on one spot must not be compared letter by letter.
const MOST_COMPARED: usize = 64;

/// A square of the page.
type Cell = (i32, i32);

fn column_of(place: f32) -> i32 {
    // Towards nought on both sides, which makes one square larger and spares a call.
    (place / CELL) as i32
}

/// The squares that a shadow of the letter may begin in: mostly the letter's own and no other.
fn cells_around(letter: &Letter) -> impl Iterator<Item = Cell> + use<> {
    let (near, across) = (near(letter), across(letter));
    let columns = column_of(letter.left - across)..=column_of(letter.left + across);
    let rows = column_of(letter.baseline - near)..=column_of(letter.baseline + near);
    columns.flat_map(move |column| rows.clone().map(move |row| (column, row)))
}

/// Tells most texts apart.
fn text_number(letter: &Letter) -> u32 {
    let bytes = letter.text.bytes().take(4);
    bytes.fold(0, |number, byte| number << 8 | u32::from(byte))
}

/// Which letters were kept, by their square and text. Others may come along: they are compared anyway.
struct Places {
    /// The letter kept last, counted from one; nought for none.
    last: Vec<u32>,
    /// For each letter kept, the one before it in the same list.
    before: Vec<u32>,
}

impl Places {
    fn for_letters(count: usize) -> Places {
        Places {
            last: vec![0; (2 * count).next_power_of_two()],
            before: Vec::with_capacity(count),
        }
    }

    fn slot(&self, (column, row): Cell, text: u32) -> usize {
        // The factors are large primes, so that neighbours in either direction come to lie apart.
        let mixed = (column as u32).wrapping_mul(0x9E37_79B1)
            ^ (row as u32).wrapping_mul(0x85EB_CA77)
            ^ text.wrapping_mul(0xC2B2_AE3D);
        (mixed ^ (mixed >> 15)) as usize & (self.last.len() - 1)
    }

    fn add(&mut self, cell: Cell, text: u32) {
        let slot = self.slot(cell, text);
        if let Some(last) = self.last.get_mut(slot) {
            self.before.push(*last);
            *last = self.before.len() as u32;
        }
    }

    fn of(&self, cell: Cell, text: u32) -> impl Iterator<Item = usize> {
        let mut next = self.last.get(self.slot(cell, text)).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let place = (next as usize).checked_sub(1)?;
            next = self.before.get(place).copied().unwrap_or(0);
            Some(place)
        })
    }
}

/// How far a shadow lies at most above or below.
fn near(letter: &Letter) -> f32 {
    (APART * letter.size).min(CELL)
}

/// How far a shadow lies at most to the side.
fn across(letter: &Letter) -> f32 {
    near(letter).min(0.5 * (letter.right - letter.left).max(0.2 * letter.size))
}

fn is_shadow(letter: &Letter, other: &Letter) -> bool {
    let (near, across) = (near(letter), across(letter));
    letter.run != other.run
        && letter.text == other.text
        && (letter.left - other.left).abs() <= across
        && (letter.baseline - other.baseline).abs() <= near
        && (letter.size - other.size).abs() <= 0.1 * letter.size
}
