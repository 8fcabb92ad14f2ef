//! Text: paragraph → lines → positioned runs.
//!
//! Line breaks follow UAX #14 with dictionaries for Thai, order follows UAX #9, widths come from real
//! shaping with kerning and ligatures, and all of it is integer arithmetic, so that the same text gives the
//! same lines on every machine. What is shaped once is kept: laying out a text again costs a lookup.

mod clean;
mod fit;
mod itemise;
mod lines;
mod runs;
mod shape;

use crate::face::Face;
use shape::{Paragraph, Shaper};
use std::collections::HashMap;
use std::sync::Arc;

#[cfg(test)]
pub(crate) use fit::line_height;
pub(crate) use fit::{Align, Fitted, Spec};

/// Texts kept before the cache starts anew: twice the largest board.
const TEXTS_KEPT: usize = 40_000;

/// Shapes, breaks and fits text; remembers what it has done.
pub(crate) struct Texts {
    shaper: Shaper,
    shaped: [HashMap<Box<str>, Arc<[Paragraph]>>; 2],
    fitted: HashMap<Spec, HashMap<Box<str>, Arc<Fitted>>>,
    fitted_count: usize,
}

impl Texts {
    /// An engine over the bundled fonts.
    pub(crate) fn new() -> Self {
        Self {
            shaper: Shaper::new(),
            shaped: [HashMap::new(), HashMap::new()],
            fitted: HashMap::new(),
            fitted_count: 0,
        }
    }

    /// The paragraphs of a text, shaped.
    fn paragraphs(&mut self, text: &str, strong: bool) -> Arc<[Paragraph]> {
        let shaped = &mut self.shaped[usize::from(strong)];
        if let Some(known) = shaped.get(text) {
            return Arc::clone(known);
        }
        let primary = if strong {
            Face::SemiBold
        } else {
            Face::Regular
        };
        let shown = clean::displayed(text);
        let shape = |paragraph| Paragraph::shape(&mut self.shaper, paragraph, primary);
        let paragraphs: Arc<[Paragraph]> = shown.split('\n').map(shape).collect();
        if shaped.len() >= TEXTS_KEPT {
            shaped.clear();
        }
        shaped.insert(text.into(), Arc::clone(&paragraphs));
        paragraphs
    }
}

#[cfg(test)]
mod tests;
