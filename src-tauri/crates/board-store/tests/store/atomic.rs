use crate::support::{names, place};
use board_store::{StoreError, write_atomically};
use std::io::Write;

#[derive(Debug)]
enum Failure {
    Encoder,
    Store(StoreError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

#[test]
fn a_file_that_cannot_be_finished_is_not_there() {
    let (folder, path) = place();
    let failing = |file: &mut std::fs::File| {
        file.write_all(b"half a pic").unwrap();
        Err(Failure::Encoder)
    };
    assert!(matches!(
        write_atomically(&path, failing),
        Err(Failure::Encoder)
    ));
    assert!(names(folder.path()).is_empty());

    std::fs::write(&path, "the picture of yesterday").unwrap();
    assert!(matches!(
        write_atomically(&path, failing),
        Err(Failure::Encoder)
    ));
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        "the picture of yesterday"
    );
    assert_eq!(names(folder.path()), ["b.journey"]);
}

#[test]
fn a_finished_file_replaces_the_one_before() {
    let (folder, path) = place();
    for content in ["one", "a longer two", ""] {
        let written: Result<(), Failure> = write_atomically(&path, |file| {
            file.write_all(content.as_bytes())
                .map_err(|_| Failure::Encoder)
        });
        written.unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), content);
    }
    assert_eq!(names(folder.path()), ["b.journey"]);
    let lost: Result<(), Failure> =
        write_atomically(&folder.path().join("no").join("where"), |_| Ok(()));
    assert!(matches!(lost, Err(Failure::Store(error)) if error.code() == "E_NO_FILE"));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay_what_they_were() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = place();
    std::fs::write(&path, "one").unwrap();
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let written: Result<(), Failure> = write_atomically(&link, |file| {
        file.write_all(b"two").map_err(|_| Failure::Encoder)
    });
    written.unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
    assert_eq!(
        std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o640
    );
}
