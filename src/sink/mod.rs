//! The sink stage.
