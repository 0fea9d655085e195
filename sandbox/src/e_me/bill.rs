//! A bill as a one-page PDF (ISO 32000-1 §7.5).

/// A PDF with these lines of ASCII.
pub(super) fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut text = String::from("BT /F1 14 Tf 72 770 Td 20 TL\n");
    for line in lines {
        // Parentheses and backslashes are escaped in a literal string (§7.3.4.2).
        let escaped: String = line
            .chars()
            .flat_map(|character| {
                let escape = matches!(character, '(' | ')' | '\\').then_some('\\');
                escape.into_iter().chain([character])
            })
            .collect();
        text += &["(", &escaped, ") Tj T*\n"].concat();
    }
    text += "ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let size = objects.len() + 1;
    let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n").into_bytes();
    for (object, number) in objects.iter().zip(1..) {
        table.extend(format!("{:010} 00000 n \n", file.len()).into_bytes());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    let start = file.len();
    file.extend(table);
    let end = format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.extend(end.into_bytes());
    file
}
