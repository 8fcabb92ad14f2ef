//! The UI bundle and the WebSocket for browsers.
