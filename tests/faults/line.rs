//! The line of an error, without what differs from run to run and from system to system.

/// The line of an error of a client of this base URL.
///
/// Ports, times and what the operating system says are replaced by capitals.
pub fn stable(line: &str, url: &str) -> String {
    let (_, port) = url.rsplit_once(':').expect("the URL has a port");
    let line = line.replace(port, "PORT");
    without_times(&without_system(&line))
}

/// Puts `SYSTEM` in the place of `Connection refused (os error 111)` and its like.
fn without_system(line: &str) -> String {
    let Some(mark) = line.find(" (os error ") else {
        return line.to_owned();
    };
    let start = line[..mark].rfind(": ").map_or(0, |colon| colon + 2);
    let end = line[mark..].find(')').map_or(line.len(), |bracket| mark + bracket + 1);
    format!("{}SYSTEM{}", &line[..start], &line[end..])
}

/// Puts `TIME` in the place of long numbers.
fn without_times(line: &str) -> String {
    let mut result = String::new();
    let mut digits = String::new();
    for character in line.chars().chain(['\n']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        result.push_str(if digits.len() > 7 { "TIME" } else { &digits });
        digits.clear();
        result.push(character);
    }
    result.trim_end().to_owned()
}
