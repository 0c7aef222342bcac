//! Good files damaged in hundreds of ways: each is read or refused with a reason, and most are still read.

use crate::pdf_fixtures::fixtures;

/// The same numbers each time, so that a file that failed fails again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    fn place(&mut self, bytes: &[u8]) -> usize {
        self.below(bytes.len())
    }
}

/// A way of damaging a file.
type Damage = fn(&mut Vec<u8>, &mut Chance);

const DAMAGES: [(&str, Damage); 9] = [
    ("cut", |bytes, chance| bytes.truncate(chance.place(bytes))),
    ("its beginning cut", |bytes, chance| {
        bytes.drain(..chance.below(2000));
    }),
    ("bytes changed", |bytes, chance| {
        for _ in 0..20 {
            let at = chance.place(bytes);
            bytes[at] = chance.below(256) as u8;
        }
    }),
    ("bits changed", |bytes, chance| {
        for _ in 0..20 {
            let at = chance.place(bytes);
            bytes[at] ^= 1 << chance.below(8);
        }
    }),
    ("a piece lost", |bytes, chance| {
        let at = chance.place(bytes);
        let end = (at + chance.below(3000)).min(bytes.len());
        bytes.drain(at..end);
    }),
    ("a piece of zeros", |bytes, chance| {
        let at = chance.place(bytes);
        let end = (at + chance.below(3000)).min(bytes.len());
        bytes[at..end].fill(0);
    }),
    ("a piece twice", |bytes, chance| {
        let at = chance.place(bytes);
        let piece = bytes[at..(at + 500).min(bytes.len())].to_vec();
        bytes.splice(at..at, piece);
    }),
    ("objects exchanged", |bytes, chance| {
        let objects = objects(bytes);
        let mut pair = [chance.below(objects.len()), chance.below(objects.len())];
        pair.sort_unstable();
        let (Some((first, first_end)), Some((second, second_end))) =
            (objects.get(pair[0]).copied(), objects.get(pair[1]).copied())
        else {
            return;
        };
        if first_end <= second {
            let (one, other) = (
                bytes[first..first_end].to_vec(),
                bytes[second..second_end].to_vec(),
            );
            bytes.splice(second..second_end, one);
            bytes.splice(first..first_end, other);
        }
    }),
    ("numbers changed", |bytes, chance| {
        for _ in 0..8 {
            let at = chance.place(bytes);
            let digits = bytes
                .iter()
                .skip(at)
                .position(u8::is_ascii_digit)
                .map(|digit| at + digit);
            if let Some(digit) = digits {
                let end = digit
                    + bytes[digit..]
                        .iter()
                        .take_while(|byte| byte.is_ascii_digit())
                        .count();
                let number =
                    ["0", "-1", "2147483647", "99999999999999999999", "7"][chance.below(5)];
                bytes.splice(digit..end, number.bytes());
            }
        }
    }),
];

/// Where objects begin and end, their numbers left where they are.
fn objects(bytes: &[u8]) -> Vec<(usize, usize)> {
    let find = |mark: &[u8], from: usize| {
        let rest = bytes.get(from..)?;
        rest.windows(mark.len())
            .position(|window| window == mark)
            .map(|at| from + at)
    };
    let mut objects = Vec::new();
    let mut at = 0;
    while let Some(begin) = find(b" obj", at)
        && let Some(end) = find(b"endobj", begin)
    {
        objects.push((begin + 4, end));
        at = end;
    }
    objects
}

const TIMES: usize = 4;

#[test]
fn every_damaged_file_is_read_or_refused_with_a_reason() {
    let mut chance = Chance(20_261_128);
    let (mut files, mut read) = (0, 0);
    for path in fixtures().unwrap() {
        let sound = std::fs::read(&path).unwrap();
        for (name, damage) in DAMAGES.iter().cycle().take(DAMAGES.len() * TIMES) {
            let mut bytes = sound.clone();
            damage(&mut bytes, &mut chance);
            files += 1;
            match paragraf_extract::extract(&bytes) {
                Ok(_) => read += 1,
                // What a panic would be turned into.
                Err(error) => assert!(
                    !error.to_string().contains("contradict"),
                    "{} with {name}: {error}",
                    path.display()
                ),
            }
        }
    }
    assert!(
        files >= 500 && 10 * read >= 7 * files,
        "{read} of {files} were read"
    );
}
