//! Packages whose tests and data hold certificates, CRLs, OCSP responses and CMS messages: what
//! other implementations read, and what authorities and signers made.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use iamsmart::signing::Digest;

use super::{Line, vectors};
use crate::failure::{Failure, Result};
use crate::program::{cargo, program, quietly};
use crate::{files, project};

/// A package of a registry.
struct Package {
    registry: Registry,
    name: &'static str,
    version: &'static str,
    /// SHA-256 of the archive.
    sha256: &'static str,
}

/// Where a package comes from, and in which form.
#[derive(Clone, Copy)]
enum Registry {
    Crates,
    Npm,
    /// A wheel of PyPI.
    Wheel,
    /// A source distribution of PyPI, which has the tests that a wheel leaves out.
    Source,
}

/// 13 MB together. The newest versions at the time of writing; a newer one may have other files.
const PACKAGES: &[Package] = &[
    Package {
        registry: Registry::Crates,
        name: "apple-codesign",
        version: "0.29.0",
        sha256: "f24e9ebdb70a2aee3ca1cea217009fb50776955f0d7678c31d22e48c1524667f",
    },
    Package {
        registry: Registry::Crates,
        name: "cms",
        version: "0.2.3",
        sha256: "7b77c319abfd5219629c45c34c89ba945ed3c5e49fcde9d16b6c3885f118a730",
    },
    Package {
        registry: Registry::Crates,
        name: "cryptographic-message-syntax",
        version: "0.27.0",
        sha256: "97a99e58d7755c646cb3f2a138d99f90da4c495282e1700b82daff8a48759ce0",
    },
    Package {
        registry: Registry::Crates,
        name: "dcap-qvl",
        version: "0.7.1",
        sha256: "c5f6e38c49510fd608390d02882bb1872d309c31325a120de1eed6c7160ba7e2",
    },
    Package {
        registry: Registry::Crates,
        name: "mbedtls-sys-auto",
        version: "2.28.15",
        sha256: "2fdbd15978db1dec7592cf8864094bcf6f7a101d7f84af15c2423967079982c1",
    },
    Package {
        registry: Registry::Crates,
        name: "openssl",
        version: "0.10.75",
        sha256: "08838db121398ad17ab8531ce9de97b244589089e290a384c900cb9ff7434328",
    },
    Package {
        registry: Registry::Crates,
        name: "rasn-cms",
        version: "0.28.0",
        sha256: "1f9f8dec5fe7b353f2e736edf3ac9bffed9bd0f7a264da6f14eb542a55c9e474",
    },
    Package {
        registry: Registry::Crates,
        name: "rasn-pkix",
        version: "0.28.0",
        sha256: "10e39b938b9c42d20e2a416c2e08b75073049506c386586deba5f10c93a3e11f",
    },
    Package {
        registry: Registry::Crates,
        name: "rpki",
        version: "0.18.6",
        sha256: "98a043d99463db58c05283f5ae5d9ced858cc3483011747264e21f50b9201cdd",
    },
    Package {
        registry: Registry::Crates,
        name: "sev",
        version: "8.0.0",
        sha256: "5031e00ad6d00d24f6b9990a181fdc8dc6e6222ba9ef657f2d8cf29e4c36b948",
    },
    Package {
        registry: Registry::Crates,
        name: "webpki",
        version: "0.22.4",
        sha256: "ed63aea5ce73d0ff405984102c42de94fc55a6b75765d621c65262469b3c9b53",
    },
    Package {
        registry: Registry::Crates,
        name: "x509-cert",
        version: "0.2.5",
        sha256: "1301e935010a701ae5f8655edc0ad17c44bad3ac5ce8c39185f75453b720ae94",
    },
    Package {
        registry: Registry::Crates,
        name: "x509-ocsp",
        version: "0.2.1",
        sha256: "5e54e695a31f0fecb826cf59ae2093c941d7ef932a1f8508185dd23b29ce2e2e",
    },
    Package {
        registry: Registry::Crates,
        name: "x509-parser",
        version: "0.18.0",
        sha256: "eb3e137310115a65136898d2079f003ce33331a6c4b0d51f1531d1be082b6425",
    },
    Package {
        registry: Registry::Crates,
        name: "x509-verify",
        version: "0.4.8",
        sha256: "c43a49bf845cd2f3aff9603a4276409dbf2b8fa4454d3e9501bf5b0028342964",
    },
    Package {
        registry: Registry::Npm,
        name: "ocsp",
        version: "1.2.0",
        sha256: "7a13652c122d67f8c165ccc2a062db5ba5a656b49c049071fefe8abd5c8d8969",
    },
    Package {
        registry: Registry::Npm,
        name: "ssl-root-cas",
        version: "1.3.1",
        sha256: "71763eb0f75ff098c48b0d1baeafc9655c3a6ad7536684b6fa2bcd7c4a3d7155",
    },
    Package {
        registry: Registry::Source,
        name: "django_ca",
        version: "3.2.0",
        sha256: "d631b2c91d27b0fd362db1197a4712703caa1bdce52b935c8e1b61e6c3984c07",
    },
    Package {
        registry: Registry::Source,
        name: "pyasn1_alt_modules",
        version: "0.4.10",
        sha256: "57b546aaa3ddfc482d0e84c29e34638834a50e3d29e331644a729957a5a797e7",
    },
    Package {
        registry: Registry::Source,
        name: "pyhanko_certvalidator",
        version: "0.33.0",
        sha256: "a4c3309f99c77cdcad24532f75340bd8cc8b108aa8992b8102d44f250ebd449c",
    },
    Package {
        registry: Registry::Source,
        name: "signxml",
        version: "5.2.0",
        sha256: "18aa6c3dc6833c7f441d9d20875ea50fe50149402f87061c27d0b6ea7f039096",
    },
    Package {
        registry: Registry::Wheel,
        name: "acme",
        version: "5.9.0",
        sha256: "a646011d6c7c843d89c91a901a2bf450752621f6431f19851bec1222c94446bd",
    },
    Package {
        registry: Registry::Wheel,
        name: "asn1crypto_tests",
        version: "1.5.1",
        sha256: "c40dc7192430b673df92f9168d11bd34119db593762e5e52281fb66072864e39",
    },
    Package {
        registry: Registry::Wheel,
        name: "certifi",
        version: "2026.10.19.post1",
        sha256: "1324c476b4811eff41a8bc2122cd0bbd4d9c7234c725446d99ab1612b3a7fdd2",
    },
    Package {
        registry: Registry::Wheel,
        name: "oscrypto_tests",
        version: "1.3.0",
        sha256: "4e0d4a4b272655cc6d6efe54942b6f2a64dcb304db4151bb7c01d8528f6f88a6",
    },
];

