//! A real HTTP server on loopback that keeps every byte of what arrives and answers what it was told.
//!
//! A stranger would get this wrong: it is no HTTP library on purpose. One would parse the request line, and a parser
//! that is lenient hides what this is here to see.

use bytes::Bytes;
use restwright_replay::live::Client;
use restwright_runtime::Endpoint;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// The longest that a test waits for a request.
const PATIENCE: Duration = Duration::from_secs(10);
/// The headers that an HTTP client adds: they are not the emitted code's.
const OF_THE_CLIENT: [&str; 3] = ["host", "content-length", "user-agent"];

/// A server that gives each request its answer.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    received: Receiver<Received>,
}

/// A request as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The request line, without its line end.
    pub line: String,
    /// The headers in their order, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The request line and the headers, byte for byte, for whoever parses them otherwise.
    pub head: Vec<u8>,
}

impl Received {
    /// The headers that the client did not add on its own, sorted.
    pub fn own_headers(&self) -> Vec<(&str, &str)> {
        let headers = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let mut headers: Vec<_> = headers
            .filter(|(name, _)| !OF_THE_CLIENT.contains(name))
            .collect();
        headers.sort_unstable();
        headers
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The segments of the path, still encoded.
    pub fn segments(&self) -> Vec<&str> {
        let target = self.line.split(' ').nth(1).unwrap_or_default();
        let path = target.split('?').next().unwrap_or_default();
        path.split('/').skip(1).collect()
    }
}

impl Server {
    /// Starts a server that answers with these bytes.
    ///
    /// # Panics
    /// If there is no port on loopback.
    pub fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::answering_each(move |_, _| answer.clone())
    }

    /// Starts a server that answers each request with what is made for it, of the server's URL and the request's number.
    ///
    /// # Panics
    /// If there is no port on loopback.
    pub fn answering_each(answer: impl Fn(&str, usize) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let (sender, received) = channel();
        let url = format!("http://{address}");
        // It ends with the test's process, or when nobody listens to what it received.
        thread::spawn(move || serve(&listener, &|index| answer(&url, index), &sender));
        Self { address, received }
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The request that arrived next.
    ///
    /// # Panics
    /// If none arrives in time.
    pub fn next(&self) -> Received {
        self.received
            .recv_timeout(PATIENCE)
            .expect("a request arrives")
    }

    /// Where it is reached, by somebody who is authorized.
    ///
    /// # Panics
    /// Never: its address is a URL.
    pub fn endpoint(&self) -> Endpoint {
        Endpoint::new(&self.url())
            .expect("an address is a URL")
            .authorized_elsewhere()
    }

    /// Sends a request with a real client, and gives what arrived and what came back.
    ///
    /// # Panics
    /// If the client fails, or nothing arrives in time.
    pub fn exchange(&self, request: http::Request<Bytes>) -> (Received, http::Response<Bytes>) {
        let response = Client::default()
            .send(request)
            .expect("the client can send it");
        (self.next(), response)
    }
}

/// The bytes of an answer with a body in JSON.
pub fn json_answer(status: &str, body: &str) -> Vec<u8> {
    answer(
        status,
        &[("content-type", "application/json; charset=utf-8")],
        body.as_bytes(),
    )
}

/// The bytes of an answer.
pub fn answer(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let headers: Vec<String> = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    let (headers, length) = (headers.concat(), body.len());
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

fn serve(listener: &TcpListener, answer: &dyn Fn(usize) -> Vec<u8>, sender: &Sender<Received>) {
    let mut answered = 0;
    for stream in listener.incoming() {
        let Ok(mut stream) = stream else { return };
        let Ok(received) = receive(&stream) else {
            continue;
        };
        if sender.send(received).is_err() || stream.write_all(&answer(answered)).is_err() {
            return;
        }
        answered += 1;
    }
}

fn receive(stream: &TcpStream) -> io::Result<Received> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream);
    let mut head = Vec::new();
    let line = read_line(&mut reader, &mut head)?;
    let mut received = Received {
        line,
        headers: Vec::new(),
        body: Vec::new(),
        head: Vec::new(),
    };
    loop {
        let line = read_line(&mut reader, &mut head)?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        received
            .headers
            .push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    if received.header("transfer-encoding").is_some() {
        return Err(io::Error::new(
            io::ErrorKind::Unsupported,
            "a chunked request",
        ));
    }
    let length = received
        .header("content-length")
        .and_then(|length| length.parse().ok())
        .unwrap_or(0);
    received.body.resize(length, 0);
    reader.read_exact(&mut received.body)?;
    received.head = head;
    Ok(received)
}

fn read_line(reader: &mut impl BufRead, head: &mut Vec<u8>) -> io::Result<String> {
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    head.extend_from_slice(&line);
    let line = line.strip_suffix(b"\r\n").unwrap_or(&line);
    String::from_utf8(line.to_vec())
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}
