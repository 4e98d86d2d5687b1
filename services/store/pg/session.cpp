#include "store/pg/session.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <array>

#include "store/pg/sqlstate.hpp"

namespace hotline::store::pg {

namespace {

constexpr std::string_view kCopyHeader("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
constexpr std::string_view kCopyTrailer("\377\377", 2);

std::string_view field_of(const pg_result* result, int field) {
  const char* value = PQresultErrorField(result, field);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

// A plan made while its tables were empty may walk a whole index, which then costs no more than a look into it. So
// plans are made anew: soon after the connect at each doubling of the transactions, then at this distance.
constexpr Query kDiscardPlans = "DISCARD PLANS";
constexpr std::uint64_t kPlanAnewEvery = 1024;

core::Error bug(std::string message) {
  return core::make_error(core::Reason::kBug, std::move(message));
}

}  // namespace

Session::~Session() {
  finish();
}

core::Done Session::start(const SessionOptions& options) {
  finish();
  tainted_ = false;
  dismissed_ = false;
  // Earlier words are defaults that the settings may override, later ones hold always. No reply for ten seconds means
  // that the server's machine is gone.
  const std::array<const char*, 7> keywords = {
      "target_session_attrs", "tcp_user_timeout", "dbname", "application_name", "client_encoding", nullptr, nullptr};
  const std::array<const char*, 7> values = {
      "read-write", "10000", options.conninfo.text().c_str(), options.application_name.c_str(), "UTF8",
      nullptr,      nullptr};
  connection_ = PQconnectStartParams(keywords.data(), values.data(), 1);
  if (connection_ == nullptr || PQstatus(connection_) == CONNECTION_BAD) {
    finish();
    return store_down();
  }
  return core::Nothing{};
}

core::Done Session::established() {
  PQsetNoticeReceiver(connection_, &Session::notice, this);
  if (PQsetnonblocking(connection_, 1) != 0) return store_down();
  return core::Nothing{};
}

void Session::finish() {
  if (connection_ != nullptr) PQfinish(connection_);
  connection_ = nullptr;
  prepared_.clear();
  sends_ = 0;
  plan_anew_at_ = 1;
  awaited_.clear();
  outcome_ = PipelineOutcome();
  committing_ = false;
}

bool Session::ok() const {
  return connection_ != nullptr && PQstatus(connection_) == CONNECTION_OK;
}

bool Session::in_transaction() const {
  return ok() && PQtransactionStatus(connection_) != PQTRANS_IDLE;
}

bool Session::commits(std::span<const Call> calls) const {
  bool begins = in_transaction();
  for (const Call& call : calls) {
    if (call.query == kCommit) return true;
    begins = begins || call.query == kBegin;
  }
  return !begins;
}

core::Done Session::send(std::span<const Call> hidden, std::span<const Call> calls) {
  awaited_.clear();
  awaited_at_ = 0;
  synced_ = false;
  syncs_awaited_ = 1;
  result_seen_ = false;
  outcome_ = PipelineOutcome();
  if (PQenterPipelineMode(connection_) != 1) return bug("the connection cannot enter pipeline mode");
  if (!in_transaction() && ++sends_ == plan_anew_at_) {
    plan_anew_at_ += std::min(sends_, kPlanAnewEvery);
    auto sent = send_one(Call{kDiscardPlans, Params()}, Awaited::What::kHidden);
    if (!sent) return sent;
    // A sync of its own: what follows may begin a transaction, which must not find itself in one.
    if (PQpipelineSync(connection_) != 1) return store_down();
    ++syncs_awaited_;
  }
  for (const Call& call : hidden) {
    auto sent = send_one(call, Awaited::What::kHidden);
    if (!sent) return sent;
  }
  for (const Call& call : calls) {
    auto sent = send_one(call, Awaited::What::kRows);
    if (!sent) return sent;
  }
  if (PQpipelineSync(connection_) != 1) return store_down();
  return core::Nothing{};
}

core::Done Session::send_one(const Call& call, Awaited::What what) {
  const auto& values = call.params.values();
  std::vector<Oid> types;
  types.reserve(values.size());
  for (const Params::Value& value : values) types.push_back(value.type);

  std::vector<Prepared>& known = prepared_[call.query.text()];
  const Prepared* found = nullptr;
  for (const Prepared& each : known) {
    if (each.types == types) found = &each;
  }
  const std::string text(found == nullptr ? call.query.text() : std::string_view());
  if (found == nullptr) {
    known.push_back(Prepared{types, "s" + std::to_string(++prepared_count_)});
    found = &known.back();
    const int count = static_cast<int>(types.size());
    if (PQsendPrepare(connection_, found->name.c_str(), text.c_str(), count, types.data()) != 1) return store_down();
    awaited_.push_back(Awaited{Awaited::What::kPrepare, call.query.text(), found->name});
  }

  std::vector<const char*> data;
  std::vector<int> lengths;
  const std::vector<int> formats(values.size(), 1);
  for (const Params::Value& value : values) {
    data.push_back(value.length < 0 ? nullptr : call.params.buffer().data() + value.offset);
    lengths.push_back(value.length < 0 ? 0 : value.length);
  }
  if (PQsendQueryPrepared(connection_, found->name.c_str(), static_cast<int>(values.size()), data.data(),
                          lengths.data(), formats.data(), 1) != 1) {
    return store_down();
  }
  awaited_.push_back(Awaited{what, {}, {}});
  return core::Nothing{};
}

Session::Progress Session::collect() {
  // In pipeline mode each command gives its result, then null; the sync gives a result of its own.
  while (ok()) {
    if (PQisBusy(connection_) != 0) return Progress::kNeedsInput;
    pg_result* result = PQgetResult(connection_);
    if (result == nullptr && !result_seen_) return Progress::kBroken;
    result_seen_ = result != nullptr;
    take(result);
    if (synced_) return PQexitPipelineMode(connection_) == 1 ? Progress::kDone : Progress::kBroken;
  }
  return Progress::kBroken;
}

void Session::take(pg_result* result) {
  if (result == nullptr) {
    ++awaited_at_;
    return;
  }
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_PIPELINE_SYNC) {
    synced_ = --syncs_awaited_ == 0;
    PQclear(result);
    return;
  }
  const Awaited* awaited = awaited_at_ < awaited_.size() ? &awaited_[awaited_at_] : nullptr;
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY) {
    if (awaited != nullptr && awaited->what == Awaited::What::kRows && !outcome_.error) {
      outcome_.rows.emplace_back(result);
      return;
    }
  } else {
    if (awaited != nullptr && awaited->what == Awaited::What::kPrepare) forget(*awaited);
    if (!outcome_.error && status != PGRES_PIPELINE_ABORTED) outcome_.error = error_of(result);
    // A primary no longer. None of our own transactions that read only writes by mistake.
    if (field_of(result, PG_DIAG_SQLSTATE) == "25006") dismissed_ = true;
  }
  PQclear(result);
}

void Session::forget(const Awaited& prepare) {
  std::erase_if(prepared_[prepare.text], [&](const Prepared& each) { return each.name == prepare.name; });
}

PipelineOutcome Session::take_outcome() {
  return std::exchange(outcome_, PipelineOutcome());
}

// When the wait for a synchronous standby is given up, the server has committed locally and says so only by a warning:
// 01000 for a cancel, 57P01 for a shutdown. Its text is translated, its function name is not. Any other warning of
// these codes during a commit is distrusted too.
void Session::notice(void* self, const pg_result* result) {
  auto* session = static_cast<Session*>(self);
  const std::string_view severity = field_of(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  // An error that answers no statement comes as a notice.
  if (severity == "FATAL" || severity == "PANIC") session->dismissed_ = true;
  if (severity != "WARNING") return;
  const std::string_view sqlstate = field_of(result, PG_DIAG_SQLSTATE);
  if (sqlstate != "01000" && sqlstate != "57P01") return;
  if (session->committing_ || field_of(result, PG_DIAG_SOURCE_FUNCTION) == "SyncRepWaitForLSN")
    session->tainted_ = true;
}

core::Error error_of(const pg_result* result) {
  const std::string_view sqlstate = field_of(result, PG_DIAG_SQLSTATE);
  // libpq itself gives none when the connection broke.
  if (sqlstate.empty()) return store_down();
  return database_error(sqlstate, field_of(result, PG_DIAG_CONSTRAINT_NAME), field_of(result, PG_DIAG_SOURCE_FILE));
}

core::Done check_durability(const Row& settings) {
  const std::string_view commit = settings.text_view(2);
  std::string off;
  if (settings.text_view(0) != "on") off += " fsync";
  if (settings.text_view(1) != "on") off += " full_page_writes";
  if (commit != "on" && commit != "remote_apply") off += " synchronous_commit";
  if (settings.text_view(3) != "on") off += " data_checksums";
  // A failed fsync must end the server, which then replays its log: what was to be written is gone from the cache.
  const std::string retries = settings.text_view(4) == "off" ? "" : "; turn off: data_sync_retry";
  if (off.empty() && retries.empty()) return core::Nothing{};
  return core::make_error(core::Reason::kWrongState,
                          "the database can lose what it commits" + (off.empty() ? off : "; turn on:" + off) + retries);
}

runtime::Deadline one_host_deadline(std::size_t hosts, runtime::Deadline all) {
  const auto share = runtime::time_left(all) / static_cast<std::int64_t>(std::max<std::size_t>(hosts, 1));
  return std::min(all, runtime::deadline_in(share));
}

core::Done CopyReader::feed(std::string_view message, const std::function<core::Done(const Row&)>& take) {
  const auto integer = [&message](std::size_t bytes) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) value = value << 8 | static_cast<std::uint8_t>(message[i]);
    message.remove_prefix(bytes);
    return value;
  };
  if (!header_seen_) {
    if (!message.starts_with(kCopyHeader)) return bug("COPY sent no binary header");
    message.remove_prefix(kCopyHeader.size());
    header_seen_ = true;
  }
  // The server sends whole rows only.
  while (message.size() >= 2 && message != kCopyTrailer) {
    const auto columns = static_cast<std::size_t>(integer(2));
    cells_.assign(columns, Cell());
    for (Cell& cell : cells_) {
      if (message.size() < 4) return bug("COPY sent a cut row");
      cell.length = static_cast<std::int32_t>(integer(4));
      if (cell.length < 0) continue;
      if (static_cast<std::size_t>(cell.length) > message.size()) return bug("COPY sent a cut row");
      cell.data = message.data();
      message.remove_prefix(static_cast<std::size_t>(cell.length));
    }
    auto taken = take(Row(cells_));
    if (!taken) return taken;
  }
  return core::Nothing{};
}

std::string_view copy_header() {
  return kCopyHeader;
}
std::string_view copy_trailer() {
  return kCopyTrailer;
}

}  // namespace hotline::store::pg
