//! Web archives of Safari: a binary property list that holds the page, its address and its encoding.

/// The page of a web archive.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ArchivedPage {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its address.
    pub address: Option<String>,
    /// Its encoding.
    pub charset: Option<String>,
}

/// What stands in a property list, as far as a page needs it.
enum Item {
    Text(String),
    Data(Vec<u8>),
    Map(Vec<(usize, usize)>),
    Other,
}

/// A property list with the places of its objects.
struct List<'a> {
    bytes: &'a [u8],
    places: Vec<usize>,
    width: usize,
}

/// Whether a file begins as a binary property list.
pub(super) fn is_one(head: &[u8]) -> bool {
    head.starts_with(b"bplist0")
}

/// The page of an archive.
pub(super) fn page(bytes: &[u8]) -> Option<ArchivedPage> {
    let (list, top) = List::read(bytes)?;
    let main = list.value(top, "WebMainResource")?;
    let text = |key: &str| match list.item(list.value(main, key)?)? {
        Item::Text(text) => Some(text),
        _ => None,
    };
    match list.item(list.value(main, "WebResourceData")?)? {
        Item::Data(bytes) => Some(ArchivedPage {
            bytes,
            address: text("WebResourceURL").filter(|address| address.starts_with("http")),
            charset: text("WebResourceTextEncodingName"),
        }),
        _ => None,
    }
}

impl<'a> List<'a> {
    /// Reads the table of places at the end of the file, and which object is the outermost.
    fn read(bytes: &'a [u8]) -> Option<(Self, usize)> {
        let trailer = bytes.get(bytes.len().checked_sub(32)?..)?;
        let number =
            |at: usize| usize::try_from(u64::from_be_bytes(trailer.get(at..at + 8)?.try_into().ok()?)).ok();
        let (wide, width) = (usize::from(*trailer.get(6)?), usize::from(*trailer.get(7)?));
        let (count, top, table) = (number(8)?, number(16)?, number(24)?);
        if !(1..=8).contains(&wide) || !(1..=8).contains(&width) || count > bytes.len() {
            return None;
        }
        let places = (0..count).map(|at| integer(bytes.get(table.checked_add(at * wide)?..)?.get(..wide)?));
        Some((Self { bytes, places: places.collect::<Option<_>>()?, width }, top))
    }

    /// An object by its number.
    fn item(&self, number: usize) -> Option<Item> {
        let at = *self.places.get(number)?;
        let mark = *self.bytes.get(at)?;
        let (count, start) = self.count(at)?;
        let part = |length: usize| self.bytes.get(start..start.checked_add(length)?);
        Some(match mark >> 4 {
            0x4 => Item::Data(part(count)?.to_vec()),
            0x5 => Item::Text(String::from_utf8_lossy(part(count)?).into_owned()),
            0x6 => {
                let units: Vec<u16> = part(count.checked_mul(2)?)?
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect();
                Item::Text(String::from_utf16_lossy(&units))
            }
            0xd => {
                let all = part(count.checked_mul(2)?.checked_mul(self.width)?)?;
                let numbers: Vec<usize> = all.chunks_exact(self.width).map(integer).collect::<Option<_>>()?;
                let (keys, values) = numbers.split_at(count);
                Item::Map(keys.iter().copied().zip(values.iter().copied()).collect())
            }
            _ => Item::Other,
        })
    }

    /// How long an object is, and the byte at which it begins.
    fn count(&self, at: usize) -> Option<(usize, usize)> {
        let low = usize::from(*self.bytes.get(at)? & 0xf);
        if low < 15 {
            return Some((low, at + 1));
        }
        let length =
            1_usize.checked_shl(u32::from(*self.bytes.get(at + 1)? & 0xf)).filter(|length| *length <= 8)?;
        let count = integer(self.bytes.get(at + 2..)?.get(..length)?)?;
        Some((count, at + 2 + length))
    }

    /// The number of a value in a map, by its key.
    fn value(&self, map: usize, wanted: &str) -> Option<usize> {
        let Item::Map(entries) = self.item(map)? else { return None };
        let is_wanted = |key: usize| matches!(self.item(key), Some(Item::Text(text)) if text == wanted);
        entries.into_iter().find(|(key, _)| is_wanted(*key)).map(|(_, value)| value)
    }
}

fn integer(bytes: &[u8]) -> Option<usize> {
    bytes.iter().try_fold(0_usize, |sum, byte| sum.checked_mul(256)?.checked_add(usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of objects with places of one byte each.
    fn list(objects: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = b"bplist00".to_vec();
        let mut places = Vec::new();
        for object in objects {
            places.push(u8::try_from(bytes.len()).unwrap());
            bytes.extend(object);
        }
        let table = bytes.len() as u64;
        bytes.extend(&places);
        bytes.extend([0, 0, 0, 0, 0, 0, 1, 1]);
        for number in [objects.len() as u64, 0, table] {
            bytes.extend(number.to_be_bytes());
        }
        bytes
    }

    fn text(words: &str) -> Vec<u8> {
        let mut object = vec![0x5f, 0x10, u8::try_from(words.len()).unwrap()];
        object.extend(words.bytes());
        object
    }

    #[test]
    fn the_page_of_a_safari_archive_is_found() {
        let bytes = list(&[
            vec![0xd1, 1, 2],
            text("WebMainResource"),
            vec![0xd2, 3, 4, 5, 6],
            text("WebResourceData"),
            text("WebResourceURL"),
            [vec![0x4c], b"<p>Boats</p>".to_vec()].concat(),
            text("https://post.example/a"),
        ]);
        let page = page(&bytes).unwrap();
        assert_eq!(page.bytes, b"<p>Boats</p>");
        assert_eq!(page.address.as_deref(), Some("https://post.example/a"));
        for cut in 0..bytes.len() {
            let _ = super::page(&bytes[..cut]);
        }
    }
}
