//! The clauses in every language, by what they are about.

use crate::report::sentence::reason::{Translations, reasons};

reasons! {
    // A certificate of which a field cannot be read.
    "(in '{0}')",
    "（欄位「{0}」）", "（字段“{0}”）";

    // Elements in DER and BER.
    "a bit string has odd unused bits",
    "有 BIT STRING 的未用位元不正確", "有 BIT STRING 的未用位不正确";
    "a bit string that should hold octets does not",
    "有 BIT STRING 應由完整的位元組組成，實際並非如此", "有 BIT STRING 应由完整的字节组成，实际并非如此";
    "a count is negative or not in its shortest form",
    "有數目是負數，或並非採用最短的編碼", "有数目是负数，或并非采用最短的编码";
    "a NULL has content",
    "有 NULL 值載有內容", "有 NULL 值载有内容";
    "a number is not in its shortest form",
    "有數字並非採用最短的編碼", "有数字并非采用最短的编码";
    "a part is missing",
    "欠缺其中一部分", "缺少其中一部分";
    "a part is of another kind than CMS puts there",
    "有部分並非 CMS 規定的類型", "有部分不是 CMS 规定的类型";
    "a part is of another kind than X.509 puts there",
    "有部分並非 X.509 規定的類型", "有部分不是 X.509 规定的类型";
    "a segment of a string is of another kind",
    "有字串的其中一段屬於另一類型", "有字符串的其中一段属于另一类型";
    "a segment of bits ends within an octet",
    "有位元串的其中一段並非在位元組的結尾完結", "有位串的其中一段不在字节的末尾结束";
    "a segment of bits is empty",
    "有位元串的其中一段是空的", "有位串的其中一段是空的";
    "a segment of octets is not itself octets",
    "有 OCTET STRING 的其中一段並非 OCTET STRING", "有 OCTET STRING 的其中一段不是 OCTET STRING";
    "a simple value has an indefinite length",
    "有簡單類型的值採用不定長度", "有简单类型的值采用不定长度";
    "a simple value is built of parts",
    "有簡單類型的值由多個部分組成", "有简单类型的值由多个部分组成";
    "a structure has no parts",
    "有結構類型的值並非由各部分組成", "有结构类型的值不是由各部分组成";
    "a tag number is not in its only form",
    "有標籤編號並非採用唯一的編碼", "有标签编号并非采用唯一的编码";
    "a text is not UTF-8",
    "有文字並非 UTF-8", "有文本不是 UTF-8";
    "a truth value is neither 00 nor ff",
    "有布爾值既非 00，亦非 ff", "有布尔值既非 00，也非 ff";
    "a truth value is not one octet",
    "有布爾值的長度並非一個位元組", "有布尔值的长度不是一个字节";
    "an algorithm identifier is not a SEQUENCE",
    "有演算法識別碼並非 SEQUENCE", "有算法标识符不是 SEQUENCE";
    "an element ends before its content does",
    "有元素在其內容完結之前已結束", "有元素在其内容结束之前已结束";
    "an element ends where none of indefinite length is open",
    "有不定長度的結束標記，但之前並無不定長度的元素", "有不定长度的结束标记，但之前并无不定长度的元素";
    "an element has a tag number that X.509 does not use",
    "有元素採用 X.509 不使用的標籤編號", "有元素采用 X.509 不使用的标签编号";
    "an element has an indefinite length",
    "有元素採用不定長度", "有元素采用不定长度";
    "an element is longer than any certificate may be",
    "有元素的長度超出證書容許的上限", "有元素的长度超出证书允许的上限";
    "an object identifier is cut short or padded",
    "有物件識別碼不完整，或有多餘的填充", "有对象标识符不完整，或有多余的填充";
    "bytes follow where it should end",
    "在應當結束之處後面仍有位元組", "在应当结束之处后面仍有字节";
    "elements are read to a depth of 1000",
    "元素最多讀取 1000 層", "元素最多读取 1000 层";
    "its elements are nested too deeply",
    "其元素的層數過多", "其元素的层数过多";
    "the length of an element has a reserved form",
    "有元素的長度採用保留的編碼", "有元素的长度采用保留的编码";
    "the length of an element is not in its shortest form",
    "有元素的長度並非採用最短的編碼", "有元素的长度并非采用最短的编码";

    // PEM.
    "a BEGIN line is not complete",
    "有 BEGIN 行不完整", "有 BEGIN 行不完整";
    "a block has no END line",
    "有區塊沒有 END 行", "有块没有 END 行";
    "a block is not Base64",
    "有區塊並非 Base64", "有块不是 Base64";
    "the END line of a block does not belong to its BEGIN line",
    "有區塊的 END 行與其 BEGIN 行不符", "有块的 END 行与其 BEGIN 行不符";

    // Times, names and lists that several objects have.
    "a list of names is empty",
    "有名稱列表是空的", "有名称列表是空的";
    "a list of names is not one, or empty",
    "有名稱列表並非列表，或是空的", "有名称列表不是列表，或是空的";
    "a name has characters that are not ASCII",
    "有名稱含有 ASCII 以外的字元", "有名称含有 ASCII 以外的字符";
    "a name is of a form that X.509 does not know",
    "有名稱採用 X.509 沒有訂明的格式", "有名称采用 X.509 没有规定的格式";
    "a relative distinguished name has no attribute or more than any needs",
    "有相對識別名稱沒有屬性，或屬性過多", "有相对可分辨名称没有属性，或属性过多";
    "a relative distinguished name is empty",
    "有相對識別名稱是空的", "有相对可分辨名称是空的";
    "a time is none of the calendar",
    "有一個時間在曆法中並不存在", "有一个时间在历法中并不存在";
    "a time is not written with seconds and in UTC",
    "有一個時間並非以精確至秒的協調世界時書寫", "有一个时间不是以精确到秒的协调世界时书写";
    "a time is of another kind than X.509 puts there",
    "有一個時間並非 X.509 規定的類型", "有一个时间不是 X.509 规定的类型";
    "it has more extensions than any certificate needs",
    "擴充欄位多於任何證書所需", "扩展多于任何证书所需";
    "it has more names in one place than are compared",
    "同一處的名稱數目超出比較的上限", "同一处的名称数目超出比较的上限";
    "it is not a SEQUENCE",
    "並非 SEQUENCE", "不是 SEQUENCE";
    "its list of extensions is empty",
    "其擴充欄位的列表是空的", "其扩展的列表是空的";
    "its version is not 1",
    "其版本並非 1", "其版本不是 1";

    // Certificates and their keys.
    "a number of its RSA key is negative",
    "其 RSA 密碼匙的其中一個數字是負數", "其 RSA 密钥的其中一个数字是负数";
    "a unique identifier is not a bit string",
    "有唯一識別碼並非 BIT STRING", "有唯一标识符不是 BIT STRING";
    "an extension is not what its identifier says",
    "有擴充欄位的內容與其識別碼不符", "有扩展的内容与其标识符不符";
    "it is longer than any certificate may be",
    "長度超出證書容許的上限", "长度超出证书允许的上限";
    "its list of purposes is empty",
    "其用途的列表是空的", "其用途的列表是空的";
    "its mask has no hash",
    "其遮罩產生函數沒有雜湊函數", "其掩码生成函数没有哈希函数";
    "its RSA key is not a SEQUENCE",
    "其 RSA 密碼匙並非 SEQUENCE", "其 RSA 密钥不是 SEQUENCE";
    "its RSASSA-PSS parameters are not a SEQUENCE",
    "其 RSASSA-PSS 參數並非 SEQUENCE", "其 RSASSA-PSS 参数不是 SEQUENCE";

    // CRLs and OCSP responses.
    "a distribution point has a name of unknown kind",
    "有發布點的名稱屬於未知的類型", "有分发点的名称属于未知的类型";
    "a number of its extensions is not one",
    "其擴充欄位中應為數字之處並非數字", "其扩展中应为数字之处不是数字";
    "a reason of revocation is not one",
    "有撤銷原因並非訂明的原因", "有吊销原因不是规定的原因";
    "an answer is none of good, revoked and unknown",
    "有答覆並非 good、revoked 或 unknown", "有答复不是 good、revoked 或 unknown";
    "an entry has an extension twice, or too many",
    "有項目的擴充欄位重複，或數目過多", "有条目的扩展重复，或数目过多";
    "an entry is not a SEQUENCE",
    "有項目並非 SEQUENCE", "有条目不是 SEQUENCE";
    "an issuing distribution point is not a SEQUENCE",
    "有簽發發布點（issuingDistributionPoint）並非 SEQUENCE",
    "有颁发分发点（issuingDistributionPoint）不是 SEQUENCE";
    "distribution points are not a SEQUENCE",
    "有發布點並非 SEQUENCE", "有分发点不是 SEQUENCE";
    "it does not say who its responder is",
    "沒有說明回應者是誰", "没有说明响应者是谁";
    "it has more distribution points than are read",
    "發布點的數目超出讀取上限", "分发点的数目超出读取上限";
    "it is longer than any list that is read",
    "長度超出清單的讀取上限", "长度超出列表的读取上限";
    "it is longer than any response that is read",
    "長度超出回應的讀取上限", "长度超出响应的读取上限";
    "its answers are not a SEQUENCE",
    "其答覆並非 SEQUENCE", "其答复不是 SEQUENCE";
    "its status is not one octet",
    "其狀態的長度並非一個位元組", "其状态的长度不是一个字节";
    "its version is given, and is not 2",
    "載有版本，但並非 2", "载有版本，但不是 2";
    "reasons of revocation are not a bit string",
    "有撤銷原因並非 BIT STRING", "有吊销原因不是 BIT STRING";

    // CMS messages.
    "a signer of it is not a SEQUENCE",
    "其中一名簽署人並非 SEQUENCE", "其中一名签名人不是 SEQUENCE";
    "contentType occurs twice",
    "contentType 出現兩次", "contentType 出现两次";
    "it has not exactly one value",
    "並非恰好有一個值", "不是恰好有一个值";
    "it is a CMS message with a signer",
    "這是有簽署人的 CMS 訊息", "这是有签名人的 CMS 消息";
    "it is a CMS message without certificates",
    "這是沒有證書的 CMS 訊息", "这是没有证书的 CMS 消息";
    "it is a SEQUENCE of SEQUENCEs as a certificate is, not a ContentInfo",
    "這是由 SEQUENCE 組成的 SEQUENCE，與證書一樣，並非 ContentInfo",
    "这是由 SEQUENCE 组成的 SEQUENCE，与证书一样，不是 ContentInfo";
    "it is a SEQUENCE that starts with a number, not a ContentInfo",
    "這是以數字開始的 SEQUENCE，並非 ContentInfo", "这是以数字开始的 SEQUENCE，不是 ContentInfo";
    "it is empty",
    "內容是空的", "内容是空的";
    "it is not an OCTET STRING",
    "並非 OCTET STRING", "不是 OCTET STRING";
    "it occurs more than once",
    "出現多於一次", "出现多于一次";
    "its content is not an OCTET STRING",
    "其內容並非 OCTET STRING", "其内容不是 OCTET STRING";
    "its content type is not signed data",
    "其內容的類型並非已簽署的資料", "其内容的类型不是已签名的数据";
    "its content type is not signed data but data: it has no signature",
    "其內容的類型並非已簽署的資料，而是 id-data：沒有簽署",
    "其内容的类型不是已签名的数据，而是 id-data：没有签名";
    "its content type is not signed data but enveloped data: it is encrypted, and what is signed \
     is inside",
    "其內容的類型並非已簽署的資料，而是 id-envelopedData：訊息已加密，已簽署的內容在其中",
    "其内容的类型不是已签名的数据，而是 id-envelopedData：消息已加密，已签名的内容在其中";
    "messageDigest occurs twice",
    "messageDigest 出現兩次", "messageDigest 出现两次";
    "messages of 100 signers are read",
    "最多讀取有 100 名簽署人的訊息", "最多读取有 100 名签名人的消息";
    "messages of 1000 certificates are read",
    "最多讀取有 1000 張證書的訊息", "最多读取有 1000 张证书的消息";
    "messages of 1000 CRLs and OCSP responses are read",
    "最多讀取有 1000 份證書撤銷清單及 OCSP 回應的訊息",
    "最多读取有 1000 份证书吊销列表及 OCSP 响应的消息";
    "one of them is not a SEQUENCE",
    "其中一項並非 SEQUENCE", "其中一项不是 SEQUENCE";
    "signingTime occurs twice",
    "signingTime 出現兩次", "signingTime 出现两次";
    "something other than zeros follows it",
    "其後有零以外的內容", "其后有零以外的内容";
    "they are empty",
    "沒有任何屬性", "没有任何属性";

    // Time-stamps.
    "it has a token although none was granted",
    "並未發出時間戳記，卻載有時間戳記", "并未签发时间戳，却载有时间戳";
    "it has more extensions than any needs",
    "擴充欄位多於所需", "扩展多于所需";
    "it has no content",
    "沒有內容", "没有内容";
    "it has no token although one was granted",
    "聲稱已發出時間戳記，卻沒有載有時間戳記", "声称已签发时间戳，却没有载有时间戳";
    "it is longer than any time-stamp may be",
    "長度超出時間戳記容許的上限", "长度超出时间戳允许的上限";
    "it is over a digest of a hash function that is not trusted",
    "所涵蓋的摘要由不可信的雜湊函數產生", "所涵盖的摘要由不可信的哈希函数产生";
    "it is the response of an authority that granted none",
    "這是機構拒絕發出時間戳記的回應", "这是机构拒绝签发时间戳的响应";
    "its accuracy has more than 999 of a smaller unit",
    "其準確度中較小的單位多於 999", "其准确度中较小的单位多于 999";
    "its content is not a SEQUENCE",
    "其內容並非 SEQUENCE", "其内容不是 SEQUENCE";
    "its content is not that of a time-stamp (id-ct-TSTInfo)",
    "其內容並非時間戳記的內容（id-ct-TSTInfo）", "其内容不是时间戳的内容（id-ct-TSTInfo）";
    "its digest has not the length of its hash function",
    "其摘要的長度與其雜湊函數不符", "其摘要的长度与其哈希函数不符";
    "its failure is not a bit string",
    "其失敗原因並非 BIT STRING", "其失败原因不是 BIT STRING";
    "its nonce is longer than any may be",
    "其 nonce 的長度超出容許的上限", "其 nonce 的长度超出允许的上限";
    "its serial number is longer than any may be",
    "其序號的長度超出容許的上限", "其序列号的长度超出允许的上限";
    "its status is none of RFC 3161",
    "其狀態並非 RFC 3161 訂明的狀態", "其状态不是 RFC 3161 规定的状态";
    "its time is not a GeneralizedTime",
    "其時間並非 GeneralizedTime", "其时间不是 GeneralizedTime";
    "its time is not written with seconds and in UTC",
    "其時間並非以精確至秒的協調世界時書寫", "其时间不是以精确到秒的协调世界时书写";
    "the text of its status is not UTF-8",
    "其狀態的文字並非 UTF-8", "其状态的文本不是 UTF-8";

    // PDF files.
    "octets of objects",
    "物件的位元組", "对象的字节";
}
