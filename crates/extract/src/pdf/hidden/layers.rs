//! Optional content: layers that a reader of the page sees or does not see.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Object};

use crate::limits::STEPS_OF_CONDITION;
use crate::pdf::document::{File, dictionary_of};

/// Which layers are off when the file is opened on a screen.
#[derive(Default)]
pub struct Layers {
    /// Dictionaries stay where they are as long as the file is open: their places name them.
    off: HashSet<usize>,
    /// What was asked before.
    shown: RefCell<HashMap<usize, bool>>,
}

/// Conditions within conditions; deeper ones are damage.
const DEEPEST: usize = 16;

impl Layers {
    /// As the file's default configuration sets them.
    pub fn read(file: &File) -> Layers {
        let Some(properties) = file
            .catalog()
            .and_then(|catalog| file.dictionary(catalog, b"OCProperties"))
        else {
            return Layers::default();
        };
        let mut off = HashSet::new();
        let configuration = file.dictionary(properties, b"D");
        let groups = |of: Option<&Dictionary>, key: &[u8]| -> Vec<usize> {
            let groups = of.map_or(&[][..], |of| file.array(of, key)).iter();
            let groups = groups.filter_map(|group| dictionary_of(file.resolve(group)?));
            groups.map(place).collect()
        };
        if configuration.and_then(|d| file.name(d, b"BaseState")) == Some(b"OFF") {
            off.extend(groups(Some(properties), b"OCGs"));
        }
        for group in groups(configuration, b"ON") {
            off.remove(&group);
        }
        off.extend(groups(configuration, b"OFF"));
        let automatic = configuration.map_or(&[][..], |d| file.array(d, b"AS"));
        for usage in automatic.iter().filter_map(|usage| file.resolve(usage)) {
            let usage =
                dictionary_of(usage).filter(|usage| file.name(usage, b"Event") == Some(b"View"));
            for group in usage.map_or(&[][..], |usage| file.array(usage, b"OCGs")) {
                set_by_usage(file, group, &mut off);
            }
        }
        Layers {
            off,
            shown: RefCell::default(),
        }
    }

    /// Whether content of a layer, or of a condition on layers, is shown.
    pub fn show(&self, file: &File, content: &Dictionary) -> bool {
        let place = place(content);
        let known = self.shown.borrow().get(&place).copied();
        known.unwrap_or_else(|| {
            let shown = self.tell(file, content);
            self.shown.borrow_mut().insert(place, shown);
            shown
        })
    }

    fn tell(&self, file: &File, content: &Dictionary) -> bool {
        if file.name(content, b"Type") != Some(b"OCMD") {
            return self.group_is_on(file, content);
        }
        if let Some(Object::Array(condition)) = file.get(content, b"VE") {
            return self.holds(file, condition, 0, &Cell::new(STEPS_OF_CONDITION));
        }
        let groups = file.array(content, b"OCGs").iter();
        let mut states = groups
            .filter_map(|group| dictionary_of(file.resolve(group)?))
            .map(|group| self.group_is_on(file, group))
            .peekable();
        if states.peek().is_none() {
            return true;
        }
        match file.name(content, b"P") {
            Some(b"AllOn") => states.all(|is_on| is_on),
            Some(b"AnyOff") => states.any(|is_on| !is_on),
            Some(b"AllOff") => states.all(|is_on| !is_on),
            _ => states.any(|is_on| is_on),
        }
    }

    /// A group that is not meant for looking at is no matter of looking.
    fn group_is_on(&self, file: &File, group: &Dictionary) -> bool {
        let intents = file.array(group, b"Intent");
        let is_for_view = intents.is_empty()
            || intents.iter().any(|intent| {
                let intent = file
                    .resolve(intent)
                    .and_then(|intent| intent.as_name().ok());
                matches!(intent, Some(b"View" | b"All"))
            });
        !is_for_view || !self.off.contains(&place(group))
    }

    fn holds(&self, file: &File, condition: &[Object], depth: usize, steps: &Cell<usize>) -> bool {
        let Some((operator, operands)) = condition.split_first() else {
            return true;
        };
        if depth > DEEPEST {
            return true;
        }
        let mut operands = operands.iter().filter_map(|operand| {
            steps.set(steps.get().checked_sub(1)?);
            Some(match file.resolve(operand)? {
                Object::Array(condition) => self.holds(file, condition, depth + 1, steps),
                group => self.group_is_on(file, dictionary_of(group)?),
            })
        });
        match operator.as_name() {
            Ok(b"And") => operands.all(|holds| holds),
            Ok(b"Or") => operands.any(|holds| holds),
            Ok(b"Not") => !operands.next().unwrap_or(false),
            _ => true,
        }
    }
}

/// Layers may be for the screen only, or for paper only.
fn set_by_usage(file: &File, group: &Object, off: &mut HashSet<usize>) {
    let Some(group) = file.resolve(group).and_then(dictionary_of) else {
        return;
    };
    let view = file
        .dictionary(group, b"Usage")
        .and_then(|usage| file.dictionary(usage, b"View"));
    match view.and_then(|view| file.name(view, b"ViewState")) {
        Some(b"OFF") => {
            off.insert(place(group));
        }
        Some(b"ON") => {
            off.remove(&place(group));
        }
        _ => {}
    }
}

fn place(dictionary: &Dictionary) -> usize {
    std::ptr::from_ref(dictionary).addr()
}
