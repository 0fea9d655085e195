//! Revocation status along a path that is built by names and signatures alone.

#![allow(dead_code, reason = "each test uses some of it")]

use iamsmart::asn1::Time;
use iamsmart::encoding::from_base64;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::{
    Budget, ProblemKind, RevocationChecker, RevocationData, RevocationPolicy, RevocationStatus,
};
use iamsmart::pki::signature::Signed;
use serde_json::Value;

/// Returns the folder of the fixtures.
pub(crate) fn folder() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/revocation")
}

/// The certificates, CRLs and OCSP responses of tests/fixtures/revocation.
pub(crate) struct Objects(Value);

impl Objects {
    pub(crate) fn read() -> Self {
        let text = std::fs::read(format!("{}/objects.json", folder())).unwrap();
        Self(serde_json::from_slice(&text).unwrap())
    }

    pub(crate) fn der(&self, kind: &str, name: &str) -> Vec<u8> {
        let text = self.0[kind][name].as_str();
        from_base64(name, text.unwrap_or_else(|| panic!("{kind} {name}"))).unwrap()
    }

    pub(crate) fn all(&self, kind: &str, names: &str) -> Vec<Vec<u8>> {
        let names = names.split(' ').filter(|name| *name != "-");
        names.map(|name| self.der(kind, name)).collect()
    }
}

/// Returns the status of `subject` and of every certificate between it and `anchor`.
pub(crate) fn judge<'s, 'a>(
    sources: &'s RevocationData<'s, 'a>,
    time: Time,
    anchor: &'s Certificate<'a>,
    subject: &'s Certificate<'a>,
) -> Vec<RevocationStatus> {
    let path_of = |signer: &'s Certificate<'a>, _: Time, _: &mut Budget| {
        path(&[signer], anchor, &sources.certificates).ok_or(ProblemKind::SignerPath)
    };
    let policy = RevocationPolicy::at(time);
    let mut judge = RevocationChecker::new(sources, policy, &path_of, Budget::default());
    let path = path(&[subject], anchor, &sources.certificates).unwrap_or_default();
    let from_anchor = path.windows(2).rev();
    let mut found: Vec<_> = from_anchor
        .map(|pair| judge.status(pair[0], pair[1]))
        .collect();
    found.reverse();
    found
}

fn path<'s, 'a>(
    so_far: &[&'s Certificate<'a>],
    anchor: &'s Certificate<'a>,
    among: &[&'s Certificate<'a>],
) -> Option<Vec<&'s Certificate<'a>>> {
    let last = *so_far.last()?;
    let issued_by = |issuer: &Certificate<'a>| {
        last.names_as_issuer(issuer) && matches!(last.verify_signature(issuer), Signed::Yes { .. })
    };
    if issued_by(anchor) {
        return Some([so_far, &[anchor]].concat());
    }
    among.iter().find_map(|&issuer| {
        let is_new = so_far.iter().all(|known| !known.is_same_entity(issuer));
        if !is_new || !issued_by(issuer) {
            return None;
        }
        path(&[so_far, &[issuer]].concat(), anchor, among)
    })
}

/// Returns the DER of the only PEM block of a string.
pub(crate) fn pem(text: &str) -> Vec<u8> {
    let body: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    from_base64("pem", &body).unwrap()
}

/// Parses '2024-01-01T00:00:00+00:00'.
pub(crate) fn time(text: &str) -> Time {
    let number = |from: usize, to: usize| text[from..to].parse::<i64>().unwrap();
    assert!(text.ends_with("+00:00") || text.ends_with('Z'), "{text}");
    Time::from_utc(
        [number(0, 4), number(5, 7), number(8, 10)],
        [number(11, 13), number(14, 16), number(17, 19)],
    )
    .unwrap()
}
