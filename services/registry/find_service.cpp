// The methods of RegistryService that look into the register.
#include <charconv>
#include <string>
#include <utility>

#include "registry/page_proto.hpp"
#include "registry/registry_service.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::registry {
namespace {

constexpr char kGetPerson[] = "hotline.v1.RegistryService/GetPerson";
constexpr char kFindPersons[] = "hotline.v1.RegistryService/FindPersons";
constexpr char kWhatCouldBeSaid[] = "hotline.v1.RegistryService/WhatCouldBeSaid";
constexpr char kReportGaps[] = "hotline.v1.RegistryService/ReportGaps";

// The medians of a year's statements are sorted for.
constexpr std::chrono::minutes kGapsTimeMax{2};

}  // namespace

grpc::ServerUnaryReactor* RegistryService::GetPerson(grpc::CallbackServerContext* context,
                                                     const v1::GetPersonRequest* request,
                                                     v1::GetPersonResponse* response) {
  return rpc::serve(gate_, *context, kGetPerson, response,
                    [&](rpc::CallContext call) { return get_person(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::FindPersons(grpc::CallbackServerContext* context,
                                                       const v1::FindPersonsRequest* request,
                                                       v1::FindPersonsResponse* response) {
  return rpc::serve(gate_, *context, kFindPersons, response,
                    [&](rpc::CallContext call) { return find_persons(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::WhatCouldBeSaid(grpc::CallbackServerContext* context,
                                                           const v1::WhatCouldBeSaidRequest* request,
                                                           v1::WhatCouldBeSaidResponse* response) {
  return rpc::serve(gate_, *context, kWhatCouldBeSaid, response,
                    [&](rpc::CallContext call) { return what_could_be_said(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::ReportGaps(grpc::CallbackServerContext* context,
                                                      const v1::ReportGapsRequest* request,
                                                      v1::ReportGapsResponse* response) {
  return rpc::serve(
      gate_, *context, kReportGaps, response,
      [&](rpc::CallContext call) { return report_gaps(std::move(call), request, response); }, kGapsTimeMax);
}

RegistryService::Work RegistryService::get_person(rpc::CallContext call, const v1::GetPersonRequest* request,
                                                  v1::GetPersonResponse* response) {
  auto asked = parse(*request, parts_.clock.now());
  if (!asked) co_return asked.error();
  auto page = co_await find_.get_person(std::move(call), asked->page, std::move(asked->purpose));
  if (!page) co_return page.error();
  write(*page, *response);
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::find_persons(rpc::CallContext call, const v1::FindPersonsRequest* request,
                                                    v1::FindPersonsResponse* response) {
  auto asked = parse(*request, parts_.clock.now());
  if (!asked) co_return asked.error();
  auto position = page_tokens_.open(kFindPersons, call.caller.id, *request, request->page_token());
  if (!position) co_return position.error();
  std::from_chars(position->data(), position->data() + position->size(), asked->after);
  const core::ActorId actor = call.caller.id;
  auto page = co_await find_.find_persons(std::move(call), std::move(*asked));
  if (!page) co_return page.error();
  for (const FoundPerson& person : page->persons) write(person, *response->add_persons());
  if (page->next) {
    response->set_next_page_token(page_tokens_.make(kFindPersons, actor, *request, std::to_string(*page->next)));
  }
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::what_could_be_said(rpc::CallContext call,
                                                          const v1::WhatCouldBeSaidRequest* request,
                                                          v1::WhatCouldBeSaidResponse* response) {
  auto asked = parse(*request, parts_.clock.now());
  if (!asked) co_return asked.error();
  auto said = co_await find_.what_could_be_said(std::move(call), std::move(*asked));
  if (!said) co_return said.error();
  write(*said, *response);
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::report_gaps(rpc::CallContext call, const v1::ReportGapsRequest* request,
                                                   v1::ReportGapsResponse* response) {
  auto query = parse(*request, parts_.clock.now());
  if (!query) co_return query.error();
  auto gaps = co_await find_.report_gaps(std::move(call), std::move(*query));
  if (!gaps) co_return gaps.error();
  for (const store::GapsRow& source : *gaps) write(source, *response->add_gaps());
  co_return core::Nothing{};
}

}  // namespace hotline::registry
