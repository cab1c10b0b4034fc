//! The part of the ground that a map shows, and what of the outlines lies in it.

use super::area::GroundShape;
use super::clip::{self, Box4};
use super::ground::{Disc, LonLat, middle, turned};
use super::outlines::{Detail, OutlineLines, UNIT, UnitBox, outlines};
use super::path;
use super::projection::Projection;

/// How large a map is, in the units of its picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapLook {
    /// Its width.
    pub width: f64,
    /// The least and the greatest height.
    pub height: [f64; 2],
    /// How many kilometres it shows at least across.
    pub least: f64,
}

/// The part of the ground that a map shows.
#[derive(Clone, Debug, PartialEq)]
pub struct MapFrame {
    projection: Projection,
    /// The plane's kilometres at the picture's left and upper edge.
    corner: [f64; 2],
    /// Units of the picture a kilometre.
    scale: f64,
    /// The picture's width and height.
    pub size: [f64; 2],
    /// What it shows: west and east of the projection's middle meridian, south, north; in degrees.
    window: Box4,
    meridian: f64,
    /// How much of the outlines it shows.
    pub detail: Detail,
}

/// What is drawn beyond the edges, so that a coast ends outside of the picture.
const BLEED: f64 = 4.0;

/// Things farther than this from their middle, in kilometres, are on the map of the world.
const HEMISPHERE: f64 = 6700.0;

/// The room around what is shown, on each side.
const MARGIN: f64 = 0.15;

/// No step on the ground is longer, in degrees, lest it be drawn straight where it is bent.
const STEP: f64 = 1.0;

impl MapFrame {
    /// The frame around everything that is shown; `None` for nothing.
    pub fn around(discs: &[Disc], look: MapLook) -> Option<Self> {
        if discs.is_empty() {
            return None;
        }
        let centre = middle(discs.iter().map(|disc| disc.at));
        let near = centre.filter(|centre| {
            let away = |disc: &Disc| super::distance(*centre, disc.at) + disc.radius;
            discs.iter().map(away).fold(0.0, f64::max) < HEMISPHERE
        });
        match near {
            Some(centre) => Self::near(centre, discs, look),
            None => Some(Self::world(centre.map_or(0.0, |centre| centre.lon), look)),
        }
    }

    fn near(centre: LonLat, discs: &[Disc], look: MapLook) -> Option<Self> {
        let projection = Projection::around(centre);
        let mut shown: Box4 = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for disc in discs {
            let [x, y] = projection.forward(disc.at)?;
            let around = [x - disc.radius, y - disc.radius, x + disc.radius, y + disc.radius];
            shown = [
                shown[0].min(around[0]),
                shown[1].min(around[1]),
                shown[2].max(around[2]),
                shown[3].max(around[3]),
            ];
        }
        let room = 1.0 + 2.0 * MARGIN;
        let across = [(shown[2] - shown[0]) * room, (shown[3] - shown[1]) * room];
        let wide = across[0].max(look.least);
        // As high as what is shown asks for, within the limits of the picture.
        let height = (look.width * across[1] / wide).clamp(look.height[0], look.height[1]);
        let wide = wide.max(across[1] * look.width / height);
        let scale = look.width / wide;
        let middle = [f64::midpoint(shown[0], shown[2]), f64::midpoint(shown[1], shown[3])];
        let corner = [middle[0] - wide / 2.0, middle[1] + height / scale / 2.0];
        let size = [look.width, height.round()];
        let mut frame = Self {
            projection,
            corner,
            scale,
            size,
            window: [0.0; 4],
            meridian: centre.lon,
            detail: Detail::Region,
        };
        frame.window = frame.window_of(centre);
        frame.detail = match wide {
            ..1500.0 => Detail::Region,
            ..6000.0 => Detail::Continent,
            _ => Detail::World,
        };
        Some(frame)
    }

    fn world(lon: f64, look: MapLook) -> Self {
        let projection = Projection::World { lon };
        let edge = |lon, lat| projection.forward(LonLat { lon, lat }).unwrap_or_default();
        let (east, north) = (edge(lon + 180.0, 0.0)[0], edge(lon, 84.0)[1]);
        let south = edge(lon, -60.0)[1];
        let scale = look.width / (2.0 * east);
        let size = [look.width, ((north - south) * scale).round()];
        let window = [-180.0, -90.0, 180.0, 90.0];
        Self { projection, corner: [-east, north], scale, size, window, meridian: lon, detail: Detail::World }
    }

