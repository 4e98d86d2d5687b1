#pragma once

#include <chrono>

#include "core/time.hpp"

namespace hotline::runtime {

class SystemClock final : public core::Clock {
 public:
  core::Instant now() const override {
    return std::chrono::time_point_cast<core::Instant::duration>(std::chrono::system_clock::now());
  }
};

}  // namespace hotline::runtime
