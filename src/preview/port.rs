//! Where the server listens.

use std::io::{Error, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::net::{TcpListener, lookup_host};

use crate::diag::Failure;

/// Where to listen, as it was asked for.
#[derive(Clone, Debug)]
pub struct Port {
    /// A name or address of this machine; without one, only this machine itself is answered.
    pub host: Option<String>,
    /// The first port to try; 0 for any.
    pub port: u16,
    /// Origins whose pages may show the preview in a frame, as a policy names them.
    pub framed_by: Option<String>,
}

/// What is listened on.
pub(super) struct Listening {
    pub listeners: Vec<TcpListener>,
    pub port: u16,
    /// Where a browser finds it.
    pub address: String,
}

/// So many ports are tried.
const TRIES: u16 = 50;

/// Listens at the port, or at the next one that is free.
pub(super) async fn listen(place: &Port) -> Result<Listening, Failure> {
    let failed = |error: Error| {
        let at = place.host.clone().unwrap_or_else(|| "127.0.0.1".to_owned());
        Failure::new("listen on", format!("{at}:{}", place.port), error)
            .hint("`--port` takes another port, `--host` another address of this machine")
    };
    let hosts: Vec<IpAddr> = match &place.host {
        None => vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
        Some(host) => {
            let bare = host.trim_start_matches('[').trim_end_matches(']');
            let found = lookup_host((bare, 0)).await.map_err(failed)?;
            found.map(|address| address.ip()).take(1).collect()
        }
    };
    let last = place.port.saturating_add(if place.port == 0 { 0 } else { TRIES });
    let mut refused = Error::from(ErrorKind::AddrInUse);
    for port in place.port..=last {
        match all(&hosts, port).await {
            Ok((listeners, port)) => {
                let address = format!("http://{}:{port}/", name(place.host.as_deref()));
                return Ok(Listening { listeners, port, address });
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => refused = error,
            Err(error) => return Err(failed(error)),
        }
    }
    Err(failed(refused))
}

/// Listens at one port of all hosts; a machine may lack one of the two kinds of addresses.
async fn all(hosts: &[IpAddr], mut port: u16) -> Result<(Vec<TcpListener>, u16), Error> {
    let mut listeners = Vec::new();
    let mut refused = Error::from(ErrorKind::AddrNotAvailable);
    for host in hosts {
        match TcpListener::bind(SocketAddr::new(*host, port)).await {
            Ok(listener) => {
                port = listener.local_addr()?.port();
                listeners.push(listener);
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
            Err(error) => refused = error,
        }
    }
    if listeners.is_empty() { Err(refused) } else { Ok((listeners, port)) }
}

/// What stands for the host in an address that is printed.
fn name(host: Option<&str>) -> String {
    match host.map(|host| (host, host.parse::<IpAddr>())) {
        None => "127.0.0.1".to_owned(),
        Some((_, Ok(address))) if address.is_unspecified() => "127.0.0.1".to_owned(),
        Some((_, Ok(IpAddr::V6(address)))) => format!("[{address}]"),
        Some((host, _)) => host.to_owned(),
    }
}
