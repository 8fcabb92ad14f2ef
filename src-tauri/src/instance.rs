//! One window per library. A second start hands its board to the program that has the window, and
//! ends.
//!
//! Whoever holds the lock on `window.lock` has the window; the system frees it when the process
//! dies, however it dies. The holder listens on a port of this machine only and writes the port and
//! a secret to `window.address`, which its owner alone can read, so that other people of the same
//! machine can hand nothing over. The lock is the library's, not the machine's: windows on
//! different libraries are strangers.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

const LOCK: &str = "window.lock";
const ADDRESS: &str = "window.address";

/// What is said when a board was taken over.
const TAKEN: &str = "taken\n";

/// How long another window may take to answer, or to finish closing: saving on a slow disk.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long one attempt to talk may take.
const PER_TALK: Duration = Duration::from_secs(2);
/// Between two attempts.
const PAUSE: Duration = Duration::from_millis(50);
/// The longest request that is read, in bytes: a path of any system, many times over.
const LONGEST: u64 = 256 * 1024;

/// What became of a start.
#[derive(Debug)]
pub(crate) enum Claim {
    /// The window is ours.
    Ours(Door),
    /// Another program has the window, and has taken the board.
    Handed,
}

/// Where later starts knock.
#[derive(Debug)]
pub(crate) struct Door {
    /// Held for as long as the program runs.
    _lock: File,
    listener: TcpListener,
    secret: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Address {
    port: u16,
    secret: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Knock {
    secret: String,
    /// The board to open; none to come to the front only.
    board: Option<String>,
}

/// Becomes the program with the window of this library, or hands the board to the one that is.
///
/// # Errors
/// When neither is possible: a folder that cannot be written or locked, a window that does not
/// answer.
pub(crate) fn claim(library: &Path, board: Option<&Path>) -> io::Result<Claim> {
    fs::create_dir_all(library)?;
    let lock = private_file().open(library.join(LOCK))?;
    let end = Instant::now() + PATIENCE;
    loop {
        match lock.try_lock() {
            Ok(()) => return Door::open(library, lock).map(Claim::Ours),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) => {}
        }
        // It may have the lock and no address yet, or be about to end: then the lock comes free.
        match hand_over(library, board) {
            Ok(()) => return Ok(Claim::Handed),
            Err(error) if Instant::now() > end => return Err(error),
            Err(_) => thread::sleep(PAUSE),
        }
    }
}

fn hand_over(library: &Path, board: Option<&Path>) -> io::Result<()> {
    let address: Address = serde_json::from_slice(&fs::read(library.join(ADDRESS))?)?;
    let place = SocketAddr::from((Ipv4Addr::LOCALHOST, address.port));
    let mut stream = TcpStream::connect_timeout(&place, PER_TALK)?;
    limit(&stream)?;
    let knock = Knock {
        secret: address.secret,
        board: board.map(|path| path.to_string_lossy().into_owned()),
    };
    writeln!(stream, "{}", serde_json::to_string(&knock)?)?;
    let mut answer = String::new();
    stream
        .take(TAKEN.len() as u64)
        .read_to_string(&mut answer)?;
    if answer == TAKEN {
        Ok(())
    } else {
        Err(io::Error::from(io::ErrorKind::ConnectionRefused))
    }
}

impl Door {
    fn open(library: &Path, lock: File) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let mut drawn = [0; 16];
        getrandom::fill(&mut drawn).map_err(io::Error::other)?;
        let secret: String = drawn.iter().map(|byte| format!("{byte:02x}")).collect();
        let address = Address {
            port: listener.local_addr()?.port(),
            secret: secret.clone(),
        };
        let mut file = private_file().open(library.join(ADDRESS))?;
        file.set_len(0)?;
        file.write_all(serde_json::to_string(&address)?.as_bytes())?;
        Ok(Self {
            _lock: lock,
            listener,
            secret,
        })
    }

