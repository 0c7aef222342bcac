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
    in_order(&tasks, 4, &|task| (task * 2, 1), &mut |done| {
        taken.extend(done.into_iter().map(|(task, result)| (*task, result)));
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
    in_order(&tasks, 2, &work, &mut |done| {
        taken += done.len();
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
    in_order(&tasks, 2, &work, &mut |done| {
        // One alone weighs as much as is handed over at once.
        assert_eq!(done.len(), 1);
        taken.fetch_add(1, Ordering::SeqCst);
        // One whose turn it is, and one that each thread may have begun before it was weighed.
        assert!(done.into_iter().all(|(_, ahead)| ahead.unwrap() <= 3));
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
    in_order(&tasks, 2, &work, &mut |done| {
        let missing = done.into_iter().filter(|(_, result)| result.is_none());
        lost.extend(missing.map(|(task, _)| *task));
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
    let error = in_order(&tasks, 2, &work, &mut |done| {
        if done.iter().any(|(task, _)| **task == 3) {
            Err(io::Error::other("enough"))
        } else {
            Ok(())
        }
    });
    assert_eq!(error.unwrap_err().to_string(), "enough");
    assert!(worked.into_inner() < 1_000);
}

/// While one lot is taken in the next is worked on, and handed over in one.
#[test]
fn what_is_done_meanwhile_is_handed_over_together() {
    let tasks: Vec<usize> = (0..40).collect();
    let worked = AtomicUsize::new(0);
    let work = |_: &usize| (worked.fetch_add(1, Ordering::SeqCst), 0);
    let mut lots = Vec::new();
    in_order(&tasks, 2, &work, &mut |done| {
        lots.push(done.len());
        while worked.load(Ordering::SeqCst) < tasks.len() {
            std::thread::yield_now();
        }
        // What is worked on is counted before it is laid down.
        std::thread::sleep(std::time::Duration::from_millis(50));
        Ok::<(), io::Error>(())
    })
    .unwrap();
    assert_eq!(lots.iter().sum::<usize>(), 40);
    assert!(lots.len() <= 3, "{lots:?}");
}
