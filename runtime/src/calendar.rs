//! RFC 3339 text and seconds since 1970.
//!
//! The small libraries for it read no offsets, or panic before 1970; the large ones cost more to
//! compile than this crate.

const DAY: i64 = 86_400;

/// Days from the first of March of the year 0 to the first of January 1970.
const EPOCH: i64 = 719_468;

/// The seconds since 1970 that RFC 3339 text says, and the nanoseconds to be added to them.
pub(crate) fn parse(text: &str) -> Option<(i64, u32)> {
    let (date_time, rest) = text.as_bytes().split_at_checked(19)?;
    let (nanos, zone) = fraction(rest);
    Some((local(date_time)? - offset(zone)?, nanos))
}

/// The seconds that `2022-02-28T19:48:17` says without an offset.
fn local(text: &[u8]) -> Option<i64> {
    let marks = [text[4], text[7], text[13], text[16]];
    if marks != *b"--::" || !matches!(text[10], b'T' | b't' | b' ') {
        return None;
    }
    let date = (number(&text[..4])?, number(&text[5..7])?, number(&text[8..10])?);
    let (hour, minute, second) = (number(&text[11..13])?, number(&text[14..16])?, number(&text[17..])?);
    // The second 60 is a leap second, which ends as the next minute begins.
    let real = hour < 24 && minute < 60 && second <= 60 && from_days(to_days(date)) == date;
    real.then(|| to_days(date) * DAY + hour * 3600 + minute * 60 + second)
}

/// Nanoseconds and what follows them.
fn fraction(text: &[u8]) -> (u32, &[u8]) {
    let Some(digits) = text.strip_prefix(b".") else {
        return (0, text);
    };
    let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    if end == 0 {
        return (0, text);
    }
    let places = digits[..end].iter().copied().chain(std::iter::repeat(b'0')).take(9);
    (places.fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0')), &digits[end..])
}

/// The seconds that a zone is ahead of UTC.
fn offset(zone: &[u8]) -> Option<i64> {
    let (sign, rest) = match zone {
        b"Z" | b"z" => return Some(0),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    if rest.len() != 5 || rest[2] != b':' {
        return None;
    }
    let (hours, minutes) = (number(&rest[..2])?, number(&rest[3..])?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn number(digits: &[u8]) -> Option<i64> {
    let all = digits.iter().all(u8::is_ascii_digit);
    all.then(|| digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}

/// The text of seconds since 1970, in UTC.
pub(crate) fn format(seconds: i64) -> String {
    let (year, month, day) = from_days(seconds.div_euclid(DAY));
    let rest = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Days since 1970 of a year, month and day.
///
/// Years begin in March here, so that the leap day is the last one of its year and the months
/// before it are a regular row of 31 and 30 days (153 in each five).
fn to_days((year, month, day): (i64, i64, i64)) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + leap_days(year) + (month * 153 + 2) / 5 + day - 1 - EPOCH
}

/// The year, month and day of days since 1970.
fn from_days(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH;
    // The mean year of 365.2425 days is off by a day at most, which the two corrections mend.
    let mut year = (days.saturating_mul(400)).div_euclid(146_097);
    while year * 365 + leap_days(year) > days {
        year -= 1;
    }
    while (year + 1) * 365 + leap_days(year + 1) <= days {
        year += 1;
    }
    let day_of_year = days - year * 365 - leap_days(year);
    let month = (day_of_year * 5 + 2) / 153;
    let day = day_of_year - (month * 153 + 2) / 5 + 1;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}

/// Leap days before the March that begins `year`, counted from the year 0.
fn leap_days(year: i64) -> i64 {
    year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_eight_centuries_comes_back() {
        let first = to_days((1599, 12, 31));
        let mut before = from_days(first);
        assert_eq!(before, (1599, 12, 31));
        for day in first + 1..to_days((2401, 1, 2)) {
            let date = from_days(day);
            assert_eq!(to_days(date), day);
            assert!(date > before, "{date:?} follows {before:?}");
            before = date;
        }
    }

    #[test]
    fn known_days_are_where_they_belong() {
        assert_eq!(to_days((1970, 1, 1)), 0);
        assert_eq!(to_days((2000, 2, 29)), 11_016);
        assert_eq!(format(1_709_210_096), "2024-02-29T12:34:56Z");
        assert_eq!(format(-1), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn no_second_is_too_far_to_be_written() {
        assert!(format(i64::MAX).ends_with('Z'));
        assert!(format(i64::MIN).ends_with('Z'));
    }

    #[test]
    fn malformed_text_is_no_time() {
        let malformed = [
            "2022-02-28T19:48:17.Z",
            "2022-02-28T19:48:17+0200",
            "2022-02-28T19:48:17+25:00",
            "2022-02-28T24:00:00Z",
            "2022-13-28T19:48:17Z",
            "2022-00-28T19:48:17Z",
            "2022-02-00T19:48:17Z",
            "2022-02-28T19:48:1éZ",
            "éééééééééééé",
            "+022-02-28T19:48:17Z",
        ];
        for text in malformed {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse("2016-12-31T23:59:60Z"), parse("2017-01-01T00:00:00Z"));
    }
}