/// Returns the folder with a folder for each package; downloads those that are missing.
pub(super) fn find_or_download(line: &mut Line) -> Result<PathBuf> {
    let folder = project::cache()?.join("corpus");
    files::create_folder(&folder)?;
    let mut downloaded = 0;
    for package in PACKAGES {
        let target = folder.join(package.folder_name());
        if target.is_dir() {
            continue;
        }
        if downloaded == 0 {
            vectors::ensure_pip(line)?;
        }
        package.download(&target)?;
        downloaded += 1;
    }
    line.say(&format!(
        "{} packages, {downloaded} downloaded",
        PACKAGES.len()
    ));
    Ok(folder)
}

impl Package {
    fn folder_name(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// Downloads the archive with the registry's own client, compares its digest and unpacks it.
    fn download(&self, target: &Path) -> Result<()> {
        let scratch = target.with_extension("new");
        files::remove_folder(&scratch)?;
        let archives = scratch.join("archive");
        files::create_folder(&archives)?;
        let archive = self.fetch(&archives)?;
        self.check(&archive)?;
        let unpacked = scratch.join("unpacked");
        files::create_folder(&unpacked)?;
        quietly(self.unpack(&archive).arg(&unpacked))?;
        files::rename(&unpacked, target)?;
        files::remove_folder(&scratch)
    }

    /// Returns the path of the archive.
    fn fetch(&self, folder: &Path) -> Result<PathBuf> {
        let Self { name, version, .. } = self;
        match self.registry {
            Registry::Crates => {
                // Shows the package, for which it downloads the archive to Cargo's cache.
                quietly(cargo().args(["info", "--quiet", &format!("{name}@{version}")]))?;
                return self.in_cargo_cache();
            }
            Registry::Npm => {
                let mut npm = program("npm");
                npm.args(["pack", "--silent", &format!("{name}@{version}")]);
                quietly(npm.arg("--pack-destination").arg(folder))?;
            }
            Registry::Wheel => quietly(&mut self.pip("--only-binary=:all:", folder))?,
            Registry::Source => quietly(&mut self.pip(&format!("--no-binary={name}"), folder))?,
        }
        let archives = files::entries(folder)?;
        archives
            .into_iter()
            .next()
            .ok_or_else(|| Failure::from(format!("{name} {version} was not downloaded.")))
    }

    fn pip(&self, form: &str, folder: &Path) -> Command {
        let mut pip = program("python3");
        pip.args(["-m", "pip", "download", "--quiet", "--no-deps", form])
            .args(["--disable-pip-version-check", "--dest"])
            .arg(folder)
            .arg(format!("{}=={}", self.name, self.version));
        pip
    }

    /// Returns the path of the archive in Cargo's cache, which has a folder for each registry.
    fn in_cargo_cache(&self) -> Result<PathBuf> {
        let cache = project::cargo_home()?.join("registry/cache");
        let file = format!("{}.crate", self.folder_name());
        let registries = files::entries(&cache)?;
        let mut found = registries.iter().map(|registry| registry.join(&file));
        let found = found.find(|path| path.is_file());
        found.ok_or_else(|| Failure::from(format!("{file} is not in {}.", cache.display())))
    }

    fn check(&self, archive: &Path) -> Result<()> {
        let octets = files::read(archive)?;
        let digest = Digest::of(&octets);
        let found = digest
            .as_bytes()
            .iter()
            .fold(String::new(), |mut hex, octet| {
                let _ = write!(hex, "{octet:02x}");
                hex
            });
        if found == self.sha256 {
            return Ok(());
        }
        Err(Failure::from(format!(
            "{} {} has the SHA-256 {found} instead of {}.",
            self.name, self.version, self.sha256
        )))
    }

    /// Returns the command that unpacks the archive, without its last argument, the folder.
    fn unpack(&self, archive: &Path) -> Command {
        let module = match self.registry {
            Registry::Wheel => "zipfile",
            Registry::Crates | Registry::Npm | Registry::Source => "tarfile",
        };
        let mut python = program("python3");
        python.args(["-m", module, "-e"]).arg(archive);
        python
    }
}
