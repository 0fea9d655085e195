//! Comparison of names with constraints, by name form (RFC 5280 §4.2.1.10).
//!
//! Each name is parsed once and compared many times. If a name or a constraint is malformed, the
//! comparison is undefined and the path must not pass (§4.2.1.10, "process the constraint or reject
//! the certificate").

mod dns_name;
mod host;
mod ip_address;
mod mailbox;

pub(crate) use dns_name::DnsName;
pub(crate) use host::Host;
pub(crate) use ip_address::{is_address, is_address_range, is_address_within};
pub(crate) use mailbox::Mailbox;

#[cfg(test)]
mod tests {
    use super::*;

    fn dns_within(name: &str, constraint: &str, for_any: bool) -> Option<bool> {
        let constraint = DnsName::of_constraint(constraint)?;
        Some(DnsName::of(name)?.is_within(&constraint, for_any))
    }

    fn mailbox_within(name: &str, constraint: &str) -> Option<bool> {
        let constraint = Mailbox::of_constraint(constraint)?;
        Some(Mailbox::of(name)?.is_within(&constraint))
    }

    fn uri_within(name: &str, constraint: &str) -> Option<bool> {
        let constraint = Host::of_constraint(constraint)?;
        Some(Host::of_uri(name)?.is_within(&constraint))
    }

    fn address_within(address: &[u8], range: &[u8]) -> Option<bool> {
        let is_of_form = is_address(address) && is_address_range(range);
        is_of_form.then(|| is_address_within(address, range))
    }

    const YES: Option<bool> = Some(true);
    const NO: Option<bool> = Some(false);

    /// The first rows are the examples of RFC 5280 §4.2.1.10.
    #[test]
    fn dns_names() {
        let rows = [
            ("www.host.example.com", "host.example.com", YES, YES),
            ("host1.example.com", "host.example.com", NO, NO),
            ("host.example.com", "host.example.com", YES, YES),
            ("HOST.Example.com", "host.example.COM", YES, YES),
            ("badexample.com", "example.com", NO, NO),
            ("com", "example.com", NO, NO),
            ("example.com", "", YES, YES),
            ("*.example.com", "example.com", YES, YES),
            ("*.example.com", "bar.example.com", NO, YES),
            ("*.example.com", "foo.bar.example.com", NO, NO),
            ("*.example.com", "com", YES, YES),
            ("*.EXAMPLE.com", "bar.example.COM", NO, YES),
            ("*.com", "example.com", NO, YES),
            ("xn--fiqs8s.example", "XN--FIQS8S.example", YES, YES),
            ("_dmarc.example.com", "example.com", YES, YES),
            ("example.com.", "example.com", None, None),
            ("example.com", "example.com.", None, None),
            ("example.com", ".example.com", None, None),
            ("a..example.com", "example.com", None, None),
            (".example.com", "example.com", None, None),
            ("", "example.com", None, None),
            ("", "", None, None),
            (" ", "", None, None),
            ("*", "", None, None),
            ("*foo.example.com", "example.com", None, None),
            ("foo.*.example.com", "example.com", None, None),
            ("example.com", "*.example.com", None, None),
            ("192.0.2.1", "example.com", None, None),
            ("a\0.example.com", "example.com", None, None),
        ];
        for (name, constraint, permitted, excluded) in rows {
            assert_eq!(
                dns_within(name, constraint, false),
                permitted,
                "{name} {constraint}"
            );
            assert_eq!(
                dns_within(name, constraint, true),
                excluded,
                "{name} {constraint}"
            );
        }
        let long = format!("{}.example.com", "a".repeat(64));
        assert_eq!(dns_within(&long, "example.com", true), None);
    }

    #[test]
    fn names_in_themselves() {
        for name in ["example.com", "*.example.com", "a"] {
            assert!(DnsName::of(name).is_some(), "{name}");
        }
        // RFC 5280 §4.2.1.6: a dNSName of one space must not be used.
        for name in [
            "",
            " ",
            "192.0.2.1",
            "*",
            "*.",
            "a.*.com",
            "a b.com",
            "-a.com",
            "a-.com",
        ] {
            assert!(DnsName::of(name).is_none(), "{name}");
        }
        assert!(Mailbox::of("a@example.com").is_some());
        assert!(Mailbox::of("A <a@example.com>").is_none());
    }

