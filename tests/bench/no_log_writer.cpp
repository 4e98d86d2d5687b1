// What a lookup costs without its log: LogWriter for the program hotlined_nolog alone, linked in place of
// services/store/log_writer.cpp. Every draft is "committed" at once and nothing is written. No other program links it.
#ifndef HOTLINE_BENCH_NO_LOG
#error "only for the benchmark program hotlined_nolog"
#endif
#include <atomic>
#include <utility>

#include "store/log_writer.hpp"

namespace hotline::store {

struct LogWriter::Impl {
  std::int32_t tree = 1;
  std::atomic<std::int64_t> next{0};
};

LogWriter::LogWriter() = default;
LogWriter::~LogWriter() = default;

core::LogReceipt LogWriter::receipt(std::int32_t tree, std::int64_t index, const core::Bytes32& leaf_hash,
                                    std::shared_ptr<const core::CommittedBatch> batch) {
  return core::LogReceipt(core::LogReceiptKey(), tree, index, leaf_hash, std::move(batch));
}

core::Result<std::unique_ptr<LogWriter>> LogWriter::start(LogWriterOptions options, const core::Clock& /*clock*/) {
  std::unique_ptr<LogWriter> writer(new LogWriter());
  writer->impl_ = std::make_unique<Impl>();
  writer->impl_->tree = options.tree;
  return writer;
}

void LogWriter::append(LogDraft draft, Callback done) {
  LogOutcome outcome;
  outcome.kind = LogOutcome::Kind::kCommitted;
  outcome.current_revision = draft.register_revision;
  outcome.receipt = receipt(impl_->tree, impl_->next.fetch_add(1), draft.commitment, nullptr);
  done(std::move(outcome));
}

LogWriterState LogWriter::state() const {
  LogWriterState state;
  state.ready = true;
  state.tree = impl_->tree;
  state.size = impl_->next.load();
  state.partitions_ahead = 1;
  return state;
}

}  // namespace hotline::store
