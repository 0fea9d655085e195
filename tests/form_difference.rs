//! Where the form that the server received differs from the one that the page hashed.

use iamsmart::signing::{Differing, FormDifference, form_difference};

fn form(fields: &str, files: &str, number: &str) -> String {
    format!(
        r#"{{"fields":[{fields}],"files":[{files}],"form":{{"name":"N","number":"{number}"}},"version":"v"}}"#
    )
}

fn difference(
    what: Differing,
    field: &str,
    page: Option<&str>,
    server: Option<&str>,
) -> FormDifference {
    FormDifference {
        what,
        field: Some(field.into()),
        page: page.map(Into::into),
        server: server.map(Into::into),
    }
}

#[test]
fn each_kind_of_difference_is_named() {
    let page = r#"["a","1"],["b","2"],["a","3"]"#;
    for (server, expected) in [
        (page, vec![]),
        (
            r#"["a","1"],["b","2"],["a","4"]"#,
            vec![difference(Differing::Changed, "a", Some("3"), Some("4"))],
        ),
        (
            r#"["a","1"],["b","2"]"#,
            vec![difference(Differing::Missing, "a", Some("3"), None)],
        ),
        (
            r#"["a","1"],["b","2"],["a","3"],["c","5"]"#,
            vec![difference(Differing::Added, "c", None, Some("5"))],
        ),
        (
            r#"["b","2"],["a","1"],["a","3"]"#,
            vec![difference(Differing::Order, "a", Some("a"), Some("b"))],
        ),
    ] {
        let found = form_difference(&form(page, "", "1"), &form(server, "", "1")).unwrap();
        assert_eq!(found, expected, "{server}");
    }
}

#[test]
fn files_and_the_form_itself_are_compared() {
    let file =
        |sha256: &str| format!(r#"{{"field":"f","name":"n.pdf","sha256":"{sha256}","size":5}}"#);
    let page = form("", &file("A"), "1");
    let found = form_difference(&page, &form("", &file("B"), "1")).unwrap();
    let page_file = "n.pdf, 5 bytes, SHA-256 A";
    let server_file = "n.pdf, 5 bytes, SHA-256 B";
    assert_eq!(
        found,
        [difference(
            Differing::Changed,
            "f",
            Some(page_file),
            Some(server_file)
        )]
    );
    let found = form_difference(&page, &form("", &file("A"), "2")).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].what, Differing::About);
}

#[test]
fn what_is_no_canonical_form_is_refused() {
    let whole = form("", "", "1");
    for text in ["", "{}", "[]", r#"{"fields":[["a"]]}"#] {
        assert!(form_difference(text, &whole).is_err());
        assert!(form_difference(&whole, text).is_err());
    }
}
