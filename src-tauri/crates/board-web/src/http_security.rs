//! The HTTP security of the server: who may speak to it (host and origin checks), and what its pages may do (security
//! headers).
//!
//! A browser carries requests of any page it has open. Two headers that no page can forge tell them
//! apart: `Host` must be one of our own addresses, so that no foreign name that points here (DNS
//! rebinding) is served; `Origin` of a WebSocket must be that same address, so that only our own
//! page connects.

use std::net::SocketAddr;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The addresses, as `Host` headers, under which a server on `bound` is reached.
pub(crate) fn own_hosts(bound: SocketAddr) -> Vec<String> {
    vec![bound.to_string(), format!("localhost:{}", bound.port())]
}

/// The one `Host` header, if it is one of ours.
pub(crate) fn own_host<'a>(headers: &'a HeaderMap, ours: &[String]) -> Option<&'a str> {
    let host = only(headers, header::HOST)?;
    ours.iter()
        .any(|own| own.eq_ignore_ascii_case(host))
        .then_some(host)
}

/// The address, as a `Host` header, under which a caller reached this machine. A listener of every address has as
/// many as there are interfaces, and they come and go with networks; the socket knows the one that was used.
pub(crate) fn reached_host(local: SocketAddr) -> String {
    SocketAddr::new(local.ip().to_canonical(), local.port()).to_string()
}

/// Whether a WebSocket is asked for by a page of `host`, or of one of the `other` machines. Programs that are no
/// browser must say so too.
pub(crate) fn is_known_origin(
    headers: &HeaderMap,
    host: &str,
    is_other: &dyn Fn(&SocketAddr) -> bool,
) -> bool {
    let Some(origin) = only(headers, header::ORIGIN) else {
        return false;
    };
    let Some(authority) = origin.strip_prefix("http://") else {
        return false;
    };
    authority.eq_ignore_ascii_case(host)
        || authority.parse().is_ok_and(|address| is_other(&address))
}

