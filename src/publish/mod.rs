//! Publishing: a finished site is put where readers find it.

pub mod leak;
pub mod netlify;
pub mod store;
