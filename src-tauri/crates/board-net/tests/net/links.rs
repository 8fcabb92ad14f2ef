//! What goes over a link.

use std::time::Duration;

use board_net::{Bytes, FRAME_BYTES, LOSSY_BYTES, Limits, Link, NetOptions, NotSent, Received};

use crate::machines::{assert_works, frame, linked, machine, must, options, started};

#[tokio::test]
async fn frames_go_both_ways_and_both_know_who_the_other_is() {
    let (host, guest) = (machine(1).await, machine(2).await);
    let (mut dialled, mut accepted) = linked(&guest, &host).await;
    assert_eq!(dialled.0.peer(), host.id());
    assert_eq!(accepted.0.peer(), guest.id());
    assert_ne!(dialled.0.id(), accepted.0.id());
    assert!(dialled.0.rtt().is_some() && accepted.0.rtt().is_some());
    assert_works(&mut dialled, &mut accepted).await;
    assert_works(&mut accepted, &mut dialled).await;
    host.close().await;
    guest.close().await;
}

#[tokio::test]
async fn an_empty_frame_is_a_frame() {
    let (host, guest) = (machine(1).await, machine(2).await);
    let (dialled, mut accepted) = linked(&guest, &host).await;
    dialled.0.try_send(Bytes::new()).unwrap();
    dialled.0.try_send(&b"x"[..]).unwrap();
    assert_eq!(frame(&mut accepted.1).await, b"");
    assert_eq!(frame(&mut accepted.1).await, b"x");
}

/// Sends however long the queue takes.
async fn send_all(link: Link, frames: Vec<Vec<u8>>) {
    for frame in frames {
        while link.try_send(frame.clone()) == Err(NotSent::Full) {
            link.emptied().await;
        }
    }
    link.emptied().await;
}

#[tokio::test]
async fn frames_keep_their_order_in_both_directions_at_once() {
    let (host, guest) = (machine(1).await, machine(2).await);
    let (mut dialled, mut accepted) = linked(&guest, &host).await;
    let frames: Vec<Vec<u8>> = (0..3_000_u32)
        .map(|number| {
            let mut frame = number.to_be_bytes().to_vec();
            frame.resize(4 + (number as usize * 37) % 3_000, 7);
            frame
        })
        .collect();
    let there = tokio::spawn(send_all(dialled.0.clone(), frames.clone()));
    let back = tokio::spawn(send_all(accepted.0.clone(), frames.clone()));
    let expected = frames.clone();
    let reading = tokio::spawn(async move {
        for one in &expected {
            assert_eq!(&frame(&mut dialled.1).await, one);
        }
        // Handed back: dropped here, the link would end while the other side still reads.
        dialled
    });
    for one in &frames {
        assert_eq!(&frame(&mut accepted.1).await, one);
    }
    let _dialled = must(reading).await.unwrap();
    must(there).await.unwrap();
    must(back).await.unwrap();
}

#[tokio::test]
async fn the_longest_frame_passes_and_a_longer_one_is_not_taken() {
    let (host, guest) = (machine(1).await, machine(2).await);
    let (mut dialled, mut accepted) = linked(&guest, &host).await;
    let long: Vec<u8> = (0..FRAME_BYTES).map(|at| (at % 251) as u8).collect();
    dialled.0.try_send(long.clone()).unwrap();
    assert_eq!(frame(&mut accepted.1).await, long);
    let too_long = vec![0; FRAME_BYTES + 1];
    assert_eq!(dialled.0.try_send(too_long), Err(NotSent::TooLong));
    assert_works(&mut dialled, &mut accepted).await;
}

#[tokio::test]
async fn a_full_queue_says_so_and_the_link_goes_on() {
    let host = machine(1).await;
    let guest = started(NetOptions {
        limits: Limits {
            queue_bytes: 1 << 20,
            ..options(2).limits
        },
        ..options(2)
    })
    .await;
    let (mut dialled, mut accepted) = linked(&guest, &host).await;
    // The host does not read.
    let mut taken = 0_u32;
    let refused = loop {
        let mut frame = vec![0; 64 << 10];
        frame[..4].copy_from_slice(&taken.to_be_bytes());
        match dialled.0.try_send(frame) {
            Ok(()) => taken += 1,
            Err(refused) => break refused,
        }
        // Lets the writer fill the windows of the connection too.
        tokio::task::yield_now().await;
    };
    assert_eq!(refused, NotSent::Full);
    assert!(dialled.0.waiting() > (1 << 20) - (65 << 10));
    assert!(dialled.0.waiting() <= 1 << 20);
    assert!(taken >= 15, "only {taken} were taken");
    // What was taken arrives, in order, and then there is room again.
    for number in 0..taken {
        assert_eq!(frame(&mut accepted.1).await[..4], number.to_be_bytes());
    }
    must(dialled.0.emptied()).await;
    assert_eq!(dialled.0.waiting(), 0);
    assert_works(&mut dialled, &mut accepted).await;
}

#[tokio::test]
async fn lossy_messages_arrive_when_nothing_is_in_the_way() {
    let (host, guest) = (machine(1).await, machine(2).await);
    let (dialled, mut accepted) = linked(&guest, &host).await;
    assert!(!dialled.0.send_lossy(vec![1; LOSSY_BYTES + 1]));
    let message = vec![9; LOSSY_BYTES];
    // They may get lost, so it is said until it was heard.
    let mut again = tokio::time::interval(Duration::from_millis(20));
    let saying = async {
        loop {
            again.tick().await;
            assert!(dialled.0.send_lossy(message.clone()));
        }
    };
    let hearing = must(accepted.1.recv());
    let heard = tokio::select! {
        heard = hearing => heard,
        () = saying => unreachable!("it is said for ever"),
    };
    assert_eq!(heard, Ok(Received::Lossy(message)));
}

#[tokio::test]
async fn lossy_messages_do_not_stop_frames_nor_pile_up() {
    let (host, guest) = (machine(1).await, machine(2).await);
    let (dialled, mut accepted) = linked(&guest, &host).await;
    for _ in 0..5_000 {
        assert!(dialled.0.send_lossy(vec![1; LOSSY_BYTES]));
    }
    dialled.0.try_send(&b"the frame"[..]).unwrap();
    assert_eq!(frame(&mut accepted.1).await, b"the frame");
}
