//! Which segments become one: many small ones soon, large ones seldom, and none that would be out of proportion.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tantivy::SegmentMeta;
use tantivy::indexer::{MergeCandidate, MergePolicy};

/// Segments grow by levels: a few of like size make one of the next. What has a large share of all paragraphs is left
/// alone, so that neither a big run nor a small one after it writes everything anew, unless it is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proportionate {
    /// Where one of all segments is asked for instead.
    pub gathering: Gathering,
}

/// Asks for one segment of nearly all that are there, once. The engine tells of a segment only while it is not being put
/// together with others, so nothing else is begun until so many are to be had.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gathering(Arc<AtomicU64>);

impl Gathering {
    /// Of at least so many paragraphs; 0 for no more.
    pub fn ask(&self, paragraphs: u64) {
        self.0.store(paragraphs, Ordering::SeqCst);
    }

    /// Does with fewer, if it is still waiting for more.
    pub fn do_with(&self, paragraphs: u64) {
        self.0.fetch_min(paragraphs, Ordering::SeqCst);
    }

    /// `None` where nothing is asked for.
    fn candidates(&self, segments: &[SegmentMeta]) -> Option<Vec<MergeCandidate>> {
        let wanted = self.0.load(Ordering::SeqCst);
        if wanted == 0 {
            return None;
        }
        if segments.iter().map(size).sum::<u64>() < wanted {
            return Some(Vec::new());
        }
        self.ask(0);
        let all = segments.iter().map(SegmentMeta::id).collect();
        Some(vec![MergeCandidate(all)])
    }
}

/// Segments of like size that make one.
const AT_ONCE: usize = 8;

/// Each level has segments up to so many times as large as the one below.
const LEVEL: u64 = 4;

/// Segments of fewer paragraphs are all of one level.
const SMALL: u64 = 10_000;

/// A segment of this share of all paragraphs does not grow until the index has. A big run commits some 40 000 paragraphs at a
/// time and puts all together in the end: with a sixteenth each of a million was written anew once before that, with this
/// none is, and of ten million each once instead of nearly twice. The price is some thirty segments meanwhile instead of twenty.
const LARGE_SHARE: u64 = 32;

/// None becomes much larger than this share.
const LARGEST_SHARE: u64 = 4;

/// A segment with a larger share of removed paragraphs, in hundredths, is written anew: purged text must go, and
/// frequencies count it.
const MOST_REMOVED: u64 = 20;

impl MergePolicy for Proportionate {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        if let Some(candidates) = self.gathering.candidates(segments) {
            return candidates;
        }
        let total: u64 = segments.iter().map(size).sum();
        let mut candidates = Vec::new();
        let mut levels: Vec<Vec<&SegmentMeta>> = Vec::new();
        for segment in segments {
            if is_worn(segment) {
                candidates.push(MergeCandidate(vec![segment.id()]));
                continue;
            }
            if size(segment) > SMALL.max(total / LARGE_SHARE) {
                continue;
            }
            let level = level(size(segment));
            if levels.len() <= level {
                levels.resize(level + 1, Vec::new());
            }
            if let Some(level) = levels.get_mut(level) {
                level.push(segment);
            }
        }
        let most = (SMALL * AT_ONCE as u64).max(total / LARGEST_SHARE);
        for mut level in levels.into_iter().filter(|level| level.len() >= AT_ONCE) {
            // The smallest first, and always in the same order.
            level.sort_by_key(|segment| (size(segment), segment.id()));
            candidates.extend(groups(&level, most));
        }
        candidates
    }
}

/// Runs of a level's segments that make segments of at most so many paragraphs.
fn groups(level: &[&SegmentMeta], most: u64) -> Vec<MergeCandidate> {
    let mut groups = Vec::new();
    let (mut group, mut sum) = (Vec::new(), 0);
    for segment in level {
        if sum + size(segment) > most && group.len() > 1 {
            groups.push(MergeCandidate(std::mem::take(&mut group)));
            sum = 0;
        }
        group.push(segment.id());
        sum += size(segment);
    }
    if group.len() > 1 {
        groups.push(MergeCandidate(group));
    }
    groups
}

fn level(size: u64) -> usize {
    let mut level = 0;
    let mut limit = SMALL;
    while size > limit {
        limit *= LEVEL;
        level += 1;
    }
    level
}

fn size(segment: &SegmentMeta) -> u64 {
    u64::from(segment.num_docs())
}

fn is_worn(segment: &SegmentMeta) -> bool {
    let (removed, all) = (segment.num_deleted_docs(), segment.max_doc());
    u64::from(removed) * 100 > u64::from(all) * MOST_REMOVED
}

