// What the signatures cost: LogSigner for the program hotlined_nosign alone, linked in place of
// services/runtime/log_signer.cpp. Signs nothing, so that no checkpoint is given out or kept. No other program links
// it.
#ifndef HOTLINE_BENCH_NO_SIGNATURE
#error "only for the benchmark program hotlined_nosign"
#endif
#include <sodium.h>

#include <utility>

#include "runtime/log_signer.hpp"

namespace hotline::runtime {

void LogSigner::Free::operator()(std::uint8_t* bytes) const {
  sodium_free(bytes);
}

LogSigner::LogSigner(std::string log_name, const KeySet& /*keys*/) : log_name_(std::move(log_name)) {}
LogSigner::~LogSigner() = default;

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
