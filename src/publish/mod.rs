//! Publishing: a finished site is put where readers find it.

pub mod netlify;
pub mod store;
