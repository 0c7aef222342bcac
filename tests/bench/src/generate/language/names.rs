//! Names of people, places, streets and companies, put together from parts so that there is no end to them.

use super::super::chance::Chance;
use super::words::{Words, joined};

/// Someone with a party, or an official without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub party: &'static str,
}

impl Person {
    /// `Maja Sundelin (S)`.
    pub fn with_party(&self) -> String {
        format!("{} ({})", self.name, self.party)
    }
}

/// Makes names.
#[derive(Clone, Copy, Debug)]
pub struct Names;

impl Names {
    /// First name and surname.
    pub fn person(chance: &mut Chance) -> String {
        // The common first names are borne by most.
        let place = chance.below(FIRST_NAMES.len() as u64);
        let first = FIRST_NAMES[chance.below(place + 1) as usize];
        let first = match chance.below(40) {
            0 => chance.pick(DOUBLE_NAMES),
            _ => first,
        };
        let surname = Names::surname(chance);
        match chance.below(30) {
            0 => format!("{first} {surname} {}", Names::surname(chance)),
            _ => format!("{first} {surname}"),
        }
    }

    /// Some are borne by thousands, most by few.
    pub fn surname(chance: &mut Chance) -> String {
        match chance.below(10) {
            0..3 => format!("{}sson", chance.pick(FATHERS)),
            _ => made_of(chance, SURNAME_BEGINS, SURNAME_ENDS),
        }
    }

    /// A village, a part of a town, a property.
    pub fn place(chance: &mut Chance) -> String {
        let place = made_of(chance, PLACE_BEGINS, PLACE_ENDS);
        match chance.below(12) {
            0 => format!(
                "{} {place}",
                chance.pick(&["Norra", "Södra", "Östra", "Västra", "Stora", "Lilla"])
            ),
            _ => place,
        }
    }

    pub fn street(words: &Words, chance: &mut Chance) -> String {
        let ends: &[&str] = &[
            "gatan", "vägen", "gatan", "vägen", "stigen", "gränd", "torget", "allén", "backen",
        ];
        let begin = match chance.below(3) {
            0 => made_of(chance, PLACE_BEGINS, PLACE_ENDS),
            _ => capital(words.modifier(chance)),
        };
        format!("{begin}{}", chance.pick(ends))
    }

    pub fn company(words: &Words, chance: &mut Chance) -> String {
        let trade = |chance: &mut Chance| {
            chance
                .pick(&[
                    "Bygg",
                    "Fastigheter",
                    "Konsult",
                    "Entreprenad",
                    "Förvaltning",
                    "Energi",
                    "Trafik",
                    "Mark",
                    "Teknik",
                    "Omsorg",
                ])
                .to_owned()
        };
        match chance.below(5) {
            0 => format!("{} {} AB", Names::place(chance), trade(chance)),
            1 => format!("{}s {} AB", Names::surname(chance), trade(chance)),
            2 => format!(
                "{}{} AB",
                capital(words.modifier(chance)),
                chance.pick(&["bolaget", "gruppen", "partner", "huset", "byrån"])
            ),
            3 => format!("AB {}", Names::place(chance)),
            _ => format!("Föreningen {}", Names::place(chance)),
        }
    }
}

/// Low places are drawn oftener.
fn made_of(chance: &mut Chance, begins: &[&str], ends: &[&str]) -> String {
    let mut low = |count: usize| {
        let most = chance.below(count as u64) + 1;
        chance.below(most) as usize
    };
    let (begin, end) = (begins[low(begins.len())], ends[low(ends.len())]);
    joined(begin, end).into()
}

/// With a capital.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

const FIRST_NAMES: &[&str] = &[
    "Anna",
    "Lars",
    "Maria",
    "Karl",
    "Eva",
    "Anders",
    "Karin",
    "Johan",
    "Kristina",
    "Per",
    "Lena",
    "Erik",
    "Kerstin",
    "Mikael",
    "Sara",
    "Olof",
    "Malin",
    "Peter",
    "Emma",
    "Jan",
    "Elisabeth",
    "Hans",
    "Ingrid",
    "Fredrik",
    "Hanna",
    "Lennart",
    "Linda",
    "Thomas",
    "Marie",
    "Gunnar",
    "Birgitta",
    "Sven",
    "Sofia",
    "Daniel",
    "Ulla",
    "Bengt",
    "Jenny",
    "Bo",
    "Susanne",
    "Göran",
    "Åsa",
    "Stefan",
    "Monica",
    "Magnus",
    "Ida",
    "Håkan",
    "Camilla",
    "Mats",
    "Johanna",
    "Jonas",
    "Annika",
    "Leif",
    "Elin",
    "Martin",
    "Julia",
    "Björn",
    "Helena",
    "Mattias",
    "Carina",
    "Henrik",
    "Ulrika",
    "Ulf",
    "Therese",
    "Patrik",
    "Caroline",
    "Christer",
    "Agneta",
    "Jörgen",
    "Amanda",
    "Kent",
    "Ewa",
    "Roger",
    "Katarina",
    "Joakim",
    "Maja",
    "Niklas",
    "Emelie",
    "Robert",
    "Louise",
    "Simon",
    "Frida",
    "Kjell",
    "Madeleine",
    "Viktor",
    "Ann",
    "Arne",
    "Cecilia",
    "Rolf",
    "Matilda",
    "Tommy",
    "Petra",
    "Emil",
    "Ingela",
    "Rickard",
    "Yvonne",
    "Kenneth",
    "Alice",
    "Filip",
    "Pia",
    "Claes",
    "Lisa",
    "Sebastian",
    "Barbro",
    "Marcus",
    "Siv",
    "Ali",
    "Britta",
    "Hassan",
    "Ellen",
    "Ibrahim",
    "Fatima",
    "Tobias",
    "Nadia",
    "Alexander",
    "Leila",
    "Rasmus",
    "Zahra",
    "Oskar",
    "Amina",
    "Ahmed",
    "Jasmin",
    "Gustav",
    "Selma",
    "Axel",
    "Ebba",
    "Linus",
    "Wilma",
    "Isak",
    "Saga",
    "Elias",
    "Vera",
    "Hugo",
    "Signe",
    "Albin",
    "Tuva",
    "Ludvig",
    "Majken",
    "Sixten",
    "Ylva",
    "Torbjörn",
    "Gudrun",
    "Yngve",
    "Solveig",
    "Ragnar",
    "Gun",
    "Folke",
    "Astrid",
    "Valter",
    "Märta",
    "Helmer",
    "Edit",
    "Orvar",
    "Tilda",
    "Ruben",
    "Disa",
    "Love",
    "Hedda",
];

