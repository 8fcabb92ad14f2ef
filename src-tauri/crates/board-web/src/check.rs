//! A check before a workshop: can another device of the network reach this machine, as browsers do and as machines do?

use parking_lot::Mutex;
use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use crate::addresses::{self, proven_first};
use crate::datagrams::Datagrams;
use crate::error::WebError;
use crate::http_security;
use crate::limited_listener::{Caller, LimitedListener};
use crate::limits::Limits;

/// Devices that are counted; more say nothing more.
const MOST_REACHED: usize = 100;
/// Has the browser send datagrams, and says whether they came.
const SCRIPT: &str = include_str!("check.js");
const STYLE: &str = include_str!("check.css");

/// What the page says, in plain text without markup and double quotes.
#[derive(Debug, Clone, Copy)]
pub struct CheckWords {
    /// That a browser got here.
    pub reached: &'static str,
    /// While it is not known whether datagrams do.
    pub trying: &'static str,
    /// That they do.
    pub heard: &'static str,
    /// That they do not.
    pub unheard: &'static str,
}

/// One page for whoever opens it, and an ear for datagrams, until this is dropped.
#[derive(Debug)]
pub struct Check {
    address: SocketAddr,
    site: Arc<Site>,
    serving: AbortHandle,
    _datagrams: Datagrams,
}

#[derive(Debug)]
struct Site {
    page: String,
    reached: Mutex<BTreeSet<IpAddr>>,
    /// At which addresses of ours, the latest last.
    proven: Mutex<Vec<IpAddr>>,
    /// Whose datagrams came, those of this machine among them: its own browser is told the truth as well.
    heard: Arc<Mutex<BTreeSet<IpAddr>>>,
}

impl Check {
    /// Serves the page on a listener.
    ///
    /// # Errors
    /// [`WebError::NoAddress`] when the listener's address cannot be read; [`WebError::NoDatagrams`].
    pub fn begin(listener: TcpListener, words: CheckWords) -> Result<Self, WebError> {
        let address = listener.local_addr().map_err(WebError::NoAddress)?;
        let heard: Arc<Mutex<BTreeSet<IpAddr>>> = Arc::default();
        let datagrams = Datagrams::listen(address, {
            let heard = Arc::clone(&heard);
            move |from| note(&heard, from)
        })?;
        let site = Arc::new(Site {
            page: page_of(words, datagrams.port()),
            reached: Mutex::default(),
            proven: Mutex::default(),
            heard,
        });
        let router = Router::new()
            .route("/check.js", get(script))
            .route("/check.css", get(style))
            .route("/datagrams", get(datagrams_of))
            .fallback(page)
            .layer(from_fn_with_state(Arc::clone(&site), guard))
            .with_state(Arc::clone(&site))
            .into_make_service_with_connect_info::<Caller>();
        let listener = LimitedListener::new(listener, &Limits::network());
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::warn!(%error, "the page of the check is not served any more");
            }
        });
        Ok(Self {
            address,
            site,
            serving: serving.abort_handle(),
            _datagrams: datagrams,
        })
    }

    /// Where other devices may try, the likeliest first.
    pub fn links(&self) -> Vec<String> {
        let addresses = proven_first(
            addresses::reachable(self.address),
            &self.proven(),
            |address| Some(address.ip()),
        );
        addresses
            .iter()
            .map(|address| format!("http://{address}/"))
            .collect()
    }

    /// The addresses of this machine that other devices reached, the latest last.
    pub fn proven(&self) -> Vec<IpAddr> {
        self.site.proven.lock().clone()
    }

    /// How many other devices got here. This machine itself is none.
    pub fn reached(&self) -> usize {
        self.site.reached.lock().len()
    }

    /// Of how many of them datagrams came.
    pub fn heard(&self) -> usize {
        self.site.heard_of_others()
    }
}