    /// The box of degrees that the edges of the picture lie in.
    fn window_of(&self, centre: LonLat) -> Box4 {
        const STEPS: u32 = 32;
        let [wide, high] = self.size;
        let mut window = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for step in 0..=STEPS {
            let part = f64::from(step) / f64::from(STEPS);
            let (x, y) = (part * (wide + 2.0 * BLEED) - BLEED, part * (high + 2.0 * BLEED) - BLEED);
            for edge in [[x, -BLEED], [x, high + BLEED], [-BLEED, y], [wide + BLEED, y]] {
                let Some(point) = self.projection.inverse(self.on_plane(edge)) else {
                    return [-180.0, -90.0, 180.0, 90.0];
                };
                let lon = turned(point.lon, centre.lon);
                window = [
                    window[0].min(lon),
                    window[1].min(point.lat),
                    window[2].max(lon),
                    window[3].max(point.lat),
                ];
            }
        }
        // Around a pole there is every longitude.
        for (lat, at) in [(-90.0, 1), (90.0, 3)] {
            let pole = self.point(LonLat { lon: centre.lon, lat });
            let is_in = |[x, y]: [f64; 2]| {
                (-BLEED..=wide + BLEED).contains(&x) && (-BLEED..=high + BLEED).contains(&y)
            };
            if pole.is_some_and(is_in) {
                window[at] = lat;
                (window[0], window[2]) = (-180.0, 180.0);
            }
        }
        window
    }

    fn on_plane(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [self.corner[0] + x / self.scale, self.corner[1] - y / self.scale]
    }

    fn point(&self, at: LonLat) -> Option<[f64; 2]> {
        let [x, y] = self.projection.forward(at)?;
        Some([(x - self.corner[0]) * self.scale, (self.corner[1] - y) * self.scale])
    }

    /// Where a point of the ground lies in the picture; `None` if it lies outside.
    pub fn place(&self, at: LonLat) -> Option<[f64; 2]> {
        if !(self.window[1]..=self.window[3]).contains(&at.lat) {
            return None;
        }
        // On the map of the world the longitude is one of its own range.
        let lon = self.meridian + turned(at.lon, self.meridian);
        let [x, y] = self.point(LonLat { lon, ..at })?;
        let is_in = (0.0..=self.size[0]).contains(&x) && (0.0..=self.size[1]).contains(&y);
        is_in.then_some([x, y])
    }

    /// Whether a point of the picture is so far from its edges.
    pub fn holds(&self, [x, y]: [f64; 2], room: f64) -> bool {
        (room..=self.size[0] - room).contains(&x) && (room..=self.size[1] - room).contains(&y)
    }

    /// So many units of the picture are so many kilometres, in its middle.
    pub fn units(&self, kilometres: f64) -> f64 {
        kilometres * self.scale
    }

    /// A length for a scale bar, in kilometres, a fifth of the width or less; `None` where lengths differ too much over the map.
    pub fn bar(&self) -> Option<f64> {
        let most = self.size[0] / self.scale / 5.0;
        // Ten degrees around the middle lengths are true.
        if self.detail == Detail::World || most > 600.0 {
            return None;
        }
        const LENGTHS: [f64; 9] = [500.0, 200.0, 100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0];
        LENGTHS.into_iter().find(|length| *length <= most)
    }

    /// Land, as the `d` of a path that is filled by the even-odd rule.
    pub fn land(&self) -> String {
        let all = &outlines().land;
        self.rings(match self.detail {
            Detail::World => &all[0],
            Detail::Continent => &all[1],
            Detail::Region => &all[2],
        })
    }

    /// Lakes, as [`Self::land`]; none on the map of the world.
    pub fn lakes(&self) -> String {
        if self.detail == Detail::World { String::new() } else { self.rings(&outlines().lakes) }
    }

    /// Rivers, as the `d` of a path that is not filled; none on maps of continents and the world.
    pub fn rivers(&self) -> String {
        if self.detail == Detail::Region { self.lines(&outlines().rivers) } else { String::new() }
    }

    /// Natural Earth's boundaries between countries, as [`Self::rivers`].
    pub fn boundaries(&self) -> String {
        let all = &outlines().boundaries;
        self.lines(match self.detail {
            Detail::World => &all[0],
            Detail::Continent => &all[1],
            Detail::Region => &all[2],
        })
    }

    /// The areas of a shape, as [`Self::land`].
    pub fn areas(&self, shape: &GroundShape) -> String {
        let mut path = String::new();
        for ring in shape.rings() {
            for points in self.turned(ring) {
                self.push_ring(&mut path, points);
            }
        }
        path
    }

