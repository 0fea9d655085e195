//! What earlier signatures allow, and what this one does (ISO 32000-2 §12.8.2).

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use hayro_syntax::object::{self, Array, Dict, Name, Object};
use pdf_writer::Ref;

use crate::pdf::dictionary::{changed, primitive};
use crate::pdf::file::PdfFile;
use crate::pdf::prepare::field::Target;
use crate::pdf::prepare::{Options, SubFilter};
use crate::pdf::text::text_of;
use crate::{Error, Result};

/// `/P` of DocMDP (Table 257): what may be changed after a certification.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Permissions {
    /// 1: nothing.
    Nothing,
    /// 2: forms are filled in, and signed.
    Forms,
    /// 3: annotations too.
    Annotations,
}

impl Permissions {
    /// Reads the number.
    #[must_use]
    pub fn of(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::Nothing),
            2 => Some(Self::Forms),
            3 => Some(Self::Annotations),
            _ => None,
        }
    }

    pub(super) fn number(self) -> i32 {
        match self {
            Self::Nothing => 1,
            Self::Forms => 2,
            Self::Annotations => 3,
        }
    }
}

/// `/Action` (Table 236, Table 258).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Action {
    All,
    Include,
    Exclude,
}

impl Action {
    pub(super) fn name(self) -> &'static [u8] {
        match self {
            Self::All => b"All",
            Self::Include => b"Include",
            Self::Exclude => b"Exclude",
        }
    }
}

/// Fields that must not change once a field is signed (Table 236), and those that a signature says
/// must not (Table 258).
#[derive(Clone, Debug)]
pub(super) struct Lock {
    pub(super) action: Action,
    pub(super) fields: Vec<String>,
    pub(super) permissions: Option<Permissions>,
}

impl Lock {
    /// Reads a lock or the parameters of FieldMDP. What is not understood locks every field.
    pub(super) fn read(dict: &Dict<'_>) -> Self {
        let action = match dict.get::<Name<'_>>(b"Action").as_deref() {
            Some(b"Include") => Action::Include,
            Some(b"Exclude") => Action::Exclude,
            _ => Action::All,
        };
        let names = dict.get::<Array<'_>>(b"Fields");
        let names = names
            .into_iter()
            .flat_map(|names| names.iter::<object::String<'_>>());
        let permissions = dict.get::<i32>(b"P");
        Self {
            action,
            fields: names.map(|name| text_of(name.as_bytes())).collect(),
            permissions: permissions.and_then(|number| Permissions::of(number.into())),
        }
    }

    /// Returns true if the field, or one above it, is locked.
    fn holds(&self, name: &str) -> bool {
        let named = self.fields.iter().any(|field| {
            let below = name.strip_prefix(field.as_str());
            below.is_some_and(|below| below.is_empty() || below.starts_with('.'))
        });
        match self.action {
            Action::All => true,
            Action::Include => named,
            Action::Exclude => !named,
        }
    }
}

/// What the signatures of a file say.
#[derive(Default)]
struct Earlier {
    signatures: usize,
    is_certified: bool,
    permissions: Vec<Permissions>,
    locks: Vec<Lock>,
}

/// Checks that the earlier signatures stay what they are.
///
/// # Errors
/// [`Error::PdfChangeForbidden`].
pub(super) fn check(file: &PdfFile, target: &Target<'_>, options: &Options) -> Result<()> {
    let earlier = Earlier::of(file);
    if options.permissions.is_some() && (earlier.signatures > 0 || earlier.is_certified) {
        // §12.8.2.2.1
        return Err(forbidden(
            "it is signed already, and a certification has to be the first signature",
        ));
    }
    // A document time-stamp and what goes with it is no change (ETSI EN 319 142-1 §5.4.3, ISO
    // 32000-2 Table 257).
    if options.sub_filter == SubFilter::Timestamp {
        return Ok(());
    }
    if earlier.permissions.contains(&Permissions::Nothing) {
        return Err(forbidden("a signature of it allows no changes at all"));
    }
    let is_new = matches!(target, Target::New(_));
    if earlier.is_certified && is_new && options.appearance.is_some() {
        return Err(forbidden(
            "it is certified: a new field may only be signed invisibly, without 'appearance'",
        ));
    }
    if earlier.locks.iter().any(|lock| lock.holds(target.name())) {
        return Err(forbidden("a signature of it locks the field"));
    }
    Ok(())
}

