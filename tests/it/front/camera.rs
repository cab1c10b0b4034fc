//! Files as cameras, telephones and picture programs write them, made here byte by byte: a sight that is easy to recognise, with all
//! that such files tell beside it.

use std::io::{Cursor, Write};

use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};

/// What must be in no published copy: where, who, with what.
pub const SECRETS: [&str; 6] =
    ["Ann Photographer", "Testcam 5000", "SN-12345678", "secret place", "urn:c2pa:", "thumb-mark"];

/// A sight of four quarters, red, green, blue and yellow from left above, by rows, with a soft shade so that it is no drawing.
pub fn sight(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let base = match (x * 2 < width, y * 2 < height) {
            (true, true) => [200, 30, 30],
            (false, true) => [30, 180, 40],
            (true, false) => [30, 50, 200],
            (false, false) => [220, 200, 40],
        };
        let shade = ((x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca6b)).wrapping_mul(0xc2b2_ae35)
            >> 28) as u8;
        Rgb(base.map(|channel: u8| channel.saturating_add(shade)))
    })
}

/// The same as a JPEG that says nothing else.
pub fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 92);
    encoder.write_image(image, image.width(), image.height(), ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// The same as a PNG.
pub fn png(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    encoder.write_image(image, image.width(), image.height(), ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// A JPEG with these segments behind its first bytes, and these bytes behind its end.
pub fn with_segments(jpeg: &[u8], segments: &[(u8, Vec<u8>)], trailer: &[u8]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, content) in segments {
        bytes.extend([0xff, *marker]);
        bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
        bytes.extend(content);
    }
    bytes.extend(&jpeg[2..]);
    bytes.extend(trailer);
    bytes
}

/// Exif with maker, owner, serial number, place and a small picture, of a photograph that is turned so.
pub fn exif(turn: u16) -> Vec<u8> {
    let mut thumbnail = jpeg(&sight(32, 24));
    thumbnail = with_segments(&thumbnail, &[(0xfe, b"thumb-mark".to_vec())], b"");
    let mut tiff = Tiff::default();
    let texts: [(u16, &str); 4] = [
        (0x010f, "Testcam"),
        (0x0110, "Testcam 5000"),
        (0x013b, "Ann Photographer"),
        (0xa431, "SN-12345678"),
    ];
    let mut first: Vec<Entry> = vec![Entry::short(0x0112, turn)];
    first.extend(texts.iter().map(|(tag, text)| Entry::text(*tag, text)));
    let gps = [
        Entry::text(0x0001, "N"),
        Entry::rationals(0x0002, &[(39, 1), (45, 1), (3059, 100)]),
        Entry::text(0x0003, "E"),
        Entry::rationals(0x0004, &[(46, 1), (45, 1), (1234, 100)]),
    ];
    tiff.write(first, &gps, &thumbnail);
    [b"Exif\0\0".to_vec(), tiff.bytes].concat()
}

/// XMP that names a person and a place.
pub fn xmp() -> Vec<u8> {
    let packet = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF \
        xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/' \
        xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' photoshop:City='secret place'><dc:creator><rdf:Seq>\
        <rdf:li>Ann Photographer</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
    packet.as_bytes().to_vec()
}

fn xmp_segment() -> (u8, Vec<u8>) {
    (0xe1, [b"http://ns.adobe.com/xap/1.0/\0".to_vec(), xmp()].concat())
}

/// IPTC in a block of Photoshop.
fn iptc() -> (u8, Vec<u8>) {
    let mut records = Vec::new();
    for (kind, text) in [(80_u8, "Ann Photographer"), (90, "secret place")] {
        records.extend([0x1c, 2, kind]);
        records.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
        records.extend(text.as_bytes());
    }
    if records.len() % 2 == 1 {
        records.push(0);
    }
    let mut block = b"Photoshop 3.0\08BIM\x04\x04\0\0".to_vec();
    block.extend(u32::try_from(records.len()).unwrap().to_be_bytes());
    block.extend(records);
    (0xed, block)
}

/// An index of several pictures in one file.
fn mpf() -> (u8, Vec<u8>) {
    let mut content = b"MPF\0MM\0*\0\0\0\x08\0\x03".to_vec();
    content.extend(b"\xb0\0\0\x07\0\0\0\x040100");
    content.extend(b"\xb0\x01\0\x04\0\0\0\x01\0\0\0\x02");
    content.extend(b"\xb0\x02\0\x07\0\0\0\x20\0\0\0\x32\0\0\0\0");
    content.extend([0; 32]);
    (0xe2, content)
}

/// Credentials of content (C2PA) in a box of JUMBF.
fn c2pa() -> (u8, Vec<u8>) {
    let mut content = b"JP\0\x01\0\0\0\x01".to_vec();
    let label = b"c2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0urn:c2pa:Ann Photographer\0";
    content.extend(u32::try_from(label.len() + 16).unwrap().to_be_bytes());
    content.extend(b"jumb");
    content.extend(u32::try_from(label.len() + 8).unwrap().to_be_bytes());
    content.extend(b"jumd");
    content.extend(label);
    (0xeb, content)
}

/// A film behind the picture, as motion photos have.
fn motion() -> Vec<u8> {
    let place = b"+39.7585+046.7534/";
    let mut film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec();
    film.extend(u32::try_from(8 + place.len() + 16).unwrap().to_be_bytes());
    film.extend(b"moov");
    film.extend(u32::try_from(place.len() + 16).unwrap().to_be_bytes());
    film.extend(b"\xa9xyz\0\x12\x15\xc7secr");
    film.extend(place);
    film.extend(b"secret place Ann Photographer");
    film
}

/// The profile of the colours of telephones' screens (Display P3).
pub fn display_p3() -> Vec<u8> {
    moxcms::ColorProfile::new_display_p3().encode().unwrap()
}

/// A profile as segments.
pub fn icc(profile: &[u8]) -> (u8, Vec<u8>) {
    (0xe2, [b"ICC_PROFILE\0\x01\x01".to_vec(), profile.to_vec()].concat())
}

/// Names and bytes of files from a dozen cameras and programs, all of the same sight upright, 60 to 40.
pub fn files() -> Vec<(&'static str, Vec<u8>)> {
    let upright = sight(1200, 800);
    let plain = jpeg(&upright);
    let turned = |turn: u16| {
        // As a camera holds it: what is turned back gives the sight.
        let stored = match turn {
            3 => image::imageops::rotate180(&upright),
            6 => image::imageops::rotate270(&upright),
            _ => image::imageops::rotate90(&upright),
        };
        with_segments(&jpeg(&stored), &[(0xe1, exif(turn))], b"")
    };
    let gain_map = jpeg(&sight(60, 40));
    vec![
        ("gps.jpg", with_segments(&plain, &[(0xe1, exif(1)), (0xfe, b"Ann Photographer".to_vec())], b"")),
        ("upside-down.jpg", turned(3)),
        ("on-its-side.jpg", turned(6)),
        ("on-its-other-side.jpg", turned(8)),
        ("xmp.jpg", with_segments(&plain, &[xmp_segment()], b"")),
        ("iptc.jpg", with_segments(&plain, &[iptc(), (0xe1, exif(1))], b"")),
        ("several.jpg", with_segments(&plain, &[(0xe1, exif(1)), mpf(), xmp_segment()], &gain_map)),
        ("motion.jpg", with_segments(&plain, &[(0xe1, exif(1)), xmp_segment()], &motion())),
        ("credentials.jpg", with_segments(&plain, &[c2pa(), c2pa()], b"PK\x03\x04 Ann Photographer")),
        (
            "wide-colours.jpg",
            with_segments(&jpeg(&in_p3(&upright)), &[icc(&display_p3()), (0xe1, exif(1))], b""),
        ),
        ("four-inks.jpg", with_segments(&four_inks(&upright), &[(0xe1, exif(1))], b"")),
        ("deep.png", deep_png(&upright)),
        ("telephone.webp", webp(&upright)),
    ]
}

/// The sight in the numbers of another profile.
fn in_p3(image: &RgbImage) -> RgbImage {
    let (from, to) = (moxcms::ColorProfile::new_srgb(), moxcms::ColorProfile::new_display_p3());
    let layout = moxcms::Layout::Rgb;
    let transform =
        from.create_transform_8bit(layout, &to, layout, moxcms::TransformOptions::default()).unwrap();
    let mut out = vec![0; image.as_raw().len()];
    transform.transform(image.as_raw(), &mut out).unwrap();
    RgbImage::from_raw(image.width(), image.height(), out).unwrap()
}

/// A JPEG in the inks of printing, as Photoshop writes it.
fn four_inks(image: &RgbImage) -> Vec<u8> {
    let mut inks = Vec::new();
    for pixel in image.pixels() {
        let [r, g, b] = pixel.0.map(|channel| 255 - channel);
        let k = r.min(g).min(b);
        inks.extend([r - k, g - k, b - k, k]);
    }
    let mut bytes = Vec::new();
    let (width, height) = (u16::try_from(image.width()).unwrap(), u16::try_from(image.height()).unwrap());
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 92);
    encoder.encode(&inks, width, height, jpeg_encoder::ColorType::Cmyk).unwrap();
    bytes
}

/// A PNG of 16 bits a colour, with texts and Exif.
fn deep_png(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, image.width(), image.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Sixteen);
    encoder.add_text_chunk("Author".to_owned(), "Ann Photographer".to_owned()).unwrap();
    encoder.add_itxt_chunk("XML:com.adobe.xmp".to_owned(), String::from_utf8(xmp()).unwrap()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::eXIf, &exif(1)[6..]).unwrap();
    let deep: Vec<u8> = image.as_raw().iter().flat_map(|value| [*value, *value]).collect();
    writer.write_image_data(&deep).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A WebP with Exif and XMP.
fn webp(image: &RgbImage) -> Vec<u8> {
    let plain = webp::Encoder::from_rgb(image.as_raw(), image.width(), image.height()).encode(90.0).to_vec();
    let mut bytes = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x0c\0\0\0".to_vec();
    bytes.extend(&(image.width() - 1).to_le_bytes()[..3]);
    bytes.extend(&(image.height() - 1).to_le_bytes()[..3]);
    bytes.extend(&plain[12..]);
    for (name, content) in [(b"EXIF", exif(1)[6..].to_vec()), (b"XMP ", xmp())] {
        bytes.extend(name);
        bytes.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        bytes.extend(&content);
        if content.len() % 2 == 1 {
            bytes.push(0);
        }
    }
    let length = u32::try_from(bytes.len() - 8).unwrap();
    bytes[4..8].copy_from_slice(&length.to_le_bytes());
    bytes
}

/// A GIF of two pictures, repeated, with a comment.
pub fn moving_gif() -> Vec<u8> {
    let mut bytes = b"GIF89a\x02\0\x01\0\x80\0\0\xff\0\0\0\0\xff".to_vec();
    bytes.extend(b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0!\xfe\x10Ann Photographer\0");
    for _ in 0..2 {
        bytes.extend(b"!\xf9\x04\0\x0a\0\0\0,\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0a\0");
    }
    bytes.write_all(b"\x3bAnn Photographer").unwrap();
    bytes
}

/// A PNG of two pictures, with a text and Exif.
pub fn moving_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 60, 40);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_animated(2, 0).unwrap();
    encoder.set_frame_delay(1, 2).unwrap();
    encoder.add_text_chunk("Author".to_owned(), "Ann Photographer".to_owned()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::eXIf, &exif(1)[6..]).unwrap();
    let first = sight(60, 40);
    writer.write_image_data(first.as_raw()).unwrap();
    writer.write_image_data(image::imageops::rotate180(&first).as_raw()).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A WebP of two pictures, with Exif and XMP.
pub fn moving_webp() -> Vec<u8> {
    let three = |number: u32| number.to_le_bytes()[..3].to_vec();
    let chunk = |name: &[u8], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        [name, &length, content, &[0][..content.len() % 2]].concat()
    };
    let (flags, size) = (0b0000_1110, [three(59), three(39)].concat());
    let mut parts = vec![chunk(b"VP8X", &[&[flags, 0, 0, 0][..], &size].concat()), chunk(b"ANIM", &[0; 6])];
    let first = sight(60, 40);
    for image in [image::imageops::rotate180(&first), first] {
        let still = webp::Encoder::from_rgb(image.as_raw(), 60, 40).encode(90.0).to_vec();
        let head = [three(0), three(0), size.clone(), three(500), vec![0]].concat();
        parts.push(chunk(b"ANMF", &[&head[..], &still[12..]].concat()));
    }
    parts.push(chunk(b"EXIF", &exif(1)[6..]));
    parts.push(chunk(b"XMP ", &xmp()));
    let parts = parts.concat();
    [b"RIFF", &u32::try_from(parts.len() + 4).unwrap().to_le_bytes()[..], b"WEBP", &parts].concat()
}