#[cfg(test)]
mod tests {
    use tantivy::index::SegmentId;
    use tantivy::{Index, SegmentMeta};

    use super::*;

    /// Of segments of these sizes, the sizes of those that become one.
    fn merged(sizes: &[u32]) -> Vec<Vec<u32>> {
        merged_by(&Proportionate::default(), sizes)
    }

    fn merged_by(policy: &Proportionate, sizes: &[u32]) -> Vec<Vec<u32>> {
        let index = Index::create_in_ram(crate::schema::layout().0);
        let segments: Vec<SegmentMeta> = sizes
            .iter()
            .map(|size| index.new_segment_meta(SegmentId::generate_random(), *size))
            .collect();
        let size_of = |id: &SegmentId| {
            let segment = segments.iter().find(|segment| segment.id() == *id);
            segment.unwrap().max_doc()
        };
        let candidates = policy.compute_merge_candidates(&segments);
        candidates
            .iter()
            .map(|MergeCandidate(ids)| ids.iter().map(size_of).collect())
            .collect()
    }

    #[test]
    fn many_small_ones_become_one() {
        assert_eq!(merged(&[1; 7]), Vec::<Vec<u32>>::new());
        assert_eq!(merged(&[1; 8]), [vec![1; 8]]);
        assert_eq!(merged(&[9, 800, 7, 6, 5, 4, 3, 2, 1]).len(), 1);
    }

    #[test]
    fn what_a_big_run_wrote_in_one_piece_is_left_alone() {
        assert_eq!(merged(&[120_000; 9]), Vec::<Vec<u32>>::new());
    }

    #[test]
    fn whoever_asks_for_all_gets_them_once_and_only_all() {
        let policy = Proportionate::default();
        policy.gathering.do_with(5);
        assert_eq!(merged_by(&policy, &[120_000; 2]), Vec::<Vec<u32>>::new());
        policy.gathering.ask(1_000_000);
        policy.gathering.do_with(240_000);
        assert_eq!(merged_by(&policy, &[]), Vec::<Vec<u32>>::new());
        let not_all = [vec![1; 8], vec![120_000]].concat();
        assert_eq!(merged_by(&policy, &not_all), Vec::<Vec<u32>>::new());
        let all = [120_000, 120_000, 5];
        assert_eq!(merged_by(&policy, &all), [all.to_vec()]);
        assert_eq!(merged_by(&policy, &all), Vec::<Vec<u32>>::new());
        assert_eq!(merged_by(&policy, &not_all), [vec![1; 8]]);
    }

    #[test]
    fn small_ones_do_not_drag_a_large_one_along() {
        let sizes: Vec<u32> = [1_000_000].into_iter().chain([100; 8]).collect();
        assert_eq!(merged(&sizes), [vec![100; 8]]);
    }

    #[test]
    fn segments_grow_with_the_index_and_none_beyond_its_share() {
        let groups = merged(&[120_000; 80]);
        assert!((1..=10).contains(&groups.len()), "{groups:?}");
        for group in groups {
            assert!(group.iter().sum::<u32>() <= 80 * 120_000 / 4);
        }
    }

    /// The segments that so many commits of one size leave, the most that there were at a time, and how many paragraphs were
    /// written anew on the way.
    fn left_by(commits: usize, size: u32) -> (Vec<u32>, usize, u64) {
        let (mut sizes, mut most, mut written) = (Vec::new(), 0, 0);
        for _ in 0..commits {
            sizes.push(size);
            most = most.max(sizes.len());
            loop {
                let groups = merged(&sizes);
                if groups.is_empty() {
                    break;
                }
                for group in groups {
                    for size in &group {
                        let place = sizes.iter().position(|known| known == size).unwrap();
                        sizes.swap_remove(place);
                    }
                    let sum: u32 = group.iter().sum();
                    written += u64::from(sum);
                    sizes.push(sum);
                }
            }
        }
        (sizes, most, written)
    }

    #[test]
    fn whatever_comes_in_small_steps_few_segments_are_left() {
        let (left, most, written) = left_by(4_000, 500);
        assert!(left.len() <= 40 && most <= 50, "{most} {left:?}");
        // Each paragraph is written anew a few times, not once for every step.
        assert!(written <= 5 * 4_000 * 500, "{written}");
    }

    #[test]
    fn a_big_run_is_written_anew_as_little_as_it_can_be_before_its_end() {
        let (left, _, written) = left_by(1_000_000 / 43_000, 43_000);
        assert_eq!((left.len(), written), (23, 0));
        let (_, most, written) = left_by(10_000_000 / 43_000, 43_000);
        assert!(most <= 40, "{most}");
        assert!(written <= 11_000_000, "{written}");
    }
}
