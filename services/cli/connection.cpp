#include "cli/connection.hpp"

#include "hotline/v1/admin_service.grpc.pb.h"
#include "rpc/validate.hpp"
#include "runtime/random.hpp"

namespace hotline::cli {

std::string new_request_id() {
  runtime::SystemRandom random;
  core::Bytes16 id = random.bytes<16>();
  id[6] = static_cast<std::uint8_t>((id[6] & 0x0FU) | 0x40U);
  id[8] = static_cast<std::uint8_t>((id[8] & 0x3FU) | 0x80U);
  return rpc::format_uuid(id);
}

core::Result<bool> is_trial(const Common& common) {
  const auto stub = v1::AdminService::NewStub(common.channel());
  grpc::ClientContext context;
  common.prepare(context);
  v1::GetStatusResponse response;
  const grpc::Status status = stub->GetStatus(&context, v1::GetStatusRequest(), &response);
  if (!status.ok()) return rpc::error_from(status);
  return response.database_kind() == v1::DATABASE_KIND_TRIAL;
}

}  // namespace hotline::cli
