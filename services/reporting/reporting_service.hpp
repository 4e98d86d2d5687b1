#pragma once

#include <boost/asio/awaitable.hpp>
#include <vector>

#include "core/time.hpp"
#include "hotline/v1/reporting_service.grpc.pb.h"
#include "reporting/figure_proto.hpp"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "rpc/write_stream.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"

namespace hotline::reporting {

// What a ReportingService refers to; all outlive it.
struct ReportingParts {
  const rpc::Gate& gate;
  store::pg::Pool& registry;   // of the login hotline_registry
  store::pg::Pool& reporting;  // of the login hotline_reporting
  store::LogWriter& log;
  const runtime::Keyring& keyring;
  const core::Clock& clock;
  runtime::Random& random;
  const rpc::PageTokens& tokens;
  bool trial = false;  // whether the database is marked TRIAL
};

// The gRPC face of figures and deadlines: authorise, parse, run, reply. What is read is logged before it leaves.
class ReportingService final : public v1::ReportingService::CallbackService {
 public:
  explicit ReportingService(ReportingParts parts) : parts_(parts) {}

  grpc::ServerUnaryReactor* GetDeadlines(grpc::CallbackServerContext* context, const v1::GetDeadlinesRequest* request,
                                         v1::GetDeadlinesResponse* response) override;
  grpc::ServerUnaryReactor* GetFigures(grpc::CallbackServerContext* context, const v1::GetFiguresRequest* request,
                                       v1::GetFiguresResponse* response) override;
  grpc::ServerWriteReactor<v1::ExportFiguresResponse>* ExportFigures(grpc::CallbackServerContext* context,
                                                                     const v1::ExportFiguresRequest* request) override;
  grpc::ServerUnaryReactor* PutFigure(grpc::CallbackServerContext* context, const v1::PutFigureRequest* request,
                                      v1::PutFigureResponse* response) override;
  grpc::ServerUnaryReactor* CompareSources(grpc::CallbackServerContext* context,
                                           const v1::CompareSourcesRequest* request,
                                           v1::CompareSourcesResponse* response) override;
  grpc::ServerUnaryReactor* GetVolumes(grpc::CallbackServerContext* context, const v1::GetVolumesRequest* request,
                                       v1::GetVolumesResponse* response) override;
  grpc::ServerUnaryReactor* PutBulletin(grpc::CallbackServerContext* context, const v1::PutBulletinRequest* request,
                                        v1::PutBulletinResponse* response) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  Done deadlines(rpc::CallContext call, const v1::GetDeadlinesRequest* request, v1::GetDeadlinesResponse* response);
  using ExportStream = rpc::WriteStream<v1::ExportFiguresResponse>;
  template <typename T>
  using Work = boost::asio::awaitable<core::Result<T>>;
  Work<std::vector<v1::ReleasedTable>> released(FigureQuestion question, runtime::Deadline deadline);
  Done figures(rpc::CallContext call, const v1::GetFiguresRequest* request, v1::GetFiguresResponse* response);
  Done export_figures(rpc::CallContext call, const v1::ExportFiguresRequest* request, ExportStream& stream);
  Done put_figure(rpc::CallContext call, const v1::PutFigureRequest* request, v1::PutFigureResponse* response);
  Done compare(rpc::CallContext call, const v1::CompareSourcesRequest* request, v1::CompareSourcesResponse* response);
  Done volumes(rpc::CallContext call, const v1::GetVolumesRequest* request, v1::GetVolumesResponse* response);
  Done put_bulletin(rpc::CallContext call, const v1::PutBulletinRequest* request);
  Done log_reading(const rpc::CallContext& call, std::string what);
  Done log_act(const rpc::CallContext& call, core::LogEntryKind kind, std::string what);

  ReportingParts parts_;
};

}  // namespace hotline::reporting
