//! Ids: indexes into the site's lists, each of its own type.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The index in the site's list.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of an index.
            pub fn of(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}

ids! {
    /// An article, in order of its file's path.
    ArticleId
    /// An actor, registered ones first.
    ActorId
    /// A place, registered ones first.
    PlaceId
    /// A tag, in order of its name.
    TagId
    /// A source of `sources.yaml`.
    SourceId
    /// An event, those of the register first.
    EventId
    /// A conflict, registered ones first.
    ConflictId
    /// An entry of the timeline, in its order.
    EntryId
}
