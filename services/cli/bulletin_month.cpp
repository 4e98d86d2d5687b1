#include "cli/bulletin_month.hpp"

#include <chrono>
#include <cstdio>
#include <iostream>

#include "cli/console.hpp"
#include "cli/names.hpp"
#include "core/time.hpp"
#include "hotline/v1/reporting_service.grpc.pb.h"
#include "runtime/seal.hpp"

namespace hotline::cli {
namespace {

using Reporting = v1::ReportingService::Stub;

}  // namespace

int gather_bulletin(const Common& common, const std::string& month, const std::vector<std::string>& measures,
                    Bulletin& bulletin) {
  const auto first = core::parse_date(month);
  if (!first || first->precision != core::DatePrecision::kMonth) return usage_error("MONTH: as 2026-03");
  const std::chrono::year_month_day_last last{std::chrono::year{first->year} / std::chrono::month{first->month} /
                                              std::chrono::last};
  bulletin.month = core::format_date(*first);
  const auto stub = v1::ReportingService::NewStub(common.channel());
  for (int table = v1::FIGURE_TABLE_QUESTIONS; table <= v1::FIGURE_TABLE_WEEK; ++table) {
    v1::GetFiguresRequest request;
    request.set_table(static_cast<v1::FigureTable>(table));
    request.mutable_as_of()->set_year(static_cast<int>(last.year()));
    request.mutable_as_of()->set_month(static_cast<std::int32_t>(static_cast<unsigned>(last.month())));
    request.mutable_as_of()->set_day(static_cast<std::int32_t>(static_cast<unsigned>(last.day())));
    v1::GetFiguresResponse response;
    const int called = call(common, *stub, &Reporting::GetFigures, request, response);
    if (called != kDone) return called;
    if (response.table().month() != bulletin.month) {
      std::cerr << bulletin.month << " is not released: a month is, six hours after its end, and the last before it is "
                << response.table().month() << '\n';
      return kNotFound;
    }
    bulletin.trial = response.trial();
    bulletin.tables.push_back(response.table());
  }
  for (const std::string& measure : measures) {
    v1::CompareSourcesRequest request;
    request.set_measure(measure);
    v1::CompareSourcesResponse response;
    const int called = call(common, *stub, &Reporting::CompareSources, request, response);
    if (called != kDone) return called;
    bulletin.published.emplace_back(measure, std::move(response));
  }
  return kDone;
}

int publish_bulletin(const Common& common, const Bulletin& bulletin, const std::string& html, const std::string& path,
                     std::string& sha256) {
  const int written = write_new_file(path, html, FileIs::kForAll);
  if (written != kDone) return written;
  const core::Bytes32 hash = runtime::sha256(html);
  sha256 = hex_text(std::string(hash.begin(), hash.end()));
  v1::PutBulletinRequest request;
  request.set_request_id(new_request_id());
  request.set_month(bulletin.month);
  request.set_sha256(sha256);
  v1::PutBulletinResponse response;
  const auto stub = v1::ReportingService::NewStub(common.channel());
  const int placed = call(common, *stub, &Reporting::PutBulletin, request, response);
  // A page whose hash no log holds proves nothing, and would be in the way of the next try.
  if (placed != kDone) std::remove(path.c_str());
  return placed;
}

}  // namespace hotline::cli
