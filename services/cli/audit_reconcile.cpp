#include "cli/audit_reconcile.hpp"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>

#include "cli/console.hpp"
#include "cli/sheet/text_rows.hpp"
#include "store/log_calls.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kBytesMax = 1U << 30;
constexpr std::size_t kFaultsShown = 20;
constexpr std::array<const char*, 3> kColumns{"call_id", "line", "started_at"};

std::optional<core::Instant> instant_of(const std::string& text) {
  google::protobuf::Timestamp stamp;
  if (!google::protobuf::util::TimeUtil::FromString(text, &stamp)) return std::nullopt;
  return core::Instant(std::chrono::seconds(stamp.seconds()));
}

class CallReader {
 public:
  bool take(const sheet::Line& line) {
    if (!headed_) return head(line.cells);
    if (line.cells.size() == 1 && line.cells.front().empty()) return true;
    const auto started = instant_of(cell(line, 2));
    if (cell(line, 0).empty() || cell(line, 1).empty() || !started) {
      fault("row " + std::to_string(line.number), "wants a call_id, a line and a started_at like 2026-11-22T09:00:00Z");
      return error_.violations.size() < kFaultsShown;
    }
    const bool first = list_.calls.empty();
    list_.first = first ? *started : std::min(list_.first, *started);
    list_.last = first ? *started : std::max(list_.last, *started);
    list_.calls.emplace(ExchangeCall{cell(line, 1), cell(line, 0)}, *started);
    return true;
  }
  core::Result<CallList> end() {
    if (!headed_) fault("row 1", "is to name the columns call_id, line and started_at");
    if (!error_.violations.empty()) return error_;
    if (list_.calls.empty()) fault("rows", "the file lists no call");
    if (!error_.violations.empty()) return error_;
    return std::move(list_);
  }

 private:
  bool head(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      const auto found = std::find(cells.begin(), cells.end(), kColumns[i]);
      if (found == cells.end()) return false;
      place_[i] = static_cast<std::size_t>(found - cells.begin());
    }
    headed_ = true;
    return true;
  }
  std::string cell(const sheet::Line& line, std::size_t column) const {
    return place_[column] < line.cells.size() ? line.cells[place_[column]] : std::string();
  }
  void fault(std::string where, std::string what) { error_.violations.push_back({std::move(where), std::move(what)}); }

  core::Error error_ = core::make_error(core::Reason::kInvalidField, "the list of calls has faults");
  std::array<std::size_t, kColumns.size()> place_{};
  bool headed_ = false;
  CallList list_;
};

}  // namespace

core::Result<CallList> read_calls(const std::string& path) {
  auto text = read_text(path, kBytesMax);
  if (!text) return text.error();
  std::istringstream in(*text);
  sheet::TextFormat format;
  format.separator = sheet::propose_separator(in, format);
  CallReader reader;
  const auto read = sheet::each_line(in, format, [&reader](sheet::Line& line) { return reader.take(line); });
  if (!read) return read.error();
  return reader.end();
}

core::Result<Reconciled> reconcile(store::pg::BlockingConnection& connection, const runtime::Keyring& keyring,
                                   const CallList& list, std::int32_t hours_after) {
  using State = store::LoggedPayload::State;
  const auto second_of = [](core::Instant at) {
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch();
  };
  Reconciled found;
  std::set<ExchangeCall> answered;
  store::TimeSpan span;
  span.from = list.first;
  span.before = list.last + std::chrono::hours(hours_after);
  const auto read = store::each_payload(connection, keyring, span, [&](const store::LoggedPayload& entry) {
    const LogPlace place{entry.tree, entry.index};
    if (entry.state == State::kForged) found.forged.push_back(place);
    if (entry.state == State::kErased) ++found.erased;
    if (entry.state == State::kUnopened) ++found.unopened;
    if (entry.state != State::kRead || entry.kind != core::LogEntryKind::kInquiry) return true;
    const core::LogPayload& payload = entry.payload;
    if (payload.call_id.empty()) {
      ++found.by_reference;
      return true;
    }
    const ExchangeCall call{payload.call_line, payload.call_id};
    if (list.calls.contains(call)) {
      ++found.matched;
      answered.insert(call);
      return true;
    }
    // A call that began outside the list's time stands in another list.
    const std::chrono::seconds start(payload.call_start_second);
    if (start >= second_of(list.first) && start <= second_of(list.last)) found.without_call.push_back(place);
    return true;
  });
  if (!read) return read.error();
  for (const auto& [call, started] : list.calls) {
    if (!answered.contains(call)) found.without_lookup.push_back(call);
  }
  return found;
}

}  // namespace hotline::cli
