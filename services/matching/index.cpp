#include "matching/index.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "matching/calibration.hpp"
#include "matching/evidence.hpp"
#include "matching/lexicon.hpp"
#include "matching/name_reading.hpp"
#include "matching/pair_model.hpp"
#include "matching/parts.hpp"
#include "matching/search.hpp"
#include "matching/state.hpp"

namespace hotline::matching {
namespace {

constexpr std::string_view kModel = "matching-1";

// Segments up to this size are joined by the writer itself; larger ones by the merger in the background.
constexpr std::size_t kInlineMax = 4096;
// The merger joins a segment with all newer ones once they hold this share of it.
constexpr std::size_t kMergeRatio = 3;
constexpr std::uint32_t kEndedShareMax = 4;  // one row in four ended: the segment is written anew

// Of two records of one person that came in different segments the later one counts. Returns how many count.
std::size_t end_repeated(std::span<const std::shared_ptr<Segment>> segments, std::uint32_t change) {
  std::size_t records = 0;
  for (std::size_t later = 0; later < segments.size(); ++later) {
    records += segments[later]->size();
    for (std::size_t row = 0; later > 0 && row < segments[later]->size(); ++row) {
      for (const auto& earlier : segments.first(later)) {
        const std::int64_t at = earlier->persons.find(segments[later]->persons[row]);
        if (at >= 0 && earlier->ended.end(static_cast<std::size_t>(at), change)) --records;
      }
    }
  }
  return records;
}

}  // namespace

struct Index::Impl {
  Impl(std::shared_ptr<const Lexicon> names, const IndexLimits& of)
      : limits(of), lexicon(std::move(names)), model(std::string(kModel) + "+" + lexicon->digest()) {
    auto first = std::make_unique<State>();
    first->vocabulary = std::make_shared<Vocabulary>();
    states.publish(std::move(first));
    merger = std::thread([this] { merge_until_stopped(); });
  }
  ~Impl() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    wake.notify_all();
    merger.join();
  }

  const PackedRecord& pack(const Record& record, Vocabulary& vocabulary);
  void end_row(const State& state, std::int64_t person, std::uint32_t change, std::size_t& ended);
  void join_small(std::vector<std::shared_ptr<Segment>>& segments, const Vocabulary& vocabulary, std::uint32_t change);
  std::size_t merge_from(const State& state) const;
  void merge_until_stopped();
  bool merge_once(std::unique_lock<std::mutex>& lock);

  const IndexLimits limits;
  std::shared_ptr<const Lexicon> lexicon;
  std::string model;
  StateHolder states;
  std::mutex mutex;  // writers: the change feed and the merger
  std::condition_variable wake;
  bool stopping = false;
  std::thread merger;
  Readings readings;  // of the writer, as the next one
  PackedRecord packed;
  SegmentBuilder loading;
  std::vector<std::shared_ptr<Segment>> loaded;  // full ones
  std::shared_ptr<Vocabulary> loading_vocabulary;
};

const PackedRecord& Index::Impl::pack(const Record& record, Vocabulary& vocabulary) {
  packed.name = {};
  packed.other_names.clear();
  packed.person = record.person.value();
  packed.facts.record = record.facts;
  packed.date_and_sex = pack_date(record.birth_date, record.sex);
  packed.facts.place = vocabulary.place(lexicon->places().read(record.birthplace));
  packed.facts.unit = vocabulary.unit(read_unit(record.unit));
  packed.circumstances.clear();
  KeptCircumstances::write(read_circumstances(*lexicon, record.circumstances), vocabulary, packed.circumstances);
  packed.identifiers = record.identifier_hashes;
  bool first = true;
  for (const core::NameParts& name : record.names) {
    read_name(*lexicon, name, readings);
    // A name in one line that can be read in two ways is kept in both.
    const bool parts_known = !name.surname.empty() || !name.given.empty();
    for (std::size_t i = 0; i < readings.count; ++i) {
      const Reading& reading = readings.list[i];
      if (i > 0 && reading.penalty_bits > (parts_known ? 1.3F : 2.1F)) break;
      const NameIds ids{vocabulary.surname(reading.surname), vocabulary.given(reading.given),
                        vocabulary.patronymic(reading.patronymic)};
      if (first)
        packed.name = ids;
      else
        packed.other_names.push_back(ids);
      first = false;
    }
  }
  return packed;
}