    /// Takes boards of later starts, for as long as the program runs. A start without a board asks
    /// only for the front.
    pub(crate) fn keep(self, take: impl Fn(Option<PathBuf>) + Send + 'static) {
        thread::spawn(move || {
            for stream in self.listener.incoming().flatten() {
                // Whoever does not know how to ask is not answered.
                if let Ok(board) = self.hear(&stream) {
                    take(board);
                    drop((&stream).write_all(TAKEN.as_bytes()));
                }
            }
        });
    }

    fn hear(&self, stream: &TcpStream) -> io::Result<Option<PathBuf>> {
        limit(stream)?;
        let mut line = String::new();
        BufReader::new(stream.take(LONGEST)).read_line(&mut line)?;
        let knock: Knock = serde_json::from_str(&line)?;
        if knock.secret != self.secret {
            return Err(io::Error::from(io::ErrorKind::PermissionDenied));
        }
        Ok(knock.board.map(PathBuf::from))
    }
}

fn limit(stream: &TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PER_TALK))?;
    stream.set_write_timeout(Some(PER_TALK))
}

/// A file that its owner alone can read, made if need be and never emptied by opening.
fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::{ADDRESS, Address, Claim, claim};
    use std::fs;
    use std::io::{Read, Write};
    use std::net::{Ipv4Addr, TcpStream};
    use std::path::{Path, PathBuf};
    use std::sync::mpsc;

    fn ours(library: &Path) -> mpsc::Receiver<Option<PathBuf>> {
        let Claim::Ours(door) = claim(library, None).unwrap() else {
            panic!("somebody else has the window of {}", library.display());
        };
        let (tell, told) = mpsc::channel();
        door.keep(move |board| drop(tell.send(board)));
        told
    }

    #[test]
    fn a_second_start_hands_its_board_to_the_first() {
        let library = tempfile::tempdir().unwrap();
        let told = ours(library.path());
        let board = Path::new("/boards/Ma journée.journey");
        let second = claim(library.path(), Some(board)).unwrap();
        assert!(matches!(second, Claim::Handed));
        assert_eq!(told.recv().unwrap(), Some(board.to_owned()));
        assert!(matches!(
            claim(library.path(), None).unwrap(),
            Claim::Handed
        ));
        assert_eq!(told.recv().unwrap(), None);
    }

    #[test]
    fn another_library_has_a_window_of_its_own() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let _first = ours(one.path());
        let _second = ours(other.path());
    }

    #[test]
    fn a_window_that_died_is_followed_by_the_next() {
        let library = tempfile::tempdir().unwrap();
        let Claim::Ours(door) = claim(library.path(), None).unwrap() else {
            panic!("a fresh library has a window");
        };
        // What it left behind names a port where nobody listens any more.
        drop(door);
        assert!(library.path().join(ADDRESS).is_file());
        let told = ours(library.path());
        claim(library.path(), Some(Path::new("/b.journey"))).unwrap();
        assert_eq!(told.recv().unwrap(), Some("/b.journey".into()));
    }

    #[test]
    fn who_does_not_know_the_secret_is_not_heard() {
        let library = tempfile::tempdir().unwrap();
        let told = ours(library.path());
        let address: Address =
            serde_json::from_slice(&fs::read(library.path().join(ADDRESS)).unwrap()).unwrap();
        for line in [
            "{\"secret\":\"00\",\"board\":\"/etc/x\"}\n",
            "no json\n",
            "\n",
        ] {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, address.port)).unwrap();
            stream.write_all(line.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            assert_eq!(answer, "", "{line:?}");
        }
        claim(library.path(), None).unwrap();
        assert_eq!(told.recv().unwrap(), None, "only the honest start was told");
    }

    #[cfg(unix)]
    #[test]
    fn the_secret_is_for_its_owner() {
        use std::os::unix::fs::PermissionsExt;
        let library = tempfile::tempdir().unwrap();
        let _told = ours(library.path());
        let mode = fs::metadata(library.path().join(ADDRESS))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
