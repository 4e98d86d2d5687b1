#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <optional>
#include <random>
#include <string>

#include "core/time.hpp"
#include "e2e/questions.hpp"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "hotline/v1/registry_service.grpc.pb.h"
#include "rpc/client.hpp"
#include "rpc/status.hpp"

namespace hotline::e2e {

// One operator's telephone on one server: each question is a new one. Not for two threads at once.
class Caller {
 public:
  // `actor` is a name of the server's settings.
  Caller(const std::string& socket, std::string actor)
      : channel_(rpc::connect_local(socket)),
        stub_(v1::LookupService::NewStub(channel_)),
        actor_(std::move(actor)),
        random_(std::random_device()()) {}

  struct Answer {
    grpc::Status status;
    v1::AnswerKind kind = v1::ANSWER_KIND_UNSPECIFIED;
    std::chrono::steady_clock::time_point sent;
    std::chrono::steady_clock::time_point received;

    bool answered() const { return status.ok(); }
    double ms() const { return std::chrono::duration<double, std::milli>(received - sent).count(); }
    // Told to try again, and when.
    bool refused_for_now() const {
      return status.error_code() == grpc::StatusCode::UNAVAILABLE && rpc::error_from(status).retry_after.has_value();
    }
  };

  Answer ask(const core::NameParts& name, const core::PartialDate& birth_date,
             std::chrono::milliseconds time = std::chrono::milliseconds(8'000)) {
    const auto id = random_uuid(random_);
    const v1::LookupPersonRequest request = question(id, "call-" + uuid_text(id), name, birth_date);
    v1::LookupPersonResponse response;
    grpc::ClientContext context;
    rpc::prepare(context, actor_, time);
    Answer answer;
    answer.sent = std::chrono::steady_clock::now();
    answer.status = stub_->LookupPerson(&context, request, &response);
    answer.received = std::chrono::steady_clock::now();
    if (answer.status.ok()) answer.kind = response.kind();
    return answer;
  }
  Answer ask(const sample::Row& row) { return ask(name_of(row), *core::parse_date(row.birth_date)); }

 private:
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::LookupService::Stub> stub_;
  std::string actor_;
  std::mt19937_64 random_;
};

// The registrar's work on one server.
class Registrar {
 public:
  explicit Registrar(const std::string& socket)
      : stub_(v1::RegistryService::NewStub(rpc::connect_local(socket))), random_(std::random_device()()) {}

  grpc::Status withdraw(std::int64_t statement) {
    v1::WithdrawStatementRequest request;
    request.set_request_id(uuid_text(random_uuid(random_)));
    request.set_statement_id(statement);
    request.set_ground("a wrong row");
    v1::WithdrawStatementResponse response;
    return call(&v1::RegistryService::Stub::WithdrawStatement, request, response);
  }
  // For a month.
  grpc::Status hold(std::int64_t person) {
    v1::PutHoldRequest request;
    request.set_request_id(uuid_text(random_uuid(random_)));
    request.set_person_id(person);
    request.set_ground("a reason");
    const std::chrono::year_month_day until(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) +
                                            std::chrono::days(30));
    request.mutable_until()->set_year(static_cast<int>(until.year()));
    request.mutable_until()->set_month(static_cast<std::int32_t>(static_cast<unsigned>(until.month())));
    request.mutable_until()->set_day(static_cast<std::int32_t>(static_cast<unsigned>(until.day())));
    v1::PutHoldResponse response;
    return call(&v1::RegistryService::Stub::PutHold, request, response);
  }

 private:
  template <typename Request, typename Response>
  grpc::Status call(grpc::Status (v1::RegistryService::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response& response) {
    grpc::ClientContext context;
    rpc::prepare(context, "registrar", std::chrono::seconds(8));
    return (stub_.get()->*method)(&context, request, &response);
  }

  std::unique_ptr<v1::RegistryService::Stub> stub_;
  std::mt19937_64 random_;
};

}  // namespace hotline::e2e
