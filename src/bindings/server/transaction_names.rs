//! Names in records of transactions.

use crate::bindings::tsify;
use crate::transaction::{self, Step, Task};
use crate::wire;

names! {
    /// What a request asks the user for.
    pub enum RequestKind {
        /// Profile fields.
        Profile = "profile",
        /// Fields of a form.
        FormFilling = "form-filling",
        /// A signature over a digest.
        Signing = "signing",
        /// A signature over a PDF.
        PdfSigning = "pdf-signing",
        /// Signatures over several documents.
        BulkSigning = "bulk-signing",
        /// A new authentication.
        StepUp = "step-up",
    }
}

names! {
    /// Stage of a transaction.
    pub enum RecordStage {
        /// The user has not responded.
        Pending = "pending",
        /// All callbacks have arrived.
        Arrived = "arrived",
        /// The outcome is known.
        Settled = "settled",
        /// The outcome was handed over.
        Taken = "taken",
        /// The time is over and a callback is missing.
        Expired = "expired",
    }
}

names! {
    /// What became of a result.
    pub enum ArrivedAs {
        /// Kept until it is taken.
        Accepted = "accepted",
        /// There is a result already.
        Repeated = "repeated",
        /// The time is over.
        Late = "late",
        /// Not a result of this request.
        Mismatched = "mismatched",
    }
}

names! {
    /// What came of a request.
    pub enum SettledAs {
        /// The user let the fields flow, or passed a step-up.
        Filled = "filled",
        /// The signature holds.
        Signed = "signed",
        /// What came back is not a valid signature over what was asked.
        Rejected = "rejected",
        /// The user refused or did not respond, or the gateway reports an error.
        Refused = "refused",
        /// Nothing arrived in time.
        Expired = "expired",
        /// The user gave the request up.
        Withdrawn = "withdrawn",
        /// The signature could not be decided.
        Undecided = "undecided",
        /// The gateway did not take the request.
        Failed = "failed",
    }
}

names! {
    /// Why a signature was rejected.
    pub enum RejectedFor {
        /// It is over another digest than was sent.
        Digest = "digest",
        /// It was made with another algorithm than was asked for.
        Algorithm = "algorithm",
        /// Its time is before the request or after its arrival.
        Time = "time",
        /// Its verdict is TOTAL-FAILED, or it cannot be read.
        Signature = "signature",
    }
}

names! {
    /// Verdict on a signature.
    pub enum JudgedAs {
        /// TOTAL-PASSED.
        Signed = "signed",
        /// INDETERMINATE.
        Undecided = "undecided",
        /// Over another digest.
        Digest = "digest",
        /// With another algorithm.
        Algorithm = "algorithm",
        /// At another time.
        Time = "time",
        /// TOTAL-FAILED, or unreadable.
        Signature = "signature",
    }
}

names! {
    /// What to do now. The last three tell the gateway.
    pub enum NextStep {
        /// Nothing yet.
        Wait = "wait",
        /// Verify the signature.
        Verify = "verify",
        /// Fetch a time-stamp for the signature.
        Timestamp = "timestamp",
        /// Tell the e-service.
        Tell = "tell",
        /// Accepted.
        Accepted = "SR001",
        /// Rejected.
        Rejected = "SR002",
        /// Not received.
        NotReceived = "SR003",
    }
}

impl From<JudgedAs> for transaction::Verdict {
    fn from(verdict: JudgedAs) -> Self {
        use transaction::Reason;
        match verdict {
            JudgedAs::Signed => Self::Signed,
            JudgedAs::Undecided => Self::Undecided,
            JudgedAs::Digest => Self::Rejected(Reason::Digest),
            JudgedAs::Algorithm => Self::Rejected(Reason::Algorithm),
            JudgedAs::Time => Self::Rejected(Reason::Time),
            JudgedAs::Signature => Self::Rejected(Reason::Signature),
        }
    }
}

impl From<Step> for NextStep {
    fn from(step: Step) -> Self {
        use wire::SigningOutcome as Says;
        match step {
            Step::Wait => Self::Wait,
            Step::Do(Task::Verify) => Self::Verify,
            Step::Do(Task::Timestamp) => Self::Timestamp,
            Step::Do(Task::Tell) => Self::Tell,
            Step::Do(Task::Acknowledge(Says::Accepted)) => Self::Accepted,
            Step::Do(Task::Acknowledge(Says::Rejected)) => Self::Rejected,
            Step::Do(Task::Acknowledge(Says::NotReceived)) => Self::NotReceived,
        }
    }
}

same_variants!(RequestKind => transaction::Kind { Profile FormFilling Signing PdfSigning BulkSigning StepUp });
same_variants!(transaction::Kind => RequestKind { Profile FormFilling Signing PdfSigning BulkSigning StepUp });
same_variants!(transaction::Stage => RecordStage { Pending Arrived Settled Taken Expired });
same_variants!(transaction::Arrival => ArrivedAs { Accepted Repeated Late Mismatched });
same_variants!(transaction::Outcome => SettledAs { Filled Signed Rejected Refused Expired Withdrawn Undecided Failed });
same_variants!(SettledAs => transaction::Outcome { Filled Signed Rejected Refused Expired Withdrawn Undecided Failed });
same_variants!(transaction::Reason => RejectedFor { Digest Algorithm Time Signature });
