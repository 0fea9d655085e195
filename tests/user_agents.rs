//! `source` for real User-Agent strings (tests/fixtures/user-agents.tsv).

use std::collections::BTreeMap;

use iamsmart::source::Source;

#[test]
fn each_browser_has_its_source() {
    let table = include_str!("fixtures/user-agents.tsv");
    let mut sources: BTreeMap<&str, u32> = BTreeMap::new();
    for row in table.lines().filter(|row| !row.starts_with('#')) {
        let [source, browser, user_agent, from] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row} has four columns");
        };
        assert!(!from.is_empty(), "{row}");
        assert_eq!(
            Source::detect(user_agent).as_str(),
            source,
            "{browser}: {user_agent}"
        );
        *sources.entry(source).or_default() += 1;
    }
    assert!(sources.values().sum::<u32>() >= 60);
    for source in [
        "Android_Chrome",
        "Android_Edge",
        "Android_Firefox",
        "Android_Huawei",
        "Android_Samsung",
        "Android_Xiaomi",
        "PC_Browser",
        "iOS_Chrome",
        "iOS_Edge",
        "iOS_Firefox",
        "iOS_Safari",
    ] {
        assert!(sources.contains_key(source), "{source}");
    }
}