impl Drop for Check {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn note(set: &Mutex<BTreeSet<IpAddr>>, address: IpAddr) {
    let mut set = set.lock();
    if set.len() < MOST_REACHED {
        set.insert(address);
    }
}

impl Site {
    fn count(&self, caller: &Caller) {
        if !caller.is_here() {
            note(&self.reached, caller.remote);
            let ours = caller.local.ip().to_canonical();
            let mut proven = self.proven.lock();
            // As many as this machine has addresses.
            proven.retain(|one| *one != ours);
            proven.push(ours);
        }
    }

    /// Devices that came as a page and as datagrams: somebody who only sends says nothing of the room.
    fn heard_of_others(&self) -> usize {
        let heard = self.heard.lock();
        let reached = self.reached.lock();
        reached.intersection(&heard).count()
    }
}

/// Counts who got here, under a host of ours.
async fn guard(
    State(site): State<Arc<Site>>,
    ConnectInfo(caller): ConnectInfo<Caller>,
    request: Request,
    next: Next,
) -> Response {
    let ours = [http_security::reached_host(caller.local)];
    let host = http_security::own_host(request.headers(), &ours).map(str::to_owned);
    if host.is_some() {
        site.count(&caller);
    }
    http_security::answer(host, false, request, next).await
}

async fn page(State(site): State<Arc<Site>>) -> Response {
    let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (html, site.page.clone()).into_response()
}

async fn script() -> Response {
    let javascript = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (javascript, SCRIPT).into_response()
}

async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

/// Whether datagrams of whoever asks have come.
async fn datagrams_of(
    State(site): State<Arc<Site>>,
    ConnectInfo(caller): ConnectInfo<Caller>,
) -> Response {
    let has_come = site.heard.lock().contains(&caller.remote);
    let fresh = [(header::CACHE_CONTROL, "no-store")];
    (fresh, if has_come { "heard" } else { "unheard" }).into_response()
}

fn page_of(words: CheckWords, port: u16) -> String {
    let CheckWords {
        reached,
        trying,
        heard,
        unheard,
    } = words;
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>Journeywall</title><link rel=\"stylesheet\" href=\"/check.css\"><main><h1>Journeywall</h1><p>{reached}</p>\
         <p role=\"status\" data-port=\"{port}\" data-heard=\"{heard}\" data-unheard=\"{unheard}\">{trying}</p></main>\
         <script src=\"/check.js\"></script></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::{MOST_REACHED, Site, note};
    use crate::limited_listener::Caller;
    use parking_lot::Mutex;
    use std::net::IpAddr;
    use std::sync::Arc;

    fn caller(remote: &str) -> Caller {
        Caller::at(remote.parse().unwrap(), "192.0.2.1:8080".parse().unwrap())
    }

    fn site() -> Site {
        Site {
            page: String::new(),
            reached: Mutex::default(),
            proven: Mutex::default(),
            heard: Arc::default(),
        }
    }

    #[test]
    fn other_devices_are_counted_once_and_this_machine_never() {
        let site = site();
        for remote in ["127.0.0.1", "::1", "192.0.2.1"] {
            site.count(&caller(remote));
        }
        assert_eq!(site.reached.lock().len(), 0);
        for remote in ["192.0.2.7", "192.0.2.8", "192.0.2.7"] {
            site.count(&caller(remote));
        }
        assert_eq!(site.reached.lock().len(), 2);
        assert_eq!(site.proven.lock().len(), 1, "all came to one address");
        for number in 0..500_u128 {
            let remote = IpAddr::from((0x2001_0db8_u128 << 96 | number).to_be_bytes());
            site.count(&caller(&remote.to_string()));
        }
        assert_eq!(site.reached.lock().len(), MOST_REACHED);
    }

    #[test]
    fn datagrams_count_for_devices_that_came_as_a_page_too() {
        let site = site();
        for remote in ["192.0.2.1", "192.0.2.7"] {
            note(&site.heard, remote.parse().unwrap());
        }
        assert_eq!(site.heard_of_others(), 0);
        site.count(&caller("192.0.2.1"));
        assert_eq!(site.heard_of_others(), 0, "this machine is no other");
        site.count(&caller("192.0.2.7"));
        site.count(&caller("192.0.2.8"));
        assert_eq!(site.heard_of_others(), 1);
    }
}
