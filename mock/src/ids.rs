//! Ids and other texts that look random and are the same in every run.

/// Letters of ids.
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Makes one text after the other.
#[derive(Debug)]
pub(crate) struct Ids {
    seed: u64,
    made: u64,
}

impl Ids {
    pub fn new(seed: u64) -> Self {
        Self { seed, made: 0 }
    }

    /// What stands behind the prefix of an id: a time and something random, as 27 letters and digits,
    /// so that later ids come later in the order of texts.
    pub fn code(&mut self, now: i64) -> String {
        self.made += 1;
        let mut bytes = [0_u8; 20];
        let seconds = u32::try_from(now.clamp(0, i64::from(u32::MAX))).unwrap_or_default();
        bytes[..4].copy_from_slice(&seconds.wrapping_sub(1_400_000_000).to_be_bytes());
        bytes[4..12].copy_from_slice(&mixed(self.seed ^ mixed(self.made)).to_be_bytes());
        bytes[12..].copy_from_slice(&mixed(self.seed.wrapping_add(self.made)).to_be_bytes());
        base62(bytes)
    }

    /// A text that belongs to these texts alone: 20 lower-case letters and digits.
    pub fn fixed(&self, texts: &[&str]) -> String {
        let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
        let mut state = bytes.fold(self.seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        let mut letter = || {
            state = mixed(state);
            char::from_digit(u32::try_from(state % 36).unwrap_or_default(), 36).unwrap_or('0')
        };
        (0..20).map(|_| letter()).collect()
    }
}

/// The finalizer of SplitMix64: every bit of the input changes half of the output.
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// A number of 160 bits in 27 digits.
fn base62(mut bytes: [u8; 20]) -> String {
    let mut digits = [b'0'; 27];
    for digit in digits.iter_mut().rev() {
        let mut rest = 0_u32;
        for byte in &mut bytes {
            let value = rest * 256 + u32::from(*byte);
            *byte = u8::try_from(value / 62).unwrap_or_default();
            rest = value % 62;
        }
        *digit = BASE62[rest as usize];
    }
    digits.iter().map(|digit| char::from(*digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_of_one_length_and_in_the_order_of_time() {
        let mut ids = Ids::new(1);
        let codes: Vec<String> = (0..1000).map(|second| ids.code(1_800_000_000 + second)).collect();
        assert!(codes.iter().all(|code| code.len() == 27 && code.bytes().all(|byte| byte.is_ascii_alphanumeric())));
        assert!(codes.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn the_same_seed_makes_the_same_texts() {
        let (mut one, mut other) = (Ids::new(7), Ids::new(7));
        assert_eq!(one.code(1_800_000_000), other.code(1_800_000_000));
        assert_ne!(one.code(1_800_000_000), Ids::new(8).code(1_800_000_000));
        assert_eq!(one.fixed(&["a", "b"]), other.fixed(&["a", "b"]));
        assert_ne!(one.fixed(&["a", "b"]), one.fixed(&["ab"]));
    }
}
