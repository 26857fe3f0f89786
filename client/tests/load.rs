//! Many calls at once against a service that is slow, breaks off, refuses and answers rubbish: each call ends in a value
//! or a typed error within its deadline, nothing is sent twice that may not be, and memory stays flat.
//!
//! `LOAD=10000` makes as many calls; CI makes fewer.
//!
//! What a stranger would get wrong: what the service did is the truth. A call that ran out of time may have been done,
//! so the caller's errors are held against the service's notes, and not the other way about.

#[path = "support/memory.rs"]
mod memory;
mod support;

use restwright_client::blocking::{self, Ureq};
use restwright_client::transport::Reqwest;
use restwright_client::{Client, Error, RetryPolicy, Settings};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::emitted::{NoOptions, Style, operation};
use restwright_runtime::http::Response;
use restwright_runtime::serde_json::Value;
use restwright_runtime::{Endpoint, Undeclared};
use std::collections::HashMap;
use std::convert::identity;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use support::{Received, Reply, Service, run};

/// Held by the test that runs: the memory and the time that one measures are its own.
static ALONE: Mutex<()> = Mutex::new(());

const TASKS: u32 = 64;
const TIMEOUT: Duration = Duration::from_millis(500);
const DEADLINE: Duration = Duration::from_secs(3);
/// What a busy machine may take on top until it looks at the clock.
const SLACK: Duration = Duration::from_secs(3);
const ATTEMPTS: u32 = 4;

/// May be repeated.
struct Read {
    number: u32,
}

operation! {
    Read: "read", "GET", "/calls/{number}";
    Options = NoOptions, Output = Value, Failure = Undeclared;
    Security = &[];
    request(self) {
        literal("/calls/");
        path("number", Style::SIMPLE, &self.number);
    }
    response { 200 => json(identity), }
}

/// May not.
struct Do {
    number: u32,
}

operation! {
    Do: "do", "POST", "/calls/{number}";
    Options = NoOptions, Output = Value, Failure = Undeclared;
    Security = &[];
    request(self) {
        literal("/calls/");
        path("number", Style::SIMPLE, &self.number);
    }
    response { 200 => json(identity), }
}

/// What the service does with one arrival of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    Slow,
    /// Longer than an attempt may take.
    Stalls,
    Cut,
    CutInTheBody,
    NotHttp,
    NotJson,
    TooMany,
    Unavailable,
    Fails,
}

impl Fault {
    /// The same for the same call and arrival, whatever the order of calls.
    fn of(number: u32, arrival: usize) -> Self {
        let arrival = u32::try_from(arrival).unwrap_or_default();
        let mixed = (number ^ (arrival << 24)).wrapping_mul(0x9e37_79b1);
        match (mixed ^ (mixed >> 15)).wrapping_mul(0x85eb_ca77) >> 16 & 63 {
            0 => Self::Stalls,
            1..=4 => Self::Cut,
            5..=8 => Self::CutInTheBody,
            9..=12 => Self::NotHttp,
            13..=16 => Self::NotJson,
            17..=20 => Self::TooMany,
            21..=24 => Self::Unavailable,
            25..=28 => Self::Fails,
            29..=36 => Self::Slow,
            _ => Self::None,
        }
    }

    fn reply(self, number: u32) -> Reply {
        let answer = |status: u16, body: String| {
            let answer = Response::builder()
                .status(status)
                .header("retry-after", "0")
                .body(Bytes::from(body));
            Reply::Answer(answer.expect("an answer"))
        };
        match self {
            Self::None => answer(200, number.to_string()),
            Self::Slow => {
                thread::sleep(Duration::from_millis(20));
                answer(200, number.to_string())
            }
            Self::Stalls => {
                thread::sleep(TIMEOUT * 2);
                Reply::Cut
            }
            Self::Cut => Reply::Cut,
            Self::CutInTheBody => {
                Reply::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n12".to_vec())
            }
            Self::NotHttp => Reply::Raw(vec![0xff; 64]),
            Self::NotJson => answer(200, "{\"number\": ".to_owned()),
            Self::TooMany => answer(429, String::new()),
            Self::Unavailable => answer(503, String::new()),
            Self::Fails => answer(500, String::new()),
        }
    }
}

/// What arrived of each call, with its method.
type Arrivals = Arc<Mutex<HashMap<u32, (String, Vec<Fault>)>>>;

fn faulty() -> (Service, Arrivals) {
    let arrivals = Arrivals::default();
    let noted = Arc::clone(&arrivals);
    let service = Service::new(move |received: Received| {
        let number = received.target.rsplit('/').next().unwrap_or_default();
        let number = number.parse().expect("the number of a call");
        let fault = {
            let mut noted = noted.lock().unwrap();
            let (_, faults) = noted
                .entry(number)
                .or_insert_with(|| (received.method, Vec::new()));
            let fault = Fault::of(number, faults.len());
            faults.push(fault);
            fault
        };
        fault.reply(number)
    });
    (service, arrivals)
}

/// What became of a call.
struct Ended {
    number: u32,
    took: Duration,
    result: Result<Value, Error<Undeclared>>,
}

fn calls() -> u32 {
    let calls = std::env::var("LOAD").ok();
    calls.map_or(1_000, |calls| calls.parse().expect("a number of calls"))
}

