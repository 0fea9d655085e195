//! Titles of fields.

use alloc::string::String;

use crate::report::sentence::details;

details! {
    /// The title of a field.
    Title:
    Plain { text: String } => "{text}", "{text}", "{text}";
    More => "More", "其他", "其他";

    Version => "Version", "版本", "版本";
    SerialNumber => "Serial number", "序列號碼", "序列号";
    SignedAlgorithm =>
        "Signature algorithm (signed copy)", "簽署演算法（已簽署的副本）", "签名算法（已签名的副本）";
    Issuer => "Issuer", "發證者", "颁发者";
    Validity => "Validity", "有效期", "有效期";
    NotBefore => "Not before", "開始", "开始";
    NotAfter => "Not after", "屆滿", "截止";
    Subject => "Subject", "持有人", "持有人";
    PublicKey => "Public key", "公開密碼匙", "公钥";
    Algorithm => "Algorithm", "演算法", "算法";
    Parameters => "Parameters", "參數", "参数";
    KeyOctets => "Key", "密碼匙", "密钥";
    Modulus => "Modulus", "模數", "模数";
    Exponent => "Exponent", "指數", "指数";
    IssuerUniqueId => "Issuer's unique identifier", "發證者的唯一識別碼", "颁发者的唯一标识符";
    SubjectUniqueId => "Subject's unique identifier", "持有人的唯一識別碼", "持有人的唯一标识符";
    Extensions => "Extensions", "擴充欄位", "扩展";
    SignatureAlgorithm => "Signature algorithm", "簽署演算法", "签名算法";
    SignatureValue => "Signature", "簽署", "签名";
    Sha256 => "SHA-256 fingerprint", "SHA-256 指紋", "SHA-256 指纹";
    Sha1 => "SHA-1 fingerprint", "SHA-1 指紋", "SHA-1 指纹";
    HashAlgorithm => "Hash algorithm", "雜湊演算法", "哈希算法";
    MaskGenAlgorithm => "Mask generation", "遮罩產生函數", "掩码生成函数";
    SaltLength => "Salt length", "鹽長度", "盐长度";
    TrailerField => "Trailer field", "結尾欄位", "结尾字段";

    CommonName => "Common name", "通用名稱", "通用名称";
    Surname => "Surname", "姓氏", "姓氏";
    NameSerialNumber => "Serial number of the name", "名稱的序列號碼", "名称的序列号";
    Country => "Country or region", "國家或地區", "国家或地区";
    Locality => "Locality", "地方", "地方";
    State => "State or province", "州或省", "州或省";
    Street => "Street address", "街道地址", "街道地址";
    Organization => "Organisation", "機構", "机构";
    OrganizationalUnit => "Organisational unit", "機構部門", "机构部门";
    OrganizationIdentifier => "Organisation identifier", "機構識別碼", "机构标识符";
    Position => "Title", "職銜", "职衔";
    Description => "Description", "描述", "描述";
    BusinessCategory => "Business category", "業務類別", "业务类别";
    PostalCode => "Postal code", "郵政編碼", "邮政编码";
    PersonName => "Name", "姓名", "姓名";
    GivenName => "Given name", "名字", "名字";
    Initials => "Initials", "首字母縮寫", "首字母缩写";
    Generation => "Generation", "世代", "世代";
    NameQualifier => "Name qualifier", "名稱限定詞", "名称限定词";
    Pseudonym => "Pseudonym", "化名", "化名";
    UserId => "User identifier", "用戶識別碼", "用户标识符";
    DomainComponent => "Domain component", "網域部分", "域部分";
    Email => "E-mail address", "電郵地址", "电子邮件地址";
    JurisdictionCountry =>
        "Country or region of incorporation", "註冊成立的國家或地區", "注册成立的国家或地区";
    JurisdictionState => "State or province of incorporation", "註冊成立的州或省", "注册成立的州或省";
    JurisdictionLocality => "Locality of incorporation", "註冊成立的地方", "注册成立的地方";

    AuthorityKeyIdentifier =>
        "Authority key identifier", "核證機關密碼匙識別碼", "颁发机构密钥标识符";
    SubjectKeyIdentifier => "Subject key identifier", "持有人密碼匙識別碼", "持有人密钥标识符";
    KeyUsage => "Key usage", "密碼匙用途", "密钥用途";
    CertificatePolicies => "Certificate policies", "證書政策", "证书策略";
    PolicyMappings => "Policy mappings", "政策對應", "策略映射";
    SubjectAltName => "Subject's alternative names", "持有人的其他名稱", "持有人的其他名称";
    IssuerAltName => "Issuer's alternative names", "發證者的其他名稱", "颁发者的其他名称";
    BasicConstraints => "Basic constraints", "基本限制", "基本约束";
    NameConstraints => "Name constraints", "名稱限制", "名称约束";
    PolicyConstraints => "Policy constraints", "政策限制", "策略约束";
    ExtKeyUsage => "Extended key usage", "延伸密碼匙用途", "扩展密钥用途";
    CrlDistributionPoints => "CRL distribution points", "證書撤銷清單分發點", "证书吊销列表分发点";
    InhibitAnyPolicy => "Inhibit anyPolicy", "禁止任何政策", "禁止任何策略";
    FreshestCrl => "Delta CRL distribution points", "增量證書撤銷清單分發點", "增量证书吊销列表分发点";
    AuthorityInfoAccess => "Authority information access", "核證機關資料存取", "颁发机构信息访问";
    SubjectInfoAccess => "Subject information access", "持有人資料存取", "持有人信息访问";
    Timestamps => "Certificate transparency", "證書透明度", "证书透明度";
    NetscapeType => "Netscape certificate type", "Netscape 證書類型", "Netscape 证书类型";
    NetscapeComment => "Netscape comment", "Netscape 註解", "Netscape 注释";
    OtherExtension { name: String } => "Extension {name}", "擴充欄位 {name}", "扩展 {name}";
    WholeValue => "Whole value", "全部內容", "全部内容";
    UnreadValue => "Value", "內容", "内容";

    KeyIdentifier => "Key identifier", "密碼匙識別碼", "密钥标识符";
    AuthorityCertIssuer =>
        "Issuer of the authority's certificate", "核證機關證書的發證者", "颁发机构证书的颁发者";
    AuthorityCertSerialNumber =>
        "Serial number of the authority's certificate", "核證機關證書的序列號碼", "颁发机构证书的序列号";
    DigitalSignature => "digital signature", "數碼簽署", "数字签名";
    NonRepudiation => "non-repudiation", "不可否認", "不可否认";
    KeyEncipherment => "encryption of keys", "密碼匙加密", "密钥加密";
    DataEncipherment => "encryption of data", "數據加密", "数据加密";
    KeyAgreement => "key agreement", "密碼匙協商", "密钥协商";
    KeyCertSign => "signatures on certificates", "簽發證書", "签发证书";
    CrlSign => "signatures on CRLs", "簽發證書撤銷清單", "签发证书吊销列表";
    EncipherOnly => "encryption only", "只限加密", "只限加密";
    DecipherOnly => "decryption only", "只限解密", "只限解密";
    Authority => "Certification authority", "核證機關", "证书颁发机构";
    PathLength =>
        "Most authorities below it", "其下核證機關數目上限", "其下证书颁发机构数目上限";
    Purpose => "Purpose", "用途", "用途";
    Policy => "Policy", "政策", "策略";
    PracticeStatement => "Practice statement", "作業守則", "业务声明";
    UserNotice => "User notice", "用戶須知", "用户须知";
    ExplicitText => "Text", "文字", "文本";
    NoticeRef => "Reference", "參考", "参考";
    Qualifier => "Qualifier", "限定詞", "限定词";
    Mapping => "Mapping", "對應", "映射";
    IssuerDomainPolicy => "Issuer's policy", "發證者的政策", "颁发者的策略";
    SubjectDomainPolicy => "Subject's policy", "持有人的政策", "持有人的策略";
    Permitted => "Permitted names", "准許的名稱", "允许的名称";
    Excluded => "Excluded names", "排除的名稱", "排除的名称";
    RequireExplicitPolicy =>
        "Certificates until a policy is required", "到須有政策為止的證書數目", "到须有策略为止的证书数目";
    InhibitPolicyMapping =>
        "Certificates until mapping is inhibited", "到禁止對應為止的證書數目", "到禁止映射为止的证书数目";
    SkipCerts =>
        "Certificates until anyPolicy is inhibited", "到禁止任何政策為止的證書數目", "到禁止任何策略为止的证书数目";

    OtherName => "Other name", "其他名稱", "其他名称";
    DnsName => "DNS name", "DNS 名稱", "DNS 名称";
    X400Address => "X.400 address", "X.400 地址", "X.400 地址";
    DirectoryName => "Directory name", "目錄名稱", "目录名称";
    EdiPartyName => "EDI party name", "EDI 當事人名稱", "EDI 当事人名称";
    Uri => "Address (URI)", "網址（URI）", "网址（URI）";
    IpAddress => "IP address", "IP 地址", "IP 地址";
    RegisteredId => "Registered identifier", "已登記的識別碼", "已注册的标识符";
    MalformedName => "Malformed name", "格式錯誤的名稱", "格式错误的名称";

    DistributionPoint => "Distribution point", "分發點", "分发点";
    FullName => "Location", "位置", "位置";
    RelativeName => "Name relative to the issuer", "相對於發出者的名稱", "相对于颁发者的名称";
    Reasons => "Reasons", "原因", "原因";
    CrlIssuer => "CRL issuer", "證書撤銷清單發出者", "证书吊销列表颁发者";
    Ocsp => "OCSP responder", "OCSP 伺服器", "OCSP 服务器";
    CaIssuers => "Issuer's certificate", "發證者的證書", "颁发者的证书";
    AccessMethod { name: String } => "Access method {name}", "存取方法 {name}", "访问方法 {name}";

    Timestamp => "Signed timestamp", "已簽署的時間戳記", "已签名的时间戳";
    LogId => "Log", "紀錄", "日志";
    LogTime => "Time", "時間", "时间";
    LogSignatureAlgorithm => "Signature algorithm (RFC 5246)", "簽署演算法（RFC 5246）", "签名算法（RFC 5246）";
}
