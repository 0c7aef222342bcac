//! Codes and characters of the encodings that PDF knows by name, and of the symbol fonts.

use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// An encoding that a file names or a font is known to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseEncoding {
    /// Adobe's own, the default of Latin fonts.
    Standard,
    /// Windows' western European one.
    WinAnsi,
    /// The one of the classic Mac OS.
    MacRoman,
    /// Small capitals, old-style figures and fractions of Adobe's expert fonts.
    MacExpert,
    /// Of the font Symbol.
    Symbol,
    /// Of the font ZapfDingbats.
    ZapfDingbats,
    /// Of the font Wingdings: bullets, boxes and check marks.
    Wingdings,
    /// LibreOffice's stand-in for both of Microsoft's symbol fonts.
    OpenSymbol,
}

impl BaseEncoding {
    /// By the name in the file.
    pub fn named(name: &[u8]) -> Option<BaseEncoding> {
        Some(match name {
            b"StandardEncoding" => BaseEncoding::Standard,
            b"WinAnsiEncoding" => BaseEncoding::WinAnsi,
            b"MacRomanEncoding" => BaseEncoding::MacRoman,
            b"MacExpertEncoding" => BaseEncoding::MacExpert,
            _ => return None,
        })
    }

    /// By the name of a font that has an encoding of its own.
    pub fn of_symbol_font(name: &str) -> Option<BaseEncoding> {
        let name = name.to_ascii_lowercase();
        if name.contains("wingdings")
            && !name.contains("wingdings2")
            && !name.contains("wingdings3")
        {
            Some(BaseEncoding::Wingdings)
        } else if name.contains("zapfdingbats") || name.contains("itcdingbats") {
            Some(BaseEncoding::ZapfDingbats)
        } else if name.contains("opensymbol") || name.contains("starsymbol") {
            Some(BaseEncoding::OpenSymbol)
        } else if name.starts_with("symbol") {
            Some(BaseEncoding::Symbol)
        } else {
            None
        }
    }

    /// The character of a code.
    pub fn character(self, code: u8) -> Option<char> {
        match self {
            BaseEncoding::Standard => in_table(STANDARD, code),
            BaseEncoding::Symbol => in_table(SYMBOL, code),
            BaseEncoding::ZapfDingbats => in_table(ZAPF_DINGBATS, code),
            BaseEncoding::Wingdings => wingdings(code),
            // Word's bullet is Symbol's; all other marks of its lists are Wingdings'.
            BaseEncoding::OpenSymbol if code == 0xB7 => Some('•'),
            BaseEncoding::OpenSymbol => wingdings(code),
            BaseEncoding::WinAnsi => win_ansi(code),
            BaseEncoding::MacRoman => mac_roman(code),
            BaseEncoding::MacExpert => mac_expert(code),
        }
    }
}

/// Codes that Windows leaves free show a bullet; the hard blank and the soft hyphen look like the plain ones.
fn win_ansi(code: u8) -> Option<char> {
    match code {
        0..=0x1F => None,
        0x7F | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D => Some('•'),
        0xA0 => Some(' '),
        0xAD => Some('-'),
        _ => decoded(WINDOWS_1252, code),
    }
}

/// Where a character stands in WinAnsiEncoding, in whose order the standard widths are.
pub fn win_ansi_code(character: char) -> Option<u8> {
    (0x20..=0xFF).find(|&code| win_ansi(code) == Some(character))
}

fn mac_roman(code: u8) -> Option<char> {
    match code {
        0..=0x1F | 0x7F => None,
        0xCA => Some(' '),
        // Apple's logo, of which Unicode knows nothing.
        0xF0 => None,
        _ => decoded(MACINTOSH, code),
    }
}

fn mac_expert(code: u8) -> Option<char> {
    let place = usize::from(code).checked_sub(32)?;
    let text = super::glyph_names::text(MAC_EXPERT.split(' ').nth(place)?)?;
    text.chars().next()
}

fn decoded(encoding: &'static encoding_rs::Encoding, code: u8) -> Option<char> {
    let bytes = [code];
    encoding
        .decode_without_bom_handling(&bytes)
        .0
        .chars()
        .next()
}

/// Tables begin at code 32; `\0` is a code without a character.
fn in_table(table: &str, code: u8) -> Option<char> {
    let place = usize::from(code).checked_sub(32)?;
    table
        .chars()
        .nth(place)
        .filter(|character| *character != '\0')
}

