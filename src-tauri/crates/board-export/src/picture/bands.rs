//! A picture from top to bottom in bands, painted on several threads, never in memory as a whole.

use super::display_list::DisplayList;
use super::options::Size;
use super::raster::{Band, paint};
use board_layout::palette::Theme;
use resvg::tiny_skia::Pixmap;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Pixels of a band: 2 Mi, which are 8 MiB while painted. Larger bands are not faster, smaller ones paint
/// more notes twice.
const BAND_PIXELS: u32 = 2 << 20;
/// Bands end on whole blocks of JPEG.
const BLOCK: u32 = 8;
/// Most threads: each holds up to three bands.
const THREADS_MAX: usize = 8;

/// Rows of red, green and blue.
pub(crate) type Rows = Vec<u8>;

/// The bands of a picture in order.
pub(crate) struct Bands {
    /// One way per painter; they take turns.
    ways: Vec<Receiver<Rows>>,
    next: usize,
}

impl Iterator for Bands {
    type Item = Rows;

    fn next(&mut self) -> Option<Rows> {
        let count = self.ways.len();
        let rows = self.ways.get(self.next)?.recv().ok()?;
        self.next = (self.next + 1) % count;
        Some(rows)
    }
}

/// Height of a band in pixels.
pub(crate) fn band_height(size: Size) -> u32 {
    let rows = (BAND_PIXELS / size.width.max(1)).clamp(BLOCK, 512);
    rows - rows % BLOCK
}

/// Paints a picture and hands its bands to `take`. When `take` returns early, painting stops.
pub(crate) fn with_bands<R>(
    list: &DisplayList<'_>,
    size: Size,
    theme: Theme,
    take: impl FnOnce(Bands) -> R,
) -> R {
    let height = band_height(size);
    let count = size.height.div_ceil(height);
    let threads = thread::available_parallelism()
        .map_or(1, NonZeroUsize::get)
        .min(THREADS_MAX)
        .min(count as usize)
        .max(1);
    thread::scope(|scope| {
        let mut ways = Vec::with_capacity(threads);
        for first in 0..threads {
            let (way, rows) = sync_channel(1);
            ways.push(rows);
            let tops = (first..count as usize)
                .step_by(threads)
                .map(move |band| band as u32 * height);
            scope.spawn(move || paint_all(list, size, theme, tops, &way));
        }
        take(Bands { ways, next: 0 })
    })
}

fn paint_all(
    list: &DisplayList<'_>,
    size: Size,
    theme: Theme,
    tops: impl Iterator<Item = u32>,
    way: &SyncSender<Rows>,
) {
    for top in tops {
        let height = band_height(size).min(size.height - top);
        let Some(mut pixels) = Pixmap::new(size.width, height) else {
            return;
        };
        paint(
            list,
            Band {
                scale: size.scale,
                top,
                height,
                theme,
                sharp: true,
            },
            &mut pixels.as_mut(),
        );
        if way.send(rgb(&pixels)).is_err() {
            return;
        }
    }
}

/// Drops alpha: the ground is opaque, so every pixel is.
pub(crate) fn rgb(pixels: &Pixmap) -> Rows {
    let mut rows = Vec::with_capacity(pixels.data().len() / 4 * 3);
    for pixel in pixels.data().chunks_exact(4) {
        rows.extend_from_slice(&pixel[..3]);
    }
    rows
}
