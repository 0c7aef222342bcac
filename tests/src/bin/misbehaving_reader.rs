//! A child as the program's own, with the same limits, whose documents tell it how to misbehave. For tests alone.

use std::fs::File;
use std::io::{self, Write};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use paragraf_ingest::{read_record, respond_by};
use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

fn main() -> ExitCode {
    respond_by(&|bytes, facts, _| {
        misbehave(
            bytes
                .split(|&byte| byte == b'\n')
                .next()
                .unwrap_or_default(),
        );
        read_record(&bytes, facts)
    })
}

fn misbehave(how: &[u8]) {
    match how {
        b"sleep" => thread::sleep(Duration::from_secs(600)),
        b"spin" => loop {
            std::hint::spin_loop();
        },
        b"recurse" => {
            std::hint::black_box(recurse(0));
        }
        b"allocate" => allocate(),
        b"panic" => panic!("what stands in the document: 19121212-1212"),
        b"abort" => std::process::abort(),
        b"exit" => std::process::exit(0),
        b"babble" => babble(),
        b"break out" => assert!(is_confined(), "not confined"),
        _ => {}
    }
}

#[expect(unconditional_recursion, reason = "it is to use up the stack")]
fn recurse(depth: u64) -> u64 {
    let frame = std::hint::black_box([depth; 64]);
    frame[0] + recurse(depth + 1) + frame[63]
}

/// Untouched: it is the address space that is limited, before the machine's memory is used up.
fn allocate() {
    let mut held = Vec::new();
    loop {
        held.push(std::hint::black_box(Vec::<u8>::with_capacity(
            16 * 1024 * 1024,
        )));
    }
}

fn babble() {
    let mut output = io::stdout().lock();
    while output.write_all(&[b'x'; 65536]).is_ok() {}
}

/// Neither files, nor network, nor processes, nor environment, nor a core that would show the document. The limit of
/// processes is looked at and not tried: it does not bind the superuser.
fn is_confined() -> bool {
    let file = File::open("/etc/passwd").is_err() && File::create("/tmp/left-by-a-child").is_err();
    let network = std::net::UdpSocket::bind("127.0.0.1:0").is_err();
    // Of what the allocator is told there is nothing to learn.
    let environment = std::env::vars_os().all(|(name, _)| name == "MIMALLOC_ARENA_RESERVE");
    let limit = |resource| getrlimit(resource).maximum;
    let limits = limit(Resource::Nproc) == Some(0)
        && limit(Resource::Core) == Some(0)
        && limit(Resource::Fsize) == Some(0)
        && limit(Resource::As) == Some(1 << 30);
    let core = matches!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
    file && network && environment && limits && core
}
