#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "runtime/log_signer.hpp"
#include "store/log_tree.hpp"

namespace hotline::store {

struct SignedHead {
  std::int64_t size = 0;
  std::string note;
};

// Signs the heads of the tree that a writer holds, and keeps those that are not in the database yet: each goes along
// with the next batch, so that a checkpoint costs no round trip of its own. Of the writer thread alone.
class LogCheckpoints {
 public:
  explicit LogCheckpoints(const runtime::LogSigner* signer) : signer_(signer) {}

  // Only of a head whose commit is known. Empty without a signer.
  std::string sign(const TreeHead& head) {
    if (signer_ == nullptr) return {};
    runtime::TreeState state;
    state.tree = head.tree;
    state.size = head.range.size();
    state.root = head.range.root();
    latest_ = signer_->sign(state);
    if (state.size != 0 && !latest_.empty()) unsaved_.push_back(SignedHead{head.size(), latest_});
    return latest_;
  }
  std::span<const SignedHead> unsaved() const { return unsaved_; }
  void saved(std::size_t first_ones) {
    unsaved_.erase(unsaved_.begin(), unsaved_.begin() + static_cast<std::ptrdiff_t>(first_ones));
  }
  // Another tree is taken: what was signed for the one before is signed again when that one is taken.
  void forget() { unsaved_.clear(); }
  const std::string& latest() const { return latest_; }

 private:
  const runtime::LogSigner* signer_;
  std::string latest_;
  std::vector<SignedHead> unsaved_;
};

}  // namespace hotline::store
