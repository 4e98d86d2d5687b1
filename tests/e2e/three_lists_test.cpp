// One human being once, measured: invented men, each on three lists with the usual slips, joined by the import and by
// two reviewers who know the truth. HOTLINE_THREE_LISTS=10000 is the full size, HOTLINE_SEED other men.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <numeric>
#include <random>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

#include "core/verdict.hpp"
#include "e2e/questions.hpp"
#include "e2e/three_lists.hpp"
#include "matching/likely_same.hpp"
#include "support/registry_fixture.hpp"

namespace hotline::e2e {
namespace {

using Stub = v1::RegistryService::Stub;
using test::Import;
using test::RegistryServer;

constexpr std::size_t kMen = 1'500;
constexpr double kOneClusterMin = 0.99;
constexpr double kAnsweredMin = 0.95;
constexpr std::size_t kRowsOfChunk = 500;
constexpr std::size_t kReviewers = 6;  // calls in flight
constexpr std::size_t kAsked = 300;
constexpr std::size_t kShownApart = 12;
constexpr int kRoundsMax = 20;
constexpr const char* kSomebodyElse = "somebody else is likelier";
constexpr std::array<const char*, kLists> kSources{"sample-internment", "lists-hospital", "lists-abroad"};
constexpr std::array<double, 5> kBands{0.95, 0.8, 0.5, 0.3, 0.0};

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::stoull(text);
}

double seconds_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

// Which men's records are of one human being by now, as the reviewers' own answers make it.
class Joined {
 public:
  void join(std::int64_t a, std::int64_t b) { parent_[root(a)] = root(b); }
  bool one(std::int64_t a, std::int64_t b) { return root(a) == root(b); }

 private:
  std::int64_t root(std::int64_t of) {
    auto at = parent_.try_emplace(of, of).first;
    while (at->first != at->second) at = parent_.try_emplace(at->second, at->second).first;
    return at->first;
  }
  std::map<std::int64_t, std::int64_t> parent_;
};

struct Band {
  std::size_t right = 0;
  std::size_t wrong = 0;
  std::size_t joined_before = 0;  // right, and the two were one already through others
};

class ThreeListsTest : public testing::Test {
 protected:
  ThreeListsTest() {
    for (const std::size_t list : {1U, 2U}) {
      server.run_sql(std::string("INSERT INTO source (source_id, description, ceiling, sides, invented) VALUES ('") +
                     kSources[list] + "', 'Invented list', 6, '{1,2}', true)");
    }
  }

