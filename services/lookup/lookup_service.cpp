#include "lookup/lookup_service.hpp"

#include <string>
#include <utility>

#include "lookup/lookup_proto.hpp"
#include "rpc/raw_message.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::lookup {
namespace {

inline constexpr char kRecordOutcome[] = "hotline.v1.LookupService/RecordOutcome";

using Released = core::ReleasedAnswer<std::string>;

std::string nothing_said(const std::vector<core::RenderedPart>& /*parts*/) {
  return {};
}

// What the methods differ in.
struct LookupPersonMethod {
  static constexpr char kName[] = "hotline.v1.LookupService/LookupPerson";
  using Request = v1::LookupPersonRequest;
  using RequestOnWire = grpc::ByteBuffer;
  using ResponseOnWire = grpc::ByteBuffer;

  static core::Done read(const RequestOnWire& bytes, Request& request) { return rpc::read_raw(bytes, request); }
  static core::Result<LookupQuestion> question(const Request& request, const rpc::CallContext&,
                                               const runtime::Keyring& keyring, core::Instant now) {
    return read_question(request, keyring, now);
  }
  static constexpr WriteAnswer kWrite{write_person_answer, write_person_script};
  // A message whose bytes follow those of another is merged into it.
  static core::Done reply(const rpc::CallContext& call, const Released& released, ResponseOnWire& response) {
    v1::LookupPersonResponse behind;
    write_receipt(released.receipt(), *behind.mutable_receipt());
    std::string bytes = released.answer();
    behind.AppendToString(&bytes);
    return rpc::write_raw<v1::LookupPersonResponse>(call, std::move(bytes), response);
  }
};

struct ExplainMatchMethod {
  static constexpr char kName[] = "hotline.v1.LookupService/ExplainMatch";
  using Request = v1::ExplainMatchRequest;
  using RequestOnWire = v1::ExplainMatchRequest;
  using ResponseOnWire = v1::ExplainMatchResponse;

  static core::Done read(const RequestOnWire& given, Request& request) {
    request = given;
    return core::Nothing{};
  }
  static core::Result<LookupQuestion> question(const Request& request, const rpc::CallContext& call,
                                               const runtime::Keyring& keyring, core::Instant now) {
    return read_question(request, call.caller.role, keyring, now);
  }
  static constexpr WriteAnswer kWrite{write_explanation, nothing_said};
  static core::Done reply(const rpc::CallContext& call, const Released& released, ResponseOnWire& response) {
    if (!response.ParseFromString(released.answer())) {
      return core::make_error(core::Reason::kBug, "a stored answer does not parse");
    }
    write_receipt(released.receipt(), *response.mutable_receipt());
    return rpc::hide_fields(call, response);
  }
};

}  // namespace

grpc::ServerUnaryReactor* LookupService::LookupPerson(grpc::CallbackServerContext* context,
                                                      const grpc::ByteBuffer* request, grpc::ByteBuffer* response) {
  return reception_.receive<LookupPersonMethod>(*context, *request, *response);
}

grpc::ServerUnaryReactor* LookupService::ExplainMatch(grpc::CallbackServerContext* context,
                                                      const v1::ExplainMatchRequest* request,
                                                      v1::ExplainMatchResponse* response) {
  return reception_.receive<ExplainMatchMethod>(*context, *request, *response);
}

grpc::ServerUnaryReactor* LookupService::RecordOutcome(grpc::CallbackServerContext* context,
                                                       const v1::RecordOutcomeRequest* request,
                                                       v1::RecordOutcomeResponse* response) {
  return rpc::serve(gate_, *context, kRecordOutcome, response,
                    [&](rpc::CallContext call) { return outcomes_.record(std::move(call), request, response); });
}

}  // namespace hotline::lookup
