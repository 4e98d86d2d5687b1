// Every role calls every method of the whole server: who may not is told so, and who may is not.
#include <google/protobuf/descriptor.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "core/access.hpp"
#include "rpc/client.hpp"
#include "support/test_server.hpp"

namespace hotline::test {
namespace {

namespace pb = google::protobuf;

// One message without any field, and no more.
grpc::Status call_empty(grpc::GenericStub& stub, const std::string& method, const std::string& actor) {
  grpc::ClientContext context;
  rpc::prepare(context, actor, std::chrono::seconds(1));
  grpc::CompletionQueue queue;
  const auto next = [&] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  auto call = stub.PrepareCall(&context, '/' + method, &queue);
  call->StartCall(nullptr);
  const grpc::Slice nothing("");
  bool open = next();
  if (open) {
    call->Write(grpc::ByteBuffer(&nothing, 1), nullptr);
    open = next();
  }
  if (open) {
    call->WritesDone(nullptr);
    next();
    grpc::ByteBuffer answer;
    call->Read(&answer, nullptr);
    if (next()) context.TryCancel();  // a watch has begun to answer
  }
  grpc::Status status;
  call->Finish(&status, nullptr);
  next();
  queue.Shutdown();
  return status;
}

class AccessTest : public testing::TestWithParam<std::string> {
 protected:
  static TestServer& site() {
    static TestServer server;
    return server;
  }
};

TEST_P(AccessTest, ARoleCallsWhatItsRowAllowsAndNothingElse) {
  const std::string& actor = GetParam();
  const auto role = core::role_of(actor);
  ASSERT_TRUE(role);
  grpc::GenericStub stub(site().channel());
  int allowed = 0, refused = 0;
  for (const core::MethodRule& rule : core::method_rules()) {
    const std::string method(rule.method);
    const grpc::Status status = call_empty(stub, method, actor);
    const bool may = core::check_access(*role, method).has_value();
    EXPECT_EQ(status.error_code() == grpc::StatusCode::PERMISSION_DENIED, !may)
        << actor << ' ' << method << ": " << status.error_code() << ' ' << status.error_message();
    EXPECT_NE(status.error_code(), grpc::StatusCode::UNIMPLEMENTED) << method << " is served by nobody";
    ++(may ? allowed : refused);
  }
  EXPECT_GT(allowed, 0);
  EXPECT_GT(refused, 0);
}

INSTANTIATE_TEST_SUITE_P(EveryRole, AccessTest,
                         testing::Values("operator", "supervisor", "registrar", "portal", "reporter", "auditor",
                                         "liaison", "administrator"),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace hotline::test