void Index::Impl::end_row(const State& state, std::int64_t person, std::uint32_t change, std::size_t& ended) {
  for (const auto& segment : state.segments) {
    const std::int64_t at = segment->persons.find(person);
    if (at >= 0 && segment->ended.end(static_cast<std::size_t>(at), change)) ++ended;
  }
}

void Index::Impl::join_small(std::vector<std::shared_ptr<Segment>>& segments, const Vocabulary& vocabulary,
                             std::uint32_t change) {
  std::size_t first = segments.size() - 1, total = segments.back()->size();
  while (first > 0 && segments[first - 1]->size() <= kInlineMax / 2 && segments[first - 1]->size() <= 2 * total) {
    total += segments[--first]->size();
    if (total > kInlineMax) break;
  }
  if (first + 1 == segments.size()) return;
  auto joined = merge_segments(std::span(segments).subspan(first), vocabulary, change);
  segments.resize(first);
  segments.push_back(std::move(joined));
}

// The first of the newest segments that the merger should join now, or their number when there is nothing to do.
std::size_t Index::Impl::merge_from(const State& state) const {
  std::size_t sealed = state.segments.size();
  while (sealed > 0 && state.segments[sealed - 1]->size() <= kInlineMax / 2) --sealed;
  std::size_t newer = 0, from = sealed;
  for (std::size_t i = sealed; i-- > 0;) {
    if (newer + state.segments[i]->size() > limits.segment_rows) break;
    if (i + 1 < sealed && state.segments[i]->size() <= kMergeRatio * newer) from = i;
    newer += state.segments[i]->size();
  }
  return from;
}

void Index::Impl::merge_until_stopped() {
  std::unique_lock lock(mutex);
  while (!stopping) {
    if (!merge_once(lock)) wake.wait(lock);
  }
}

// Joins segments without the lock, then swaps them in. Rows that ended meanwhile end in the new segment as well.
bool Index::Impl::merge_once(std::unique_lock<std::mutex>& lock) {
  std::vector<std::shared_ptr<Segment>> sources;
  std::shared_ptr<Vocabulary> vocabulary;
  std::uint32_t change = 0;
  {
    const State& state = states.latest();
    std::size_t from = merge_from(state), to = state.segments.size();
    while (to > from && state.segments[to - 1]->size() <= kInlineMax / 2) --to;
    if (to - from < 2) {
      from = to = 0;
      for (std::size_t i = 0; i < state.segments.size(); ++i) {
        const Segment& segment = *state.segments[i];
        if (segment.size() > kInlineMax / 2 && segment.ended.count() * kEndedShareMax > segment.size()) {
          from = i;
          to = i + 1;
          break;
        }
      }
      if (from == to) return false;
    }
    sources.assign(state.segments.begin() + static_cast<std::ptrdiff_t>(from),
                   state.segments.begin() + static_cast<std::ptrdiff_t>(to));
    vocabulary = state.vocabulary;
    change = state.change;
  }
  lock.unlock();
  std::shared_ptr<Segment> joined = merge_segments(sources, *vocabulary, change);
  lock.lock();
  const State& state = states.latest();
  const auto first = std::search(state.segments.begin(), state.segments.end(), sources.begin(), sources.end());
  if (first == state.segments.end()) return true;  // replaced by a load meanwhile
  for (const auto& source : sources) {
    for (std::uint32_t row = 0; row < source->size(); ++row) {
      const std::uint32_t end = source->ended.at(row);
      if (end <= change) continue;
      const std::int64_t at = joined->persons.find(source->persons[row]);
      if (at >= 0) joined->ended.end(static_cast<std::size_t>(at), end);
    }
  }
  auto next = std::make_unique<State>(state);
  const auto at = next->segments.begin() + (first - state.segments.begin());
  *at = std::move(joined);
  next->segments.erase(at + 1, at + static_cast<std::ptrdiff_t>(sources.size()));
  std::erase_if(next->segments, [](const auto& segment) { return segment->size() == 0; });
  states.publish(std::move(next));
  return true;
}

Index::Index(std::shared_ptr<const Lexicon> lexicon, IndexLimits limits)
    : impl_(std::make_unique<Impl>(std::move(lexicon), limits)) {}
Index::~Index() = default;

Found Index::find(const Query& query) const {
  Found found;
  const StateHolder::Lease state(impl_->states);
  found.revision = state->revision;
  search(*impl_->lexicon, query, *state, found);
  return found;
}

