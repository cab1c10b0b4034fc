//! Colours of a site's own, and how they stand out from the paper (WCAG 2.2, 1.4.3).

/// A colour, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// The paper of the built-in theme by day.
    pub const PAPER: Self = Self([0xfc, 0xfb, 0xf8]);
    /// The same in the dark.
    pub const DARK_PAPER: Self = Self([0x13, 0x15, 0x18]);
    /// What small signs and words need against their ground.
    pub const ENOUGH: f64 = 4.5;

    /// Of red, green and blue.
    pub const fn of(channels: [u8; 3]) -> Self {
        Self(channels)
    }

    /// Reads `#rgb` or `#rrggbb`.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digit = |at: usize| digits.get(at..=at).and_then(|digit| u8::from_str_radix(digit, 16).ok());
        let pair = |at: usize| Some(digit(at)? * 16 + digit(at + 1)?);
        let double = |at: usize| Some(digit(at)? * 17);
        match digits.len() {
            3 => Some(Self([double(0)?, double(1)?, double(2)?])),
            6 => Some(Self([pair(0)?, pair(2)?, pair(4)?])),
            _ => None,
        }
    }

    /// The two mixed: so many hundredths of the other.
    #[must_use]
    pub fn mixed(self, other: Self, hundredths: u16) -> Self {
        let one = |a: u8, b: u8| {
            let sum = u16::from(a) * (100 - hundredths) + u16::from(b) * hundredths;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        let ([r, g, b], [x, y, z]) = (self.0, other.0);
        Self([one(r, x), one(g, y), one(b, z)])
    }

    /// How much it stands out from another, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        a.max(b) / a.min(b)
    }

    /// The shade of it that is nearest to it and stands out enough from a ground: darker on light ones, lighter on dark.
    pub fn readable_on(self, ground: Self) -> Self {
        let towards = if ground.luminance() > 0.2 { 0 } else { 255 };
        let shades = (0..=100_u16).map(|percent| {
            let mixed = |channel: u8| {
                let sum = u16::from(channel) * (100 - percent) + towards * percent;
                u8::try_from(sum / 100).unwrap_or(u8::MAX)
            };
            Self(self.0.map(mixed))
        });
        let mut shades = shades.filter(|shade| shade.contrast(ground) >= Self::ENOUGH);
        shades.next().unwrap_or(self)
    }

    /// How light it is, from 0 to 1.
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|channel| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_stand_out_from_both_papers() {
        for text in ["#fff", "#000", "#a8480b", "#ffee00", "#0a6486", "#777"] {
            let colour = Colour::read(text).unwrap();
            for paper in [Colour::PAPER, Colour::DARK_PAPER] {
                assert!(colour.readable_on(paper).contrast(paper) >= Colour::ENOUGH, "{text} on {paper}");
            }
        }
        assert_eq!(Colour::read("#a8480b").unwrap().readable_on(Colour::PAPER).to_string(), "#a8480b");
        assert!((Colour::read("#fff").unwrap().contrast(Colour::read("#000").unwrap()) - 21.0).abs() < 0.01);
        assert!(
            Colour::read("#12").is_none() && Colour::read("red").is_none() && Colour::read("#ggg").is_none()
        );
    }
}
