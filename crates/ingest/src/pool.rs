//! Works on several threads and hands over in order: whoever is done takes the next task, so that one slow file does not
//! hold up the other threads.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// A stack that deeply nested files do not use up.
pub const STACK_BYTES: usize = 32 * 1024 * 1024;

/// Tasks for each thread that may be done ahead of the one whose turn it is: what 25 s of the slowest leave the others
/// to do.
const AHEAD: usize = 64;

/// No more are handed over at once, of whatever is done: who takes them in holds them until all of them are in.
const MOST_AT_ONCE: usize = 128;

/// As [`MOST_AT_ONCE`], in bytes: the one that goes beyond it is the last.
const WEIGHT_AT_ONCE: usize = 32 * 1024 * 1024;

/// What is done ahead is held in memory; beyond this nothing more is begun but the one whose turn it is. In bytes.
const WEIGHT_AHEAD: usize = 256 * 1024 * 1024;

/// Tasks, and what is done to them.
pub struct Pool<'a, T, R> {
    tasks: &'a [T],
    state: Mutex<State<R>>,
    /// Something is done.
    done: Condvar,
    /// There is room to work ahead.
    room: Condvar,
    /// How far ahead.
    ahead: usize,
}

struct State<R> {
    /// The first task that nobody has begun.
    next: usize,
    /// The task whose turn it is to be handed over.
    turn: usize,
    /// Done, with its weight. `None` where a panic ended the work.
    waiting: BTreeMap<usize, (Option<R>, usize)>,
    weight: usize,
    stopped: bool,
}

/// What work on a task gave, and how many bytes that holds.
pub type Weighed<R> = (R, usize);

/// Takes in what work on the next tasks gave, one or as many as are done; `None` stands for work that ended by a panic.
pub type Take<'a, T, R, E> = dyn FnMut(Vec<(&T, Option<R>)>) -> Result<(), E> + 'a;

/// Works on every task and hands the results over in the order of the tasks, on this thread. The first error that `take` gives ends it.
/// While `take` is slower than the work it is given more at once, and so becomes faster where many take no longer than one.
///
/// # Errors
/// What `take` gives, or that no thread can be started.
pub fn in_order<T: Sync, R: Send, E: From<io::Error>>(
    tasks: &[T],
    threads: usize,
    work: &(dyn Fn(&T) -> Weighed<R> + Sync),
    take: &mut Take<'_, T, R, E>,
) -> Result<(), E> {
    let threads = threads.clamp(1, tasks.len().max(1));
    let pool = Pool {
        tasks,
        state: Mutex::new(State {
            next: 0,
            turn: 0,
            waiting: BTreeMap::new(),
            weight: 0,
            stopped: false,
        }),
        done: Condvar::new(),
        room: Condvar::new(),
        ahead: AHEAD * threads,
    };
    thread::scope(|scope| {
        // However this ends, the threads are told, or the scope would wait for them for ever.
        let _stop = Stop(&pool);
        for _ in 0..threads {
            thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, || pool.work_on(work))?;
        }
        let mut rest = tasks.iter();
        while rest.len() > 0 {
            let results = pool.results_from(tasks.len() - rest.len());
            // The results first: asked the other way round, a task more would be taken than there are results.
            let done = results.into_iter().zip(rest.by_ref());
            take(done.map(|(result, task)| (task, result)).collect())?;
        }
        Ok(())
    })
}

impl<T, R> Pool<'_, T, R> {
    fn work_on(&self, work: &(dyn Fn(&T) -> Weighed<R> + Sync)) {
        while let Some((index, task)) = self.next() {
            // What a thread leaves behind by a panic is not looked at.
            let done = catch_unwind(AssertUnwindSafe(|| work(task)));
            let (result, weight) =
                done.map_or((None, 0), |(result, weight)| (Some(result), weight));
            let mut state = self.lock();
            state.weight += weight;
            state.waiting.insert(index, (result, weight));
            self.done.notify_all();
        }
    }

    /// The next task, as soon as there is room for its result.
    fn next(&self) -> Option<(usize, &T)> {
        let mut state = self.lock();
        loop {
            let index = state.next;
            let task = self.tasks.get(index).filter(|_| !state.stopped)?;
            let has_room = index < state.turn + self.ahead && state.weight < WEIGHT_AHEAD;
            if index == state.turn || has_room {
                state.next += 1;
                return Some((index, task));
            }
            state = self
                .room
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits for a task's turn, and takes with it what follows and is done already.
    fn results_from(&self, first: usize) -> Vec<Option<R>> {
        let mut state = self.lock();
        while !state.waiting.contains_key(&first) {
            state = self
                .done
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let (mut results, mut weight) = (Vec::new(), 0);
        while results.len() < MOST_AT_ONCE && weight < WEIGHT_AT_ONCE {
            let turn = state.turn;
            let Some((result, of_it)) = state.waiting.remove(&turn) else {
                break;
            };
            results.push(result);
            weight += of_it;
            state.weight -= of_it;
            state.turn += 1;
        }
        self.room.notify_all();
        results
    }

    /// Each change is whole when the lock is let go, so a thread that gave up leaves nothing half done.
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Stops the threads when dropped.
struct Stop<'a, 'b, T, R>(&'a Pool<'b, T, R>);

impl<T, R> Drop for Stop<'_, '_, T, R> {
    fn drop(&mut self) {
        self.0.lock().stopped = true;
        self.0.room.notify_all();
    }
}
