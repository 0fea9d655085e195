//! Sentences about signatures and public keys.

use alloc::string::String;

use crate::pki::signature::key_problem::{KeyFlaw, KeyLimit, KeyProblem};
use crate::pki::signature::outcome::{Mismatch, Undecided};
use crate::pki::signature::rsa_key::{MAX_EXPONENT_BITS, MAX_MODULUS_BITS, MIN_MODULUS_BITS};
use crate::report::sentence::{Detail, details};

details! {
    /// Reasons why a signature is invalid or could not be verified.
    SignedDetail:
    Refused { algorithm: &'static str } =>
        "The signature's algorithm is {algorithm}, which is never trusted: its hash is broken, so that \
         one signature fits other data too. Whether this signature fits is not checked.",
        "簽署的演算法是 {algorithm}；其雜湊函數已被破解，同一簽署可符合其他資料，因此絕不可信。\
         此簽署是否相符不作檢查。",
        "签名的算法是 {algorithm}；其哈希函数已被破解，同一签名可符合其他数据，因此绝不可信。\
         此签名是否相符不作检查。";
    KeyKind { algorithm: &'static str, key: &'static str } =>
        "The signature was made with {algorithm}, and the key is of another kind ({key}).",
        "簽署以 {algorithm} 作出，但密碼匙屬於另一種類（{key}）。",
        "签名以 {algorithm} 作出，但密钥属于另一种类（{key}）。";
    KeyParameters =>
        "The key is limited to other RSASSA-PSS parameters than the signature's (RFC 4055 §3.3).",
        "密碼匙只限用於與此簽署不同的 RSASSA-PSS 參數（RFC 4055 §3.3）。",
        "密钥只限用于与此签名不同的 RSASSA-PSS 参数（RFC 4055 §3.3）。";
    Length { expected: usize, actual: usize } =>
        "The signature has {actual} bytes, and one of this key has {expected} (RFC 8017 §8.2.2, RFC \
         8032 §5.1.7).",
        "簽署有 {actual} 個位元組，而此密碼匙的簽署應有 {expected} 個（RFC 8017 §8.2.2、RFC 8032 §5.1.7）。",
        "签名有 {actual} 个字节，而此密钥的签名应有 {expected} 个（RFC 8017 §8.2.2、RFC 8032 §5.1.7）。";
    OutOfRange =>
        "A number of the signature is beyond the key's modulus or order (RFC 8017 §5.2.2, FIPS 186-5 \
         §6.4.2, GB/T 32918.2 §7.1).",
        "簽署中的數字超出密碼匙的模數或階（RFC 8017 §5.2.2、FIPS 186-5 §6.4.2、GB/T 32918.2 §7.1）。",
        "签名中的数字超出密钥的模数或阶（RFC 8017 §5.2.2、FIPS 186-5 §6.4.2、GB/T 32918.2 §7.1）。";
    Encoding =>
        "The signature is not encoded as two numbers in DER (RFC 3279 §2.2.3, GB/T 35276 §7.3).",
        "簽署並非以 DER 編碼的兩個數字（RFC 3279 §2.2.3、GB/T 35276 §7.3）。",
        "签名并非以 DER 编码的两个数字（RFC 3279 §2.2.3、GB/T 35276 §7.3）。";
    Value =>
        "The signature was not made with this key, or what was signed was changed afterwards.",
        "簽署並非由此密碼匙作出，或被簽署的內容其後曾被更改。",
        "签名并非由此密钥作出，或被签名的内容其后曾被更改。";
    Algorithm { algorithm: &'static str } =>
        "The signature was made with {algorithm}, which is not processed in this version.",
        "簽署以 {algorithm} 作出，本版本不處理這種演算法。",
        "签名以 {algorithm} 作出，本版本不处理这种算法。";
    OtherAlgorithm { algorithm: String } =>
        "The signature's algorithm is {algorithm}, which is not processed in this version.",
        "簽署的演算法是 {algorithm}，本版本不處理。",
        "签名的算法是 {algorithm}，本版本不处理。";
    UnknownAlgorithm =>
        "The signature's algorithm identifier cannot be read.",
        "無法讀取簽署的演算法識別碼。",
        "无法读取签名的算法标识符。";
    Parameters { algorithm: &'static str } =>
        "The signature was made with {algorithm} and parameters that are not taken.",
        "簽署以 {algorithm} 作出，其參數不獲接受。",
        "签名以 {algorithm} 作出，其参数不被接受。";
    Key { kind: &'static str } =>
        "Keys of the kind {kind} are not processed in this version.",
        "本版本不處理 {kind} 類的密碼匙。",
        "本版本不处理 {kind} 类的密钥。";
    OtherKey { algorithm: String } =>
        "Keys of the algorithm {algorithm} are not processed in this version.",
        "本版本不處理演算法為 {algorithm} 的密碼匙。",
        "本版本不处理算法为 {algorithm} 的密钥。";
    OtherCurve { curve: String } =>
        "Keys on the elliptic curve {curve} are not processed in this version.",
        "本版本不處理橢圓曲線 {curve} 上的密碼匙。",
        "本版本不处理椭圆曲线 {curve} 上的密钥。";
    ModulusLimit { bits: usize, most: usize } =>
        "The RSA modulus has {bits} bits, and this version verifies with at most {most}.",
        "RSA 模數有 {bits} 位元，而本版本最多以 {most} 位元作驗證。",
        "RSA 模数有 {bits} 位，而本版本最多以 {most} 位作验证。";
    ExponentLimit { bits: usize, most: usize } =>
        "The RSA exponent has {bits} bits, and this version verifies with at most {most}.",
        "RSA 指數有 {bits} 位元，而本版本最多以 {most} 位元作驗證。",
        "RSA 指数有 {bits} 位，而本版本最多以 {most} 位作验证。";
    DigestOnly =>
        "Only a digest is at hand, and the algorithm signs the message itself or another digest.",
        "只有摘要可用，而該演算法簽署的是訊息本身或另一種摘要。",
        "只有摘要可用，而该算法签名的是消息本身或另一种摘要。";
}

details! {
    /// Reasons why a key is not trusted.
    KeyDetail:
    Parameters { standard: &'static str } =>
        "The parameters of the key's algorithm identifier are not what {standard} asks for.",
        "密碼匙演算法識別碼的參數不符合 {standard} 的要求。",
        "密钥算法标识符的参数不符合 {standard} 的要求。";
    ModulusLength { bits: usize, least: usize } =>
        "The RSA modulus has {bits} bits, and fewer than {least} are too weak (NIST SP 800-131A).",
        "RSA 模數有 {bits} 位元，少於 {least} 位元即強度不足（NIST SP 800-131A）。",
        "RSA 模数有 {bits} 位，少于 {least} 位即强度不足（NIST SP 800-131A）。";
    ModulusEven =>
        "The RSA modulus is even, so it is not one.",
        "RSA 模數是偶數，因此並非真正的模數。",
        "RSA 模数是偶数，因此并非真正的模数。";
    ExponentTooSmall { exponent: u64 } =>
        "The RSA exponent is {exponent}; at least 3 is accepted.",
        "RSA 指數是 {exponent}；最小可接受 3。",
        "RSA 指数是 {exponent}；最小可接受 3。";
    ExponentEven =>
        "The RSA exponent is even, so it is not one.",
        "RSA 指數是偶數，因此並非真正的指數。",
        "RSA 指数是偶数，因此并非真正的指数。";
    CurveNotNamed =>
        "The key's curve is spelled out or left out, not named (RFC 5480 §2.1.1).",
        "密碼匙的曲線並非以名稱指明（RFC 5480 §2.1.1）。",
        "密钥的曲线并非以名称指明（RFC 5480 §2.1.1）。";
    PointEncoding =>
        "The key is not encoded as a point of its curve (RFC 5480 §2.2, RFC 8032 §5.1.5).",
        "密碼匙並非以其曲線上一點的格式編碼（RFC 5480 §2.2、RFC 8032 §5.1.5）。",
        "密钥并非以其曲线上一点的格式编码（RFC 5480 §2.2、RFC 8032 §5.1.5）。";
    NotOnCurve =>
        "The key stands for no point of its curve.",
        "密碼匙並非其曲線上的一點。",
        "密钥并非其曲线上的一点。";
    SmallOrder =>
        "The key is a point of small order: under it a signature fits every message.",
        "密碼匙是一個低階點：任何訊息都會符合其簽署。",
        "密钥是一个低阶点：任何消息都会符合其签名。";
}

impl From<Mismatch> for Detail {
    fn from(mismatch: Mismatch) -> Self {
        let detail = match mismatch {
            Mismatch::KeyKind { algorithm, key } => SignedDetail::KeyKind { algorithm, key },
            Mismatch::KeyParameters => SignedDetail::KeyParameters,
            Mismatch::Length { expected, actual } => SignedDetail::Length { expected, actual },
            Mismatch::OutOfRange => SignedDetail::OutOfRange,
            Mismatch::Encoding => SignedDetail::Encoding,
            Mismatch::Value => SignedDetail::Value,
        };
        detail.into()
    }
}

impl From<Undecided> for Detail {
    fn from(undecided: Undecided) -> Self {
        let detail = match undecided {
            Undecided::Algorithm(algorithm) => SignedDetail::Algorithm { algorithm },
            Undecided::OtherAlgorithm(algorithm) => SignedDetail::OtherAlgorithm {
                algorithm: algorithm.text(),
            },
            Undecided::UnknownAlgorithm => SignedDetail::UnknownAlgorithm,
            Undecided::Parameters(algorithm) => SignedDetail::Parameters { algorithm },
            Undecided::Key(limit) => return limit.into(),
            Undecided::Digest => SignedDetail::DigestOnly,
        };
        detail.into()
    }
}

impl From<KeyLimit> for Detail {
    fn from(limit: KeyLimit) -> Self {
        let detail = match limit {
            KeyLimit::Kind(kind) => SignedDetail::Key { kind },
            KeyLimit::Algorithm(algorithm) => SignedDetail::OtherKey {
                algorithm: algorithm.text(),
            },
            KeyLimit::Curve(curve) => SignedDetail::OtherCurve {
                curve: curve.text(),
            },
            KeyLimit::ModulusLength(bits) => SignedDetail::ModulusLimit {
                bits,
                most: MAX_MODULUS_BITS,
            },
            KeyLimit::ExponentLength(bits) => SignedDetail::ExponentLimit {
                bits,
                most: MAX_EXPONENT_BITS,
            },
        };
        detail.into()
    }
}

impl From<KeyFlaw> for Detail {
    fn from(flaw: KeyFlaw) -> Self {
        let detail = match flaw {
            KeyFlaw::Parameters(standard) => KeyDetail::Parameters { standard },
            KeyFlaw::ModulusLength(bits) => KeyDetail::ModulusLength {
                bits,
                least: MIN_MODULUS_BITS,
            },
            KeyFlaw::ModulusEven => KeyDetail::ModulusEven,
            KeyFlaw::ExponentTooSmall(exponent) => KeyDetail::ExponentTooSmall { exponent },
            KeyFlaw::ExponentEven => KeyDetail::ExponentEven,
            KeyFlaw::CurveNotNamed => KeyDetail::CurveNotNamed,
            KeyFlaw::PointEncoding => KeyDetail::PointEncoding,
            KeyFlaw::NotOnCurve => KeyDetail::NotOnCurve,
            KeyFlaw::SmallOrder => KeyDetail::SmallOrder,
        };
        detail.into()
    }
}

impl From<KeyProblem> for Detail {
    fn from(problem: KeyProblem) -> Self {
        match problem {
            KeyProblem::Refused(flaw) => flaw.into(),
            KeyProblem::Unsupported(limit) => limit.into(),
        }
    }
}
