//! One board as one yrs document.
