//! WebKitGTK with its driver and a display, for tests in a third engine.

use std::path::{Path, PathBuf};

use super::{Line, debian};
use crate::failure::Result;
use crate::files;
use crate::program::find;

const ADVICE: &str = "Tests in WebKit need WebKitGTK's WebKitWebDriver and MiniBrowser, and Xvfb: on \
                      Debian, apt-get install webkit2gtk-driver xvfb. Or leave their steps out with: \
                      cargo xtask test without --all";

#[derive(Debug)]
pub(crate) struct Webkit {
    /// `WebKitWebDriver`.
    pub(crate) driver: PathBuf,
    /// WebKitGTK's browser, which has no headless mode.
    pub(crate) mini_browser: PathBuf,
    /// `Xvfb`: a display for it.
    pub(crate) xvfb: PathBuf,
}

/// Finds the programs; otherwise installs Debian's packages if possible.
pub(super) fn find_or_install(line: &mut Line) -> Result<Webkit> {
    let mut found = on_machine();
    if found.is_none() && debian::is_debian() && debian::can_install() {
        debian::install(&["webkit2gtk-driver", "xvfb", "fonts-noto-cjk"], line)?;
        found = on_machine();
    }
    let webkit = found.ok_or(ADVICE)?;
    // Neither driver nor browser says its version without a display.
    line.say("in place");
    Ok(webkit)
}

fn on_machine() -> Option<Webkit> {
    Some(Webkit {
        driver: find("WebKitWebDriver")?,
        mini_browser: mini_browser(Path::new("/usr/lib"))?,
        xvfb: find("Xvfb")?,
    })
}

/// Debian has MiniBrowser below a folder for each architecture and each interface of WebKitGTK, not on
/// PATH.
fn mini_browser(libraries: &Path) -> Option<PathBuf> {
    let of_architecture = |folder: PathBuf| {
        ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"]
            .map(|interface| folder.join(interface).join("MiniBrowser"))
    };
    files::entries(libraries)
        .unwrap_or_default()
        .into_iter()
        .flat_map(of_architecture)
        .find(|path| path.is_file())
        .or_else(|| find("MiniBrowser"))
}

#[cfg(test)]
mod tests {
    use super::mini_browser;
    use crate::{files, project};

    #[test]
    fn the_browser_is_found_below_any_architecture() {
        let libraries = project::target().join("xtask-webkit-test");
        files::remove_folder(&libraries).unwrap();
        let path = libraries.join("aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser");
        files::write(&path, "").unwrap();
        files::write(&libraries.join("ssl/cert.pem"), "").unwrap();
        assert_eq!(mini_browser(&libraries), Some(path));
    }
}
