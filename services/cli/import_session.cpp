#include "cli/import_session.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>

namespace hotline::cli {
namespace {

inline constexpr int kChunkRows = 500;
// Enough that neither the server nor the line is ever idle.
inline constexpr std::size_t kChunksAhead = 4;
inline constexpr std::chrono::hours kImportTimeMax{2};
inline constexpr std::int64_t kDaySeconds = 86'400;

using Faults = google::protobuf::RepeatedPtrField<v1::RowFault>;
using Stream = grpc::ClientReaderWriter<v1::ImportListRequest, v1::ImportListResponse>;

std::string reason_text(const Faults& faults) {
  std::string text;
  for (const auto& fault : faults) {
    if (!text.empty()) text += "; ";
    text += fault.column() + ": " + fault.description();
  }
  return text;
}

// Refused rows of the part that an earlier run committed.
int earlier_refusals(const Common& common, const std::string& list_id, std::int64_t up_to,
                     std::map<std::int64_t, std::string>& reasons) {
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::ListRowOutcomesRequest request;
  request.set_list_id(list_id);
  request.add_kinds(v1::ROW_OUTCOME_KIND_REFUSED);
  request.set_page_size(500);
  do {
    v1::ListRowOutcomesResponse response;
    const int called = call(common, *stub, &v1::RegistryService::Stub::ListRowOutcomes, request, response);
    if (called != kDone) return called;
    for (const auto& outcome : response.outcomes()) {
      if (outcome.row_number() <= up_to) reasons[outcome.row_number()] = reason_text(outcome.faults());
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return kDone;
}

class Session {
 public:
  Session(const ImportTask& task, const OpenedList& list, sheet::RefusedSheet* refused, ImportSummary& summary)
      : list_(list), refused_(refused), summary_(summary), progress_(task.label, list.survey.rows) {
    const auto& columns = list.reading.layout.columns;
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [](const sheet::Column& column) { return column.column == "reason"; });
    reason_place_ = static_cast<std::size_t>(found - columns.begin());
  }

  void refuse(const std::vector<std::string>& cells, const std::string& reason) {
    if (refused_ == nullptr) return;
    const auto& columns = list_.reading.layout.columns;
    if (summary_.refused_written++ == 0) {
      std::vector<std::string> header;
      for (const sheet::Column& column : columns) header.push_back(column.heading);
      if (reason_place_ == columns.size()) header.emplace_back("reason");
      refused_->write(header);
    }
    std::vector<std::string> row = cells;
    row.resize(std::max(row.size(), reason_place_ + 1));
    // A row with too many cells keeps what stands where the reason goes.
    if (reason_place_ == columns.size() && cells.size() > columns.size()) {
      row.insert(row.begin() + static_cast<std::ptrdiff_t>(reason_place_), reason);
    } else {
      row[reason_place_] = reason;
    }
    refused_->write(row);
  }

  // Waits for room; false when the server has ended the stream.
  bool send(Stream& stream, std::vector<sheet::DataRow> rows) {
    v1::ImportListRequest message;
    for (const auto& row : rows) {
      *message.mutable_chunk()->add_rows() = to_message(sheet::list_cells(list_.reading, row));
    }
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return waiting_.size() < kChunksAhead || ended_; });
      if (ended_) return false;
      waiting_.push_back(std::move(rows));
    }
    return stream.Write(message);
  }

  void receive(Stream& stream) {
    v1::ImportListResponse response;
    while (stream.Read(&response)) {
      std::vector<sheet::DataRow> rows;
      {
        const std::lock_guard lock(mutex_);
        if (waiting_.empty()) continue;
        rows = std::move(waiting_.front());
        waiting_.pop_front();
      }
      changed_.notify_one();
      std::size_t at = 0;
      for (const auto& outcome : response.outcomes()) {
        while (at < rows.size() && rows[at].number < outcome.row_number()) ++at;
        if (at < rows.size()) take(outcome, rows[at]);
      }
      progress_.set(response.committed_row());
    }
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    changed_.notify_one();
  }

  Progress& progress() { return progress_; }

 private:
  void take(const v1::RowOutcome& outcome, const sheet::DataRow& row) {
    const auto kind = static_cast<std::size_t>(outcome.kind());
    if (kind < summary_.by_outcome.size()) ++summary_.by_outcome[kind];
    if (outcome.joined_to() != 0 || !outcome.likely_same().empty()) {
      ++summary_.duplicates;
      if (summary_.first_duplicates.size() < kDuplicatesShown) {
        ShownRow& shown = summary_.first_duplicates.emplace_back();
        shown.line = row.line;
        shown.joined_to = outcome.joined_to();
        shown.likely_same.assign(outcome.likely_same().begin(), outcome.likely_same().end());
      }
    }
    if (outcome.kind() != v1::ROW_OUTCOME_KIND_REFUSED) return;
    if (summary_.first_refused.size() < kRefusalsShown) {
      ShownRow& shown = summary_.first_refused.emplace_back();
      shown.line = row.line;
      shown.faults.assign(outcome.faults().begin(), outcome.faults().end());
    }
    refuse(row.cells, reason_text(outcome.faults()));
  }