/// How many pictures a published picture that moves has.
pub fn frames(name: &str, bytes: &[u8]) -> usize {
    use image::AnimationDecoder;
    let source = Cursor::new(bytes);
    if name.ends_with(".webp") {
        return image::codecs::webp::WebPDecoder::new(source).unwrap().into_frames().count();
    }
    image::codecs::png::PngDecoder::new(source).unwrap().apng().unwrap().into_frames().count()
}

/// The pixels of a published picture.
pub fn decoded(bytes: &[u8]) -> RgbImage {
    image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().unwrap().decode().unwrap().into_rgb8()
}

/// An entry of a directory (TIFF 6.0).
struct Entry {
    tag: u16,
    kind: u16,
    count: u32,
    content: Vec<u8>,
}

impl Entry {
    fn short(tag: u16, value: u16) -> Self {
        Self { tag, kind: 3, count: 1, content: value.to_le_bytes().to_vec() }
    }

    fn long(tag: u16, value: u32) -> Self {
        Self { tag, kind: 4, count: 1, content: value.to_le_bytes().to_vec() }
    }

    fn text(tag: u16, text: &str) -> Self {
        let content = [text.as_bytes(), b"\0"].concat();
        Self { tag, kind: 2, count: u32::try_from(content.len()).unwrap(), content }
    }