/// The value of a header that is there exactly once.
fn only(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Answers a request that reached a host of ours, refuses any other before anything else looks at it, and hardens
/// every answer.
pub(crate) async fn answer(
    host: Option<String>,
    may_move: bool,
    request: Request,
    next: Next,
) -> Response {
    let mut response = if host.is_some() {
        next.run(request).await
    } else {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    };
    harden(response.headers_mut(), host.as_deref(), may_move);
    response
}

/// Puts what a browser must hold our pages to on an answer. `host` is the checked one, if any. Pages that `may_move`
/// go on with another host of their session.
fn harden(headers: &mut HeaderMap, host: Option<&str>, may_move: bool) {
    const FIXED: [(HeaderName, &str); 5] = [
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
    ];
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if host.is_some_and(is_trustworthy) {
        let name = HeaderName::from_static("cross-origin-opener-policy");
        headers.insert(name, HeaderValue::from_static("same-origin"));
    }
    let policy = HeaderValue::try_from(content_policy(host, may_move));
    // A checked host is ASCII; should that ever fail, the strictest policy stands.
    let strictest = HeaderValue::from_static("default-src 'none'");
    headers.insert(header::CONTENT_SECURITY_POLICY, policy.unwrap_or(strictest));
}

/// Whether browsers take a page over plain HTTP for trustworthy: one of this machine itself. On others they pass over
/// `Cross-Origin-Opener-Policy`, and put an error into the console of every page for it.
fn is_trustworthy(host: &str) -> bool {
    let address = host.parse::<SocketAddr>();
    address.map_or_else(
        |_| host.to_ascii_lowercase().starts_with("localhost:"),
        |address| address.ip().is_loopback(),
    )
}

/// The content security policy. Older Safari does not count `ws:` to `'self'`, so it is written out. Where a session
/// goes when its host dies nobody knows when the page is loaded: a guest's page may open sockets anywhere, and still
/// runs no script but ours.
fn content_policy(host: Option<&str>, may_move: bool) -> String {
    let own = || host.map(|host| format!(" ws://{host}"));
    let socket = if may_move {
        Some(" ws:".to_owned())
    } else {
        own()
    };
    let socket = socket.unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
         font-src 'self'; connect-src 'self'{socket}; frame-ancestors 'none'; base-uri 'none'; \
         form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    use axum::http::header::{self, HeaderMap, HeaderValue};

    use super::{harden, is_known_origin, own_host, own_hosts, reached_host};

    fn headers(name: header::HeaderName, values: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(&name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn only_our_own_addresses_are_ours() {
        let ours = own_hosts("127.0.0.1:8080".parse().unwrap());
        for host in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080"] {
            assert!(
                own_host(&headers(header::HOST, &[host]), &ours).is_some(),
                "{host}"
            );
        }
        for host in [
            "127.0.0.1",
            "127.0.0.1:80",
            "evil.example:8080",
            "localhost.evil.example:8080",
            "",
        ] {
            assert!(
                own_host(&headers(header::HOST, &[host]), &ours).is_none(),
                "{host}"
            );
        }
        assert!(
            own_host(&HeaderMap::new(), &ours).is_none(),
            "no host at all"
        );
        let two = headers(header::HOST, &["localhost:8080", "evil.example"]);
        assert!(own_host(&two, &ours).is_none(), "two hosts");
    }

    #[test]
    fn no_header_is_sent_that_browsers_complain_about_on_a_network() {
        let names = |host: &str| {
            let mut headers = HeaderMap::new();
            harden(&mut headers, Some(host), true);
            headers.contains_key("cross-origin-opener-policy")
        };
        for here in ["127.0.0.1:8080", "localhost:8080", "[::1]:8080"] {
            assert!(names(here), "{here}");
        }
        for there in ["192.168.1.7:8080", "[2001:db8::1]:8080"] {
            assert!(!names(there), "{there}");
        }
    }

    #[test]
    fn addresses_of_version_6_are_written_in_brackets() {
        let ours = own_hosts("[::1]:8080".parse().unwrap());
        assert!(own_host(&headers(header::HOST, &["[::1]:8080"]), &ours).is_some());
    }

    #[test]
    fn a_socket_is_for_a_page_of_the_same_address() {
        let origin = |value| headers(header::ORIGIN, &[value]);
        let is_own = |headers: &HeaderMap| is_known_origin(headers, "localhost:8080", &|_| false);
        assert!(is_own(&origin("http://localhost:8080")));
        for other in [
            "http://127.0.0.1:8080",
            "https://localhost:8080",
            "http://localhost:8081",
            "http://evil.example",
            "null",
            "localhost:8080",
        ] {
            assert!(!is_own(&origin(other)), "{other}");
        }
        assert!(!is_own(&HeaderMap::new()), "no origin");
    }

    #[test]
    fn pages_of_a_former_host_are_known_by_their_whole_origin() {
        let other: std::net::SocketAddr = "192.0.2.1:8080".parse().unwrap();
        let is_known = |value| {
            let headers = headers(header::ORIGIN, &[value]);
            is_known_origin(&headers, "192.0.2.2:8080", &|address| *address == other)
        };
        assert!(is_known("http://192.0.2.1:8080"));
        assert!(is_known("http://192.0.2.2:8080"));
        assert!(!is_known("http://192.0.2.1:80801"));
        assert!(!is_known("http://192.0.2.3:8080"));
    }

    #[test]
    fn a_caller_by_version_4_at_a_listener_of_both_versions_reached_an_address_of_version_4() {
        let host = |text: &str| reached_host(text.parse().unwrap());
        assert_eq!(host("[::ffff:192.0.2.1]:8080"), "192.0.2.1:8080");
        assert_eq!(host("[2001:db8::1]:8080"), "[2001:db8::1]:8080");
    }
}
