// Figures: the second half of ReportingService.
#include <algorithm>
#include <string>
#include <utility>

#include "reporting/figure_proto.hpp"
#include "reporting/figure_release.hpp"
#include "reporting/figure_text.hpp"
#include "reporting/reporting_service.hpp"
#include "rpc/unary_call.hpp"
#include "rpc/validate.hpp"
#include "rpc/write_stream.hpp"
#include "store/write_keys.hpp"

namespace hotline::reporting {
namespace {

constexpr char kGetFigures[] = "hotline.v1.ReportingService/GetFigures";
constexpr char kExportFigures[] = "hotline.v1.ReportingService/ExportFigures";
constexpr char kPutFigure[] = "hotline.v1.ReportingService/PutFigure";
constexpr char kCompareSources[] = "hotline.v1.ReportingService/CompareSources";
constexpr char kGetVolumes[] = "hotline.v1.ReportingService/GetVolumes";
constexpr char kPutBulletin[] = "hotline.v1.ReportingService/PutBulletin";
constexpr std::chrono::minutes kExportTimeMax{1};

}  // namespace

grpc::ServerUnaryReactor* ReportingService::GetFigures(grpc::CallbackServerContext* context,
                                                       const v1::GetFiguresRequest* request,
                                                       v1::GetFiguresResponse* response) {
  return rpc::serve(parts_.gate, *context, kGetFigures, response,
                    [&](rpc::CallContext call) { return figures(std::move(call), request, response); });
}

grpc::ServerWriteReactor<v1::ExportFiguresResponse>* ReportingService::ExportFigures(
    grpc::CallbackServerContext* context, const v1::ExportFiguresRequest* request) {
  return rpc::serve_writes<v1::ExportFiguresResponse>(
      parts_.gate, *context, kExportFigures,
      [&](rpc::CallContext call, ExportStream& stream) { return export_figures(std::move(call), request, stream); },
      kExportTimeMax);
}

grpc::ServerUnaryReactor* ReportingService::PutFigure(grpc::CallbackServerContext* context,
                                                      const v1::PutFigureRequest* request,
                                                      v1::PutFigureResponse* response) {
  return rpc::serve(parts_.gate, *context, kPutFigure, response,
                    [&](rpc::CallContext call) { return put_figure(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ReportingService::CompareSources(grpc::CallbackServerContext* context,
                                                           const v1::CompareSourcesRequest* request,
                                                           v1::CompareSourcesResponse* response) {
  return rpc::serve(parts_.gate, *context, kCompareSources, response,
                    [&](rpc::CallContext call) { return compare(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ReportingService::GetVolumes(grpc::CallbackServerContext* context,
                                                       const v1::GetVolumesRequest* request,
                                                       v1::GetVolumesResponse* response) {
  return rpc::serve(parts_.gate, *context, kGetVolumes, response,
                    [&](rpc::CallContext call) { return volumes(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ReportingService::PutBulletin(grpc::CallbackServerContext* context,
                                                        const v1::PutBulletinRequest* request,
                                                        v1::PutBulletinResponse* response) {
  return rpc::serve(parts_.gate, *context, kPutBulletin, response,
                    [&](rpc::CallContext call) { return put_bulletin(std::move(call), request); });
}

// A month that has ended as it was released; the month under way, on TRIAL, as it would be.
ReportingService::Work<std::vector<v1::ReleasedTable>> ReportingService::released(FigureQuestion question,
                                                                                  runtime::Deadline deadline) {
  std::vector<v1::ReleasedTable> tables;
  if (question.to_come) {
    auto tx = co_await store::pg::begin(parts_.reporting, deadline);
    if (!tx) co_return tx.error();
    const auto date = core::day_of(parts_.clock.now());
    const std::int32_t first = core::day_number(date.year() / date.month() / std::chrono::day(1));
    auto rows = co_await tables_of(*tx, parts_.keyring, first);
    if (!rows) co_return rows.error();
    for (const store::ReleasedTable& row : *rows) {
      if (std::find(question.tables.begin(), question.tables.end(), row.table) == question.tables.end()) continue;
      write_table(row, false, tables.emplace_back());
    }
    co_return tables;
  }
  for (const core::FigureTable table : question.tables) {
    store::ReleasedTableQuery query;
    query.table = table;
    query.as_of = question.as_of;
    query.known_on = question.known_on;
    auto row = co_await store::find_released_table(parts_.reporting, query, deadline);
    if (!row) co_return row.error();
    if (!*row) {
      co_return core::make_error(core::Reason::kNotFound, "no month that had ended by then was released by then");
    }
    write_table(**row, true, tables.emplace_back());
  }
  co_return tables;
}

ReportingService::Done ReportingService::figures(rpc::CallContext call, const v1::GetFiguresRequest* request,
                                                 v1::GetFiguresResponse* response) {
  auto question = read_question(*request, parts_.clock.now(), parts_.trial);
  if (!question) co_return core::Done(std::move(question).error());
  auto tables = co_await released(*question, call.deadline);
  if (!tables) co_return core::Done(std::move(tables).error());
  std::string what = "FIGURES " + std::string(core::name_of(question->tables.front())) + " " + tables->front().month();
  auto logged = co_await log_reading(call, std::move(what));
  if (!logged) co_return logged;
  *response->mutable_table() = std::move(tables->front());
  response->set_trial(parts_.trial);
  co_return core::Done(core::Nothing());
}

ReportingService::Done ReportingService::export_figures(rpc::CallContext call, const v1::ExportFiguresRequest* request,
                                                        ExportStream& stream) {
  auto question = read_question(*request, parts_.clock.now(), parts_.trial);
  if (!question) co_return core::Done(std::move(question).error());
  auto tables = co_await released(*question, call.deadline);
  if (!tables) co_return core::Done(std::move(tables).error());
  std::string what = "FIGURES EXPORTED " + std::to_string(tables->size());
  auto logged = co_await log_act(call, core::LogEntryKind::kExport, std::move(what));
  if (!logged) co_return logged;
  for (const v1::ReleasedTable& table : *tables) {
    v1::ExportFiguresResponse piece;
    piece.set_piece(request->format() == v1::EXPORT_FORMAT_CSV ? csv_of(table, parts_.trial)
                                                               : json_of(table, parts_.trial));
    auto written = co_await stream.write(std::move(piece));
    if (!written) co_return written;
  }
  co_return core::Done(core::Nothing());
}

ReportingService::Done ReportingService::put_figure(rpc::CallContext call, const v1::PutFigureRequest* request,
                                                    v1::PutFigureResponse* response) {
  auto row = read_figure(*request, parts_.clock.now());
  if (!row) co_return core::Done(std::move(row).error());
  row->entered_by = call.caller.id;
  store::WriteKey key;
  key.actor = call.caller.id;
  key.request = core::RequestId(*rpc::parse_uuid(request->request_id()));
  key.method = kPutFigure;
  key.digest = store::write_digest(parts_.keyring, kPutFigure, request->SerializeAsString());
  auto open = co_await store::open_write(parts_.reporting, parts_.keyring, key, call.deadline);
  if (!open) co_return core::Done(std::move(open).error());
  if (open->earlier) {
    response->set_figure_id(std::stoll(*open->earlier));
    co_return core::Done(core::Nothing());
  }
  std::string what = "FIGURE PUT " + row->measure;
  auto id = co_await store::put_figure(open->tx, std::move(*row));
  if (!id) co_return core::Done(std::move(id).error());
  auto logged = co_await log_act(call, core::LogEntryKind::kChange, std::move(what));
  if (!logged) co_return logged;
  auto closed = co_await store::close_write(open->tx, parts_.keyring, std::move(key), std::to_string(*id));
  if (!closed) co_return core::Done(std::move(closed).error());
  response->set_figure_id(*id);
  co_return core::Done(core::Nothing());
}

ReportingService::Done ReportingService::compare(rpc::CallContext call, const v1::CompareSourcesRequest* request,
                                                 v1::CompareSourcesResponse* response) {
  auto query = read_comparison(*request, parts_.clock.now());
  if (!query) co_return core::Done(std::move(query).error());
  auto rows = co_await store::find_figures(parts_.reporting, *query, call.deadline);
  if (!rows) co_return core::Done(std::move(rows).error());
  std::string what = "SOURCES COMPARED " + std::to_string(rows->size());
  auto logged = co_await log_reading(call, std::move(what));
  if (!logged) co_return logged;
  write_comparisons(*rows, *response);
  response->set_trial(parts_.trial);
  co_return core::Done(core::Nothing());
}

ReportingService::Done ReportingService::volumes(rpc::CallContext call, const v1::GetVolumesRequest* request,
                                                 v1::GetVolumesResponse* response) {
  auto span = read_span(*request, parts_.clock.now());
  if (!span) co_return core::Done(std::move(span).error());
  auto stand = co_await store::callbacks_before(parts_.reporting, span->first, call.deadline);
  if (!stand) co_return core::Done(std::move(stand).error());
  auto rows = co_await store::read_volumes(parts_.reporting, *span, call.deadline);
  if (!rows) co_return core::Done(std::move(rows).error());
  std::string what = "VOLUMES " + std::to_string(span->last - span->first + 1) + " days";
  auto logged = co_await log_reading(call, std::move(what));
  if (!logged) co_return logged;
  write_volumes(*stand, *rows, *response);
  response->set_trial(parts_.trial);
  co_return core::Done(core::Nothing());
}

ReportingService::Done ReportingService::put_bulletin(rpc::CallContext call, const v1::PutBulletinRequest* request) {
  auto checked = check_bulletin(*request);
  if (!checked) co_return checked;
  std::string what = "BULLETIN " + request->month() + " " + request->sha256();
  co_return co_await log_act(call, core::LogEntryKind::kExport, std::move(what));
}

}  // namespace hotline::reporting