const DOUBLE_NAMES: &[&str] = &[
    "Ann-Marie",
    "Karl-Erik",
    "Lars-Olof",
    "Eva-Lena",
    "Jan-Erik",
    "Sven-Erik",
    "Britt-Marie",
    "Anna-Karin",
    "Per-Olof",
    "Hans-Olof",
];

const FATHERS: &[&str] = &[
    "Johan", "Ander", "Karl", "Nil", "Erik", "Lar", "Olof", "Per", "Sven", "Gustaf", "Petter",
    "Jon", "Jan", "Han", "Bengt", "Jakob", "Axel", "Göran", "Magnu", "Daniel", "Håkan", "Mårten",
    "Mattia", "Björn", "Jöran", "Fredrik", "Henrik", "Isak", "Josef", "Simon", "Elia", "Klas",
    "Ivar", "Arvid", "Abraham", "Samuel", "Pål", "Tor", "Ragnar", "Knut",
];

const SURNAME_BEGINS: &[&str] = &[
    "Lind", "Berg", "Lund", "Sand", "Ny", "Eng", "Sjö", "Hell", "Wall", "Ek", "Holm", "Ström",
    "Söder", "Nord", "Öst", "Väster", "Dal", "Hag", "Björk", "Forss", "Gran", "Ceder", "Al", "Ros",
    "Fors", "Häll", "Malm", "Sund", "Blom", "Åker", "Hammar", "Kull", "Ring", "Stål", "Svan",
    "Ung", "Zetter", "Ahl", "Bro", "Ed", "Fager", "Fri", "Gyllen", "Hög", "Is", "Jern", "Kron",
    "Lager", "Lilje", "Mell", "Moss", "Näs", "Oden", "Palm", "Quick", "Ram", "Rud", "Silf", "Skog",
    "Stjern", "Torn", "Ul", "Vin", "Wester", "Ydre", "Åhl", "Äng", "Ör", "Drak", "Falk", "Grip",
    "Hjelm", "Klint",
];

const SURNAME_ENDS: &[&str] = &[
    "berg", "ström", "gren", "kvist", "lund", "man", "qvist", "dahl", "blad", "stedt", "sten",
    "mark", "holm", "wall", "löf", "roth", "fors", "ling", "in", "borg", "hult", "feldt", "torp",
    "én", "ell", "crona", "rot", "löv", "hage", "sjö", "strand", "back", "gård", "hed", "kulla",
    "lind", "näs", "ros", "svärd", "vik", "åker", "ås", "ö",
];

const PLACE_BEGINS: &[&str] = &[
    "Björk", "Ek", "Lind", "Sol", "Berg", "Skog", "Sjö", "Dal", "Kvarn", "Hammar", "Sand", "Ny",
    "Gran", "Tall", "Ås", "Ljung", "Sten", "Ny", "Kyrk", "Äng", "Ström", "Hög", "Stor", "Lill",
    "Norr", "Söder", "Öster", "Väster", "Kungs", "Bro", "Back", "Brunn", "Fager", "Gård", "Hag",
    "Hult", "Häll", "Ö", "Krok", "Lager", "Mar", "Mos", "Näs", "Ox", "Rös", "Sal", "Sköld",
    "Svart", "Tor", "Tun", "Ug", "Val", "Vit", "Åker", "Älv", "Ör", "Frö", "Grim", "Hjort", "Ing",
    "Jär", "Kal", "Lax", "Mjöl", "Orm", "Ram", "Rå", "Sigg", "Snäck", "Tjär", "Ulv", "Vrå", "Yx",
    "Älg", "Bjäll", "Dyng",
];

const PLACE_ENDS: &[&str] = &[
    "by", "torp", "sta", "vik", "hult", "ås", "näs", "berga", "dal", "lunda", "holm", "fors",
    "tuna", "rud", "ryd", "boda", "sjö", "mark", "löv", "ö", "åker", "hamn", "sala", "tofta",
    "hed", "kulla", "gärde", "stad", "bro", "köping", "arp", "backa", "by", "bäck", "hem", "hög",
    "inge", "lanna", "lösa", "måla", "red", "rum", "skog", "sund", "säter", "um", "vad", "valla",
    "vi", "åsen", "änge", "garn", "landa", "strand", "bol", "edet", "grund", "hester", "kärr",
];
