//! The checks of a report that are about the file. The verdict on the signature itself, and on its
//! certificate, is that on its CMS message.

use alloc::string::String;
use alloc::vec::Vec;

use crate::pdf::changes::{Change, ChangeKind};
use crate::pdf::revision::Flaw;
use crate::pdf::signatures::{Format, PdfSignature};
use crate::pdf::signed_range::RangeDefect;
use crate::report::check::SubIndication;
use crate::report::rule::Rule;
use crate::report::sentence::pdf::{ChangeDetail, FlawDetail, PdfDetail, RangeDetail};
use crate::report::{Checks, Detail};

/// Number of changes that a sentence names.
const MAX_NAMED: usize = 10;

/// The signature of another format, or what follows one, is not what is judged.
const UNCLEAR: SubIndication = SubIndication::SigConstraintsFailure;

/// Whether a change may follow a signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Allowance {
    /// It may: what was signed is what a reader sees.
    Allowed,
    /// The signer, or whoever certified the file, does not allow it.
    Forbidden,
    /// Nobody allowed it, or it may hide what was signed.
    Unclear,
}

impl PdfSignature {
    /// Returns the checks. `is_passed` says whether the verdict on every signature of a field of
    /// [`depends_on`](Self::depends_on) is TOTAL-PASSED.
    #[must_use]
    pub fn checks(&self, is_passed: &dyn Fn(&str) -> bool) -> Checks {
        let mut checks = Checks::default();
        self.check_file(&mut checks);
        self.check_byte_range(&mut checks);
        match &self.format {
            Format::Cms => checks.passed(Rule::PdfFormat, PdfDetail::FormatCms),
            Format::TimeStamp => checks.passed(Rule::PdfFormat, PdfDetail::FormatTimeStamp),
            Format::Other(name) => {
                let name = name.clone();
                checks.indeterminate(Rule::PdfFormat, UNCLEAR, PdfDetail::FormatOther { name });
            }
        }
        self.check_changes(&mut checks, is_passed);
        checks
    }

    /// Returns the checks of a signature whose message cannot be read.
    #[must_use]
    pub fn checks_without_message(&self) -> Checks {
        let mut checks = self.checks(&|_| false);
        let reason = SubIndication::FormatFailure;
        checks.failed(Rule::CmsMessage, reason, PdfDetail::MessageUnreadable);
        checks
    }

    fn check_file(&self, checks: &mut Checks) {
        const RULE: Rule = Rule::PdfFile;
        let why = match self.flaw {
            None => {
                let revisions = self.revisions;
                return checks.passed(RULE, PdfDetail::FileSound { revisions });
            }
            Some(Flaw::Limit { what }) => {
                return checks.indeterminate(
                    RULE,
                    UNCLEAR,
                    PdfDetail::FileTooLarge { what: what.into() },
                );
            }
            Some(Flaw::Header) => FlawDetail::Header,
            Some(Flaw::Twice { number }) => FlawDetail::Twice { number },
            Some(Flaw::Object { number }) => FlawDetail::Object { number },
            Some(Flaw::Rest { offset }) => FlawDetail::Rest { offset },
            Some(Flaw::Tail) => FlawDetail::Tail,
        };
        checks.indeterminate(RULE, UNCLEAR, PdfDetail::FileFlawed { why: why.into() });
    }

    fn check_byte_range(&self, checks: &mut Checks) {
        const RULE: Rule = Rule::PdfByteRange;
        let why = match &self.byte_range {
            Ok(_) => {
                let revisions = self.revisions;
                return checks.passed(
                    RULE,
                    match self.revision {
                        Some(revision) => PdfDetail::RangeCovers {
                            revision,
                            revisions,
                        },
                        None => PdfDetail::RangeOfOther,
                    },
                );
            }
            Err(RangeDefect::Form) => RangeDetail::Form,
            Err(RangeDefect::Start) => RangeDetail::Start,
            Err(RangeDefect::Bounds) => RangeDetail::Bounds,
            Err(RangeDefect::Contents) => RangeDetail::Contents,
            Err(RangeDefect::Gap) => RangeDetail::Gap,
            Err(RangeDefect::Twice) => RangeDetail::Twice,
            Err(RangeDefect::End) => RangeDetail::End,
            Err(RangeDefect::Revision) => RangeDetail::Revision,
        };
        let reason = SubIndication::FormatFailure;
        checks.failed(RULE, reason, PdfDetail::RangeDefective { why: why.into() });
    }

