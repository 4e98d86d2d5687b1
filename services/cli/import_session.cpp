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
  Session(const ImportTask& task, const FileFacts& facts, std::ostream& refused, ImportSummary& summary)
      : task_(task), facts_(facts), refused_(refused), summary_(summary), progress_(task.label, facts.rows) {}

  void refuse(const std::vector<std::string>& cells, const std::string& reason) {
    const auto column = std::find(facts_.header.begin(), facts_.header.end(), "reason");
    if (!header_written_) {
      std::vector<std::string> header = facts_.header;
      if (column == facts_.header.end()) header.emplace_back("reason");
      write_csv_line(refused_, header, task_.separator);
      header_written_ = true;
    }
    std::vector<std::string> row = cells;
    const auto place = static_cast<std::size_t>(column - facts_.header.begin());
    row.resize(std::max(row.size(), place + 1));
    row[place] = reason;
    write_csv_line(refused_, row, task_.separator);
  }

  // Waits for room; false when the server has ended the stream.
  bool send(Stream& stream, std::vector<FileRow> rows) {
    v1::ImportListRequest message;
    for (const auto& row : rows) *message.mutable_chunk()->add_rows() = to_message(facts_.header, row);
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
      std::vector<FileRow> rows;
      {
        const std::lock_guard lock(mutex_);
        if (waiting_.empty()) continue;
        rows = std::move(waiting_.front());
        waiting_.pop_front();
      }
      changed_.notify_one();
      std::size_t at = 0;
      for (const auto& outcome : response.outcomes()) {
        const auto kind = static_cast<std::size_t>(outcome.kind());
        if (kind < summary_.by_outcome.size()) ++summary_.by_outcome[kind];
        if (outcome.kind() != v1::ROW_OUTCOME_KIND_REFUSED) continue;
        while (at < rows.size() && rows[at].number < outcome.row_number()) ++at;
        if (at < rows.size()) refuse(rows[at].cells, reason_text(outcome.faults()));
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
  const ImportTask& task_;
  const FileFacts& facts_;
  std::ostream& refused_;
  ImportSummary& summary_;
  Progress progress_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::vector<FileRow>> waiting_;
  bool ended_ = false;
  bool header_written_ = false;
};

}  // namespace

int import_list(const Common& common, const ImportTask& task, std::istream& in, std::ostream& refused,
                ImportSummary& summary) {
  const auto facts = survey(in, task.separator);
  if (!facts) {
    print_error(facts.error(), "");
    return kUsage;  // the file is wrong, not what the server made of it
  }
  summary.rows = facts->rows;
  const auto began = std::chrono::steady_clock::now();

  const auto stub = v1::RegistryService::NewStub(common.channel());
  grpc::ClientContext context;
  rpc::prepare(context, common.actor, std::chrono::milliseconds(kImportTimeMax), common.language);
  const auto stream = stub->ImportList(&context);
  v1::ImportListRequest first;
  auto& header = *first.mutable_header();
  header.set_file_sha256(facts->sha256.data(), facts->sha256.size());
  header.set_source_id(task.source);
  header.set_side(task.side);
  header.set_rows_total(facts->rows);
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

  std::map<std::int64_t, std::string> earlier;
  if (summary.resumed_after > 0) {
    const int fetched = earlier_refusals(common, summary.list_id, summary.resumed_after, earlier);
    if (fetched != kDone) {
      context.TryCancel();
      stream->Finish();
      return fetched;
    }
  }
  Session session(task, *facts, refused, summary);
  session.progress().set(summary.resumed_after);
  summary.by_outcome[v1::ROW_OUTCOME_KIND_REFUSED] += static_cast<std::int64_t>(earlier.size());

  bool going = true;
  std::vector<FileRow> chunk;
  const auto read = [&](FileRow row) {
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
  // Refusals of the earlier part are written before the reader thread writes those of this one.
  std::thread receiver;
  core::Done parsed = core::Nothing{};
  {
    receiver = std::thread([&] { session.receive(*stream); });
    parsed = read_rows(in, task.separator, read);
    if (parsed && going && !chunk.empty()) going = session.send(*stream, std::move(chunk));
    if (!parsed) context.TryCancel();
    stream->WritesDone();
    receiver.join();
  }
  const grpc::Status status = stream->Finish();
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (!parsed) return print_error(parsed.error(), "");
  if (!status.ok()) {
    const int code = print_error(rpc::error_from(status), rpc::call_id_of(status));
    std::cerr << "  rows already committed stay; the same command goes on after them\n";
    return code;
  }
  return summary.by_outcome[v1::ROW_OUTCOME_KIND_REFUSED] > 0 ? kRowsRefused : kDone;
}

}  // namespace hotline::cli