  const OpenedList& list_;
  sheet::RefusedSheet* refused_;
  ImportSummary& summary_;
  Progress progress_;
  std::size_t reason_place_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::vector<sheet::DataRow>> waiting_;
  bool ended_ = false;
};

v1::ListHeader header_of(const ImportTask& task, const OpenedList& list) {
  v1::ListHeader header;
  header.set_file_sha256(list.sha256.data(), list.sha256.size());
  header.set_source_id(task.source);
  header.set_side(task.side);
  header.set_rows_total(list.survey.rows);
  header.set_dry_run(task.dry_run);
  header.set_attempt(task.attempt);
  if (task.received_day) header.mutable_received_at()->set_seconds(std::int64_t{*task.received_day} * kDaySeconds);
  for (v1::ColumnMapping& one : column_mapping(list.reading.layout)) *header.add_column_mapping() = std::move(one);
  return header;
}

// What stands after an import that broke off, and what the same file can do next.
std::string what_next(const core::Error& error, std::int32_t attempt) {
  const std::pair<std::string, std::string> withdrawn("state", "withdrawn");
  if (error.reason != core::Reason::kWrongState ||
      std::find(error.metadata.begin(), error.metadata.end(), withdrawn) == error.metadata.end()) {
    return "rows already committed stay; the same command goes on after them";
  }
  return "the list was withdrawn with the rows committed so far; --attempt " + std::to_string(attempt + 1) +
         " imports the whole file again as a new list";
}

}  // namespace

int import_list(const Common& common, const ImportTask& task, const OpenedList& list, sheet::RefusedSheet* refused,
                ImportSummary& summary) {
  summary.rows = list.survey.rows;
  const auto began = std::chrono::steady_clock::now();

  const auto stub = v1::RegistryService::NewStub(common.channel());
  grpc::ClientContext context;
  rpc::prepare(context, common.actor, std::chrono::milliseconds(kImportTimeMax), common.language);
  const auto stream = stub->ImportList(&context);
  v1::ImportListRequest first;
  *first.mutable_header() = header_of(task, list);
  stream->Write(first);
  v1::ImportListResponse welcome;
  const auto end = [&] {
    stream->WritesDone();
    const grpc::Status status = stream->Finish();
    if (status.ok()) return static_cast<int>(kDone);
    return print_error(rpc::error_from(status), rpc::call_id_of(status));
  };
  if (!stream->Read(&welcome)) return end();
  summary.list_id = welcome.list_id();
  summary.resumed_after = welcome.committed_row();
  if (task.dry_run && !welcome.dry_run()) {
    context.TryCancel();
    stream->Finish();
    std::cerr << "hotline: this server does not know --dry-run; no row was sent\n";
    return kRefused;
  }

  std::map<std::int64_t, std::string> earlier;
  if (summary.resumed_after > 0) {
    const int fetched = earlier_refusals(common, summary.list_id, summary.resumed_after, earlier);
    if (fetched != kDone) {
      context.TryCancel();
      stream->Finish();
      return fetched;
    }
  }
  Session session(task, list, refused, summary);
  session.progress().set(summary.resumed_after);
  summary.by_outcome[v1::ROW_OUTCOME_KIND_REFUSED] += static_cast<std::int64_t>(earlier.size());

  bool going = true;
  std::vector<sheet::DataRow> chunk;
  // Refusals of the earlier part are written before the reader thread writes those of this one.
  const auto read = [&](sheet::DataRow row) {
    if (row.number <= summary.resumed_after) {
      const auto known = earlier.find(row.number);
      if (known != earlier.end()) session.refuse(row.cells, known->second);
      return true;
    }
    chunk.push_back(std::move(row));
    if (chunk.size() < kChunkRows) return true;
    going = session.send(*stream, std::exchange(chunk, {}));
    return going;
  };
  core::Done parsed = core::Nothing{};
  {
    std::thread receiver([&] { session.receive(*stream); });
    parsed = sheet::each_row(*list.in, list.reading, read);
    if (parsed && going && !chunk.empty()) going = session.send(*stream, std::move(chunk));
    if (!parsed) context.TryCancel();
    stream->WritesDone();
    receiver.join();
  }
  const grpc::Status status = stream->Finish();
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (!parsed) return print_error(parsed.error(), "");
  if (!status.ok()) {
    const core::Error error = rpc::error_from(status);
    const int code = print_error(error, rpc::call_id_of(status));
    if (!task.dry_run) std::cerr << "  " << what_next(error, task.attempt) << '\n';
    return code;
  }
  return summary.by_outcome[v1::ROW_OUTCOME_KIND_REFUSED] > 0 ? kRowsRefused : kDone;
}

}  // namespace hotline::cli
