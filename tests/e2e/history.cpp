#include "e2e/history.hpp"

#include <cstdio>
#include <stdexcept>
#include <utility>

#include "e2e/questions.hpp"
#include "runtime/bytes.hpp"
#include "runtime/seal.hpp"

namespace hotline::e2e {
namespace {

constexpr std::size_t kDetailsShown = 5;

std::string hex(const core::Bytes32& bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace

void Violations::add(const std::string& kind, const std::string& detail) {
  const std::scoped_lock lock(mutex_);
  ++counts_[kind];
  auto& details = details_[kind];
  if (details.size() < kDetailsShown) details.push_back(detail);
}

std::int64_t Violations::total() const {
  const std::scoped_lock lock(mutex_);
  std::int64_t sum = 0;
  for (const auto& [kind, count] : counts_) sum += count;
  return sum;
}

std::int64_t Violations::of(const std::string& kind) const {
  const std::scoped_lock lock(mutex_);
  const auto found = counts_.find(kind);
  return found == counts_.end() ? 0 : found->second;
}

void Violations::print() const {
  const std::scoped_lock lock(mutex_);
  for (const auto& [kind, count] : counts_) {
    std::printf("VIOLATION %s: %lld\n", kind.c_str(), static_cast<long long>(count));
    for (const auto& detail : details_.at(kind)) std::printf("  %s\n", detail.c_str());
  }
}

History::History(const std::string& folder, Violations& violations)
    : violations_(violations),
      attempts_(folder + "/attempts.tsv", std::ios::binary),
      replies_(folder + "/replies.bin", std::ios::binary | std::ios::in | std::ios::out | std::ios::trunc) {
  if (!attempts_ || !replies_) throw std::runtime_error("the history cannot be written to " + folder);
  attempts_ << "request_id\trequest_sha256\tserver\tsent_us\treceived_us\tcode\treply_sha256\n";
}

std::size_t History::ask(Asked asked) {
  digests_.push_back(hex(runtime::sha256(asked.request)));
  asked_.push_back(std::move(asked));
  return asked_.size() - 1;
}

void History::note(const Attempt& attempt, const std::string& reply) {
  const auto micros = [this](Clock::time_point at) {
    return std::chrono::duration_cast<std::chrono::microseconds>(at - began_).count();
  };
  Asked& asked = asked_[attempt.question];
  ++asked.attempts;
  attempts_ << uuid_text(asked.request_id) << '\t' << digests_[attempt.question] << '\t' << attempt.server << '\t'
            << micros(attempt.sent) << '\t' << micros(attempt.received) << '\t' << attempt.code << '\t'
            << (attempt.code == 0 ? hex(runtime::sha256(reply)) : "") << '\n';
  if (attempt.code != 0) return;
  ++asked.answers;
  if (asked.reply_at < 0) {
    replies_.seekp(replies_end_);
    replies_.write(reply.data(), static_cast<std::streamsize>(reply.size()));
    asked.reply_at = replies_end_;
    asked.reply_bytes = reply.size();
    replies_end_ += static_cast<std::int64_t>(reply.size());
    return;
  }
  if (this->reply(asked) != reply) {
    violations_.add("changed answer", "request " + uuid_text(asked.request_id) + " got other bytes at its repeat");
  }
}

std::string History::reply(const Asked& asked) const {
  std::string bytes(asked.reply_bytes, '\0');
  replies_.seekg(asked.reply_at);
  replies_.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!replies_) throw std::runtime_error("the file of replies cannot be read");
  return bytes;
}

}  // namespace hotline::e2e
