//! The socket and the QUIC settings under all links of an endpoint.

use std::time::Duration;

use iroh::endpoint::{
    Builder, NetReportConfig, PortmapperConfig, QuicTransportConfig, RelayMode, VarInt, presets,
};
use iroh::{Endpoint, SecretKey};

use crate::bans::Bans;
use crate::error::NetError;
use crate::hello::ALPN;
use crate::limits::{LOSSY_WAITING_BYTES, Limits, UNCONFIRMED_BYTES, UNREAD_BYTES};
use crate::options::{NetOptions, Relays};
use crate::peer::relay_url;

/// How many signs of life fit into the silence after which a peer is taken for lost.
const SIGNS_OF_LIFE: u32 = 4;

/// Nothing waits for ever, and no silence is shorter than a packet may take.
const SHORTEST_SILENCE: Duration = Duration::from_millis(200);

/// An endpoint that does on the network what the options say and nothing else.
pub(crate) async fn bind(options: &NetOptions, bans: Bans) -> Result<Endpoint, NetError> {
    let at = options.listen.address();
    let no_socket = |why: String| NetError::NoSocket { at, why };
    // `Minimal` publishes nothing and looks nothing up; the other presets do, with relays off too.
    let builder = Endpoint::builder(presets::Minimal)
        .secret_key(SecretKey::from_bytes(&options.secret_key))
        .alpns(vec![ALPN.to_vec()])
        .transport_config(quic(&options.limits))
        .portmapper_config(PortmapperConfig::Disabled)
        .hooks(bans)
        // Otherwise a socket on every network stays open beside the one that is asked for.
        .clear_ip_transports()
        .bind_addr(at)
        .map_err(|error| no_socket(error.to_string()))?;
    relayed(builder, &options.relays)?
        .bind()
        .await
        .map_err(|error| no_socket(error.to_string()))
}

fn relayed(builder: Builder, relays: &Relays) -> Result<Builder, NetError> {
    Ok(match relays {
        Relays::Off => builder
            .relay_mode(RelayMode::Disabled)
            .net_report_config(NetReportConfig::minimal()),
        Relays::Public => builder.relay_mode(RelayMode::Default),
        Relays::Custom(url) => builder.relay_mode(RelayMode::custom([relay_url(url)?])),
    })
}

fn quic(limits: &Limits) -> QuicTransportConfig {
    let silence = limits.silence.max(SHORTEST_SILENCE);
    let sign_of_life = silence / SIGNS_OF_LIFE;
    let milliseconds = u32::try_from(silence.as_millis()).unwrap_or(u32::MAX);
    QuicTransportConfig::builder()
        .max_idle_timeout(Some(VarInt::from_u32(milliseconds).into()))
        .keep_alive_interval(sign_of_life)
        // A connection may have several paths; each is kept alive and given up by itself.
        .default_path_max_idle_timeout(silence)
        .default_path_keep_alive_interval(sign_of_life)
        // One stream a link, opened by the dialler.
        .max_concurrent_bidi_streams(VarInt::from_u32(1))
        .max_concurrent_uni_streams(VarInt::from_u32(0))
        .stream_receive_window(VarInt::from_u32(UNREAD_BYTES))
        .receive_window(VarInt::from_u32(UNREAD_BYTES))
        .send_window(UNCONFIRMED_BYTES)
        .datagram_receive_buffer_size(Some(LOSSY_WAITING_BYTES))
        .datagram_send_buffer_size(LOSSY_WAITING_BYTES)
        .build()
}
