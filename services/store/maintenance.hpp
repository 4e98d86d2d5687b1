#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "core/result.hpp"
#include "runtime/metrics.hpp"

namespace hotline::store {

struct MaintenanceOptions {
  std::string conninfo;  // of the login hotline_maintenance
  std::int32_t partitions_ahead = 2;
  // At 4,000 lookups a second a partition lasts 16 minutes, so the hour of the old keys would be too rare.
  std::chrono::milliseconds partitions_every{60'000};
  std::chrono::milliseconds keys_every{3'600'000};
  runtime::Metrics* metrics = nullptr;  // outlives it; none: figures are kept and shown nowhere
};

// Makes log partitions ahead and ends old request keys, on a thread of its own with a login of its own. A failure is
// logged as an error and tried again; the service goes on while partitions are left.
class Maintenance {
 public:
  // The first round is done before it returns; an error when it fails or leaves less than one partition ahead.
  static core::Result<std::unique_ptr<Maintenance>> start(MaintenanceOptions options);
  ~Maintenance();
  Maintenance(const Maintenance&) = delete;
  Maintenance& operator=(const Maintenance&) = delete;

  std::int32_t partitions_ahead() const;  // as the last round left it

 private:
  Maintenance();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hotline::store
