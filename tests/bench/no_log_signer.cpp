// What the signatures cost: LogSigner for the program hotlined_nosign alone, linked in place of
// services/runtime/log_signer.cpp. Signs nothing, so that no checkpoint is given out or kept. No other program links
// it.
#ifndef HOTLINE_BENCH_NO_SIGNATURE
#error "only for the benchmark program hotlined_nosign"
#endif
#include <utility>

#include "runtime/log_signer.hpp"

namespace hotline::runtime {

LogSigner::LogSigner(std::string log_name, const KeySet& /*keys*/) : log_name_(std::move(log_name)) {}
LogSigner::~LogSigner() = default;
void LogSigner::renew(const KeySet& /*keys*/) {}

std::vector<core::Bytes32> LogSigner::public_keys() const {
  return {};
}

std::string LogSigner::origin(std::int32_t tree) const {
  return log_name_ + "/" + std::to_string(tree);
}

std::string LogSigner::sign(const TreeState& /*state*/) const {
  return {};
}

bool LogSigner::verifies(std::string_view /*note*/, const TreeState& /*state*/) const {
  return false;
}

std::vector<core::VerifierKey> LogSigner::verifiers(std::int32_t /*tree*/) const {
  return {};
}

}  // namespace hotline::runtime
