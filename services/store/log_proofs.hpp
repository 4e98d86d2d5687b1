#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/merkle.hpp"
#include "core/release.hpp"
#include "runtime/deadline.hpp"
#include "runtime/log_signer.hpp"
#include "store/pg/pool.hpp"

// What is read of the log by those who check it, with the login hotline_auditor, or hotline_inquiry where a receipt is
// given again. Nothing here holds personal data.
namespace hotline::store {

struct TreeRow {
  std::uint64_t size = 0;
  core::Bytes32 root{};
};
struct EntryRow {
  std::uint64_t index = 0;
  std::string leaf;
};
struct KeptCheckpoint {
  std::uint64_t size = 0;
  std::string note;
};

class LogProofs {
 public:
  template <typename T>
  using Answer = boost::asio::awaitable<core::Result<T>>;

  explicit LogProofs(pg::Pool& pool) : pool_(pool) {}

  Answer<std::optional<TreeRow>> tree(std::int32_t tree, runtime::Deadline deadline) const;
  // The first kept one that covers `size_least` entries; 0: the last of all.
  Answer<std::optional<KeptCheckpoint>> checkpoint(std::int32_t tree, std::uint64_t size_least,
                                                   runtime::Deadline deadline) const;
  Answer<std::vector<EntryRow>> entries(std::int32_t tree, std::uint64_t first, std::uint64_t end,
                                        std::int32_t rows_max, runtime::Deadline deadline) const;
  // Of trees with at most as many leaves as the tree has; kNotFound for a place that cannot be.
  Answer<core::Proof> inclusion(std::int32_t tree, std::uint64_t index, std::uint64_t size,
                                runtime::Deadline deadline) const;
  Answer<core::Proof> consistency(std::int32_t tree, std::uint64_t size_before, std::uint64_t size_after,
                                  runtime::Deadline deadline) const;
  Answer<core::Bytes32> root_at(std::int32_t tree, std::uint64_t size, runtime::Deadline deadline) const;
  // As the entry's first receipt had it. The checkpoint of a batch whose own is not kept yet is signed again, with the
  // same bytes, once the entry is shown to lie under its root.
  Answer<core::LogProof> receipt(const runtime::LogSigner& signer, std::int32_t tree, std::uint64_t index,
                                 core::Bytes32 leaf_hash, runtime::Deadline deadline) const;

 private:
  pg::Pool& pool_;
};

}  // namespace hotline::store
