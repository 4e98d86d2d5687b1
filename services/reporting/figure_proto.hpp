#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/reporting_service.pb.h"
#include "store/figure_store.hpp"

namespace hotline::reporting {

// Which month is asked for. `to_come`: a month that has not ended, which only a TRIAL database shows.
struct FigureQuestion {
  std::vector<core::FigureTable> tables;
  std::int32_t as_of = 0;
  std::int32_t known_on = 0;
  bool to_come = false;
};
core::Result<FigureQuestion> read_question(const v1::GetFiguresRequest& request, core::Instant now, bool trial);
core::Result<FigureQuestion> read_question(const v1::ExportFiguresRequest& request, core::Instant now, bool trial);
core::Result<store::FigureRow> read_figure(const v1::PutFigureRequest& request, core::Instant now);
core::Result<store::FiguresQuery> read_comparison(const v1::CompareSourcesRequest& request, core::Instant now);
core::Result<store::DaySpan> read_span(const v1::GetVolumesRequest& request, core::Instant now);
core::Done check_bulletin(const v1::PutBulletinRequest& request);

// `released`: false of a month under way, which has no day of release.
void write_table(const store::ReleasedTable& row, bool released, v1::ReleasedTable& table);
// In the order of the rows, which is by day.
void write_comparisons(const std::vector<store::FigureRow>& rows, v1::CompareSourcesResponse& response);
// `stand`: callbacks that stood before the first day.
void write_volumes(const std::vector<store::VolumeRow>& stand, const std::vector<store::VolumeRow>& rows,
                   v1::GetVolumesResponse& response);

}  // namespace hotline::reporting
