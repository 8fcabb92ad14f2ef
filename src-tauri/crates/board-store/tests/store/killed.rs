use crate::child::{self, SecondProcess};
use crate::support::{BOARD, append_to, fault, load, names, place, state};
use board_store::{BoardFile, OpenMode, Seq, verify};

/// After how many answers each round is killed. The writer does not wait, so where in its work it dies is up to
/// the machine; one answer in seven comes while a snapshot is being written.
const ROUNDS: [u32; 10] = [1, 3, 8, 20, 21, 34, 55, 60, 89, 120];

#[tokio::test]
async fn nothing_that_was_answered_is_lost_when_the_writer_is_killed() {
    let (folder, path) = place();
    BoardFile::create(&path, BOARD, &[])
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    let mut known = 0;
    for answers in ROUNDS {
        let mut writer = SecondProcess::run("killed::child_writes_and_compacts", &path);
        for _ in 0..answers {
            known = writer.next("on disk").unwrap().parse().unwrap();
        }
        writer.kill();
        while let Some(answer) = writer.next("on disk") {
            known = answer.parse().unwrap();
        }

        let report = verify(&path).await.unwrap();
        assert!(
            report.is_sound(),
            "after {answers} answers: {:?}",
            report.findings
        );
        let mut file = BoardFile::open(&path, OpenMode::ReadOnly).await.unwrap();
        let seen = file.load().await.unwrap();
        file.close().await.unwrap();
        let loaded = load(&path).await.unwrap();
        assert_eq!(seen, loaded, "a reader sees what the next writer will");
        assert!(
            loaded.last >= Seq(known),
            "{known} was answered, the file ends at {:?}",
            loaded.last
        );
        assert_eq!(fault(&loaded, loaded.last.0), None);
        assert_eq!(names(folder.path()), ["b.journey"]);
    }
    assert!(known > 200, "the writers wrote: {known}");
}

#[tokio::test]
#[ignore = "the second process of another test"]
async fn child_writes_and_compacts() {
    let Some(path) = child::board() else { return };
    let mut file = BoardFile::open(&path, OpenMode::Write).await.unwrap();
    let mut last = file.last_seq().await.unwrap().0;
    for round in 1_u64.. {
        last += 1 + round % 3;
        append_to(&mut file, last).await;
        child::say(&format!("on disk {last}"));
        if round % 7 == 0 {
            file.compact(&state(last), Seq(last)).await.unwrap();
        }
    }
}
