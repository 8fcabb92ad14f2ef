//! What was measured on what, and as ratios to the others of the same run.

use crate::clock::{Clock, Ear};
use crate::program::{Cores, Usage};
use crate::servers::Contender;
use crate::{GUESTS, Load, PEERS};

/// One server under one load, once.
pub(crate) struct Line {
    contender: Contender,
    /// Of all edits that somebody else sent: how many were heard, from 0 to 1.
    delivered: f64,
    /// Milliseconds from sending to hearing.
    median: f64,
    late: f64,
    /// The same on the screen of a whole app.
    screen: Option<(f64, f64)>,
    /// MB that all clients heard, a second.
    heard: f64,
    used: Usage,
}

impl Line {
    pub(crate) fn new(
        contender: Contender,
        clock: &Clock,
        ears: &[Ear],
        screen: Option<&[u64]>,
        used: Usage,
    ) -> Self {
        let expected = clock.edits() * (ears.len() - 1);
        let taken: Vec<u64> = ears.iter().flat_map(Ear::taken).copied().collect();
        let bytes: usize = ears.iter().map(|ear| ear.bytes).sum();
        let delivered = taken.len() as f64 / expected as f64;
        let (median, late) = middle_and_late(taken);
        Self {
            contender,
            delivered,
            median,
            late,
            screen: screen.map(|taken| middle_and_late(taken.to_vec())),
            heard: bytes as f64 / 1e6,
            used,
        }
    }
}

/// The 50th and the 99th of a hundred, in milliseconds.
fn middle_and_late(mut taken: Vec<u64>) -> (f64, f64) {
    taken.sort_unstable();
    let at = |share: usize| {
        let index = (taken.len() * share / 100).min(taken.len().saturating_sub(1));
        taken
            .get(index)
            .map_or(f64::NAN, |nanos| *nanos as f64 / 1e6)
    };
    (at(50), at(99))
}

pub(crate) struct Report {
    seconds: usize,
    lines: Vec<(&'static str, Line)>,
}

impl Report {
    pub(crate) fn new(rounds: usize, seconds: usize, cores: &Cores) -> Self {
        let place = if cores.are_apart {
            "the server on one processor core, all clients on the others"
        } else {
            "server and clients on the same cores: figures mean little"
        };
        println!("\na session under load, {rounds} rounds of {seconds} s; {place}");
        println!(
            "  {} of {} machines, {} of {} guests, edits a second of all together; every edit replaces a note's text",
            PEERS.rate, PEERS.clients, GUESTS.rate, GUESTS.clients
        );
        println!(
            "  Journeywall: the program as it ships, rights judged, on the disk; machines over encrypted links, guests with\n  \
             patches of board and scene. The others: all of them over WebSocket, updates as they are, everything in memory"
        );
        Self {
            seconds,
            lines: Vec::new(),
        }
    }

    pub(crate) fn take(&mut self, round: usize, load: Load, line: Line) {
        println!(
            "  round {round}, {} with {}: {:.2} % delivered, {:.2} ms, late {:.1} ms, processor {:.0} %, {:.0} MB",
            line.contender,
            load.what,
            line.delivered * 100.0,
            line.median,
            line.late,
            line.used.processor * 100.0,
            line.used.memory
        );
        self.lines.push((load.what, line));
    }

    pub(crate) fn print(&self) {
        for load in [PEERS, GUESTS] {
            println!(
                "\n{} {}, {} edits a second; the median of the rounds (the lowest to the highest)",
                load.clients, load.what, load.rate
            );
            println!(
                "{:>12} {:>10} {:>22} {:>22} {:>20} {:>8} {:>8}",
                "",
                "delivered",
                "half within ms",
                "99 of 100 within ms",
                "% of a core",
                "MB",
                "MB/s out"
            );
            for contender in crate::servers::contenders(load) {
                self.row(load, contender);
            }
            self.ratios(load);
        }
    }

    fn of(&self, load: Load, contender: Contender, value: impl Fn(&Line) -> f64) -> [f64; 3] {
        let of = self
            .lines
            .iter()
            .filter(|(what, line)| *what == load.what && line.contender == contender);
        let mut values: Vec<f64> = of.map(|(_, line)| value(line)).collect();
        values.sort_by(f64::total_cmp);
        [
            values[values.len() / 2],
            values[0],
            values[values.len() - 1],
        ]
    }

    fn row(&self, load: Load, contender: Contender) {
        let spread = |[middle, low, high]: [f64; 3]| format!("{middle:.2} ({low:.2} to {high:.2})");
        let of = |value: fn(&Line) -> f64| self.of(load, contender, value);
        println!(
            "{:>12} {:>8.2} % {:>22} {:>22} {:>20} {:>8.0} {:>8.2}",
            contender.to_string(),
            of(|line| line.delivered)[0] * 100.0,
            spread(of(|line| line.median)),
            spread(of(|line| line.late)),
            spread(of(|line| line.used.processor * 100.0)),
            of(|line| line.used.memory)[0],
            of(|line| line.heard)[0] / self.seconds as f64,
        );
        if contender == Contender::OurMachines {
            println!(
                "{:>12} on the screen of a whole app among them: half within {:.2} ms, 99 of 100 within {:.2} ms; budget 2 and 20",
                "",
                of(|line| line.screen.map_or(f64::NAN, |screen| screen.0))[0],
                of(|line| line.screen.map_or(f64::NAN, |screen| screen.1))[0],
            );
        }
        if contender == Contender::OurGuests {
            println!(
                "{:>12} budget: all delivered, half within 5 ms, 99 of 100 within 50 ms",
                ""
            );
        }
    }

    fn ratios(&self, load: Load) {
        let contenders = crate::servers::contenders(load);
        let Some((ours, others)) = contenders.split_first() else {
            return;
        };
        for other in others {
            let ratio = |value: fn(&Line) -> f64| {
                self.of(load, *ours, value)[0] / self.of(load, *other, value)[0]
            };
            println!(
                "  ours to {other}: half within {:.2}×, 99 of 100 within {:.2}×, processor {:.2}×, memory {:.2}×, bytes {:.2}×",
                ratio(|line| line.median),
                ratio(|line| line.late),
                ratio(|line| line.used.processor),
                ratio(|line| line.used.memory),
                ratio(|line| line.heard),
            );
        }
        if others.is_empty() {
            println!("  nobody beside it: run `npm ci` in tests/benches/servers");
        }
    }
}