    /// The lines of a shape, as [`Self::rivers`].
    pub fn strokes(&self, shape: &GroundShape) -> String {
        let mut path = String::new();
        for line in shape.lines() {
            for points in self.turned(line) {
                self.push_line(&mut path, &points);
            }
        }
        path
    }

    fn rings(&self, lines: &OutlineLines) -> String {
        let mut path = String::new();
        for turn in [-1, 0, 1] {
            let window = self.in_units(turn);
            for ring in lines.iter().filter(|ring| ring.meets(window)) {
                self.push_ring(&mut path, self.degrees(&ring.thinned(window), turn));
            }
        }
        path
    }

    fn lines(&self, lines: &OutlineLines) -> String {
        let mut path = String::new();
        for turn in [-1, 0, 1] {
            let window = self.in_units(turn);
            for line in lines.iter().filter(|line| line.meets(window)) {
                self.push_line(&mut path, &self.degrees(line.points(), turn));
            }
        }
        path
    }

    /// The window in units of the outlines, for those that are shown a number of turns farther east.
    fn in_units(&self, turn: i32) -> UnitBox {
        let east = self.meridian - 360.0 * f64::from(turn);
        let [west, south, to_east, north] = self.window;
        let units = |degrees: f64| (degrees / UNIT).round() as i32;
        [units(west + east), units(south), units(to_east + east), units(north)]
    }

    /// Points of the outlines, their longitudes counted from the middle meridian.
    fn degrees(&self, points: &[[i32; 2]], turn: i32) -> Vec<[f64; 2]> {
        let east = 360.0 * f64::from(turn) - self.meridian;
        points.iter().map(|[x, y]| [f64::from(*x) * UNIT + east, f64::from(*y) * UNIT]).collect()
    }

    /// The copies of a line that may lie in the window; where it crosses 180° it goes on.
    fn turned<'a>(&'a self, line: &[LonLat]) -> impl Iterator<Item = Vec<[f64; 2]>> + use<'a> {
        let mut last = None;
        let unbroken: Vec<[f64; 2]> = line
            .iter()
            .map(|at| {
                let lon = last.map_or(turned(at.lon, self.meridian), |last: f64| {
                    last + turned(at.lon, last + self.meridian)
                });
                last = Some(lon);
                [lon, at.lat]
            })
            .collect();
        let window = self.window;
        [-360.0, 0.0, 360.0].into_iter().filter_map(move |turn| {
            let copy: Vec<[f64; 2]> = unbroken.iter().map(|[lon, lat]| [lon + turn, *lat]).collect();
            let east = copy.iter().any(|[lon, _]| *lon >= window[0]);
            let west = copy.iter().any(|[lon, _]| *lon <= window[2]);
            (east && west).then_some(copy)
        })
    }

    fn push_ring(&self, path: &mut String, degrees: Vec<[f64; 2]>) {
        let cut = clip::ring(degrees, self.window);
        let points = self.drawn(&clip::in_steps(&cut, true, STEP));
        path::push_ring(path, &clip::ring(points, self.edges()));
    }

    fn push_line(&self, path: &mut String, degrees: &[[f64; 2]]) {
        for piece in clip::line(degrees, self.window) {
            let points = self.drawn(&clip::in_steps(&piece, false, STEP));
            clip::line(&points, self.edges()).iter().for_each(|piece| path::push_line(path, piece));
        }
    }

    fn drawn(&self, degrees: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let at = |[lon, lat]: &[f64; 2]| self.point(LonLat { lon: lon + self.meridian, lat: *lat });
        degrees.iter().filter_map(at).collect()
    }

    fn edges(&self) -> Box4 {
        [-BLEED, -BLEED, self.size[0] + BLEED, self.size[1] + BLEED]
    }
}

