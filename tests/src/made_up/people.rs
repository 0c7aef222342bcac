//! Who sits in the bodies. No query asks for these names, and no matter holds them.

use crate::chance::Chance;

/// Someone elected, with a party.
pub type Politician = &'static str;

const EKVALLA: &[&str] = &[
    "Torkel Visborg (S)",
    "Marit Hejdner (M)",
    "Ivar Solmgren (C)",
    "Beata Trossö (V)",
    "Orvar Kleist (SD)",
    "Tilde Magnér (L)",
    "Gillis Rotvik (KD)",
    "Saga Ellvin (MP)",
    "Cajsa Frimodt (S)",
    "Knut Varpsund (M)",
];
const KVARNASA: &[&str] = &[
    "Helmer Ottvall (C)",
    "Runa Skoglöv (S)",
    "Valter Brisling (M)",
    "Majken Tofte (V)",
    "Sixten Arvhed (SD)",
    "Ylva Drakfors (KD)",
    "Folke Hamrin (L)",
    "Ebon Zackari (MP)",
    "Disa Kornvall (S)",
    "Algot Myrehed (C)",
];
const STRANDKOPING: &[&str] = &[
    "Greta Kolmodin (M)",
    "Isidor Plantin (S)",
    "Vanja Lejonstad (L)",
    "Melker Siggelin (SD)",
    "Tova Rimborg (V)",
    "Ruben Askenvik (C)",
    "Ingela Stavre (MP)",
    "Loa Petrelius (KD)",
    "Birk Odenman (S)",
    "Nanna Gripsholt (M)",
];
const ALVMARK: &[&str] = &[
    "Hedda Tunström (S)",
    "Axel Borgvik (M)",
    "Minna Salavirta (V)",
    "Edvin Rosander (C)",
    "Stina Fjällrot (SD)",
    "Love Haraldius (KD)",
    "Petronella Wing (L)",
    "Jarl Ahlsten (MP)",
    "Kerstin Bräcke (S)",
    "Otto Vikander (M)",
];

/// Those who sit in the bodies of a municipality.
fn of(municipality: &str) -> &'static [Politician] {
    match municipality {
        "Ekvalla kommun" => EKVALLA,
        "Strandköpings stad" => STRANDKOPING,
        "Region Älvmark" => ALVMARK,
        _ => KVARNASA,
    }
}

/// So many different ones.
pub fn some(municipality: &str, count: usize, chance: &mut Chance) -> Vec<Politician> {
    let all = of(municipality);
    let first = chance.below(all.len() as u64) as usize;
    let around = all.iter().cycle().skip(first).take(count.min(all.len()));
    around.copied().collect()
}
