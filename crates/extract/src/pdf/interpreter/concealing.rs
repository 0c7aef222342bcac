//! What can be told of a character's visibility when it is shown.

use std::num::NonZeroU32;

use super::Run;
use crate::pdf::geometry::Rectangle;
use crate::pdf::hidden::clip::Shape;
use crate::pdf::hidden::{Concealment, SAME_COLOUR, TRANSPARENT, all_spots};
use crate::pdf::state::Ink;

/// Where a character stands.
#[derive(Clone, Copy)]
pub(super) struct Outline {
    pub start: (f32, f32),
    pub end: (f32, f32),
    /// From the baseline upwards by an em.
    pub up: (f32, f32),
}

/// Shares of an em above and below the baseline, and to the sides, that a character may reach.
const ABOVE: f32 = 0.9;
const BELOW: f32 = 0.25;
const BESIDE: f32 = 0.15;

/// Ink of so little opacity may leave no trace whatever its colour.
const FAINT: f32 = 0.5;

impl Outline {
    /// The upright rectangle around all that a character may paint.
    fn bounds(&self) -> Rectangle {
        let Outline { start, end, up } = *self;
        let around = |start: f32, end: f32, up: f32, beside: f32| {
            let lowest = start.min(end) + (-BELOW * up).min(ABOVE * up) - beside;
            let highest = start.max(end) + (-BELOW * up).max(ABOVE * up) + beside;
            (f64::from(lowest), f64::from(highest))
        };
        let beside = BESIDE * up.0.hypot(up.1);
        let (left, right) = around(start.0, end.0, up.0, beside);
        let (bottom, top) = around(start.1, end.1, up.1, beside);
        Rectangle {
            left,
            bottom,
            right,
            top,
        }
    }
}

impl Run<'_, '_> {
    pub(super) fn concealment_at(
        &self,
        text: &str,
        outline: Outline,
        is_drawn: bool,
        is_too_small: bool,
    ) -> Option<Concealment> {
        if self.concealment.is_some() {
            return self.concealment;
        }
        if self.marked.layer_is_off() {
            return Some(Concealment::LayerOff);
        }
        if !self.state.clip.holds(outline.start) && self.state.clip.shuts_out(&outline.bounds()) {
            return Some(Concealment::Outside);
        }
        let (fill, stroke) = self.inks();
        if self.is_transparent(fill) && self.is_transparent(stroke) {
            return Some(Concealment::Unpainted);
        }
        // A blank is never seen, but it says where words end.
        if matches!(text, " " | "\u{A0}") {
            return None;
        }
        if is_too_small {
            return Some(Concealment::TooSmall);
        }
        let has_colour_of_ground = self.may_have_colour_of_ground
            && !is_drawn
            && self.has_colour_of_ground(text, outline, fill)
            && self.has_colour_of_ground(text, outline, stroke);
        has_colour_of_ground.then_some(Concealment::SameColour)
    }

    /// Whether some of the text that is shown next could have the colour of what it stands on: asked once for
    /// many letters.
    pub(super) fn may_have_colour_of_ground(&self) -> bool {
        let (fill, stroke) = self.inks();
        let may_have = |ink: &Ink| {
            let is_faint = ink.alpha * self.state.group_alpha <= FAINT;
            let ground = &self.shared.ground;
            ink.colour
                .is_some_and(|colour| is_faint || ground.may_have(colour))
        };
        !self.state.mixes() && fill.is_none_or(may_have) && stroke.is_none_or(may_have)
    }

    /// What letters are painted with. Letters that only clip are painted by what is painted through them.
    fn inks(&self) -> (Option<&Ink>, Option<&Ink>) {
        let (fill, stroke) = (&self.state.fill, &self.state.stroke);
        match self.state.text.mode {
            0 | 4 => (Some(fill), None),
            1 | 5 => (None, Some(stroke)),
            2 | 6 => (Some(fill), Some(stroke)),
            3 | 7 => (None, None),
            // No mode at all: as others show it.
            _ => (Some(fill), None),
        }
    }

    fn is_transparent(&self, ink: Option<&Ink>) -> bool {
        ink.is_none_or(|ink| ink.alpha * self.state.group_alpha < TRANSPARENT)
    }

    /// An ink leaves no trace on what a character stands on.
    fn has_colour_of_ground(&self, text: &str, outline: Outline, ink: Option<&Ink>) -> bool {
        let Some(ink) = ink else { return true };
        let Some(colour) = ink.colour else {
            return false;
        };
        let alpha = ink.alpha * self.state.group_alpha;
        let Outline { start, end, up } = outline;
        all_spots(text, start, end, up, |spot| {
            let Some(cell) = self.shared.ground.at(spot) else {
                return true;
            };
            cell.colour().is_some_and(|ground| {
                let mut parts = ground.iter().zip(colour);
                parts.all(|(ground, part)| (ground - part).abs() * alpha <= SAME_COLOUR)
            })
        })
    }

    /// Letters shown for clipping clip from the end of their text object.
    pub(super) fn clip_to_letters(&mut self) {
        if let Some(letters) = self.letters_for_clipping.take() {
            self.state.clip.letters = Some(letters);
            self.state.clip.shape = Shape::Unknown;
        }
    }

    /// The number of the letters that are to clip, for one more of them.
    pub(super) fn letters_for_clipping(&mut self) -> Option<NonZeroU32> {
        let next = self.letters_painted.len();
        let letters = *self.letters_for_clipping.get_or_insert(next);
        if letters == next {
            self.letters_painted.push(false);
        }
        NonZeroU32::new(u32::try_from(letters + 1).ok()?)
    }
}
