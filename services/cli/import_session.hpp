#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/connection.hpp"
#include "cli/list_file.hpp"
#include "cli/sheet/refused_sheet.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"

namespace hotline::cli {

struct ImportTask {
  std::string source;
  v1::Side side = v1::SIDE_UNSPECIFIED;
  std::string label;  // beside the progress bar
  std::int32_t attempt = 0;
  bool dry_run = false;
};

// A row worth showing, by its place in the file.
struct ShownRow {
  std::int64_t line = 0;
  std::vector<v1::RowFault> faults;
  std::int64_t joined_to = 0;
  std::vector<v1::LikelySame> likely_same;
};

struct ImportSummary {
  std::string list_id;  // 32 bytes
  std::int64_t rows = 0;
  std::int64_t resumed_after = 0;            // rows that were already there
  std::array<std::int64_t, 7> by_outcome{};  // by RowOutcomeKind, of the rows sent now
  std::int64_t refused_written = 0;
  std::vector<ShownRow> first_refused;     // at most kRefusalsShown
  std::vector<ShownRow> first_duplicates;  // at most kDuplicatesShown
  std::int64_t duplicates = 0;
  double seconds = 0;
};
inline constexpr std::size_t kRefusalsShown = 10;
inline constexpr std::size_t kDuplicatesShown = 20;

// Sends one list. Memory does not grow with the file: at most kChunksAhead chunks wait for their reply. Refused rows go
// to `refused` (if there is one) with their reasons in a column of its own, those of an earlier, broken run included;
// it gets its header with the first of them. The exit code.
int import_list(const Common& common, const ImportTask& task, const OpenedList& list, sheet::RefusedSheet* refused,
                ImportSummary& summary);

}  // namespace hotline::cli
