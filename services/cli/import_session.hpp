#pragma once

#include <array>
#include <cstdint>
#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "cli/connection.hpp"
#include "cli/list_file.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"

namespace hotline::cli {

struct ImportTask {
  std::string source;
  v1::Side side = v1::SIDE_UNSPECIFIED;
  Separator separator = Separator::kComma;
  std::string label;  // beside the progress bar
};

struct ImportSummary {
  std::string list_id;  // 32 bytes
  std::int64_t rows = 0;
  std::int64_t resumed_after = 0;            // rows that were already there
  std::array<std::int64_t, 5> by_outcome{};  // by RowOutcomeKind, of the rows sent now
  double seconds = 0;
};

// Sends one list. Memory does not grow with the file: at most kChunksAhead chunks wait for their reply. Refused rows go
// to `refused` with their reasons in a column of its own, those of an earlier, broken run included; it gets its header
// with the first of them. The exit code.
int import_list(const Common& common, const ImportTask& task, std::istream& in, std::ostream& refused,
                ImportSummary& summary);

}  // namespace hotline::cli
