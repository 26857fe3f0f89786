//! A long answer passes without being held: as chunks and as typed items, async and blocking.
//!
//! `STREAM=1024` sends as many MiB; CI sends fewer.
//!
//! What a stranger would get wrong: the peak of memory is one for the whole process, so this is one test, and in a binary
//! of its own.

#[path = "support/memory.rs"]
mod memory;
mod support;

use futures_util::StreamExt as _;
use restwright_client::blocking::{self, Ureq};
use restwright_client::transport::Reqwest;
use restwright_client::{Client, Settings};
use restwright_runtime::emitted::{NoOptions, operation, streamed};
use restwright_runtime::{Endpoint, Undeclared};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;
use support::run;

/// Downloads.
struct Download;

operation! {
    Download: "download", "GET", "/lines";
    Options = NoOptions, Output = (), Failure = Undeclared;
    Security = &[];
    request(self) { literal("/lines"); }
    response { 200 => empty(()), }
}

streamed! {
    Download: String, Lines;
}

const MEBIBYTE: usize = 1 << 20;
/// A line of JSON: a text in quotes, and the end of the line.
const LINE: usize = 16 << 10;

/// Answers each connection with so many MiB of lines.
fn lines(mebibytes: usize) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = BufReader::new(stream.try_clone().expect("a socket"));
            let mut line = String::new();
            while head.read_line(&mut line).is_ok_and(|read| read > 2) {
                line.clear();
            }
            let text = format!("\"{}\"\n", "x".repeat(LINE - 3));
            let length = mebibytes * MEBIBYTE;
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/jsonl\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
            );
            let _ = stream.write_all(head.as_bytes());
            for _ in 0..length / LINE {
                if stream.write_all(text.as_bytes()).is_err() {
                    break;
                }
            }
        }
    });
    address
}

#[test]
fn what_is_read_as_it_arrives_is_not_held() {
    let mebibytes = std::env::var("STREAM").ok();
    let mebibytes = mebibytes.map_or(48, |text| text.parse().expect("a number of MiB"));
    let (all, items) = (mebibytes * MEBIBYTE, mebibytes * MEBIBYTE / LINE);
    let address = lines(mebibytes);
    let endpoint = Endpoint::new(&format!("http://{address}")).unwrap();
    let settings = Settings::default().with_timeout(Duration::from_secs(600));
    let before = memory::held();

    run(async {
        let client = Client::new(Reqwest::new().unwrap(), endpoint.clone()).with(settings.clone());
        let mut chunks = client.chunks(&Download).await.unwrap().into_body();
        let mut read = 0;
        while let Some(chunk) = chunks.next().await {
            read += chunk.unwrap().len();
        }
        assert_eq!(read, all);
        let mut texts = client.stream(&Download).await.unwrap();
        let mut count = 0;
        while let Some(text) = texts.next().await {
            assert_eq!(text.unwrap().len(), LINE - 3);
            count += 1;
        }
        assert_eq!(count, items);
    });

    let client = blocking::Client::new(Ureq::new(), endpoint).with(settings);
    let mut count = 0;
    for text in client.stream(&Download).unwrap() {
        assert_eq!(text.unwrap().len(), LINE - 3);
        count += 1;
    }
    assert_eq!(count, items);

    if let (Some(before), Some(peak)) = (before, memory::peak()) {
        println!("{mebibytes} MiB three times: {before} MiB held before, {peak} MiB at most");
        assert!(peak < before + 32, "{before} MiB became {peak} MiB");
    }
}
