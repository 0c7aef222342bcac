//! Who sits in the bodies and who works in the offices: the same people through a term, others after it.

use super::chance::Chance;
use super::language::{Names, Person};
use super::places::{Body, Rank};
use super::plan::Unit;

const PARTIES: &[&str] = &[
    "S", "S", "S", "S", "M", "M", "M", "SD", "SD", "C", "V", "KD", "L", "MP",
];

/// The elected of a body in a year.
#[derive(Debug)]
pub struct Seats {
    pub members: Vec<Person>,
    pub substitutes: Vec<Person>,
    pub secretary: String,
}

impl Seats {
    pub fn of(unit: Unit, body: &Body, seed: u64) -> Seats {
        let count = match body.rank {
            Rank::Council => 41,
            Rank::Executive => 13,
            Rank::Committee => 5,
            Rank::Board => 11,
        };
        let name = body
            .name
            .bytes()
            .fold(0, |sum: u64, byte| sum.wrapping_mul(131) + u64::from(byte));
        // Terms are four years.
        let term = ((unit.year - 1) / 4) as u64;
        let mut chance = Chance::of(seed, &[11, unit.place as u64, term, name]);
        let mut elected: Vec<Person> = Vec::new();
        while elected.len() < count + count / 2 {
            let person = Person {
                name: Names::person(&mut chance),
                party: chance.pick(PARTIES),
            };
            if elected.iter().all(|other| other.name != person.name) {
                elected.push(person);
            }
        }
        let substitutes = elected.split_off(count);
        Seats {
            members: elected,
            substitutes,
            secretary: Names::person(&mut chance),
        }
    }
}

/// *Handläggare*: an office has some dozens, who stay for years.
pub fn officer(unit: Unit, office: &str, case: u64, seed: u64) -> String {
    let name = office
        .bytes()
        .fold(0, |sum: u64, byte| sum.wrapping_mul(131) + u64::from(byte));
    let desk = Chance::of(seed, &[12, unit.place as u64, unit.year as u64, case]).below(30);
    let since = (unit.year as u64 + desk) / 6;
    Names::person(&mut Chance::of(
        seed,
        &[13, unit.place as u64, name, desk, since],
    ))
}