fn settings() -> Settings {
    Settings::default()
        .with_timeout(TIMEOUT)
        .with_deadline(DEADLINE)
        .with_retry(
            RetryPolicy::default()
                .with_attempts(ATTEMPTS)
                .with_base(Duration::from_millis(5)),
        )
}

fn endpoint(service: &Service) -> Endpoint {
    Endpoint::new(&service.url()).expect("an endpoint")
}

/// Whether what the caller was told fits what the service did last.
fn fits(result: &Result<Value, Error<Undeclared>>, last: Fault, number: u32) -> bool {
    match result {
        Ok(value) => {
            matches!(last, Fault::None | Fault::Slow) && value.as_u64() == Some(number.into())
        }
        Err(Error::Decode { .. }) => last == Fault::NotJson,
        Err(Error::Undocumented { response }) => match response.status().as_u16() {
            429 => last == Fault::TooMany,
            503 => last == Fault::Unavailable,
            500 => last == Fault::Fails,
            _ => false,
        },
        // A busy machine may be too slow for any answer.
        Err(Error::Transport(_) | Error::Deadline { .. }) => true,
        Err(_) => false,
    }
}

fn judge(ended: &[Ended], arrivals: &Arrivals) {
    let arrivals = arrivals.lock().unwrap();
    let mut good = 0;
    let mut repeated = 0;
    for Ended {
        number,
        took,
        result,
    } in ended
    {
        assert!(*took < DEADLINE + SLACK, "call {number} took {took:?}");
        good += usize::from(result.is_ok());
        let Some((method, faults)) = arrivals.get(number) else {
            let is_early = matches!(result, Err(Error::Transport(_) | Error::Deadline { .. }));
            assert!(is_early, "call {number} never arrived: {result:?}");
            continue;
        };
        assert!(faults.len() <= ATTEMPTS as usize, "{number}: {faults:?}");
        let (last, earlier) = faults.split_last().expect("it arrived");
        repeated += earlier.len();
        assert!(fits(result, *last, *number), "{faults:?} gave {result:?}");
        for fault in earlier {
            let nothing_was_done = matches!(fault, Fault::TooMany | Fault::Unavailable);
            assert!(
                nothing_was_done || method == "GET",
                "{method} {number} was repeated: {faults:?}"
            );
            // The service had answered, and the answer had arrived: to ask again would not help.
            assert_ne!(*fault, Fault::NotJson, "{method} {number}: {faults:?}");
        }
    }
    println!(
        "{} calls: {good} values, {repeated} repetitions",
        ended.len()
    );
    assert!(good * 2 > ended.len(), "{good} of {} values", ended.len());
    assert!(repeated > 0, "nothing was repeated");
}

/// Memory after a fifth of the calls, when the pools are full, and after all.
fn is_flat(early: Option<u64>, late: Option<u64>) {
    println!("held, in MiB: {early:?}, then {late:?}");
    if let (Some(early), Some(late)) = (early, late) {
        assert!(late <= early + 16, "{early} MiB became {late} MiB");
    }
}

async fn call(client: &Client<Reqwest>, number: u32) -> Ended {
    let began = Instant::now();
    // Every other call may be repeated.
    let result = if number.is_multiple_of(2) {
        client.send(&Read { number }).await
    } else {
        client.send(&Do { number }).await
    };
    Ended {
        number,
        took: began.elapsed(),
        result: result.map(Response::into_body),
    }
}

#[test]
fn every_call_ends_in_time_and_nothing_is_done_twice() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (service, arrivals) = faulty();
    let calls = calls();
    let next = Arc::new(AtomicU32::new(0));
    let early = Arc::new(Mutex::new(None));
    let ended = run(async {
        let client = Client::new(Reqwest::new().unwrap(), endpoint(&service)).with(settings());
        let tasks = (0..TASKS).map(|_| {
            let (client, next, early) = (client.clone(), Arc::clone(&next), Arc::clone(&early));
            tokio::spawn(async move {
                let mut ended = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= calls {
                        return ended;
                    }
                    if number == calls / 5 {
                        *early.lock().unwrap() = memory::held();
                    }
                    ended.push(call(&client, number).await);
                }
            })
        });
        let tasks: Vec<_> = tasks.collect();
        let mut ended = Vec::new();
        for task in tasks {
            ended.extend(task.await.expect("no call panics"));
        }
        ended
    });
    assert_eq!(ended.len(), calls as usize);
    judge(&ended, &arrivals);
    is_flat(*early.lock().unwrap(), memory::held());
}

#[test]
fn every_blocking_call_ends_in_time_and_nothing_is_done_twice() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (service, arrivals) = faulty();
    let calls = calls();
    let next = AtomicU32::new(0);
    let client = blocking::Client::new(Ureq::new(), endpoint(&service)).with(settings());
    let ended: Vec<Ended> = thread::scope(|scope| {
        let threads = (0..TASKS).map(|_| {
            scope.spawn(|| {
                let mut ended = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= calls {
                        return ended;
                    }
                    let began = Instant::now();
                    let result = if number.is_multiple_of(2) {
                        client.send(&Read { number })
                    } else {
                        client.send(&Do { number })
                    };
                    ended.push(Ended {
                        number,
                        took: began.elapsed(),
                        result: result.map(Response::into_body),
                    });
                }
            })
        });
        let threads: Vec<_> = threads.collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("no call panics"))
            .collect()
    });
    assert_eq!(ended.len(), calls as usize);
    judge(&ended, &arrivals);
}
