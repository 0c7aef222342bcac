//! What is found, in what order, and what is not.
