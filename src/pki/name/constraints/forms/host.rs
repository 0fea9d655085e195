//! Hosts in uniformResourceIdentifier, rfc822Name and dNSName.

/// A host, or a constraint on hosts; a constraint that starts with a dot covers every host below
/// it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Host<'a> {
    name: &'a str,
    is_below: bool,
}

impl<'a> Host<'a> {
    pub(super) fn of(name: &'a str) -> Option<Self> {
        is_host(name).then_some(Self {
            name,
            is_below: false,
        })
    }

    /// Parses the host of a uniformResourceIdentifier; `None` if it is not a domain name, which
    /// constraints cannot apply to (§4.2.1.10, "MUST reject").
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

    /// Parses a constraint on hosts.
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

/// Returns true for a host that constraints apply to: labels of letters, digits, hyphens and, as
/// found in practice, underscores (RFC 5280 §4.2.1.6, RFC 1034 §3.5); the last label is not all
/// digits, as in an IPv4 address.
pub(super) fn is_host(host: &str) -> bool {
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

/// Returns true if `host` is `domain` or a name below it.
pub(super) fn is_in_domain(host: &str, domain: &str) -> bool {
    let start = host.len().checked_sub(domain.len());
    let Some((before, end)) = start.and_then(|start| host.split_at_checked(start)) else {
        return false;
    };
    end.eq_ignore_ascii_case(domain) && (before.is_empty() || before.ends_with('.'))
}
