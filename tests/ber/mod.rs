//! Encodes a CMS message anew in forms of BER that a list of numbers chooses.

/// Tag bit of a constructed encoding.
const CONSTRUCTED: u8 = 0x20;

/// A value of DER.
struct Node {
    identifier: Vec<u8>,
    content: Content,
}

enum Content {
    Octets(Vec<u8>),
    Nodes(Vec<Node>),
}

/// Encodes `der`, a ContentInfo with SignedData, in other forms. Certificates, CRLs, OCSP responses
/// and signed attributes stay as they are, because they are DER.
pub(crate) fn encoded_anew(der: &[u8], choices: &[u8]) -> Vec<u8> {
    let (message, rest) = read(der);
    assert!(rest.is_empty(), "only a message");
    let mut writer = Writer {
        choices,
        next: 0,
        path: Vec::new(),
        ber: Vec::new(),
    };
    writer.write(&message);
    writer.ber
}

fn read(der: &[u8]) -> (Node, &[u8]) {
    let digits = |octets: &[u8]| octets.iter().take_while(|o| **o & 0x80 != 0).count() + 1;
    let identifier = match der[0] & 0x1f {
        0x1f => 1 + digits(&der[1..]),
        _ => 1,
    };
    let (identifier, rest) = der.split_at(identifier);
    let (length, rest) = match rest[0] {
        short @ ..0x80 => (usize::from(short), &rest[1..]),
        long => {
            let (digits, rest) = rest[1..].split_at(usize::from(long & 0x7f));
            let length = digits
                .iter()
                .fold(0, |n, digit| n << 8 | usize::from(*digit));
            (length, rest)
        }
    };
    let (mut content, rest) = rest.split_at(length);
    let content = if identifier[0] & CONSTRUCTED == 0 {
        Content::Octets(content.to_vec())
    } else if content.starts_with(&[0x30, 0x80]) || content.ends_with(&[0x30, 0x80, 2, 1, 1, 0, 0])
    {
        // BER in unsigned attributes.
        Content::Octets(content.to_vec())
    } else {
        let mut nodes = Vec::new();
        while !content.is_empty() {
            let (node, rest) = read(content);
            nodes.push(node);
            content = rest;
        }
        Content::Nodes(nodes)
    };
    let identifier = identifier.to_vec();
    (
        Node {
            identifier,
            content,
        },
        rest,
    )
}

struct Writer<'c> {
    choices: &'c [u8],
    next: usize,
    /// The index and the tag of the current value in each level.
    path: Vec<(usize, u8)>,
    ber: Vec<u8>,
}

impl Writer<'_> {
    fn choice(&mut self, of: u8) -> u8 {
        self.next += 1;
        self.choices[self.next % self.choices.len()] % of
    }

    /// Returns true for what its own signature keeps as it is.
    fn is_kept(&self, node: &Node) -> bool {
        const CERTIFICATES: u8 = 0xa0;
        const CRLS: u8 = 0xa1;

        let tag = node.identifier[0];
        match self.path[..] {
            [_, _, (_, CERTIFICATES | CRLS), _] => tag == 0x30,
            // The OCSP response in a member of `crls`; `signedAttrs`.
            [_, _, (_, CRLS), _, (1, _)] | [_, _, (_, 0x31), _, (3, 0xa0)] => true,
            _ => false,
        }
    }

    fn write(&mut self, node: &Node) {
        if self.is_kept(node) {
            node.write_der(&mut self.ber);
            return;
        }
        match &node.content {
            Content::Nodes(nodes) => {
                let is_indefinite = self.choice(2) == 0;
                let outer = std::mem::take(&mut self.ber);
                for (index, node) in nodes.iter().enumerate() {
                    self.path.push((index, node.identifier[0]));
                    self.write(node);
                    self.path.pop();
                }
                let content = std::mem::replace(&mut self.ber, outer);
                self.wrap(&node.identifier, is_indefinite, &content);
            }
            Content::Octets(octets) => {
                // An OCTET STRING, or the implicit one of a key identifier.
                let is_string = node.identifier == [0x04]
                    || matches!(self.path[..], [_, _, (_, 0x31), _, (1, 0x80)]);
                if is_string && self.choice(2) == 0 {
                    self.write_segments(node.identifier[0], octets, 3);
                } else {
                    self.wrap(&node.identifier, false, octets);
                }
            }
        }
    }

    fn write_segments(&mut self, tag: u8, octets: &[u8], depth: usize) {
        let is_indefinite = self.choice(2) == 0;
        let outer = std::mem::take(&mut self.ber);
        let mut rest = octets;
        while !rest.is_empty() {
            if self.choice(4) == 0 {
                self.wrap(&[0x04], false, &[]);
            }
            let size = match self.choice(40) {
                0 => rest.len(),
                size => usize::from(size).min(rest.len()),
            };
            let (segment, after) = rest.split_at(size);
            if depth > 0 && self.choice(4) == 0 {
                self.write_segments(0x04, segment, depth - 1);
            } else {
                self.wrap(&[0x04], false, segment);
            }
            rest = after;
        }
        let content = std::mem::replace(&mut self.ber, outer);
        self.wrap(&[tag | CONSTRUCTED], is_indefinite, &content);
    }

    fn wrap(&mut self, identifier: &[u8], is_indefinite: bool, content: &[u8]) {
        self.ber.extend_from_slice(identifier);
        if is_indefinite {
            self.ber.push(0x80);
            self.ber.extend_from_slice(content);
            self.ber.extend_from_slice(&[0, 0]);
            return;
        }
        let zeros = usize::from(self.choice(6));
        write_length(&mut self.ber, content.len(), zeros);
        self.ber.extend_from_slice(content);
    }
}

impl Node {
    fn write_der(&self, to: &mut Vec<u8>) {
        let mut content = Vec::new();
        match &self.content {
            Content::Octets(octets) => content.extend_from_slice(octets),
            Content::Nodes(nodes) => nodes.iter().for_each(|node| node.write_der(&mut content)),
        }
        to.extend_from_slice(&self.identifier);
        write_length(to, content.len(), 0);
        to.extend_from_slice(&content);
    }
}

/// Writes a definite length: the shortest for no `zeros`, else the long form with one fewer.
fn write_length(to: &mut Vec<u8>, length: usize, zeros: usize) {
    if let (0, Ok(short @ ..0x80)) = (zeros, u8::try_from(length)) {
        to.push(short);
        return;
    }
    let octets = length.to_be_bytes();
    let digits: Vec<_> = octets.iter().skip_while(|octet| **octet == 0).collect();
    let zeros = zeros.saturating_sub(1).max(usize::from(digits.is_empty()));
    to.push(0x80 | u8::try_from(zeros + digits.len()).unwrap());
    to.extend(std::iter::repeat_n(0, zeros));
    to.extend(digits);
}