Found Index::find_above(const Query& query, double alone_min, std::size_t register_size) const {
  Found found;
  const StateHolder::Lease state(impl_->states);
  found.revision = state->revision;
  search_above(*impl_->lexicon, query, *state, {alone_min, register_size}, found);
  return found;
}

Found Index::score_all(const Query& query) const {
  Found found;
  const StateHolder::Lease state(impl_->states);
  found.revision = state->revision;
  search_all(*impl_->lexicon, query, *state, found);
  return found;
}

void Index::begin_load(std::size_t expected_records) {
  impl_->loading = {};
  impl_->loading.reserve(std::min(expected_records, impl_->limits.segment_rows));
  impl_->loaded.clear();
  impl_->loading_vocabulary = std::make_shared<Vocabulary>();
}

void Index::load(std::vector<Record> records) {
  Vocabulary& vocabulary = *impl_->loading_vocabulary;
  for (const Record& record : records) {
    impl_->loading.add(impl_->pack(record, vocabulary));
    if (impl_->loading.size() >= impl_->limits.segment_rows) impl_->loaded.push_back(impl_->loading.build(vocabulary));
  }
}

void Index::end_load(std::int64_t revision) {
  auto next = std::make_unique<State>();
  next->vocabulary = std::exchange(impl_->loading_vocabulary, nullptr);
  next->revision = revision;
  if (impl_->loading.size() > 0) impl_->loaded.push_back(impl_->loading.build(*next->vocabulary));
  next->segments = std::exchange(impl_->loaded, {});
  const std::lock_guard lock(impl_->mutex);
  next->change = impl_->states.latest().change + 1;
  next->records = end_repeated(next->segments, next->change);
  impl_->states.publish(std::move(next));
}

void Index::apply(std::vector<Record> changed, std::vector<core::PersonId> removed, std::int64_t revision) {
  {
    const std::lock_guard lock(impl_->mutex);
    const State& state = impl_->states.latest();
    auto next = std::make_unique<State>(state);
    next->change = state.change + 1;
    next->revision = revision;
    std::size_t ended = 0;
    for (const Record& record : changed) impl_->end_row(state, record.person.value(), next->change, ended);
    for (const core::PersonId& person : removed) impl_->end_row(state, person.value(), next->change, ended);
    next->records -= ended;
    const std::size_t before = next->segments.size();
    SegmentBuilder builder;
    for (const Record& record : changed) {
      builder.add(impl_->pack(record, *next->vocabulary));
      if (builder.size() < impl_->limits.segment_rows) continue;
      next->segments.push_back(builder.build(*next->vocabulary));
    }
    if (builder.size() > 0) next->segments.push_back(builder.build(*next->vocabulary));
    next->records += end_repeated(std::span(next->segments).subspan(before), next->change);
    if (next->segments.size() > before) impl_->join_small(next->segments, *next->vocabulary, next->change);
    impl_->states.publish(std::move(next));
  }
  impl_->wake.notify_one();
}

std::int64_t Index::revision() const {
  return StateHolder::Lease(impl_->states)->revision;
}

IndexStats Index::stats() const {
  const StateHolder::Lease state(impl_->states);
  IndexStats stats;
  stats.records = state->records;
  stats.revision = state->revision;
  // The vocabulary grows under the writer, so its size is read under the writer's lock.
  const std::lock_guard lock(impl_->mutex);
  stats.bytes = state->vocabulary->bytes() + sizeof(Impl);
  std::size_t largest = 0;
  for (const auto& segment : state->segments) {
    stats.bytes += segment->bytes();
    largest = std::max(largest, segment->size());
    stats.delta_records += segment->size();
  }
  stats.delta_records -= largest;
  return stats;
}

core::NameParts Index::reading_of(const core::NameParts& asked) const {
  return name_reading(*impl_->lexicon, asked);
}

std::string_view Index::model_version() const {
  return impl_->model;
}

const Weights& Index::weights() const {
  return impl_->lexicon->weights();
}

double Index::compare_names(const core::NameParts& query, const core::NameParts& record) const {
  const Lexicon& lexicon = *impl_->lexicon;
  Readings asked, held;
  read_name(lexicon, query, asked);
  read_name(lexicon, record, held);
  return score_pair(lexicon.pair_model(), lexicon, asked, held).probability();
}

}  // namespace hotline::matching