    /// The first rows are the examples of RFC 5280 §4.2.1.10, followed by those of §7.5.
    #[test]
    fn mailboxes() {
        let rows = [
            ("root@example.com", "root@example.com", YES),
            ("anyone@example.com", "example.com", YES),
            ("anyone@host.example.com", "example.com", NO),
            ("anyone@host.example.com", ".example.com", YES),
            ("anyone@a.b.example.com", ".example.com", YES),
            ("anyone@example.com", ".example.com", NO),
            ("root@EXAMPLE.com", "root@example.COM", YES),
            ("Root@example.com", "root@example.com", NO),
            ("anyone@badexample.com", ".example.com", NO),
            ("user*@example.com", "user*@example.com", YES),
            ("user@example.com", "*@example.com", NO),
            ("\"root\"@example.com", "root@example.com", YES),
            ("\"a@b\"@example.com", "example.com", YES),
            ("\"a\\\"b\"@example.com", "\"a\\\"b\"@example.com", YES),
            ("a@b@example.com", "example.com", None),
            ("\"a\"b\"@example.com", "example.com", None),
            ("a..b@example.com", "example.com", None),
            ("@example.com", "example.com", None),
            ("example.com", "example.com", None),
            ("a@[192.0.2.1]", "example.com", None),
            ("a@192.0.2.1", "example.com", None),
            ("a@example.com.", "example.com", None),
            ("a@example.com", "", None),
            ("a@example.com", "@example.com", None),
            ("a@example.com", "*.example.com", None),
            ("a@example.com", "invalid@invalid@example.com", None),
            ("a\0@example.com", "example.com", None),
        ];
        for (name, constraint, expected) in rows {
            assert_eq!(
                mailbox_within(name, constraint),
                expected,
                "{name} {constraint}"
            );
        }
    }

    /// RFC 5280 §4.2.1.10: `.example.com` matches hosts below it, but not example.com.
    #[test]
    fn uris() {
        let rows = [
            ("https://host.example.com/", ".example.com", YES),
            ("https://my.host.example.com", ".example.com", YES),
            ("https://example.com", ".example.com", NO),
            ("https://host.example.com/x", "host.example.com", YES),
            ("https://www.host.example.com/x", "host.example.com", NO),
            ("ldap://HOST.example.com:389/x?y#z", "host.Example.com", YES),
            ("https://example.com@evil.example/", "example.com", NO),
            ("https://user:pw@example.com?x", "example.com", YES),
            ("https://evil.example#@example.com", "example.com", NO),
            ("https://evil.example/@example.com", "example.com", NO),
            ("https://a@b@example.com/", "example.com", None),
            ("urn:example:com", "example.com", None),
            ("https://192.0.2.1/", "example.com", None),
            ("https://[2001:db8::1]/", "example.com", None),
            ("https://example.com:80:80/", "example.com", None),
            ("https://ex%61mple.com/", "example.com", None),
            ("https:///x", "example.com", None),
            ("//example.com/", "example.com", None),
            ("mailto:a@example.com", "example.com", None),
            ("https://example.com\\@evil.example/", "example.com", NO),
            ("https://example.com/", "", None),
            ("https://example.com/", "192.0.2.1", None),
            ("https://example.com/", "https://example.com", None),
        ];
        for (name, constraint, expected) in rows {
            assert_eq!(
                uri_within(name, constraint),
                expected,
                "{name} {constraint}"
            );
        }
    }

    /// The first range, 192.0.2.0/24, is the example of RFC 5280 §4.2.1.10.
    #[test]
    fn addresses() {
        const RANGE: &[u8] = b"\xc0\x00\x02\x00\xff\xff\xff\x00";
        let v6 = |address: u128| address.to_be_bytes();
        let range = [v6(0x2001_0db8 << 96), v6(!0 << 96)].concat();
        let inside = v6(0x2001_0db8 << 96 | 1);
        let rows: &[(&[u8], &[u8], Option<bool>)] = &[
            (&[192, 0, 2, 255], RANGE, YES),
            (&[192, 0, 3, 0], RANGE, NO),
            (&inside, RANGE, NO),
            (&inside, &range, YES),
            (&v6(1), &range, NO),
            (&[192, 0, 2, 1], &range, NO),
            (&[1, 2, 3, 4], &[0; 8], YES),
            (&[1, 2, 3, 4], b"\x01\x02\x03\x04\xff\xff\xff\xff", YES),
            (&[192, 0, 2], RANGE, None),
            (RANGE, RANGE, None),
            (&[192, 0, 2, 1], &[192, 0, 2, 1], None),
            (&[192, 0, 2, 1], b"\xc0\x00\x02\x00\xff\x00\xff\x00", None),
            (&[192, 0, 2, 1], b"\xc0\x00\x02\x00\xff\xfd\x00\x00", None),
            (&[192, 0, 2, 1], b"\xc0\x00\x02\x00\x00\xff\x00\x00", None),
            (&[192, 0, 2, 1], &[], None),
        ];
        for (address, constraint, expected) in rows {
            assert_eq!(address_within(address, constraint), *expected);
        }
    }
}
