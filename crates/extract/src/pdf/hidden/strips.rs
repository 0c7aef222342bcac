//! Rules too thin to lie under text or over it. Most of what a table paints is such rules, and they are passed
//! over; but a colour that changes along the way is often painted as many strips side by side, and those
//! together are the ground of text.

use crate::pdf::geometry::Rectangle;

/// Thin rectangles that were painted one beside the other.
#[derive(Default)]
pub struct Strips {
    joined: Option<Rectangle>,
}

/// Points between strips that touch.
const TOUCHING: f64 = 0.2;

impl Strips {
    /// One more; gives those that touch as one rectangle as soon as it is no longer thin.
    pub fn join(&mut self, strip: &Rectangle, thinnest: f64) -> Option<Rectangle> {
        let joined = self.joined.and_then(|joined| union(&joined, strip));
        let is_ground = |joined: &Rectangle| joined.width().min(joined.height()) >= thinnest;
        let ground = joined.filter(is_ground);
        self.joined = Some(match (joined, ground) {
            (Some(joined), None) => joined,
            _ => *strip,
        });
        ground
    }
}

fn union(one: &Rectangle, other: &Rectangle) -> Option<Rectangle> {
    let same = |a: f64, b: f64| (a - b).abs() < TOUCHING;
    let meet = |from: f64, to: f64, other_from: f64, other_to: f64| {
        from < other_to + TOUCHING && other_from < to + TOUCHING
    };
    let above = same(one.left, other.left)
        && same(one.right, other.right)
        && meet(one.bottom, one.top, other.bottom, other.top);
    let beside = same(one.bottom, other.bottom)
        && same(one.top, other.top)
        && meet(one.left, one.right, other.left, other.right);
    (above || beside).then(|| Rectangle {
        left: one.left.min(other.left),
        bottom: one.bottom.min(other.bottom),
        right: one.right.max(other.right),
        top: one.top.max(other.top),
    })
}
