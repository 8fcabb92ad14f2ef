//! The files: what is served, and what every answer holds the browser to.

use crate::board::served;
use crate::browser::ask;

#[tokio::test]
async fn the_page_is_at_the_root_and_its_files_beside_it() {
    let served = served().await;
    let host = served.host();
    let page = ask(&served, "GET", "/", &host).await;
    assert_eq!(
        (page.status, page.body.as_str()),
        (200, "<!doctype html><title>wall</title>")
    );
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(
        page.header("cache-control"),
        "no-cache",
        "the page names the newest files"
    );

    let script = ask(&served, "GET", "/assets/wall-1a2b3c.js", &host).await;
    assert_eq!(script.status, 200);
    assert_eq!(
        script.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert!(script.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn nothing_else_is_served() {
    let served = served().await;
    let host = served.host();
    for target in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/assets/",
        "/index.htm",
        "//index.html",
        "/ws/x",
    ] {
        assert_eq!(
            ask(&served, "GET", target, &host).await.status,
            404,
            "{target}"
        );
    }
    assert_eq!(ask(&served, "POST", "/", &host).await.status, 405);
    assert_eq!(ask(&served, "HEAD", "/", &host).await.body, "");
}

#[tokio::test]
async fn every_answer_carries_the_strict_headers() {
    let served = served().await;
    let host = served.host();
    for (target, host, status) in [
        ("/", host.as_str(), 200),
        ("/none", &host, 404),
        ("/", "evil.example", 421),
    ] {
        let answer = ask(&served, "GET", target, host).await;
        assert_eq!(answer.status, status);
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(
            policy.contains("frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
            "{policy}"
        );
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        let own = if status == 421 { "" } else { "same-origin" };
        assert_eq!(answer.header("cross-origin-opener-policy"), own);
    }
}

#[tokio::test]
async fn a_page_may_connect_to_the_address_it_came_from_only() {
    let served = served().await;
    let host = format!("localhost:{}", served.web.address().port());
    let page = ask(&served, "GET", "/", &host).await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains(&format!("connect-src 'self' ws://{host};")),
        "{policy}"
    );
}

#[tokio::test]
async fn a_foreign_name_that_points_here_gets_nothing() {
    let served = served().await;
    let answer = ask(&served, "GET", "/", "evil.example").await;
    assert_eq!(answer.status, 421);
    assert!(!answer.body.contains("wall"));
    assert!(!answer.header("content-security-policy").contains("evil"));
}
