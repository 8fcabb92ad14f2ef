//! A check before a workshop: can another device of the network reach this machine?

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use crate::addresses;
use crate::door::{Caller, Door};
use crate::error::WebError;
use crate::gate;
use crate::limits::Limits;

/// Devices that are counted; more say nothing more.
const MOST_REACHED: usize = 100;

/// One page that says a sentence to whoever opens it, until this is dropped.
#[derive(Debug)]
pub struct Check {
    addresses: Vec<SocketAddr>,
    site: Arc<Site>,
    serving: AbortHandle,
}

#[derive(Debug)]
struct Site {
    page: String,
    reached: Mutex<BTreeSet<IpAddr>>,
}

impl Check {
    /// Serves the page on a listener. `sentence` is plain text without markup.
    ///
    /// # Errors
    /// [`WebError::NoAddress`] when the listener's address cannot be read.
    pub fn begin(listener: TcpListener, sentence: &str) -> Result<Self, WebError> {
        let address = listener.local_addr().map_err(WebError::NoAddress)?;
        let site = Arc::new(Site {
            page: page_of(sentence),
            reached: Mutex::default(),
        });
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&site))
            .into_make_service_with_connect_info::<Caller>();
        let door = Door::new(listener, &Limits::network());
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(door, router).await {
                tracing::warn!(%error, "the page of the check is not served any more");
            }
        });
        Ok(Self {
            addresses: addresses::reachable(address),
            site,
            serving: serving.abort_handle(),
        })
    }

    /// Where other devices may try, the likeliest first.
    pub fn links(&self) -> Vec<String> {
        let links = self.addresses.iter();
        links.map(|address| format!("http://{address}/")).collect()
    }

    /// How many other devices got here. This machine itself is none.
    pub fn reached(&self) -> usize {
        self.site.lock().len()
    }
}

impl Drop for Check {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Site {
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeSet<IpAddr>> {
        self.reached.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self, caller: Caller) {
        let mut reached = self.lock();
        if !caller.is_here() && reached.len() < MOST_REACHED {
            reached.insert(caller.remote);
        }
    }
}

async fn answer(
    State(site): State<Arc<Site>>,
    ConnectInfo(caller): ConnectInfo<Caller>,
    request: Request,
) -> Response {
    let ours = [gate::reached_host(caller.local)];
    let host = gate::own_host(request.headers(), &ours).map(str::to_owned);
    let mut response = if host.is_some() {
        site.count(caller);
        let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (html, site.page.clone()).into_response()
    } else {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    };
    gate::harden(response.headers_mut(), host.as_deref(), false);
    response
}

fn page_of(sentence: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>Journeywall</title><h1>Journeywall</h1><p>{sentence}</p></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::{MOST_REACHED, Site};
    use crate::door::Caller;
    use std::net::IpAddr;

    fn caller(remote: &str) -> Caller {
        Caller {
            remote: remote.parse().unwrap(),
            local: "192.0.2.1:8080".parse().unwrap(),
        }
    }

    #[test]
    fn other_devices_are_counted_once_and_this_machine_never() {
        let site = Site {
            page: String::new(),
            reached: std::sync::Mutex::default(),
        };
        for remote in ["127.0.0.1", "::1", "192.0.2.1"] {
            site.count(caller(remote));
        }
        assert_eq!(site.lock().len(), 0);
        for remote in ["192.0.2.7", "192.0.2.8", "192.0.2.7"] {
            site.count(caller(remote));
        }
        assert_eq!(site.lock().len(), 2);
        for number in 0..500_u128 {
            let remote = IpAddr::from((0x2001_0db8_u128 << 96 | number).to_be_bytes());
            site.count(caller(&remote.to_string()));
        }
        assert_eq!(site.lock().len(), MOST_REACHED);
    }
}
