//! What a signature field asks of its signature: which fields it locks, which changes it allows, how it
//! is encoded (ISO 32000-2 §12.7.5.5, §12.8.2).

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use hayro_syntax::object::{self, Array, Dict, Name, Object};

use crate::pdf::prepare::sub_filter::SubFilter;
use crate::pdf::text::text_of;

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
    pub(super) fn holds(&self, name: &str) -> bool {
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
    let name = sub_filter.name();
    let mut allowed = allowed.iter::<Object<'_>>();
    let is_allowed = allowed.any(|one| one.into_name().is_some_and(|one| *one == *name));
    (required & SUB_FILTER_REQUIRED != 0 && !is_allowed)
        .then(|| "asks for another 'subFilter'".to_owned())
}