fn forbidden(reason: &'static str) -> Error {
    Error::PdfChangeForbidden { reason }
}

impl Earlier {
    fn of(file: &PdfFile) -> Self {
        let mut earlier = Self::default();
        let certification = file.catalog().get::<Dict<'_>>(b"Perms");
        if let Some(signature) = certification.and_then(|perms| perms.get::<Dict<'_>>(b"DocMDP")) {
            earlier.is_certified = true;
            earlier.read(&signature);
        }
        for field in file.fields() {
            if !field.is_signature || !field.has_value() {
                continue;
            }
            earlier.signatures += 1;
            if let Some(signature) = field.dict.get::<Dict<'_>>(b"V") {
                earlier.read(&signature);
            }
            if let Some(lock) = field.dict.get::<Dict<'_>>(b"Lock") {
                let lock = Lock::read(&lock);
                earlier.permissions.extend(lock.permissions);
                earlier.locks.push(lock);
            }
        }
        earlier
    }

    fn read(&mut self, signature: &Dict<'_>) {
        let references = signature.get::<Array<'_>>(b"Reference");
        let references = references
            .into_iter()
            .flat_map(|all| all.iter::<Dict<'_>>());
        for reference in references {
            let parameters = reference
                .get::<Dict<'_>>(b"TransformParams")
                .unwrap_or_default();
            match reference.get::<Name<'_>>(b"TransformMethod").as_deref() {
                Some(b"DocMDP") => {
                    let number = parameters.get::<i32>(b"P");
                    // Table 257: the default is 2.
                    let permissions = number.map_or(Some(Permissions::Forms), |number| {
                        Permissions::of(number.into())
                    });
                    self.permissions.extend(permissions);
                }
                Some(b"FieldMDP") => self.locks.push(Lock::read(&parameters)),
                _ => {}
            }
        }
    }
}

/// Returns the permissions dictionary with the certification, as written (§12.8.6).
pub(super) fn certified_by(file: &PdfFile, signature: Ref) -> Vec<u8> {
    let perms = file.catalog().get::<Dict<'_>>(b"Perms").unwrap_or_default();
    changed(&perms, &[(b"DocMDP", Some(primitive(signature)))])
}

/// Returns the lock of a field.
pub(super) fn lock_of(dict: &Dict<'_>) -> Option<Lock> {
    dict.get::<Dict<'_>>(b"Lock").map(|lock| Lock::read(&lock))
}

/// Returns why a field cannot be signed as asked for (seed values, Table 237); `None` if it can.
pub(super) fn unmet_seed(dict: &Dict<'_>, sub_filter: SubFilter) -> Option<String> {
    const SUB_FILTER_REQUIRED: i32 = 1 << 1;

    let seed = dict.get::<Dict<'_>>(b"SV")?;
    let required = seed.get::<i32>(b"Ff").unwrap_or_default();
    let allowed = seed.get::<Array<'_>>(b"SubFilter")?;
    let name: &[u8] = match sub_filter {
        SubFilter::Pkcs7Detached => b"adbe.pkcs7.detached",
        SubFilter::CadesDetached => b"ETSI.CAdES.detached",
        SubFilter::Timestamp => b"ETSI.RFC3161",
    };
    let mut allowed = allowed.iter::<Object<'_>>();
    let is_allowed = allowed.any(|one| one.into_name().is_some_and(|one| *one == *name));
    (required & SUB_FILTER_REQUIRED != 0 && !is_allowed)
        .then(|| "asks for another 'subFilter'".to_owned())
}
