//! Many at a time, one after the other.

use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::pool::in_order;

#[test]
fn results_come_in_the_order_of_the_tasks() {
    let tasks: Vec<usize> = (0..500).collect();
    let mut taken = Vec::new();
    in_order(&tasks, 4, &|task| (task * 2, 1), &mut |task, result| {
        taken.push((*task, result));
        Ok::<(), io::Error>(())
    })
    .unwrap();
    let expected: Vec<_> = tasks.iter().map(|task| (*task, Some(task * 2))).collect();
    assert_eq!(taken, expected);
}

#[test]
fn a_slow_task_holds_up_no_other() {
    let tasks: Vec<usize> = (0..50).collect();
    let (sender, receiver) = mpsc::channel();
    let (sender, receiver) = (Mutex::new(sender), Mutex::new(receiver));
    // The first is done when all others are.
    let work = |task: &usize| {
        if *task == 0 {
            let receiver = receiver.lock().unwrap();
            (1..50).for_each(|_| receiver.recv().unwrap());
        } else {
            sender.lock().unwrap().send(()).unwrap();
        }
        ((), 0)
    };
    let mut taken = 0;
    in_order(&tasks, 2, &work, &mut |_, _| {
        taken += 1;
        Ok::<(), io::Error>(())
    })
    .unwrap();
    assert_eq!(taken, 50);
}

#[test]
fn large_results_are_not_piled_up() {
    let tasks = [(); 40];
    let (begun, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = |_: &()| {
        let ahead = begun.fetch_add(1, Ordering::SeqCst) - taken.load(Ordering::SeqCst);
        (ahead, 300 * 1024 * 1024)
    };
    in_order(&tasks, 2, &work, &mut |_, ahead| {
        taken.fetch_add(1, Ordering::SeqCst);
        // One whose turn it is, and one that each thread may have begun before it was weighed.
        assert!(ahead.unwrap() <= 3);
        Ok::<(), io::Error>(())
    })
    .unwrap();
}

#[test]
fn work_that_panics_costs_its_task_alone() {
    let tasks: Vec<usize> = (0..20).collect();
    let work = |task: &usize| {
        assert!(*task != 7, "this task is made to fail");
        (*task, 0)
    };
    let mut lost = Vec::new();
    in_order(&tasks, 2, &work, &mut |task, result| {
        if result.is_none() {
            lost.push(*task);
        }
        Ok::<(), io::Error>(())
    })
    .unwrap();
    assert_eq!(lost, [7]);
}

#[test]
fn an_error_ends_it() {
    let tasks: Vec<usize> = (0..10_000).collect();
    let worked = AtomicUsize::new(0);
    let work = |_: &usize| (worked.fetch_add(1, Ordering::SeqCst), 0);
    let error = in_order(&tasks, 2, &work, &mut |task, _| {
        if *task == 3 {
            Err(io::Error::other("enough"))
        } else {
            Ok(())
        }
    });
    assert_eq!(error.unwrap_err().to_string(), "enough");
    assert!(worked.into_inner() < 1_000);
}
