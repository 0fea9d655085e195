//! When a name lies within a constraint of its form (RFC 5280 §4.2.1.10).
//!
//! Each is read once and compared often. What cannot be read is a name or a constraint that is none
//! of its form: the standard has no answer then, and the path must not pass (§4.2.1.10, "process the
//! constraint or reject the certificate").

use alloc::borrow::ToOwned;
use alloc::string::String;

/// A host, or, as a constraint that begins with a dot, every host below one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Host<'a> {
    name: &'a str,
    is_below: bool,
}

/// dNSName.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DnsName<'a> {
    host: &'a str,
    /// `*.` stood before it, for one label (RFC 6125 §6.4.3).
    is_wildcard: bool,
}

/// rfc822Name: a mailbox, or, as a constraint without local part, all those of hosts.
#[derive(Clone, Debug)]
pub(crate) struct Mailbox<'a> {
    local: Option<String>,
    host: Host<'a>,
}

impl<'a> Host<'a> {
    fn of(name: &'a str) -> Option<Self> {
        is_host(name).then_some(Self {
            name,
            is_below: false,
        })
    }

    /// The host of a uniformResourceIdentifier. Without one that is a domain name it cannot be within
    /// or without a constraint (§4.2.1.10, "MUST reject").
    pub(crate) fn of_uri(uri: &'a str) -> Option<Self> {
        let (scheme, rest) = uri.split_once(':')?;
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|octet| octet.is_ascii_alphanumeric() || b"+-.".contains(&octet));
        if !is_scheme {
            return None;
        }
        // RFC 3986 §3.2: authority = [ userinfo "@" ] host [ ":" port ].
        let rest = rest.strip_prefix("//")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let host = match authority.split_once('@') {
            Some((_, host)) => host,
            None => authority,
        };
        match host.split_once(':') {
            Some((host, port)) if port.bytes().all(|octet| octet.is_ascii_digit()) => {
                Self::of(host)
            }
            Some(_) => None,
            None => Self::of(host),
        }
    }

    /// A constraint on hosts.
    pub(crate) fn of_constraint(constraint: &'a str) -> Option<Self> {
        let domain = constraint.strip_prefix('.');
        Some(Self {
            is_below: domain.is_some(),
            ..Self::of(domain.unwrap_or(constraint))?
        })
    }

    pub(crate) fn is_within(&self, constraint: &Host<'_>) -> bool {
        let is_itself = self.name.len() == constraint.name.len();
        is_itself != constraint.is_below && is_in_domain(self.name, constraint.name)
    }
}

impl<'a> DnsName<'a> {
    /// A host, or a wildcard before one.
    pub(crate) fn of(name: &'a str) -> Option<Self> {
        let parent = name.strip_prefix("*.");
        let host = parent.unwrap_or(name);
        is_host(host).then_some(Self {
            host,
            is_wildcard: parent.is_some(),
        })
    }

    /// A host, or nothing: all names are made by adding labels to that.
    pub(crate) fn of_constraint(constraint: &'a str) -> Option<Self> {
        (constraint.is_empty() || is_host(constraint)).then_some(Self {
            host: constraint,
            is_wildcard: false,
        })
    }

    /// Any name made by adding labels to the left of the constraint is within it. What is permitted
    /// must hold of all that a wildcard stands for; what is excluded, `for_any`, of one of them.
    pub(crate) fn is_within(&self, constraint: &DnsName<'_>, for_any: bool) -> bool {
        if constraint.host.is_empty() || is_in_domain(self.host, constraint.host) {
            return true;
        }
        let above = constraint.host.split_once('.').map(|(_, above)| above);
        let is_one_label_more = above.is_some_and(|above| above.eq_ignore_ascii_case(self.host));
        for_any && self.is_wildcard && is_one_label_more
    }
}

impl<'a> Mailbox<'a> {
    /// `Mailbox` (RFC 5321 §4.1.2) at a host.
    pub(crate) fn of(address: &'a str) -> Option<Self> {
        let (local, host) = address.rsplit_once('@')?;
        Some(Self {
            host: Host::of(host)?,
            local: Some(local_part(local)?),
        })
    }

