//! The status of certificates by CRLs and OCSP responses, against OpenSSL.

#![cfg(feature = "verify")]

mod budget;
mod deltas;
mod hostile;
mod openssl;
mod pointers;
mod responders;
#[path = "../revocation_fixtures/mod.rs"]
mod revocation_fixtures;
mod times;

use iamsmart::asn1::Time;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::{
    Budget, Crl, OcspResponse, OutOfScope, ProblemKind, RevocationChecker, RevocationData,
    RevocationPolicy, RevocationStatus,
};
use revocation_fixtures::{Objects, folder, judge};

/// 2026-06-01T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_780_272_000);

/// Minimum number of cases, and of those that OpenSSL's tools can check.
const CASES: usize = 220;

/// Returns the rows of a table, at least `least`.
fn rows(file: &str, least: usize) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(format!("{}/{file}", folder())).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<Vec<String>> = lines
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect();
    assert!(rows.len() >= least, "{file} has {} rows", rows.len());
    rows
}

/// Returns 'good', 'revoked keyCompromise 2025-03-01', or the reason why there is no status and the
/// problem of each source.
fn summary(status: &RevocationStatus) -> String {
    match status {
        RevocationStatus::Good(good) => {
            let later = good.later.map(|entry| {
                let date = entry.revocation_date.to_string();
                format!(", later {} {}", entry.reason.as_str(), &date[..10])
            });
            let duties = good.duties.iter().map(|duty| match &duty.kind {
                ProblemKind::CrlDefect(defect) => format!(" {defect:?}"),
                ProblemKind::OcspDefect(defect) => format!(" {defect:?}"),
                kind => panic!("{kind:?} is no duty"),
            });
            let duties: String = duties.collect();
            format!("good{}{duties}", later.unwrap_or_default())
        }
        RevocationStatus::Revoked(revoked) => {
            let date = revoked.entry.revocation_date.to_string();
            format!("revoked {} {}", revoked.entry.reason.as_str(), &date[..10])
        }
        RevocationStatus::Undetermined(undetermined) => {
            let problems = undetermined
                .problems
                .iter()
                .map(|problem| match &problem.kind {
                    ProblemKind::Stale(_) => "Stale".to_owned(),
                    ProblemKind::AfterExpiry(_) => "AfterExpiry".to_owned(),
                    ProblemKind::CrlOutOfScope(OutOfScope::DistributionPoint {
                        of_crl,
                        of_certificate,
                    }) => format!("OutOfScope({of_crl:?}, {of_certificate:?})"),
                    ProblemKind::CrlSomeReasons(reasons) => {
                        format!("CrlSomeReasons({})", reasons.names().join("+"))
                    }
                    kind => format!("{kind:?}"),
                });
            let problems: Vec<_> = problems.collect();
            format!("{:?} {}", undetermined.reason, problems.join(" "))
                .trim()
                .to_owned()
        }
    }
}

fn status(objects: &Objects, row: &[String]) -> String {
    let [_, subject, issuer, others, crls, responses, ..] = row else {
        panic!("{row:?}");
    };
    let [root, subject, issuer] =
        ["root", subject, issuer].map(|name| objects.der("certificates", name));
    let others = objects.all("certificates", others);
    let crls = objects.all("crls", crls);
    let responses = objects.all("ocsp", responses);

    let [root, subject, issuer] =
        [&root, &subject, &issuer].map(|der| Certificate::parse("certificate", der).unwrap());
    let read = |der| Certificate::parse("other", der).unwrap();
    let others: Vec<_> = others.iter().map(|der| read(der)).collect();
    let crls: Vec<_> = crls
        .iter()
        .map(|der| Crl::parse("crl", der).unwrap())
        .collect();
    let read = |der| OcspResponse::parse("response", der).unwrap();
    let responses: Vec<_> = responses.iter().map(|der| read(der)).collect();
    let sources = RevocationData {
        crls: &crls,
        ocsp_responses: &responses,
        certificates: [&root, &issuer].into_iter().chain(&others).collect(),
    };
    summary(&judge(&sources, VALIDATION_TIME, &root, &subject)[0])
}

/// Returns the status of `person` by one CRL or one response, at a time and with a budget.
fn person_at(crl: &str, response: &str, time: Time, budget: Budget) -> String {
    let objects = Objects::read();
    let issuer = objects.der("certificates", "issuing");
    let subject = objects.der("certificates", "person");
    let [issuer, subject] =
        [&issuer, &subject].map(|der| Certificate::parse("certificate", der).unwrap());
    let crls = objects.all("crls", crl);
    let crls: Vec<_> = crls
        .iter()
        .map(|der| Crl::parse("crl", der).unwrap())
        .collect();
    let responses = objects.all("ocsp", response);
    let read = |der| OcspResponse::parse("response", der).unwrap();
    let responses: Vec<_> = responses.iter().map(|der| read(der)).collect();
    let sources = RevocationData {
        crls: &crls,
        ocsp_responses: &responses,
        certificates: vec![&issuer],
    };
    let nobody = |_: &Certificate<'_>, _: Time, _: &mut Budget| Err(ProblemKind::SignerPath);
    let policy = RevocationPolicy::at(time);
    let mut judge = RevocationChecker::new(&sources, policy, &nobody, budget);
    summary(&judge.status(&subject, &issuer))
}

#[test]
fn every_case_is_as_the_table_says() {
    let objects = Objects::read();
    let mut wrong = Vec::new();
    for row in rows("cases.tsv", CASES) {
        let found = status(&objects, &row);
        if found != row[6] {
            wrong.push(format!("{}\t{found}", row[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