    fn check_changes(&self, checks: &mut Checks, is_passed: &dyn Fn(&str) -> bool) {
        const RULE: Rule = Rule::PdfChanges;
        if self.byte_range.is_err() {
            return checks.skipped(RULE, PdfDetail::ChangesUnknown);
        }
        if self.changes.is_empty() {
            return checks.passed(RULE, PdfDetail::ChangesNone);
        }
        let of = |allowance| {
            let changes = self.changes.iter();
            let changes = changes.filter(|change| self.allowance(change, is_passed) == allowance);
            named(&changes.collect::<Vec<_>>())
        };
        let forbidden = of(Allowance::Forbidden);
        let unclear = of(Allowance::Unclear);
        if !forbidden.is_empty() {
            let detail = PdfDetail::ChangesForbidden { what: forbidden };
            checks.indeterminate(RULE, UNCLEAR, detail);
        } else if !unclear.is_empty() {
            let detail = PdfDetail::ChangesUnclear { what: unclear };
            checks.indeterminate(RULE, UNCLEAR, detail);
        } else {
            checks.passed(
                RULE,
                PdfDetail::ChangesAllowed {
                    what: of(Allowance::Allowed),
                },
            );
        }
    }

    /// Returns whether a change may follow the signature (ISO 32000-2 §12.8.2.2, §12.8.2.4).
    #[must_use]
    pub fn allowance(&self, change: &Change, is_passed: &dyn Fn(&str) -> bool) -> Allowance {
        let doc_mdp = self.permissions.doc_mdp;
        let field = change.field.as_deref().unwrap_or_default();
        let is_locked = || self.permissions.locks(field);
        match &change.kind {
            ChangeKind::Metadata | ChangeKind::SecurityStore | ChangeKind::TimeStamp => {
                Allowance::Allowed
            }
            ChangeKind::Signature {
                is_new_field,
                is_visible,
                is_signed,
            } => {
                // An empty place that nobody sees is of no matter, whoever certified the file.
                if !is_visible && !is_signed {
                    return Allowance::Allowed;
                }
                if doc_mdp == Some(1) || is_locked() {
                    return Allowance::Forbidden;
                }
                // Signing is allowed; a new place on a page, over anything, is not what was certified.
                let is_clear = match (is_visible, doc_mdp) {
                    (false, _) => true,
                    (true, Some(_)) => !is_new_field,
                    (true, None) => *is_signed && is_passed(field),
                };
                if is_clear {
                    Allowance::Allowed
                } else {
                    Allowance::Unclear
                }
            }
            ChangeKind::FormFilling {
                had_value,
                may_cover,
            } => {
                if doc_mdp == Some(1) || is_locked() {
                    return Allowance::Forbidden;
                }
                // Without certification nobody has said that what was signed may say something else.
                let is_other_text = doc_mdp.is_none() && (*had_value || *may_cover);
                if is_other_text {
                    Allowance::Unclear
                } else {
                    Allowance::Allowed
                }
            }
            ChangeKind::Annotation { is_harmless, .. } => match (doc_mdp, is_harmless) {
                (Some(1 | 2), _) => Allowance::Forbidden,
                (Some(_), true) => Allowance::Allowed,
                _ => Allowance::Unclear,
            },
            ChangeKind::Other { .. } => Allowance::Unclear,
        }
    }
}

fn named(changes: &[&Change]) -> Vec<Detail> {
    let mut parts: Vec<Detail> = changes
        .iter()
        .take(MAX_NAMED)
        .map(|change| change.detail())
        .collect();
    if changes.len() > MAX_NAMED {
        parts.push(
            ChangeDetail::More {
                count: changes.len() - MAX_NAMED,
            }
            .into(),
        );
    }
    parts
}

impl Change {
    /// Returns the change as a part of a sentence.
    #[must_use]
    pub fn detail(&self) -> Detail {
        let field = shown(self.field.as_deref().unwrap_or_default());
        let detail = match &self.kind {
            ChangeKind::Metadata => ChangeDetail::Metadata,
            ChangeKind::SecurityStore => ChangeDetail::SecurityStore,
            ChangeKind::TimeStamp => ChangeDetail::TimeStamp { field },
            ChangeKind::Signature {
                is_signed: false, ..
            } => ChangeDetail::EmptyField { field },
            ChangeKind::Signature {
                is_visible: false, ..
            } => ChangeDetail::Signature { field },
            ChangeKind::Signature { .. } => match self.page {
                Some(page) => ChangeDetail::SignatureOnPage { field, page },
                None => ChangeDetail::SignatureElsewhere { field },
            },
            ChangeKind::FormFilling {
                had_value: false, ..
            } => ChangeDetail::Filled { field },
            ChangeKind::FormFilling {
                had_value: true, ..
            } => ChangeDetail::Replaced { field },
            ChangeKind::Annotation { subtype, .. } => {
                let page = self.page.unwrap_or_default();
                ChangeDetail::Annotation {
                    subtype: shown(subtype),
                    page,
                }
            }
            ChangeKind::Other { .. } if self.field.is_some() => ChangeDetail::FieldOther { field },
            ChangeKind::Other { place } => ChangeDetail::Other {
                place: place.clone(),
            },
        };
        detail.into()
    }
}

/// Returns a text of the file as a report may show it.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(64).collect()
}
