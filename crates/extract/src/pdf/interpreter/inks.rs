//! Colours, and how paint mixes with what lies below it.

use std::rc::Rc;

use lopdf::Dictionary;

use super::Run;
use crate::pdf::colour::{Space, of_device};
use crate::pdf::content::Operand;
use crate::pdf::document::dictionary_of;
use crate::pdf::state::Ink;

impl<'a> Run<'_, 'a> {
    /// Colour operators; false where the operator is another one.
    pub(super) fn colour_operation(
        &mut self,
        operator: &[u8],
        operands: &[Operand],
        resources: Option<&'a Dictionary>,
    ) -> bool {
        let is_fill = operator.first().is_some_and(u8::is_ascii_lowercase);
        match operator {
            [b'g'] | [b'r', b'g'] | [b'k'] | [b'G'] | [b'R', b'G'] | [b'K'] => {
                let ink = self.ink(is_fill);
                (ink.space, ink.is_pattern) = (None, false);
                set_colour(ink, operands);
            }
            [b's', b'c'] | [b's', b'c', b'n'] | [b'S', b'C'] | [b'S', b'C', b'N'] => {
                set_colour(self.ink(is_fill), operands);
            }
            [b'c', b's'] | [b'C', b'S'] => {
                let Some(Operand::Name(name)) = operands.last() else {
                    return true;
                };
                let space = match Space::named(name) {
                    Some(space) => Rc::new(space),
                    None => self.space(resources, name),
                };
                let ink = self.ink(is_fill);
                ink.colour = space.initial();
                ink.is_pattern = matches!(*space, Space::Pattern);
                ink.space = Some(space);
            }
            _ => return false,
        }
        true
    }

    fn ink(&mut self, is_fill: bool) -> &mut Ink {
        if is_fill {
            &mut self.state.fill
        } else {
            &mut self.state.stroke
        }
    }

    fn space(&mut self, resources: Option<&'a Dictionary>, name: &[u8]) -> Rc<Space> {
        match self.resource(resources, b"ColorSpace", name) {
            Some(object) => self.shared.space(object),
            None => Rc::new(Space::Unknown),
        }
    }

    /// Opacity, masks and mixing of a graphics state from the resources.
    pub(super) fn set_mixing(&mut self, entries: &'a Dictionary) {
        let file = self.shared.file;
        let state = &mut self.state;
        if let Some(alpha) = file.number(entries, b"ca") {
            state.fill.alpha = alpha as f32;
        }
        if let Some(alpha) = file.number(entries, b"CA") {
            state.stroke.alpha = alpha as f32;
        }
        if let Some(width) = file.number(entries, b"LW") {
            state.line_width = width;
        }
        if let Some(mode) = file.array(entries, b"BM").first() {
            let mode = file.resolve(mode).and_then(|mode| mode.as_name().ok());
            state.mixing.blends = !matches!(mode, Some(b"Normal" | b"Compatible"));
        }
        if let Some(mask) = file.get(entries, b"SMask") {
            state.mixing.is_masked = dictionary_of(mask).is_some();
        }
        let flag = |key: &[u8]| file.get(entries, key).and_then(|flag| flag.as_bool().ok());
        if let Some(overprints) = flag(b"op").or(flag(b"OP")) {
            state.mixing.overprints = overprints;
        }
    }
}

fn set_colour(ink: &mut Ink, operands: &[Operand]) {
    let mut parts = [0.0; 8];
    let mut count = 0;
    for operand in operands {
        match (operand, parts.get_mut(count)) {
            (Operand::Number(number), Some(part)) => {
                *part = *number;
                count += 1;
            }
            // Too many inks, or the name of a pattern.
            _ => {
                ink.colour = None;
                ink.is_pattern |= matches!(operand, Operand::Name(_));
                return;
            }
        }
    }
    let parts = parts.get(..count).unwrap_or_default();
    ink.colour = match &ink.space {
        Some(space) => space.colour(parts),
        None => of_device(parts),
    };
}
