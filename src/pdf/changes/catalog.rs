//! Everything that the catalog leads to, but for pages and fields (ISO 32000-2 §7.7.2).

use alloc::string::String;
use alloc::vec::Vec;

use crate::pdf::changes::change::{Change, ChangeKind};
use crate::pdf::changes::comparison::Comparison;
use crate::pdf::value::{Dictionary, Value};

/// Entries about the document that no page shows: developer extensions (§7.12), metadata (§14.3),
/// marked content (§14.7), and the version that an update may raise (§7.5.2).
const METADATA: [&str; 4] = ["Extensions", "MarkInfo", "Metadata", "Version"];

/// Entries that are compared on their own.
const OWN_RULES: [&str; 3] = ["AcroForm", "DSS", "Pages"];

/// Entries of the form that are compared on their own, and the flag that there are signatures (Table
/// 224). `/DR` may only grow: what is in it may be the look of a field. `/NeedAppearances` may not
/// change: a reader would show values instead of the appearances that were signed.
const FORM_OWN_RULES: [&str; 3] = ["DR", "Fields", "SigFlags"];

/// Defaults of fields that have no appearance of their own (Table 224).
const DEFAULTS: [&str; 2] = ["DA", "Q"];

pub(super) fn compare(comparison: &mut Comparison<'_, '_>, changes: &mut Vec<Change>) {
    let (old, new) = (comparison.old, comparison.new);
    let (old_root, new_root) = (old.catalog(), new.catalog());
    let info = [old.trailer(), new.trailer()];
    let mut has_metadata =
        !comparison.is_same(b"Info", info[0].entry("Info"), info[1].entry("Info"));
    for key in comparison.different_keys(&old_root, &new_root, &OWN_RULES) {
        if METADATA.iter().any(|name| name.as_bytes() == key) {
            has_metadata = true;
        } else {
            changes.push(Change::other(place(&["Root"], &key)));
        }
    }
    if has_metadata {
        changes.push(Change::of(ChangeKind::Metadata));
    }
    if !comparison.is_same(b"DSS", old_root.entry("DSS"), new_root.entry("DSS")) {
        changes.push(Change::of(ChangeKind::SecurityStore));
    }
    let old_form = old.dictionary(old_root.entry("AcroForm"));
    let new_form = new.dictionary(new_root.entry("AcroForm"));
    for key in comparison.different_keys(&old_form, &new_form, &FORM_OWN_RULES) {
        // A default that was not there gives no field another look.
        let is_default = DEFAULTS.iter().any(|name| name.as_bytes() == key);
        if !(is_default && *old_form.get(&key) == Value::Null) {
            changes.push(Change::other(place(&["Root", "AcroForm"], &key)));
        }
    }
    compare_resources(comparison, [&old_form, &new_form], changes);
}

/// Compares `/DR` of the form: each resource of the old one has to be there as it was.
fn compare_resources(
    comparison: &mut Comparison<'_, '_>,
    [old_form, new_form]: [&Dictionary; 2],
    changes: &mut Vec<Change>,
) {
    let old = comparison.old.dictionary(old_form.entry("DR"));
    let new = comparison.new.dictionary(new_form.entry("DR"));
    for (category, resources) in old.entries() {
        let of_new = comparison.new.dictionary(new.get(category));
        let of_old = comparison.old.resolved(resources);
        let is_same = match of_old.as_dictionary() {
            Some(of_old) => {
                let mut entries = of_old.entries();
                entries.all(|(name, value)| comparison.is_same(name, value, of_new.get(name)))
            }
            None => comparison.is_same(category, resources, new.get(category)),
        };
        if !is_same {
            changes.push(Change::other(place(&["Root", "AcroForm", "DR"], category)));
        }
    }
}

/// Returns a place in the file for display: `/Root/Names`.
pub(super) fn place(path: &[&str], key: &[u8]) -> String {
    let mut place = String::new();
    for part in path {
        place.push('/');
        place.push_str(part);
    }
    place.push('/');
    // A name of a file can hold anything; what no reader needs is left out.
    let key = String::from_utf8_lossy(key);
    place.extend(key.chars().filter(|c| !c.is_control()).take(64));
    place
}
