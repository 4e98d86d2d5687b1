#include "store/link_finder.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "matching/likely_same.hpp"
#include "runtime/executors.hpp"
#include "runtime/log.hpp"
#include "sql/feed.hpp"
#include "sql/registry.hpp"
#include "store/index_loader.hpp"
#include "store/pace.hpp"

namespace hotline::store {
namespace {

using core::Result;
using pg::Params;
using pg::Row;
using runtime::field;

// An import writes 500 records a revision; more would hold the cursor for long.
constexpr std::int32_t kRevisionsAtOnce = 4;
// Opened at a time: a list taken back is one revision with all its persons.
constexpr std::size_t kPersonsAtOnce = 2'000;
constexpr std::chrono::milliseconds kFindAgainAfter{5'000};
constexpr int kNice = 15;
// A fifth of a processor beside an import: people review links later, the list is to be answered from now.
constexpr int kRestsPerStep = 4;

struct Changes {
  std::int64_t revision = 0;  // of the last one taken
  bool more = false;
  std::vector<std::int64_t> persons;  // in rising order, each once
};

Result<Changes> changes_after(pg::BlockingConnection& connection, std::int64_t revision, std::int64_t index_revision) {
  Changes changes;
  changes.revision = revision;
  Params after;
  after.int8(revision).int4(kRevisionsAtOnce);
  auto rows = connection.exec(sql::feed::kNewChanges, after);
  if (!rows) return rows.error();
  for (const Row row : *rows) {
    const auto of_change = row.int8_or_null(1);
    if (!of_change) break;
    changes.more = *of_change < row.int8(0);
    if (*of_change > index_revision) break;
    const std::vector<std::int64_t> persons = row.int8s(2);
    changes.persons.insert(changes.persons.end(), persons.begin(), persons.end());
    changes.revision = *of_change;
  }
  std::sort(changes.persons.begin(), changes.persons.end());
  changes.persons.erase(std::unique(changes.persons.begin(), changes.persons.end()), changes.persons.end());
  return changes;
}

struct LikelyPair {
  std::pair<std::int64_t, std::int64_t> persons;  // the lower first
  matching::LikelySame likely;
};

bool likelier(const LikelyPair& one, const LikelyPair& other) {
  if (one.likely.probability != other.likely.probability) return one.likely.probability > other.likely.probability;
  return one.persons < other.persons;
}

Result<std::int64_t> propose_links(pg::BlockingConnection& connection, const std::vector<matching::Record>& records,
                                   const matching::Index& index) {
  // Of two human beings the likeliest pair of records: one answer joins all of them or none.
  std::map<std::pair<std::int64_t, std::int64_t>, LikelyPair> pairs;
  for (const matching::Record& record : records) {
    for (matching::LikelySame& likely : matching::likely_same(index, record)) {
      LikelyPair one;
      one.persons = std::minmax(record.person.value(), likely.person.value());
      const auto clusters = std::minmax(record.facts.cluster.value(), likely.cluster.value());
      one.likely = std::move(likely);
      LikelyPair& known = pairs[clusters];
      if (likelier(one, known)) known = std::move(one);
    }
  }
  if (pairs.empty()) return std::int64_t{0};
  std::vector<std::int64_t> lower;
  std::vector<std::int64_t> higher;
  std::vector<float> probabilities;
  std::vector<std::string> reasons;
  for (auto& [clusters, pair] : pairs) {
    lower.push_back(pair.persons.first);
    higher.push_back(pair.persons.second);
    probabilities.push_back(static_cast<float>(pair.likely.probability));
    reasons.push_back(std::move(pair.likely.reasons));
  }
  Params params;
  params.int8s(lower).int8s(higher).float4s(probabilities).texts(reasons);
  auto rows = connection.exec(sql::registry::kProposeLinks, params);
  if (!rows) return rows.error();
  return static_cast<std::int64_t>(rows->size());
}

Result<LinkRound> compare(pg::BlockingConnection& connection, const runtime::Keyring& keyring,
                          const matching::Index& index) {
  LinkRound round;
  auto cursor = connection.exec(sql::registry::kLockLinkCursor);
  if (!cursor) return cursor.error();
  if (cursor->empty()) return round;
  round.ours = true;
  round.revision = cursor->front().int8(0);
  auto changes = changes_after(connection, round.revision, index.revision());
  if (!changes) return changes.error();
  if (changes->revision == round.revision) return round;
  const std::span<const std::int64_t> persons = changes->persons;
  for (std::size_t first = 0; first < persons.size(); first += kPersonsAtOnce) {
    auto read =
        read_persons(connection, keyring, persons.subspan(first, std::min(kPersonsAtOnce, persons.size() - first)));
    if (!read) return read.error();
    auto proposed = propose_links(connection, read->records, index);
    if (!proposed) return proposed.error();
    round.compared += static_cast<std::int64_t>(read->records.size());
    round.proposed += *proposed;
  }
  Params moved;
  moved.int8(changes->revision);
  auto rows = connection.exec(sql::registry::kMoveLinkCursor, moved);
  if (!rows) return rows.error();
  round.revision = changes->revision;
  round.more = changes->more;
  return round;
}

}  // namespace

Result<LinkRound> find_links_once(pg::BlockingConnection& connection, const runtime::Keyring& keyring,
                                  const matching::Index& index) {
  auto begun = connection.exec(pg::kBegin);
  if (!begun) return begun.error();
  auto round = compare(connection, keyring, index);
  auto ended = connection.exec(round ? pg::kCommit : pg::kRollback);
  if (!round) return round;
  if (!ended) return ended.error();
  return round;
}

struct LinkFinder::Impl {
  Impl(LinkFinderOptions given, pg::Conninfo where, const matching::Index& target, const runtime::Keyring& keys)
      : options(std::move(given)), conninfo(std::move(where)), index(target), keyring(keys) {}