  void import(std::size_t list) {
    const std::vector<SlippedRow>& rows = lists.lists[list];
    Import import(server, "registrar", std::chrono::minutes(20));
    ASSERT_TRUE(import.send(
        Import::header(static_cast<char>('a' + list), static_cast<std::int64_t>(rows.size()), kSources[list])));
    import.read();
    for (std::size_t at = 0; at < rows.size(); at += kRowsOfChunk) {
      const std::size_t end = std::min(at + kRowsOfChunk, rows.size());
      std::vector<v1::ListRow> chunk;
      for (std::size_t i = at; i < end; ++i) chunk.push_back(rows[i].row);
      ASSERT_TRUE(import.send(chunk));
      const v1::ImportListResponse response = import.read();
      ASSERT_EQ(response.outcomes_size(), static_cast<int>(chunk.size()));
      for (const v1::RowOutcome& outcome : response.outcomes()) {
        const SlippedRow& row = rows[static_cast<std::size_t>(outcome.row_number() - 1)];
        ASSERT_NE(outcome.kind(), v1::ROW_OUTCOME_KIND_REFUSED) << words_of_slips(row.slips);
        record_of[row.man][list] = outcome.person_id();
        man_of[outcome.person_id()] = row.man;
        if (outcome.kind() != v1::ROW_OUTCOME_KIND_JOINED) continue;
        ++automatic;
        joined.join(outcome.person_id(), outcome.joined_to());
        if (man_of.at(outcome.joined_to()) == row.man) continue;
        ++automatic_wrong;
        std::cout << "  joined wrongly: " << words_of_slips(row.slips) << "; kin "
                  << static_cast<int>(lists.men[row.man].kin) << "\n";
      }
    }
    const grpc::Status status = import.finish();
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  std::vector<v1::Link> proposed() {
    std::vector<v1::Link> all;
    v1::ListLinksRequest request;
    request.set_page_size(200);
    do {
      v1::ListLinksResponse response;
      grpc::ClientContext context;
      rpc::prepare(context, "registrar", std::chrono::seconds(60));
      const grpc::Status status = server.stub().ListLinks(&context, request, &response);
      if (!status.ok()) throw std::runtime_error("ListLinks: " + status.error_message());
      all.insert(all.end(), response.links().begin(), response.links().end());
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return all;
  }

  // Says again what met another writer; the same request_id, so that nothing is said twice.
  grpc::Status review(const v1::Link& link, v1::LinkDecision decision, const char* actor, std::mt19937_64& random) {
    v1::ReviewLinkRequest request;
    request.set_request_id(uuid_text(random_uuid(random)));
    request.set_link_id(link.link_id());
    request.set_decision(decision);
    if (decision == v1::LINK_DECISION_REJECT) request.set_ground("two different papers");
    for (;;) {
      v1::ReviewLinkResponse response;
      grpc::ClientContext context;
      rpc::prepare(context, actor, std::chrono::seconds(60));
      const grpc::Status status = server.stub().ReviewLink(&context, request, &response);
      if (status.error_code() != grpc::StatusCode::ABORTED) return status;
      ++repeated;
    }
  }

  void answer(const std::vector<v1::Link>& links) {
    for (const v1::Link& link : links) {
      std::size_t band = 0;
      while (link.probability() < kBands[band]) ++band;
      if (man_of.at(link.person_a()) != man_of.at(link.person_b())) {
        ++bands[band].wrong;
        continue;
      }
      ++bands[band].right;
      if (joined.one(link.person_a(), link.person_b())) ++bands[band].joined_before;
      joined.join(link.person_a(), link.person_b());
    }
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::string failed;
    for (std::size_t i = 0; i < kReviewers; ++i) {
      threads.emplace_back([&, i] {
        std::mt19937_64 random(seed * kReviewers + i + 1'000'003 * static_cast<std::uint64_t>(rounds));
        for (std::size_t at = next++; at < links.size(); at = next++) {
          const v1::Link& link = links[at];
          const bool same = man_of.at(link.person_a()) == man_of.at(link.person_b());
          grpc::Status status =
              review(link, same ? v1::LINK_DECISION_CONFIRM : v1::LINK_DECISION_REJECT, "registrar", random);
          if (same && status.ok()) status = review(link, v1::LINK_DECISION_CONFIRM, "second", random);
          if (status.ok()) continue;
          const std::scoped_lock lock(mutex);
          failed = status.error_message();
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    ASSERT_EQ(failed, "");
  }

  std::map<std::int64_t, std::int64_t> clusters() const {
    std::istringstream text(server.value("SELECT string_agg(person_id || ' ' || cluster_id, ' ') FROM person_state"));
    std::map<std::int64_t, std::int64_t> all;
    for (std::int64_t person = 0, cluster = 0; text >> person >> cluster;) all[person] = cluster;
    return all;
  }

  // Asks as his mother would, all of it right. Empty: the register knows the one cluster that is his; or else what it
  // says instead.
  std::string doubt(std::size_t man, std::int64_t cluster) const {
    const sample::Identity& identity = lists.men[man].identity;
    const auto name = sample::spell(identity, sample::Spelling::kOwn);
    matching::Query query;
    query.name.surname = name.surname;
    query.name.given = name.given;
    query.name.patronymic = name.patronymic;
    query.birth_date = identity.birth;
    core::AskedFacts asked;
    asked.surname = asked.given = asked.patronymic = asked.full_birth_date = true;
    const auto found = server.index().find(query);
    const core::Verdict verdict = core::decide(asked, found.candidates, 20'600);
    if (verdict.likely.empty()) return "nobody is likely";
    const core::Candidate& best = verdict.likely.front().best;
    if (best.facts.cluster.value() != cluster) return kSomebodyElse;
    if (verdict.kind == core::VerdictKind::kOne) return {};
    std::ostringstream text;
    text << verdict.likely.size() << " likely, the best with " << best.probability << ": "
         << matching::reasons_text(best);
    return text.str();
  }

  bool kin_or_namesake(std::size_t man) const {
    return lists.men[man].kin != Kin::kNone || (man + 1 < lists.men.size() && lists.men[man + 1].kin != Kin::kNone);
  }

  std::uint64_t seed = number_from("HOTLINE_SEED", 20'260'301);
  ThreeLists lists = three_lists(number_from("HOTLINE_THREE_LISTS", kMen), seed);
  RegistryServer server;
  std::vector<std::array<std::int64_t, kLists>> record_of{lists.men.size()};
  std::map<std::int64_t, std::size_t> man_of;
  Joined joined;
  std::size_t automatic = 0, automatic_wrong = 0;
  std::atomic<std::size_t> repeated = 0;
  std::array<Band, kBands.size()> bands{};
  int rounds = 0;
};

TEST_F(ThreeListsTest, NinetyNineOfAHundredAreOneClusterAndNoTwoMenAreOne) {
  const std::size_t men = lists.men.size();
  std::map<Kin, std::size_t> kin;
  for (const Man& man : lists.men) ++kin[man.kin];
  std::cout << "seed " << seed << ": " << men << " men, " << kLists * men << " rows; brothers " << kin[Kin::kBrother]
            << ", twins " << kin[Kin::kTwin] << ", sons " << kin[Kin::kSon] << ", named as the father "
            << kin[Kin::kSonNamedAsFather] << ", namesakes " << kin[Kin::kNamesake] << ", of one year "
            << kin[Kin::kNamesakeOfTheYear] << ", of one day " << kin[Kin::kNamesakeOfTheDay] << "\n";
  for (std::size_t list = 0; list < kLists; ++list) {
    std::array<std::size_t, 15> counts{};
    for (const SlippedRow& row : lists.lists[list]) {
      for (std::size_t bit = 0; bit < counts.size(); ++bit) counts[bit] += row.slips >> bit & 1U;
    }
    std::cout << "list " << list + 1 << " in 1,000 rows:";
    for (std::size_t bit = 0; bit < counts.size(); ++bit) {
      std::cout << (bit == 0 ? " " : ", ") << words_of_slips(1U << bit) << " " << counts[bit] * 1'000 / men;
    }
    std::cout << "\n";
  }

  const auto began = std::chrono::steady_clock::now();
  std::int64_t fresh = 0;
  for (std::size_t list = 0; list < kLists; ++list) {
    ASSERT_NO_FATAL_FAILURE(import(list));
    fresh += server.find_links();
  }
  std::cout << "imported and compared in " << seconds_since(began) << " s; automatic joins " << automatic << ", wrong "
            << automatic_wrong << std::endl;
  EXPECT_EQ(automatic_wrong, 0U);

  for (;; ++rounds) {
    ASSERT_LT(rounds, kRoundsMax) << "comparing and reviewing does not come to an end";
    const auto round_began = std::chrono::steady_clock::now();
    fresh += server.find_links();
    const double compared = seconds_since(round_began);
    const std::vector<v1::Link> links = proposed();
    if (links.empty()) break;
    ASSERT_NO_FATAL_FAILURE(answer(links));
    std::cout << "round " << rounds + 1 << ": " << fresh << " proposed, compared in " << compared << " s, answered in "
              << seconds_since(round_began) - compared << " s" << std::endl;
    fresh = 0;
  }

  Band all;
  for (std::size_t band = 0; band < kBands.size(); ++band) {
    const Band& one = bands[band];
    all.right += one.right;
    all.wrong += one.wrong;
    all.joined_before += one.joined_before;
    const std::size_t looked_at = one.right + one.wrong;
    std::cout << "proposals from " << kBands[band] << ": " << looked_at << ", one man "
              << (looked_at == 0 ? 0 : 100 * one.right / looked_at) << " %, joined already " << one.joined_before
              << "\n";
  }
  std::cout << "the reviewer looked at " << (all.right + all.wrong) * 1'000 / (kLists * men)
            << " proposals per 1,000 records, " << all.wrong << " of two men, " << all.joined_before
            << " of records that were one already; " << repeated << " calls repeated\n";

  const std::map<std::int64_t, std::int64_t> cluster_of = clusters();
  std::map<std::int64_t, std::set<std::size_t>> men_of_cluster;
  for (const auto& [person, cluster] : cluster_of) men_of_cluster[cluster].insert(man_of.at(person));
  std::size_t of_two_men = 0, of_kin_joined = 0;
  for (const auto& [cluster, his] : men_of_cluster) {
    of_two_men += his.size() > 1 ? 1 : 0;
    of_kin_joined +=
        his.size() > 1 && std::any_of(his.begin(), his.end(), [&](auto man) { return kin_or_namesake(man); });
  }
  std::cout << "clusters of two men: " << of_two_men << ", with a planted brother or namesake among them "
            << of_kin_joined << "\n";
  EXPECT_EQ(of_two_men, 0U) << "clusters that hold records of two men";

  std::array<std::map<std::size_t, const SlippedRow*>, kLists> row_of;
  for (std::size_t list = 0; list < kLists; ++list) {
    for (const SlippedRow& row : lists.lists[list]) row_of[list][row.man] = &row;
  }
  std::vector<std::size_t> whole;
  std::size_t shown = 0;
  for (std::size_t man = 0; man < men; ++man) {
    std::array<std::int64_t, kLists> his{};
    for (std::size_t list = 0; list < kLists; ++list) his[list] = cluster_of.at(record_of[man][list]);
    if (his[0] == his[1] && his[1] == his[2]) {
      whole.push_back(man);
      continue;
    }
    if (++shown > kShownApart) continue;
    std::cout << "  apart:";
    for (std::size_t list = 0; list < kLists; ++list) {
      std::cout << " ["
                << (his[list] == his[0]   ? "a"
                    : his[list] == his[1] ? "b"
                                          : "c")
                << ": " << words_of_slips(row_of[list][man]->slips) << "]";
    }
    std::cout << " kin " << static_cast<int>(lists.men[man].kin) << "\n";
  }
  const double share = static_cast<double>(whole.size()) / static_cast<double>(men);
  std::cout << "one cluster: " << whole.size() << " of " << men << " (" << 100 * share << " %)\n";
  EXPECT_GE(share, kOneClusterMin);

  // The same man from three sources is one answer.
  std::size_t asked = 0, of_kin = 0, one = 0, one_of_kin = 0, stated = 0, one_of_stated = 0, wrong = 0;
  const std::size_t step = std::max<std::size_t>(1, whole.size() / kAsked);
  for (std::size_t i = 0; i < whole.size() && asked < kAsked; i += step) {
    const std::size_t man = whole[i];
    const std::string in_doubt = doubt(man, cluster_of.at(record_of[man][0]));
    const bool answered = in_doubt.empty();
    wrong += in_doubt == kSomebodyElse ? 1 : 0;
    bool dated = false;
    for (std::size_t list = 0; list < kLists; ++list) {
      dated |= (row_of[list][man]->slips & (kDateDigit | kDateSwapped | kYearOnly | kNoDate)) == 0;
    }
    const bool kinsman = kin_or_namesake(man);
    if (!answered) {
      std::cout << "  in doubt: " << in_doubt << "; kin " << static_cast<int>(lists.men[man].kin)
                << (dated ? "" : "; no list has the day") << "\n";
    }
    ++asked;
    one += answered ? 1 : 0;
    of_kin += kinsman ? 1 : 0;
    one_of_kin += kinsman && answered ? 1 : 0;
    stated += dated ? 1 : 0;
    one_of_stated += dated && answered ? 1 : 0;
  }
  std::cout << "asked by full name and full birth date: one sure answer for " << one << " of " << asked << " men ("
            << 100.0 * static_cast<double>(one) / static_cast<double>(asked) << " %), somebody else likelier for "
            << wrong << "; of those on whose lists the day stands once " << one_of_stated << " of " << stated
            << "; of kin and namesakes " << one_of_kin << " of " << of_kin << "; " << seconds_since(began)
            << " s in all\n";
  EXPECT_GE(static_cast<double>(one), kAnsweredMin * static_cast<double>(asked));
}

}  // namespace
}  // namespace hotline::e2e
