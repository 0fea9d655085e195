//! Signed certificate timestamps (RFC 6962 §3.3).

use alloc::string::ToString as _;
use alloc::vec::Vec;

use x509_parser::extensions::SignedCertificateTimestamp;

use crate::asn1::Time;
use crate::inspection::field::{Field, listed};
use crate::inspection::title::Title;

/// Returns a field for each timestamp.
pub(super) fn timestamps(timestamps: &[SignedCertificateTimestamp<'_>]) -> Vec<Field> {
    listed(timestamps, |timestamp| {
        let time = i64::try_from(timestamp.timestamp).unwrap_or(i64::MAX);
        let signature = &timestamp.signature;
        // RFC 5246 §7.4.1.4.1 numbers hashes and signatures.
        let algorithm = [signature.hash_alg_id, signature.sign_alg_id].map(|id| id.to_string());
        let mut parts = Vec::from([
            Field::number(
                "version",
                Title::Version,
                u32::from(timestamp.version.0) + 1,
            ),
            Field::octets("logID", Title::LogId, timestamp.id.key_id),
            Field::text("timestamp", Title::LogTime, Time::from_unix_ms(time).text()),
            Field::text(
                "algorithm",
                Title::LogSignatureAlgorithm,
                algorithm.join("."),
            ),
            Field::octets("signature", Title::SignatureValue, signature.data),
        ]);
        if !timestamp.extensions.0.is_empty() {
            let extensions = timestamp.extensions.0;
            parts.push(Field::octets("extensions", Title::Extensions, extensions));
        }
        Field::group("signedCertificateTimestamp", Title::Timestamp, parts)
    })
}
