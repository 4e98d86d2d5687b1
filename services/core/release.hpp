#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include "core/ids.hpp"

namespace hotline::store {
class LogWriter;
}

namespace hotline::core {

// Only the log writer holds this key, so only it can say that an entry is durable.
class LogReceiptKey {
  friend class ::hotline::store::LogWriter;
  LogReceiptKey() {}  // not defaulted: an aggregate could be made by anybody with {}
};

// Proof that the entry of an answer is committed: for a repeat, the entry of the first time.
class LogReceipt {
 public:
  LogReceipt(LogReceiptKey /*key*/, std::int32_t tree_number, std::int64_t leaf_index, Bytes32 hash)
      : tree(tree_number), index(leaf_index), leaf_hash(hash) {}

  std::int32_t tree;
  std::int64_t index;
  Bytes32 leaf_hash;
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
  ReleasedAnswer(T answer, LogReceipt receipt) : answer_(std::move(answer)), receipt_(receipt) {}
  T answer_;
  LogReceipt receipt_;
};

template <typename T>
ReleasedAnswer<T> release(PendingAnswer<T> pending, LogReceipt receipt) {
  return ReleasedAnswer<T>(std::move(pending.answer_), receipt);
}

}  // namespace hotline::core