/// Whether a point lies on land, to some kilometres.
pub fn is_land(at: LonLat) -> bool {
    let (x, y) = (at.lon / UNIT, at.lat / UNIT);
    let mut inside = false;
    for ring in outlines().land[1].iter() {
        let points = ring.points();
        let before = points.iter().cycle().skip(points.len().saturating_sub(1));
        for ([ax, ay], [bx, by]) in points.iter().zip(before) {
            let (ax, ay, bx, by) = (f64::from(*ax), f64::from(*ay), f64::from(*bx), f64::from(*by));
            if (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
                inside = !inside;
            }
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: MapLook = MapLook { width: 640.0, height: [240.0, 480.0], least: 40.0 };

    fn disc(lon: f64, lat: f64, radius: f64) -> Disc {
        Disc { at: LonLat { lon, lat }, radius }
    }

    #[test]
    fn one_point_has_the_least_frame_and_stands_in_its_middle() {
        let frame = MapFrame::around(&[disc(46.75, 39.8, 0.0)], LOOK).unwrap();
        assert_eq!(frame.units(40.0), 640.0);
        let [x, y] = frame.place(LonLat { lon: 46.75, lat: 39.8 }).unwrap();
        assert!((x - 320.0).abs() < 1e-6 && (y - 120.0).abs() < 1e-6);
        let same = MapFrame::around(&[disc(46.75, 39.8, 0.0); 50], LOOK).unwrap();
        assert_eq!(frame.size, same.size);
        assert!(MapFrame::around(&[], LOOK).is_none());
    }

    #[test]
    fn a_frame_is_never_closer_than_the_doubt() {
        let frame = MapFrame::around(&[disc(30.0, 50.0, 100.0)], LOOK).unwrap();
        assert!(frame.units(200.0) <= frame.size[1] && frame.units(200.0) <= frame.size[0]);
    }

    #[test]
    fn the_date_line_and_the_poles_are_places_as_others() {
        let fiji = MapFrame::around(&[disc(178.4, -18.1, 0.0), disc(-179.9, -16.5, 0.0)], LOOK).unwrap();
        assert!(fiji.size[0] / fiji.scale < 400.0, "{fiji:?}");
        let land = fiji.land();
        let count = land.matches('M').count();
        assert!(count > 3, "islands on both sides: {land}");
        for lat in [-90.0, 90.0] {
            let pole = MapFrame::around(&[disc(0.0, lat, 0.0), disc(120.0, lat * 0.9, 0.0)], LOOK).unwrap();
            assert_eq!(pole.window[2], 180.0);
            assert!(pole.place(LonLat { lon: -77.0, lat }).is_some());
            assert!(!pole.land().contains("NaN"));
        }
    }

    #[test]
    fn far_things_are_on_the_map_of_the_world() {
        let frame = MapFrame::around(
            &[disc(-74.0, 40.7, 0.0), disc(139.7, 35.7, 0.0), disc(151.2, -33.9, 0.0)],
            LOOK,
        )
        .unwrap();
        assert_eq!((frame.detail, frame.bar()), (Detail::World, None));
        for at in [(-74.0, 40.7), (139.7, 35.7), (151.2, -33.9)] {
            assert!(frame.place(LonLat { lon: at.0, lat: at.1 }).is_some(), "{at:?}");
        }
        assert!(frame.land().len() < 20_000, "{}", frame.land().len());
        let opposite = MapFrame::around(&[disc(0.0, 0.0, 0.0), disc(180.0, 0.0, 0.0)], LOOK).unwrap();
        assert_eq!(opposite.detail, Detail::World);
    }

    #[test]
    fn lengths_on_a_map_of_a_region_are_true_to_one_per_cent() {
        let frame = MapFrame::around(&[disc(36.0, 44.0, 0.0), disc(46.0, 49.0, 0.0)], LOOK).unwrap();
        let (a, b) = (LonLat { lon: 37.0, lat: 45.0 }, LonLat { lon: 45.5, lat: 48.5 });
        let ([x, y], [u, v]) = (frame.place(a).unwrap(), frame.place(b).unwrap());
        let drawn = ((x - u) * (x - u) + (y - v) * (y - v)).sqrt() / frame.units(1.0);
        let true_one = super::super::distance(a, b);
        assert!((drawn / true_one - 1.0).abs() < 0.01, "{drawn} for {true_one}");
    }

    #[test]
    fn two_times_the_same_picture() {
        let frame = || MapFrame::around(&[disc(42.0, 34.0, 1.0), disc(46.0, 39.0, 1.0)], LOOK).unwrap();
        let all = |frame: MapFrame| [frame.land(), frame.lakes(), frame.rivers(), frame.boundaries()];
        let once = all(frame());
        assert_eq!(once, all(frame()));
        assert!(
            once.iter().all(|path| !path.is_empty() && path.len() < 6000),
            "{:?}",
            once.map(|path| path.len())
        );
    }

    #[test]
    fn land_is_told_from_the_sea() {
        let at = |lon, lat| is_land(LonLat { lon, lat });
        assert!(at(46.75, 39.8) && at(2.35, 48.85) && at(-60.0, -10.0));
        assert!(!at(0.0, 0.0) && !at(50.5, 41.5) && !at(-30.0, 40.0));
    }
}
