//! A service on loopback that does what a test says, and a transport whose waits take no time.
#![allow(dead_code, reason = "each test uses a part of it")]

use restwright_client::{Body, BoxError, Incoming, Transport, TransportError, blocking};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::http::{HeaderMap, HeaderName, HeaderValue, Request, Response};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// Where it arrived: `127.0.0.1:1234`.
    pub(crate) host: String,
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// What a service does with a request.
#[derive(Debug)]
pub(crate) enum Reply {
    Answer(Response<Bytes>),
    /// These bytes, as they are; then the connection ends.
    Raw(Vec<u8>),
    /// Nothing: the connection ends.
    Cut,
}

/// A service on loopback.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    pub(crate) address: SocketAddr,
}

impl Service {
    /// A service at an address such as `127.0.0.1:0`.
    pub(crate) fn at(
        address: &str,
        reply: impl Fn(Received) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).expect("a port on loopback");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let reply = Arc::new(reply);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let reply = Arc::clone(&reply);
                thread::spawn(move || serve(&stream, address, &*reply));
            }
        });
        Self { address }
    }

    pub(crate) fn new(reply: impl Fn(Received) -> Reply + Send + Sync + 'static) -> Self {
        Self::at("127.0.0.1:0", reply)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn serve(
    stream: &TcpStream,
    address: SocketAddr,
    reply: &dyn Fn(Received) -> Reply,
) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(received) = receive(&mut reader, address)? {
        let mut writer = stream;
        match reply(received) {
            Reply::Answer(answer) => {
                let mut head = format!("HTTP/1.1 {}\r\n", answer.status());
                for (name, value) in answer.headers() {
                    head =
                        head + name.as_str() + ": " + value.to_str().unwrap_or_default() + "\r\n";
                }
                let status = answer.status().as_u16();
                if status != 204 && status != 304 {
                    head = head + "content-length: " + &answer.body().len().to_string() + "\r\n";
                }
                writer.write_all(&[(head + "\r\n").as_bytes(), answer.body()].concat())?;
            }
            Reply::Raw(bytes) => return writer.write_all(&bytes),
            Reply::Cut => return Ok(()),
        }
    }
    Ok(())
}

fn receive(
    reader: &mut BufReader<&TcpStream>,
    address: SocketAddr,
) -> io::Result<Option<Received>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (method, target) = (
        words.next().unwrap_or_default().to_owned(),
        words.next().unwrap_or_default().to_owned(),
    );
    let mut headers = HeaderMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        if let (Ok(name), Ok(value)) = (
            name.parse::<HeaderName>(),
            HeaderValue::from_str(value.trim()),
        ) {
            headers.append(name, value);
        }
    }
    let mut body = Vec::new();
    let length = headers
        .get("content-length")
        .and_then(|length| length.to_str().ok()?.parse().ok());
    if let Some(length) = length {
        body.resize(length, 0);
        reader.read_exact(&mut body)?;
    } else if headers.contains_key("transfer-encoding") {
        loop {
            let mut size = String::new();
            reader.read_line(&mut size)?;
            let size = usize::from_str_radix(size.trim(), 16).unwrap_or_default();
            let mut chunk = vec![0; size + 2];
            reader.read_exact(&mut chunk)?;
            body.extend_from_slice(&chunk[..size]);
            if size == 0 {
                break;
            }
        }
    }
    Ok(Some(Received {
        host: address.to_string(),
        method,
        target,
        headers,
        body,
    }))
}

/// A transport whose waits take no time, and are noted.
#[derive(Clone, Debug)]
pub(crate) struct Unhurried<T> {
    pub(crate) transport: T,
    pub(crate) date: SystemTime,
    pub(crate) waits: Arc<Mutex<Vec<Duration>>>,
}

impl<T> Unhurried<T> {
    pub(crate) fn new(transport: T, date: SystemTime) -> Self {
        Self {
            transport,
            date,
            waits: Arc::default(),
        }
    }

    fn pass(&self, time: Duration) {
        self.waits.lock().unwrap().push(time);
    }
}

impl<T: Transport> Transport for Unhurried<T> {
    async fn send(&self, request: Request<Body>) -> Result<Response<Incoming>, TransportError> {
        self.transport.send(request).await
    }

    async fn sleep(&self, time: Duration) {
        self.pass(time);
    }

    fn date(&self) -> SystemTime {
        self.date
    }
}

impl<T: blocking::Transport> blocking::Transport for Unhurried<T> {
    fn send(
        &self,
        request: Request<blocking::Body>,
        timeout: Option<Duration>,
    ) -> Result<Response<blocking::Incoming>, TransportError> {
        self.transport.send(request, timeout)
    }

    fn sleep(&self, time: Duration) {
        self.pass(time);
    }

    fn date(&self) -> SystemTime {
        self.date
    }
}

/// Runs a future to its end, with the clock and the network of tokio.
pub(crate) fn run<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(future)
}

/// An error for bodies that break.
pub(crate) fn broken() -> BoxError {
    "it breaks, as the test has it".into()
}
