//! The world as maps need it: outlines of land and water, projections, frames, and paths for a picture. It knows no site.
//!
//! Angles are degrees, WGS 84; lengths on the ground kilometres, on the sphere of the Earth's mean radius, which is within 0.6 % of a geodesic of
//! the ellipsoid. What is drawn is measured in the units of the picture.

mod area;
mod clip;
mod frame;
mod ground;
mod labels;
mod outlines;
mod path;
mod projection;
mod shapes;

pub use area::{GroundShape, Outline};
pub use frame::is_land;
pub use frame::{MapFrame, MapLook};
pub use ground::{Disc, LonLat, distance, middle_of};
pub use labels::{MapSpot, PlacedName, place_labels};
pub use outlines::Detail;
pub use shapes::{ShapeFault, read_shapes};
