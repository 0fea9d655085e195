//! Sizes of the modules in bytes: raw, gzip -9 and Brotli 11.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::wasm::Module;
use crate::failure::{Failure, Result};
use crate::program::{output, program};
use crate::{files, project};

const KILOBYTE: u32 = 1024;

/// Maximum Brotli size of each role's module.
const LIMITS: [(&str, u32); 5] = [
    ("page", 30 * KILOBYTE),
    ("verify", 196 * KILOBYTE),
    ("server", 180 * KILOBYTE),
    ("inspect", 110 * KILOBYTE),
    // Of these, hayro-syntax and pdf-writer are 90 KiB; writing adds 75, reading and comparing 45, why
    // something cannot be read in Chinese 3.
    ("pdf", 216 * KILOBYTE),
];

/// Header of the checked-in file, which has these four columns.
const COLUMNS: &str = "module\traw\tgzip\tBrotli";

/// Prints for each file its raw size, and those with gzip -9 and Brotli 11.
const WEIGH: &str = "
const { readFileSync } = require('node:fs');
const { brotliCompressSync, gzipSync, constants } = require('node:zlib');
for (const path of process.argv.slice(1)) {
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length);
}";

#[derive(Debug, PartialEq)]
struct Weight {
    role: String,
    raw: u32,
    gzip: u32,
    brotli: u32,
}

/// The sizes of a package's modules.
#[derive(Debug, PartialEq)]
pub(crate) struct Sizes(Vec<Weight>);

impl Sizes {
    pub(super) fn of(modules: &[Module]) -> Result<Self> {
        let printed = output(
            program("node")
                .args(["--eval", WEIGH, "--"])
                .args(modules.iter().map(Module::binary)),
        )?;
        let rows = modules
            .iter()
            .zip(printed.lines())
            .map(|(module, lengths)| format!("{}\t{}", module.role, lengths.replace(' ', "\t")));
        Self::read(rows)
    }

    /// Formats a line for each module, with its limit and the change since the last record.
    pub(super) fn table(&self) -> Result<String> {
        self.table_since(&Self::recorded()?)
    }

    fn table_since(&self, recorded: &Self) -> Result<String> {
        let mut table = format!(
            "{:<18}{:>10}{:>10}{:>10}{:>10}{:>10}",
            "bytes", "raw", "gzip", "Brotli", "limit", "change"
        );
        for weight in &self.0 {
            let before = recorded.0.iter().find(|before| before.role == weight.role);
            let change = before.map_or_else(
                || "new".to_owned(),
                |before| format!("{:+}", i64::from(weight.brotli) - i64::from(before.brotli)),
            );
            // Writing to a string cannot fail.
            let _ = write!(
                table,
                "\n{:<18}{:>10}{:>10}{:>10}{:>10}{change:>10}",
                format!("{}_bg.wasm", weight.role),
                weight.raw,
                weight.gzip,
                weight.brotli,
                limit(&weight.role)?
            );
        }
        Ok(table)
    }

    pub(super) fn ensure_within_limits(&self) -> Result<()> {
        for Weight { role, brotli, .. } in &self.0 {
            let limit = limit(role)?;
            if *brotli > limit {
                return Err(format!(
                    "{role}_bg.wasm is over its limit: {brotli} bytes as Brotli, of {limit}."
                )
                .into());
            }
        }
        Ok(())
    }

    /// Writes the checked-in file, to which later builds are compared.
    pub(super) fn record(&self) -> Result<()> {
        files::write(&record(), self.to_text())
    }

    fn recorded() -> Result<Self> {
        Self::from_text(&files::read_text(&record())?)
    }

    fn to_text(&self) -> String {
        let rows = self.0.iter().map(|weight| {
            let Weight {
                role,
                raw,
                gzip,
                brotli,
            } = weight;
            format!("{role}\t{raw}\t{gzip}\t{brotli}\n")
        });
        format!("{COLUMNS}\n{}", rows.collect::<String>())
    }

    fn from_text(text: &str) -> Result<Self> {
        let rows = text.strip_prefix(COLUMNS).ok_or_else(|| {
            Failure::from(format!(
                "sizes.tsv does not begin with the line '{COLUMNS}'."
            ))
        })?;
        Self::read(rows.lines().skip(1).map(str::to_owned))
    }

    fn read(rows: impl Iterator<Item = String>) -> Result<Self> {
        rows.map(|row| {
            weight(&row).ok_or_else(|| format!("This is no line of sizes: '{row}'").into())
        })
        .collect::<Result<_>>()
        .map(Self)
    }
}

fn weight(row: &str) -> Option<Weight> {
    let [role, raw, gzip, brotli] = row.split('\t').collect::<Vec<_>>()[..] else {
        return None;
    };
    Some(Weight {
        role: role.to_owned(),
        raw: raw.parse().ok()?,
        gzip: gzip.parse().ok()?,
        brotli: brotli.parse().ok()?,
    })
}

fn limit(role: &str) -> Result<u32> {
    LIMITS
        .iter()
        .find(|(limited, _)| *limited == role)
        .map(|(_, limit)| *limit)
        .ok_or_else(|| format!("The module '{role}' has no limit of size.").into())
}

fn record() -> PathBuf {
    project::root().join("xtask/sizes.tsv")
}

#[cfg(test)]
mod tests {
    use super::{Sizes, limit};
    use crate::package::ROLES;

    const RECORDED: &str = "\
module\traw\tgzip\tBrotli
page\t51000\t24000\t21000
verify\t300000\t120000\t99000
";

    fn sizes(text: &str) -> Sizes {
        Sizes::from_text(text).unwrap()
    }

    #[test]
    fn the_table_has_limits_and_changes() {
        let now = sizes(
            "module\traw\tgzip\tBrotli
page\t51200\t24100\t20990
verify\t310000\t121000\t99010
server\t400000\t150000\t130000
",
        );
        assert_eq!(
            now.table_since(&sizes(RECORDED)).unwrap(),
            "\
bytes                    raw      gzip    Brotli     limit    change
page_bg.wasm           51200     24100     20990     30720       -10
verify_bg.wasm        310000    121000     99010    200704       +10
server_bg.wasm        400000    150000    130000    184320       new"
        );
    }

    #[test]
    fn a_module_may_weigh_its_limit_and_no_more() {
        let page = |brotli: u32| sizes(&format!("module\traw\tgzip\tBrotli\npage\t9\t9\t{brotli}"));
        page(30 * 1024).ensure_within_limits().unwrap();
        assert_eq!(
            page(30 * 1024 + 1)
                .ensure_within_limits()
                .unwrap_err()
                .to_string(),
            "page_bg.wasm is over its limit: 30721 bytes as Brotli, of 30720."
        );
    }

    #[test]
    fn what_is_recorded_is_read_again() {
        assert_eq!(sizes(RECORDED).to_text(), RECORDED);
        for wrong in [
            "",
            "page\t1\t2\t3\n",
            "module\traw\tgzip\tBrotli\npage\t1\t2\n",
            "module\traw\tgzip\tBrotli\npage\t1\t2\tmany\n",
        ] {
            assert!(Sizes::from_text(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn every_role_has_a_limit() {
        for role in ROLES {
            limit(role).unwrap();
        }
        assert!(limit("other").is_err());
    }

    #[test]
    fn the_checked_in_record_has_every_role() {
        let recorded = Sizes::recorded().unwrap();
        let roles: Vec<&str> = recorded.0.iter().map(|weight| &*weight.role).collect();
        assert_eq!(roles, ROLES);
    }
}