  LinkFinderOptions options;
  pg::Conninfo conninfo;
  const matching::Index& index;
  const runtime::Keyring& keyring;
  runtime::Metrics own_metrics;
  runtime::Metrics& metrics = options.metrics != nullptr ? *options.metrics : own_metrics;
  runtime::Counter compared = metrics.counter("hotline_links_compared_total", "Records compared for likely links");
  runtime::Counter proposed = metrics.counter("hotline_links_proposed_total", "Links proposed by comparison");
  runtime::Counter failures = metrics.counter("hotline_links_failures_total", "Rounds of comparison that failed");

  std::unique_ptr<pg::BlockingConnection> connection;
  std::mutex mutex;
  std::condition_variable wake;
  bool stopping = false;
  std::thread thread;

  Result<LinkRound> round();
  void run();
};

LinkFinder::LinkFinder() = default;

Result<std::unique_ptr<LinkFinder>> LinkFinder::start(LinkFinderOptions options, const matching::Index& index,
                                                      const runtime::Keyring& keyring) {
  auto conninfo = pg::Conninfo::parse(options.conninfo);
  if (!conninfo) return conninfo.error();
  std::unique_ptr<LinkFinder> finder(new LinkFinder());
  finder->impl_ = std::make_unique<Impl>(std::move(options), std::move(*conninfo), index, keyring);
  Impl& impl = *finder->impl_;
  impl.thread = std::thread([&impl] { impl.run(); });
  return finder;
}

LinkFinder::~LinkFinder() {
  if (!impl_ || !impl_->thread.joinable()) return;
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->stopping = true;
    impl_->wake.notify_one();
  }
  impl_->thread.join();
}

Result<LinkRound> LinkFinder::Impl::round() {
  if (!connection || !connection->usable()) {
    pg::SessionOptions session{.conninfo = conninfo, .application_name = "hotlined link finder"};
    auto connected = pg::BlockingConnection::connect(std::move(session));
    if (!connected) return connected.error();
    connection = std::move(*connected);
  }
  return find_links_once(*connection, keyring, index);
}

void LinkFinder::Impl::run() {
  runtime::name_this_thread("links");
  // On Linux of this thread alone: lookups and imports go first.
  setpriority(PRIO_PROCESS, 0, kNice);
  Pace pace(kRestsPerStep);
  Pace::Clock::duration span{0};
  for (;;) {
    {
      std::unique_lock lock(mutex);
      if (wake.wait_for(lock, span, [this] { return stopping; })) return;
    }
    const auto began = Pace::Clock::now();
    auto done = round();
    if (!done) {
      failures.add();
      runtime::log_error("links_failed", done.error());
      connection.reset();
      span = kFindAgainAfter;
      continue;
    }
    compared.add(static_cast<double>(done->compared));
    proposed.add(static_cast<double>(done->proposed));
    const auto rest = pace.rest(began, Pace::Clock::now(), index.revision());
    span = done->more && done->compared > 0 ? rest : options.poll;
  }
}

}  // namespace hotline::store