fn wingdings(code: u8) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x22 => '✂',
        0x28 => '☎',
        0x2A => '✉',
        0x3F => '✍',
        0x4A => '☺',
        0x4C => '☹',
        0x6C => '●',
        0x6E => '■',
        0x6F | 0xA8 => '□',
        0x71 => '❑',
        0x72 => '❒',
        0x73 => '⬧',
        0x74 => '⧫',
        0x75 => '◆',
        0x76 => '❖',
        0x77 => '⬥',
        0x78 => '⌧',
        0x80 => '⓪',
        0x81..=0x8A => char::from_u32(0x2460 + u32::from(code) - 0x81)?,
        0x8B => '⓿',
        0x8C..=0x95 => char::from_u32(0x2776 + u32::from(code) - 0x8C)?,
        0x9E => '·',
        0x9F => '•',
        0xA1 | 0xA2 => '○',
        0xA7 => '▪',
        0xAB => '★',
        0xD8 => '➢',
        0xDC => '➲',
        0xDF => '←',
        0xE0 => '→',
        0xE1 => '↑',
        0xE2 => '↓',
        0xE8 => '➔',
        0xEF => '⇦',
        0xF0 => '⇨',
        0xF1 => '⇧',
        0xF2 => '⇩',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

/// Names of glyphs from code 32 on; `-` is a code without one.
const MAC_EXPERT: &str = concat!(
    "space exclamsmall Hungarumlautsmall centoldstyle dollaroldstyle dollarsuperior ampersandsmall Acutesmall ",
    "parenleftsuperior parenrightsuperior twodotenleader onedotenleader comma hyphen period fraction ",
    "zerooldstyle oneoldstyle twooldstyle threeoldstyle fouroldstyle fiveoldstyle sixoldstyle sevenoldstyle ",
    "eightoldstyle nineoldstyle colon semicolon - threequartersemdash - questionsmall - - - - Ethsmall - - ",
    "onequarter onehalf threequarters oneeighth threeeighths fiveeighths seveneighths onethird twothirds - - ",
    "- - - - ff fi fl ffi ffl parenleftinferior - parenrightinferior Circumflexsmall hypheninferior ",
    "Gravesmall Asmall Bsmall Csmall Dsmall Esmall Fsmall Gsmall Hsmall Ismall Jsmall Ksmall Lsmall Msmall ",
    "Nsmall Osmall Psmall Qsmall Rsmall Ssmall Tsmall Usmall Vsmall Wsmall Xsmall Ysmall Zsmall colonmonetary ",
    "onefitted rupiah Tildesmall - - asuperior centsuperior - - - - Aacutesmall Agravesmall Acircumflexsmall ",
    "Adieresissmall Atildesmall Aringsmall Ccedillasmall Eacutesmall Egravesmall Ecircumflexsmall ",
    "Edieresissmall Iacutesmall Igravesmall Icircumflexsmall Idieresissmall Ntildesmall Oacutesmall ",
    "Ogravesmall Ocircumflexsmall Odieresissmall Otildesmall Uacutesmall Ugravesmall Ucircumflexsmall ",
    "Udieresissmall - eightsuperior fourinferior threeinferior sixinferior eightinferior seveninferior ",
    "Scaronsmall - centinferior twoinferior - Dieresissmall - Caronsmall osuperior fiveinferior - ",
    "commainferior periodinferior Yacutesmall - dollarinferior - - Thornsmall - nineinferior zeroinferior ",
    "Zcaronsmall AEsmall Oslashsmall questiondownsmall oneinferior Lslashsmall - - - - - - Cedillasmall - - - ",
    "- - OEsmall figuredash hyphensuperior - - - - exclamdownsmall - Ydieresissmall - onesuperior twosuperior ",
    "threesuperior foursuperior fivesuperior sixsuperior sevensuperior ninesuperior zerosuperior - esuperior ",
    "rsuperior tsuperior - - isuperior ssuperior dsuperior - - - - - lsuperior Ogoneksmall Brevesmall ",
    "Macronsmall bsuperior nsuperior msuperior commasuperior periodsuperior Dotaccentsmall Ringsmall - - - -",
);

const STANDARD: &str = concat!(
    " !\"#$%&’()*+,-./0123456789:;<=>?",
    "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_",
    "‘abcdefghijklmnopqrstuvwxyz{|}~\0",
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    "\0¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿",
    "\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    "\0Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß\0\0\0\0",
);

const SYMBOL: &str = concat!(
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    "≅ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    "‾αβχδεφγηιϕκλµνοπθρστυϖωξψζ{|}∼\0",
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭\0",
);

const ZAPF_DINGBATS: &str = concat!(
    " ✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟",
    "✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿",
    "❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞\0",
    "❨❩❪❫❬❭❮❯❰❱❲❳❴❵\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    "\0❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿",
    "➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟",
    "➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯\0➱➲➳➴➵➶➷➸➹➺➻➼➽➾\0",
);
