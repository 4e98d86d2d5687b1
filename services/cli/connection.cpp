#include "cli/connection.hpp"

#include <cstdlib>

#include "cli/certs_files.hpp"
#include "hotline/v1/admin_service.grpc.pb.h"
#include "rpc/edge_openssl.hpp"
#include "rpc/validate.hpp"
#include "runtime/random.hpp"

namespace hotline::cli {
namespace {

std::string text_or_end(const core::Result<std::string>& text) {
  if (text) return *text;
  std::exit(usage_error(text.error().message));
}

std::string certificates_of(const std::string& file) {
  auto text = rpc::read_pem(file);
  if (!text) std::exit(usage_error(file + " cannot be read"));
  return std::move(*text);
}

}  // namespace

std::shared_ptr<grpc::Channel> Common::channel() const {
  if (edge.empty()) return rpc::connect_local(socket);
  rpc::EdgeIdentity identity;
  identity.certificate = certificates_of(certificate_file);
  identity.key = text_or_end(read_private(key_file));
  identity.authorities = certificates_of(authorities_file);
  if (!token_file.empty()) {
    identity.token = text_or_end(read_private(token_file));
    while (!identity.token.empty() && identity.token.back() == '\n') identity.token.pop_back();
  }
  return rpc::connect_edge(edge, identity);
}

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
