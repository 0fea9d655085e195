//! Certificates, CRLs, OCSP responses and CMS messages in public packages.
#![cfg(feature = "verify")]
mod object;
use object::Object;
use std::collections::BTreeMap;
fn walk(p: &std::path::Path, out: &mut Vec<std::path::PathBuf>) {
    for e in std::fs::read_dir(p).unwrap() { let e = e.unwrap().path(); if e.is_dir() { walk(&e, out) } else { out.push(e) } }
}
#[test]
fn survey() {
    let root = std::path::PathBuf::from(std::env::var("CORPUS").unwrap());
    let mut files = vec![]; walk(&root, &mut files); files.sort();
    let mut counts: BTreeMap<_, [usize; 2]> = BTreeMap::new();
    let mut seen = std::collections::HashSet::new();
    for f in files {
        let ext = f.extension().map(|e| e.to_string_lossy().to_string()).unwrap_or_default();
        if ["py","rs","js","ts","map","md","rst","json","lock","toml","c","h","cpp"].contains(&&*ext) { continue }
        let name = f.strip_prefix(&root).unwrap().to_string_lossy().to_string();
        let pkg = name.split('/').take(2).collect::<Vec<_>>().join("/");
        for (i, o) in Object::all(&std::fs::read(&f).unwrap()).into_iter().enumerate() {
            if !seen.insert(o.octets.clone()) { continue }
            let c = counts.entry((pkg.clone(), o.kind)).or_default();
            c[0] += 1;
            if let Some(why) = o.unreadable() { c[1] += 1; println!("{name}[{i}]\t{}\t{why}", o.kind.as_str()); }
        }
    }
    for ((p, k), c) in counts { println!("COUNT {p} {} {} unreadable {}", k.as_str(), c[0], c[1]); }
}
