//! Hosts that only one machine or its network has.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Ends of names that no name server of the world knows (RFC 6761, 6762, 8375), or that networks give themselves.
const OWN: &[&str] = &[
    "localhost",
    "local",
    "internal",
    "lan",
    "home.arpa",
    "home",
    "corp",
    "intranet",
    "private",
    "localdomain",
];

/// Whether a host with or without a port is this machine or one of a private network (RFC 1918, 3927, 4193, 6598).
pub fn is_private(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.split([']', '%']).next().and_then(|inner| inner.parse::<Ipv6Addr>().ok());
        return address.is_some_and(is_own_v6);
    }
    let name = host.split(':').next().unwrap_or(host).trim_end_matches('.').to_lowercase();
    if let Some(address) = number(&name) {
        return is_own_v4(address);
    }
    let is_own =
        |end: &&str| name == **end || name.strip_suffix(*end).is_some_and(|rest| rest.ends_with('.'));
    if OWN.iter().any(is_own) || name.starts_with("localhost.") {
        return true;
    }
    // A name of one word is of no public domain.
    !name.contains('.') && name.starts_with(char::is_alphabetic) && !name.contains(['%', '['])
}

fn is_own_v4(ip: Ipv4Addr) -> bool {
    let [a, b, ..] = ip.octets();
    ip.is_loopback() || ip.is_private() || ip.is_link_local() || a == 0 || (a == 100 && b & 0xc0 == 64)
}

fn is_own_v6(ip: Ipv6Addr) -> bool {
    let mapped = ip.to_ipv4_mapped().is_some_and(is_own_v4);
    ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local() || mapped
}

/// An address in numbers as browsers read it: one to four parts, in decimal, octal or hexadecimal digits.
fn number(name: &str) -> Option<Ipv4Addr> {
    let part = |part: &str| match part.strip_prefix("0x") {
        Some("") => Some(0),
        Some(hex) => u64::from_str_radix(hex, 16).ok(),
        None if part.len() > 1 && part.starts_with('0') => u64::from_str_radix(part, 8).ok(),
        None => part.parse::<u64>().ok(),
    };
    let parts: Vec<u64> = name.split('.').map(part).collect::<Option<_>>()?;
    let (last, first) = parts.split_last()?;
    if parts.len() > 4 || first.iter().any(|part| *part > 255) {
        return None;
    }
    let high = first.iter().enumerate().fold(0, |all, (i, part)| all | part << (24 - 8 * i));
    Some(Ipv4Addr::from(u32::try_from(high.checked_add(*last)?).ok()?))
}
