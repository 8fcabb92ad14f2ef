//! The files of the UI, by address.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// What `build.rs` found in `ui/dist`.
static BUILT: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

/// One file that is served.
#[derive(Debug, Clone)]
pub struct UiFile {
    /// Content, as it goes over the wire.
    pub bytes: Cow<'static, [u8]>,
    /// Value of the `Content-Type` header.
    pub media_type: &'static str,
}

/// The files of the UI. The page itself is at `/index.html`, and served at `/` too.
#[derive(Debug, Clone, Default)]
pub struct UiBundle {
    files: BTreeMap<Cow<'static, str>, UiFile>,
}

impl UiBundle {
    /// The UI that this program was built with, or a page that says how to build it.
    pub fn built_in() -> Self {
        let files = BUILT.iter().map(|(address, bytes)| {
            let file = UiFile {
                bytes: Cow::Borrowed(*bytes),
                media_type: media_type(address),
            };
            (Cow::Borrowed(*address), file)
        });
        Self {
            files: files.collect(),
        }
    }

    /// The UI in a folder, as it is now: for whoever works on the pages and does not want to build a
    /// program for every change.
    ///
    /// # Errors
    /// What the disk says.
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        let mut bundle = Self::default();
        let mut waiting = vec![(folder.to_owned(), String::new())];
        while let Some((folder, address)) = waiting.pop() {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                let address = format!("{address}/{}", entry.file_name().to_string_lossy());
                if entry.file_type()?.is_dir() {
                    waiting.push((entry.path(), address));
                } else {
                    bundle = bundle.with(&address, fs::read(entry.path())?);
                }
            }
        }
        Ok(bundle)
    }

    /// Adds a file under an address that begins with a slash; its media type follows from its name.
    #[must_use]
    pub fn with(mut self, address: &str, bytes: Vec<u8>) -> Self {
        let file = UiFile {
            bytes: Cow::Owned(bytes),
            media_type: media_type(address),
        };
        self.files.insert(Cow::Owned(address.to_owned()), file);
        self
    }

    /// The file at an address. There are no folders, no ways up, no decoding: an address is in the
    /// list or it is not.
    pub fn file(&self, address: &str) -> Option<&UiFile> {
        let address = if address == "/" {
            "/index.html"
        } else {
            address
        };
        self.files.get(address)
    }
}

/// Media type of a file name. Names without a known ending are downloads, never pages.
fn media_type(address: &str) -> &'static str {
    match address.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::UiBundle;

    #[test]
    fn the_built_in_bundle_has_a_page() {
        let bundle = UiBundle::built_in();
        let page = bundle.file("/").expect("a page at the root");
        assert_eq!(page.media_type, "text/html; charset=utf-8");
        assert!(
            page.bytes.starts_with(b"<!doctype html>")
                || page.bytes.starts_with(b"<!DOCTYPE html>")
        );
    }

    #[test]
    fn only_listed_addresses_are_files() {
        let bundle = UiBundle::default().with("/a/b.js", b"1".to_vec());
        assert!(bundle.file("/a/b.js").is_some());
        for address in [
            "/",
            "/a",
            "/a/../a/b.js",
            "/A/b.js",
            "a/b.js",
            "/a/b.js/",
            "/a%2Fb.js",
        ] {
            assert!(bundle.file(address).is_none(), "{address}");
        }
    }

    #[test]
    fn unknown_endings_are_downloads() {
        let bundle = UiBundle::default()
            .with("/x.exe", Vec::new())
            .with("/html", Vec::new());
        for address in ["/x.exe", "/html"] {
            let file = bundle.file(address).expect("it was added");
            assert_eq!(file.media_type, "application/octet-stream");
        }
    }
}
