//! Tables of sentences.

use crate::report::sentence::language::ReportLanguage;

/// A table of sentences, four lines for each: field names, English, Traditional Chinese, Simplified
/// Chinese. `{name}` is replaced by the value of the field with that name.
///
/// One string for a whole table, searched when a sentence is rendered, is smaller than a table of
/// pointers to strings. In a module whose scripts have the sentences, it is the table's name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Table(&'static str);

/// True if the sentences are in the scripts around the module, where an app that shows none, or those of
/// one language, can leave the others out.
const APART: bool = cfg!(all(target_arch = "wasm32", feature = "texts-apart"));

impl Table {
    /// Returns the table of this name and these lines.
    pub(crate) const fn new(name: &'static str, lines: &'static str) -> Self {
        Self(if APART { name } else { lines })
    }

    /// Calls `read` with the names of the fields and the sentence of a row.
    #[cfg(not(all(target_arch = "wasm32", feature = "texts-apart")))]
    pub(super) fn with_row(
        self,
        row: usize,
        language: ReportLanguage,
        read: &mut dyn FnMut(&str, &str),
    ) {
        let mut lines = self.0.split('\n').skip(4 * row);
        let fields = lines.next();
        if let (Some(fields), Some(sentence)) = (fields, lines.nth(language as usize)) {
            read(fields, sentence);
        }
    }

    /// Calls `read` with the numbers of the fields, which are their names in the scripts, and the
    /// sentence of a row. An app that left the texts of a language out has no sentences in it.
    #[cfg(all(target_arch = "wasm32", feature = "texts-apart"))]
    pub(super) fn with_row(
        self,
        row: usize,
        language: ReportLanguage,
        read: &mut dyn FnMut(&str, &str),
    ) {
        if let Some(sentence) = scripts::sentence(self.0, row, language as usize) {
            read("0 1 2 3 4 5 6 7 8 9", &sentence);
        }
    }
}

#[cfg(all(target_arch = "wasm32", feature = "texts-apart"))]
mod scripts {
    use alloc::string::String;

    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/pkg-template/sentences.js")]
    extern "C" {
        /// Returns the sentence of a row, if the texts of the language are there.
        pub(super) fn sentence(table: &str, row: usize, language: usize) -> Option<String>;
    }
}
