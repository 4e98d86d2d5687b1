#include "relatives/partner_flow.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <utility>

#include "relatives/partner_proto.hpp"

namespace hotline::relatives {
namespace {

namespace asio = boost::asio;

// Of one partner in the log's queue, so that a long list keeps no telephone waiting.
constexpr std::size_t kAtOnce = 16;
// Request keys live for seven days; a row that is older says its reference only.
constexpr std::chrono::hours kRepeatable{6 * 24};
constexpr lookup::WriteAnswer kWrite{write_registered, write_no_script};

using Outcome = v1::PartnerRowOutcome;

// Lookups under way together; the last one resumes the coroutine on its executor.
struct Together {
  explicit Together(std::size_t count) : left(count), outcomes(count) {}
  std::atomic<std::size_t> left;
  std::vector<Outcome> outcomes;
};

struct StartAll {
  lookup::LookupFlow* lookups;
  const rpc::CallContext* call;
  std::shared_ptr<std::vector<lookup::LookupQuestion>> questions;

  template <typename Handler>
  void operator()(Handler handler) const {
    auto waiting = std::make_shared<Handler>(std::move(handler));
    auto together = std::make_shared<Together>(questions->size());
    for (std::size_t i = 0; i < questions->size(); ++i) {
      lookups->start(*call, std::move((*questions)[i]), kWrite,
                     [waiting, together, i](core::Result<core::ReleasedAnswer<std::string>> registered) {
                       together->outcomes[i] = outcome_of(std::move(registered));
                       if (together->left.fetch_sub(1) != 1) return;
                       auto executor = asio::get_associated_executor(*waiting);
                       asio::post(executor, [waiting, together]() mutable { (*waiting)(together); });
                     });
    }
  }
};

asio::awaitable<std::vector<Outcome>> register_together(lookup::LookupFlow& lookups, const rpc::CallContext& call,
                                                        std::vector<lookup::LookupQuestion> questions) {
  StartAll start{&lookups, &call, std::make_shared<std::vector<lookup::LookupQuestion>>(std::move(questions))};
  const std::shared_ptr<Together> together =
      co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(std::shared_ptr<Together>)>(
          std::move(start), asio::use_awaitable);
  co_return together->outcomes;
}

Outcome not_today() {
  Outcome outcome;
  outcome.set_result(v1::PARTNER_ROW_RESULT_NOT_TODAY);
  return outcome;
}

}  // namespace

struct PartnerFlow::Row {
  std::int64_t number = 0;
  std::optional<PartnerQuestion> read;  // nothing: `outcome` is its refusal
  bool earlier = false;                 // registered before, and its first answer can be had again
  Outcome outcome;
};

// What was registered is looked up again by every key there ever was.
asio::awaitable<core::Done> PartnerFlow::find_earlier(const rpc::CallContext& call, std::vector<Row>& rows) {
  std::vector<core::Bytes32> keys;
  for (const Row& row : rows) {
    if (row.read) keys.insert(keys.end(), row.read->keys.begin(), row.read->keys.end());
  }
  auto found = co_await store::find_cases(pool_, call.caller.id, std::move(keys), call.deadline);
  if (!found) co_return found.error();
  std::map<core::Bytes32, const store::PartnerCaseRow*> by_key;
  for (const store::PartnerCaseRow& row : *found) by_key[row.key] = &row;
  for (Row& row : rows) {
    if (!row.read) continue;
    for (std::size_t age = 0; age < row.read->keys.size(); ++age) {
      const auto known = by_key.find(row.read->keys[age]);
      if (known == by_key.end()) continue;
      const bool repeatable = age == 0 && clock_.now() - known->second->registered_at < kRepeatable;
      row.earlier = repeatable;
      if (!repeatable) {
        row.outcome = registered_before(known->second->reference);
        row.read.reset();
      }
      break;
    }
  }
  co_return core::Nothing{};
}

asio::awaitable<core::Result<v1::SubmitInquiriesResponse>> PartnerFlow::submit(rpc::CallContext call,
                                                                               v1::SubmitInquiriesRequest request) {
  const core::Instant now = clock_.now();
  std::vector<Row> rows;
  for (const v1::PartnerRow& row : request.rows()) {
    Row& one = rows.emplace_back();
    one.number = row.row_number();
    auto read = read_row(row, call.caller.id, keyring_, now);
    if (read) {
      one.read = std::move(*read);
    } else {
      one.outcome = refused_row(read.error());
    }
  }
  const core::Instant today = std::chrono::floor<std::chrono::days>(now);
  auto used = co_await store::count_cases_since(pool_, call.caller.id, today, call.deadline);
  if (!used) co_return used.error();
  auto looked = co_await find_earlier(call, rows);
  if (!looked) co_return looked.error();

  std::int64_t left = std::max<std::int64_t>(0, kRowsOfDayMax - *used);
  std::vector<Row*> registering;
  for (Row& row : rows) {
    if (!row.read) continue;
    if (!row.earlier && left == 0) {
      row.outcome = not_today();
      continue;
    }
    if (!row.earlier) --left;
    registering.push_back(&row);
  }
  for (std::size_t first = 0; first < registering.size(); first += kAtOnce) {
    const std::size_t end = std::min(registering.size(), first + kAtOnce);
    std::vector<lookup::LookupQuestion> questions;
    for (std::size_t i = first; i < end; ++i) questions.push_back(std::move(registering[i]->read->question));
    auto outcomes = co_await register_together(lookups_, call, std::move(questions));
    for (std::size_t i = first; i < end; ++i) registering[i]->outcome = std::move(outcomes[i - first]);
  }
  v1::SubmitInquiriesResponse response;
  for (Row& row : rows) {
    row.outcome.set_row_number(row.number);
    *response.add_outcomes() = std::move(row.outcome);
  }
  response.set_rows_left_today(static_cast<std::int32_t>(left));
  co_return response;
}

}  // namespace hotline::relatives
