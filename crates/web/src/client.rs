//! Whose request it is: the other end of the connection, or whom a proxy of our own names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, HeaderName, header};

/// The address at the other end of a connection; [`crate::serve`] notes it with each request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Whom a request counts for.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub struct Client {
    /// What tells one client from another. Held in memory alone and never told.
    pub network: IpAddr,
    /// This machine, or a proxy of ours that names nobody: counted, and never refused.
    pub is_ours: bool,
}

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

impl Client {
    /// Without a connection (in tests) the request is this machine's own.
    ///
    /// What a header says is believed of the proxies in the settings alone, because anybody can send one. Each proxy adds
    /// the address that it heard from on the right, so the first from the right that is no proxy is the client; what
    /// stands further left is the client's own say. Of the two headers `X-Forwarded-For` goes first: where a proxy writes
    /// that one, it hands on whatever `Forwarded` a client sends.
    pub fn of(peer: Option<Peer>, headers: &HeaderMap, proxies: &[IpAddr]) -> Client {
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| {
            peer.0.to_canonical()
        });
        let is_proxy = |address: &IpAddr| {
            let mut all = proxies.iter();
            all.any(|proxy| proxy.to_canonical() == *address)
        };
        if is_proxy(&peer) {
            let named = named(headers);
            let mut from_the_right = named.into_iter().rev();
            let nearest = from_the_right.find(|named| !named.as_ref().is_some_and(is_proxy));
            return match nearest.flatten() {
                Some(client) => Client {
                    network: network(client),
                    is_ours: false,
                },
                None => Client {
                    network: peer,
                    is_ours: true,
                },
            };
        }
        Client {
            network: network(peer),
            is_ours: peer.is_loopback(),
        }
    }
}

/// An address as one customer has it: of IPv6 the first half.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let network = address.to_bits() >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from_bits(network))
        }
    }
}

/// Everybody whom the headers name, the one heard last on the right; `None` for one that is no address.
fn named(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let listed = |name: HeaderName| {
        let lines = headers.get_all(name).into_iter();
        // What is no text names nobody, and is not passed over either.
        let lines = lines.map(|line| line.to_str().unwrap_or("?"));
        lines.collect::<Vec<_>>().join(",")
    };
    if headers.contains_key(X_FORWARDED_FOR) {
        return listed(X_FORWARDED_FOR).split(',').map(address).collect();
    }
    if headers.contains_key(header::FORWARDED) {
        let elements = listed(header::FORWARDED);
        return elements.split(',').map(forwarded_for).collect();
    }
    Vec::new()
}

/// The `for` of one element of `Forwarded` (RFC 7239).
fn forwarded_for(element: &str) -> Option<IpAddr> {
    let mut pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let (_, node) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
    address(node.trim().trim_matches('"'))
}

/// An address with or without a port, of IPv6 with or without brackets.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let address: Option<IpAddr> = bare.unwrap_or(text).parse().ok();
    address
        .or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
        .map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::{Client, Peer};

    const PROXIES: [&str; 2] = ["192.0.2.9", "2001:db8:ffff::1"];

    #[track_caller]
    fn check(peer: &str, headers: &[(&str, &str)], expected: &str) {
        check_with(&PROXIES, peer, headers, expected);
    }

    #[track_caller]
    fn check_with(proxies: &[&str], peer: &str, headers: &[(&str, &str)], expected: &str) {
        let proxies: Vec<IpAddr> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        let mut sent = HeaderMap::new();
        for (name, value) in headers {
            let name: HeaderName = name.parse().unwrap();
            sent.append(name, HeaderValue::from_str(value).unwrap());
        }
        let client = Client::of(Some(Peer(peer.parse().unwrap())), &sent, &proxies);
        let ours = if client.is_ours { "ours " } else { "" };
        assert_eq!(format!("{ours}{}", client.network), expected);
    }

    #[test]
    fn whoever_connects_is_the_client_whatever_their_headers_say() {
        check("198.51.100.1", &[], "198.51.100.1");
        check("::ffff:198.51.100.1", &[], "198.51.100.1");
        check("2001:db8:0:1:2:3:4:5", &[], "2001:db8:0:1::");
        check(
            "198.51.100.1",
            &[
                ("x-forwarded-for", "127.0.0.1"),
                ("forwarded", "for=127.0.0.1"),
            ],
            "198.51.100.1",
        );
    }

    #[test]
    fn this_machine_is_never_refused_and_names_nobody_unless_it_is_a_proxy() {
        check("127.0.0.1", &[], "ours 127.0.0.1");
        check("::1", &[], "ours ::");
        check(
            "127.0.0.1",
            &[("x-forwarded-for", "198.51.100.1")],
            "ours 127.0.0.1",
        );
        check_with(
            &["127.0.0.1"],
            "127.0.0.1",
            &[("x-forwarded-for", "198.51.100.1")],
            "198.51.100.1",
        );
    }

    #[test]
    fn of_a_proxy_the_nearest_that_is_no_proxy_is_believed() {
        let named = |list: &str, expected: &str| {
            check("192.0.2.9", &[("x-forwarded-for", list)], expected);
        };
        named("198.51.100.1", "198.51.100.1");
        named("203.0.113.5, 198.51.100.1", "198.51.100.1");
        named(
            "203.0.113.5, 198.51.100.1, 2001:db8:ffff::1",
            "198.51.100.1",
        );
        named("198.51.100.1:4711", "198.51.100.1");
        named("[2001:db8:0:1::7]:4711", "2001:db8:0:1::");
        named("[2001:db8:0:1::7]", "2001:db8:0:1::");
        // Another machine's own address is no reason to let everybody in.
        named("127.0.0.1", "127.0.0.1");
    }

    #[test]
    fn several_lines_of_a_header_are_one_list() {
        let lines = [
            ("x-forwarded-for", "203.0.113.5"),
            ("x-forwarded-for", "198.51.100.1"),
        ];
        check("192.0.2.9", &lines, "198.51.100.1");
    }

    #[test]
    fn a_proxy_that_names_nobody_is_never_refused() {
        check("192.0.2.9", &[], "ours 192.0.2.9");
        check(
            "192.0.2.9",
            &[("x-forwarded-for", "unknown")],
            "ours 192.0.2.9",
        );
        let chain = [("x-forwarded-for", "192.0.2.9")];
        check("2001:db8:ffff::1", &chain, "ours 2001:db8:ffff::1");
        // What stands left of something unreadable was not heard by any proxy of ours.
        let broken = [("x-forwarded-for", "198.51.100.1, unknown")];
        check("192.0.2.9", &broken, "ours 192.0.2.9");
    }

    #[test]
    fn the_standard_header_is_read_where_the_common_one_is_missing() {
        let named = |list: &str, expected: &str| {
            check("192.0.2.9", &[("forwarded", list)], expected);
        };
        named("for=198.51.100.1", "198.51.100.1");
        named(
            "for=203.0.113.5;proto=http, For=\"[2001:db8:0:1::7]:4711\";by=192.0.2.9",
            "2001:db8:0:1::",
        );
        named("proto=https;host=example.org", "ours 192.0.2.9");
        let both = [
            ("forwarded", "for=203.0.113.5"),
            ("x-forwarded-for", "198.51.100.1"),
        ];
        check("192.0.2.9", &both, "198.51.100.1");
    }
}
