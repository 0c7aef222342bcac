//! What each feature of the query language looks like from outside.