    fn rationals(tag: u16, values: &[(u32, u32)]) -> Self {
        let content = values.iter().flat_map(|(n, d)| [n.to_le_bytes(), d.to_le_bytes()].concat()).collect();
        Self { tag, kind: 5, count: u32::try_from(values.len()).unwrap(), content }
    }
}

#[derive(Default)]
struct Tiff {
    bytes: Vec<u8>,
}

impl Tiff {
    /// The directory of the picture, that of its place, and that of the small picture.
    fn write(&mut self, mut first: Vec<Entry>, gps: &[Entry], thumbnail: &[u8]) {
        self.bytes.extend(b"II*\0\x08\0\0\0");
        first.push(Entry::long(0x8825, 0));
        first.sort_by_key(|entry| entry.tag);
        let size = |entries: &[Entry]| {
            let outside: usize = entries
                .iter()
                .map(|entry| if entry.content.len() > 4 { entry.content.len() } else { 0 })
                .sum();
            6 + entries.len() * 12 + outside
        };
        let gps_at = 8 + size(&first);
        let small_at = gps_at + size(gps);
        for entry in first.iter_mut().filter(|entry| entry.tag == 0x8825) {
            entry.content = u32::try_from(gps_at).unwrap().to_le_bytes().to_vec();
        }
        self.directory(&first, small_at);
        self.directory(gps, 0);
        let mut small = vec![Entry::short(0x0103, 6), Entry::long(0x0201, 0), Entry::long(0x0202, 0)];
        let thumbnail_at = small_at + size(&small);
        small[1].content = u32::try_from(thumbnail_at).unwrap().to_le_bytes().to_vec();
        small[2].content = u32::try_from(thumbnail.len()).unwrap().to_le_bytes().to_vec();
        self.directory(&small, 0);
        self.bytes.extend(thumbnail);
    }

    fn directory(&mut self, entries: &[Entry], next: usize) {
        let mut outside = self.bytes.len() + 6 + entries.len() * 12;
        let mut after: Vec<u8> = Vec::new();
        self.bytes.extend(u16::try_from(entries.len()).unwrap().to_le_bytes());
        for entry in entries {
            self.bytes.extend(entry.tag.to_le_bytes());
            self.bytes.extend(entry.kind.to_le_bytes());
            self.bytes.extend(entry.count.to_le_bytes());
            if entry.content.len() > 4 {
                self.bytes.extend(u32::try_from(outside).unwrap().to_le_bytes());
                outside += entry.content.len();
                after.extend(&entry.content);
            } else {
                let mut four = entry.content.clone();
                four.resize(4, 0);
                self.bytes.extend(four);
            }
        }
        self.bytes.extend(u32::try_from(next).unwrap().to_le_bytes());
        self.bytes.extend(after);
    }
}
