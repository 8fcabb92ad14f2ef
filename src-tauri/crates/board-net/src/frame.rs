//! Frames in a stream of bytes: a length of four bytes, the most significant first, then as many
//! bytes.

use bytes::Bytes;

use crate::limits::FRAME_BYTES;

/// The bytes before a frame.
pub(crate) fn header(frame: &Bytes) -> Option<Bytes> {
    let length = u32::try_from(frame.len()).ok()?;
    (frame.len() <= FRAME_BYTES).then(|| Bytes::copy_from_slice(&length.to_be_bytes()))
}

/// A frame said that it is longer than any may be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

/// Cuts a stream into frames, however its bytes arrive. It holds one frame at most, and never more
/// room than bytes came, so a length alone costs nothing.
#[derive(Default)]
pub(crate) struct FrameReader {
    input: Bytes,
    header: [u8; 4],
    header_has: usize,
    body: Option<(Vec<u8>, usize)>,
}

impl FrameReader {
    /// Adds what came. Everything before was taken out by [`FrameReader::take`].
    pub(crate) fn push(&mut self, bytes: Bytes) {
        debug_assert!(self.input.is_empty(), "what came before is not read yet");
        self.input = bytes;
    }

    /// The next whole frame, if there is one.
    pub(crate) fn take(&mut self) -> Result<Option<Vec<u8>>, TooLong> {
        if self.body.is_none() && !self.take_header()? {
            return Ok(None);
        }
        let Some((body, length)) = &mut self.body else {
            return Ok(None);
        };
        let missing = length.saturating_sub(body.len());
        let part = self.input.split_to(missing.min(self.input.len()));
        body.extend_from_slice(&part);
        if body.len() < *length {
            return Ok(None);
        }
        Ok(self.body.take().map(|(body, _)| body))
    }

    /// Whether a frame has begun after this.
    fn take_header(&mut self) -> Result<bool, TooLong> {
        while self.header_has < self.header.len() {
            let Some(byte) = self.input.first().copied() else {
                return Ok(false);
            };
            let _ = self.input.split_to(1);
            if let Some(place) = self.header.get_mut(self.header_has) {
                *place = byte;
            }
            self.header_has += 1;
        }
        let length = u32::from_be_bytes(self.header) as usize;
        if length > FRAME_BYTES {
            return Err(TooLong);
        }
        self.header_has = 0;
        self.body = Some((Vec::with_capacity(length.min(self.input.len())), length));
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stream(frames: &[Vec<u8>]) -> Vec<u8> {
        let mut all = Vec::new();
        for frame in frames {
            let frame = Bytes::from(frame.clone());
            all.extend_from_slice(&header(&frame).unwrap());
            all.extend_from_slice(&frame);
        }
        all
    }

    proptest! {
        #[test]
        fn however_bytes_arrive_the_frames_are_the_same(
            frames in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..12),
            cuts in prop::collection::vec(1_usize..30, 1..40),
        ) {
            let all = stream(&frames);
            let mut reader = FrameReader::default();
            let mut got = Vec::new();
            let mut rest = &all[..];
            for cut in cuts.iter().cycle() {
                let (part, after) = rest.split_at((*cut).min(rest.len()));
                reader.push(Bytes::copy_from_slice(part));
                while let Some(frame) = reader.take().unwrap() {
                    got.push(frame);
                }
                rest = after;
                if rest.is_empty() {
                    break;
                }
            }
            prop_assert_eq!(got, frames);
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut reader = FrameReader::default();
            reader.push(Bytes::from(bytes));
            while let Ok(Some(_)) = reader.take() {}
        }
    }

    #[test]
    fn the_longest_frame_passes_and_one_byte_more_does_not() {
        let frame = vec![7; FRAME_BYTES];
        let mut reader = FrameReader::default();
        reader.push(Bytes::from(stream(std::slice::from_ref(&frame))));
        assert_eq!(reader.take(), Ok(Some(frame)));

        let length = u32::try_from(FRAME_BYTES + 1).unwrap();
        reader.push(Bytes::copy_from_slice(&length.to_be_bytes()));
        assert_eq!(reader.take(), Err(TooLong));
        assert!(header(&Bytes::from(vec![7; FRAME_BYTES + 1])).is_none());
    }

    #[test]
    fn a_length_alone_takes_no_room() {
        let mut reader = FrameReader::default();
        let length = u32::try_from(FRAME_BYTES).unwrap();
        reader.push(Bytes::copy_from_slice(&length.to_be_bytes()));
        assert_eq!(reader.take(), Ok(None));
        assert_eq!(reader.body.as_ref().unwrap().0.capacity(), 0);
    }
}
