//! The theme takes no side: nothing but a side looks like one, for readers who see fewer colours too.

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../../static/style.css");

/// The least distance (CIEDE2000) between the colour of a side and any other.
const APART: f64 = 15.0;

/// What words need against their ground, and what signs need (WCAG 2.2, 1.4.3 and 1.4.11).
const WORDS: f64 = 4.5;
const SIGNS: f64 = 3.0;

type Rgb = [f64; 3];

/// How full dichromats see a colour (Machado, Oliveira and Fernandes 2009, severity 1), in linear sRGB; the first is usual sight.
const SIGHTS: [(&str, [Rgb; 3]); 4] = [
    ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// The colours of a mode by name: those of the dark are in the second block of tokens, over those of the light.
fn colours(dark: bool) -> BTreeMap<String, Rgb> {
    let tokens = STYLE.split("@layer base {").next().unwrap();
    let (light, rest) = tokens.split_once("@media (prefers-color-scheme: dark)").unwrap();
    let (of_device, chosen) = rest.split_once(":root[data-theme=dark]").unwrap();
    assert_eq!(read(of_device), read(chosen), "dark by choice is dark by the device");
    let mut all = read(light);
    if dark {
        all.extend(read(of_device));
    }
    all
}

fn read(block: &str) -> BTreeMap<String, Rgb> {
    let declared = block.split("--").filter_map(|part| part.split_once(": #"));
    let channel =
        |hex: &str, at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok().map(|n| f64::from(n) / 255.0);
    declared
        .filter_map(|(name, hex)| {
            Some((name.to_owned(), [channel(hex, 0)?, channel(hex, 2)?, channel(hex, 4)?]))
        })
        .collect()
}

fn linear(rgb: Rgb) -> Rgb {
    rgb.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) })
}

fn seen(rgb: Rgb, sight: &[Rgb; 3]) -> Rgb {
    let light = linear(rgb);
    sight.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
}

/// Linear sRGB as CIE L*a*b* under D65.
fn lab([r, g, b]: Rgb) -> Rgb {
    let f = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    let x = f((0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47);
    let y = f(0.212_672_9 * r + 0.715_152_2 * g + 0.072_175 * b);
    let z = f((0.019_333_9 * r + 0.119_192 * g + 0.950_304_1 * b) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000 (Sharma, Wu and Dalal 2005).
fn distance([l1, a1, b1]: Rgb, [l2, a2, b2]: Rgb) -> f64 {
    let seventh = |c: f64| c.powi(7) / (c.powi(7) + 25_f64.powi(7));
    let chroma = f64::midpoint(a1.hypot(b1), a2.hypot(b2));
    let stretch = 1.0 + 0.5 * (1.0 - seventh(chroma).sqrt());
    let (a1, a2) = (a1 * stretch, a2 * stretch);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue =
        |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let middle = match h1 + h2 {
        sum if grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let (light, chroma) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let wave = |by: f64, shift: f64| (by * middle + shift).to_radians().cos();
    let t = 1.0 - 0.17 * wave(1.0, -30.0) + 0.24 * wave(2.0, 0.0) + 0.32 * wave(3.0, 6.0)
        - 0.2 * wave(4.0, -63.0);
    let off = (light - 50.0).powi(2);
    let lightness = (l2 - l1) / (1.0 + 0.015 * off / (20.0 + off).sqrt());
    let colour = (c2 - c1) / (1.0 + 0.045 * chroma);
    let tone = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin() / (1.0 + 0.015 * chroma * t);
    let bend = 30.0 * (-((middle - 275.0) / 25.0).powi(2)).exp();
    let together = -(2.0 * bend).to_radians().sin() * 2.0 * seventh(chroma).sqrt();
    (lightness.powi(2) + colour.powi(2) + tone.powi(2) + together * colour * tone).sqrt()
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let light = |rgb: Rgb| {
        let [r, g, b] = linear(rgb);
        0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    };
    light(a).max(light(b)) / light(a).min(light(b))
}

#[test]
fn the_distance_is_that_of_the_published_pairs() {
    for (a, b, published) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        let found = distance(a, b);
        assert!((found - published).abs() < 0.0001, "{found} and not {published}");
    }
}

#[test]
fn nothing_but_a_side_looks_like_one_to_anybody() {
    let mut near = Vec::new();
    for dark in [false, true] {
        let all = colours(dark);
        let is_side = |name: &str| name.starts_with("side-");
        assert_eq!(all.keys().filter(|name| is_side(name)).count(), 6);
        for (side, own) in all.iter().filter(|(name, _)| is_side(name)) {
            for (other, colour) in all.iter().filter(|(name, _)| !is_side(name)) {
                for (sight, matrix) in &SIGHTS {
                    let apart = distance(lab(seen(*own, matrix)), lab(seen(*colour, matrix)));
                    if apart < APART {
                        near.push(format!("{side} and {other}, dark {dark}, {sight}: {apart:.1}"));
                    }
                }
            }
        }
    }
    assert!(near.is_empty(), "{}", near.join("\n"));
}

#[test]
fn words_and_signs_stand_out_from_their_grounds() {
    const GROUNDS: [&str; 4] = ["paper", "tint", "band", "band-even"];
    for dark in [false, true] {
        let all = colours(dark);
        let signs = all.iter().filter(|(name, _)| !GROUNDS.contains(&name.as_str()));
        for (name, colour) in signs.filter(|(name, _)| !matches!(name.as_str(), "rule" | "hair")) {
            for ground in GROUNDS {
                // Bars alone stand on the darker phases, and no word is pale.
                let needed = if name == "pale" || ground == "band-even" { SIGNS } else { WORDS };
                let found = contrast(*colour, all[ground]);
                assert!(found >= needed, "{name} on {ground}, dark {dark}: {found:.2}");
            }
        }
    }
}
