//! The style sheet: everything that is read stands out from what it stands on (WCAG 2.1 AA), in light and in dark.

use std::collections::HashMap;

const STYLE: &str = include_str!("../../assets/paragraf.css");

#[test]
fn every_colour_of_text_stands_out_from_its_ground() {
    let (light, dark) = STYLE
        .split_once("@media (prefers-color-scheme: dark)")
        .unwrap();
    for (theme, style) in [("light", light), ("dark", dark)] {
        let colours = colours(style);
        let pairs = ["ink", "faded", "blue", "red"]
            .map(|text| ["paper", "sheet"].map(|ground| (text, ground)));
        let marked = [
            ("ink", "mark"),
            ("sheet", "blue"),
            ("sheet", "ink"),
            ("ink", "field"),
        ];
        for (text, ground) in pairs.into_iter().flatten().chain(marked) {
            let contrast = contrast(colours[text], colours[ground]);
            assert!(
                contrast >= 4.5,
                "{theme}: {text} on {ground} has {contrast:.2}"
            );
        }
    }
}

#[test]
fn the_contrast_of_black_on_white_is_twenty_one() {
    assert_eq!(contrast([0, 0, 0], [255, 255, 255]).round(), 21.0);
}

/// The colours of the first rule.
fn colours(style: &str) -> HashMap<&str, [u8; 3]> {
    let declarations = style.split('}').next().unwrap().split(';');
    let named = declarations.filter_map(|declaration| {
        let (name, value) = declaration.split_once(": #")?;
        let digits: Vec<u8> = value
            .trim()
            .chars()
            .map(|digit| digit.to_digit(16).unwrap() as u8)
            .collect();
        let colour = match digits[..] {
            [r, g, b] => [r * 17, g * 17, b * 17],
            [r1, r2, g1, g2, b1, b2] => [r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2],
            _ => panic!("{value} is no colour"),
        };
        Some((name.rsplit("--").next().unwrap(), colour))
    });
    named.collect()
}

/// As WCAG 2.1 defines it.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.03928 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
