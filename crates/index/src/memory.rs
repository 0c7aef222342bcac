//! How much memory the writer may take before it writes a segment.

use std::fs;
use std::path::Path;

/// More makes segments larger than merges do anyway.
const MOST: u64 = 512 * 1024 * 1024;

/// With less, segments become so small that merging them takes longer than making them.
const LEAST: u64 = 64 * 1024 * 1024;

/// A quarter of what this process may have; of a machine that does not tell, what fits into a gigabyte.
pub fn budget() -> usize {
    let limits = [of_machine(), of_group()];
    let least = limits.into_iter().flatten().min();
    let share = least.map_or(2 * LEAST, |bytes| bytes / 4);
    usize::try_from(share.clamp(LEAST, MOST)).unwrap_or(64 * 1024 * 1024)
}

fn of_machine() -> Option<u64> {
    let told = fs::read_to_string("/proc/meminfo").ok()?;
    let line = told
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// The least limit of the control groups that it is in (cgroups 2): `MemoryMax` of a unit, the memory of a container.
fn of_group() -> Option<u64> {
    let told = fs::read_to_string("/proc/self/cgroup").ok()?;
    let group = told.lines().find_map(|line| line.strip_prefix("0::/"))?;
    let folder = Path::new("/sys/fs/cgroup").join(group);
    let folders = folder
        .ancestors()
        .take_while(|folder| folder.starts_with("/sys/fs/cgroup"));
    let limits = folders.filter_map(|folder| {
        let limit = fs::read_to_string(folder.join("memory.max")).ok()?;
        limit.trim().parse().ok()
    });
    limits.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_share_of_what_there_is() {
        let budget = budget() as u64;
        assert!((LEAST..=MOST).contains(&budget));
        let there_is = of_machine().unwrap();
        assert!(
            budget == LEAST || budget <= there_is / 4,
            "{budget} of {there_is}"
        );
    }
}
