#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "core/ids.hpp"
#include "core/merkle.hpp"

namespace hotline::store {
class LogWriter;
}

namespace hotline::core {

// Only the log writer holds this key, so only it can say that an entry is durable.
class LogReceiptKey {
  friend class ::hotline::store::LogWriter;
  LogReceiptKey() {}  // not defaulted: an aggregate could be made by anybody with {}
};

// What a batch committed, and the checkpoint that was signed over it.
struct CommittedBatch {
  GrownRange range;
  std::string checkpoint;
};

// What proves an entry to others: its path to the root that the checkpoint (a signed note) states.
struct LogProof {
  Proof path;
  std::string checkpoint;
};

// Proof that the entry of an answer is committed: for a repeat, the entry of the first time.
class LogReceipt {
 public:
  LogReceipt(LogReceiptKey /*key*/, std::int32_t tree_number, std::int64_t leaf_index, Bytes32 hash)
      : tree(tree_number), index(leaf_index), leaf_hash(hash) {}
  LogReceipt(LogReceiptKey key, std::int32_t tree_number, std::int64_t leaf_index, Bytes32 hash,
             std::shared_ptr<const CommittedBatch> batch)
      : LogReceipt(key, tree_number, leaf_index, hash) {
    batch_ = std::move(batch);
  }
  LogReceipt(LogReceiptKey key, std::int32_t tree_number, std::int64_t leaf_index, Bytes32 hash, LogProof proof)
      : LogReceipt(key, tree_number, leaf_index, hash) {
    kept_ = std::move(proof);
  }

  // The path of a new entry is computed here, so that the log writer does not spend its time on it.
  LogProof proof() const {
    if (!batch_) return kept_;
    LogProof made;
    auto path = batch_->range.prove(static_cast<std::uint64_t>(index));
    if (path) made.path = *std::move(path);
    made.checkpoint = batch_->checkpoint;
    return made;
  }

  std::int32_t tree;
  std::int64_t index;
  Bytes32 leaf_hash;

 private:
  std::shared_ptr<const CommittedBatch> batch_;
  LogProof kept_;
};

template <typename T>
class ReleasedAnswer;
template <typename T>
class PendingAnswer;
template <typename T>
ReleasedAnswer<T> release(PendingAnswer<T> pending, LogReceipt receipt);

// An answer that may not leave yet. Nothing can be read from it; release() alone opens it.
template <typename T>
class PendingAnswer {
 public:
  explicit PendingAnswer(T answer) : answer_(std::move(answer)) {}
  PendingAnswer(PendingAnswer&&) noexcept = default;
  PendingAnswer& operator=(PendingAnswer&&) noexcept = default;
  PendingAnswer(const PendingAnswer&) = delete;
  PendingAnswer& operator=(const PendingAnswer&) = delete;

 private:
  friend ReleasedAnswer<T> release<T>(PendingAnswer<T>, LogReceipt);
  T answer_;
};

// An answer whose log entry is durable: the only thing a service may send.
template <typename T>
class ReleasedAnswer {
 public:
  const T& answer() const { return answer_; }
  T& answer() { return answer_; }
  const LogReceipt& receipt() const { return receipt_; }

 private:
  friend ReleasedAnswer<T> release<T>(PendingAnswer<T>, LogReceipt);
  ReleasedAnswer(T answer, LogReceipt receipt) : answer_(std::move(answer)), receipt_(std::move(receipt)) {}
  T answer_;
  LogReceipt receipt_;
};

template <typename T>
ReleasedAnswer<T> release(PendingAnswer<T> pending, LogReceipt receipt) {
  return ReleasedAnswer<T>(std::move(pending.answer_), std::move(receipt));
}

}  // namespace hotline::core