    /// One mailbox, all mailboxes of a host, or those of every host below a domain.
    pub(crate) fn of_constraint(constraint: &'a str) -> Option<Self> {
        if constraint.contains('@') {
            return Self::of(constraint);
        }
        Some(Self {
            local: None,
            host: Host::of_constraint(constraint)?,
        })
    }

    /// §7.5: the local part exactly, the host without regard to case.
    pub(crate) fn is_within(&self, constraint: &Mailbox<'_>) -> bool {
        (constraint.local.is_none() || constraint.local == self.local)
            && self.host.is_within(&constraint.host)
    }
}

/// iPAddress: whether an address is within a range; one of the other family is not.
pub(crate) fn is_address_within(address: &[u8], range: &[u8]) -> bool {
    let (base, mask) = range.split_at(range.len() / 2);
    let mut octets = address.iter().zip(base).zip(mask);
    base.len() == address.len() && octets.all(|((a, b), mask)| (a ^ b) & mask == 0)
}

/// iPAddress as a name: 4 octets, or 16.
pub(crate) fn is_address(octets: &[u8]) -> bool {
    matches!(octets.len(), 4 | 16)
}

/// A host as far as constraints go: labels of letters, digits, hyphens and, as found in practice,
/// underscores (RFC 5280 §4.2.1.6, RFC 1034 §3.5), the last not all digits, as in an IPv4 address.
fn is_host(host: &str) -> bool {
    // RFC 1034 §3.1 and RFC 1123 §2.1, §6.1.3.5.
    const MAX_HOST: usize = 253;
    const MAX_LABEL: usize = 63;
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_'))
    };
    let top = host.rsplit_once('.').map_or(host, |(_, top)| top);
    host.len() <= MAX_HOST
        && host.split('.').all(is_label)
        && !top.bytes().all(|octet| octet.is_ascii_digit())
}

/// `host` is `domain` with zero or more labels before it.
fn is_in_domain(host: &str, domain: &str) -> bool {
    let start = host.len().checked_sub(domain.len());
    let Some((before, end)) = start.and_then(|start| host.split_at_checked(start)) else {
        return false;
    };
    end.eq_ignore_ascii_case(domain) && (before.is_empty() || before.ends_with('.'))
}

/// `Local-part` (RFC 5321 §4.1.2), without quotes around it.
fn local_part(local: &str) -> Option<String> {
    let is_atom =
        |octet: u8| octet.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&octet);
    let is_dot_string = local
        .split('.')
        .all(|atom| !atom.is_empty() && atom.bytes().all(is_atom));
    if is_dot_string {
        return Some(local.to_owned());
    }
    let quoted = local.strip_prefix('"')?.strip_suffix('"')?;
    let mut plain = String::new();
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        let character = match character {
            '"' => return None,
            '\\' => characters.next()?,
            character => character,
        };
        if !matches!(character, ' '..='~') {
            return None;
        }
        plain.push(character);
    }
    Some(plain)
}

/// An address and its mask, in the style of CIDR (RFC 4632): ones, then zeros.
pub(crate) fn is_address_range(constraint: &[u8]) -> bool {
    let (_, mask) = constraint.split_at(constraint.len() / 2);
    let ones: u32 = mask.iter().map(|octet| octet.leading_ones()).sum();
    let zeros: u32 = mask.iter().map(|octet| octet.count_zeros()).sum();
    let after_ones = mask.iter().skip_while(|octet| **octet == 0xff).skip(1);
    matches!(constraint.len(), 8 | 32)
        && usize::try_from(ones + zeros).is_ok_and(|bits| bits == mask.len() * 8)
        && after_ones.fold(0, |all, octet| all | octet) == 0
}

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

    /// The first rows are RFC 5280 §4.2.1.10's own.
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
        // RFC 5280 §4.2.1.6: a name of one space must not be used.
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

    /// The first rows are RFC 5280 §4.2.1.10's own; then §7.5.
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

    /// RFC 5280 §4.2.1.10: `.example.com` is met by hosts below it, and not by example.com.
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

    /// RFC 5280 §4.2.1.10 has the first range: 192.0.2.0/24.
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
