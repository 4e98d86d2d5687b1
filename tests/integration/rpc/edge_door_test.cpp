// One server, two sockets: whoever comes through the one must not pass for somebody of the other.
#include <gtest/gtest.h>
#include <hotline/v1/lookup_service.grpc.pb.h>
#include <sys/stat.h>

#include <filesystem>
#include <stdexcept>

#include "cli/token_issuer.hpp"
#include "rpc/client.hpp"
#include "rpc/edge_actors.hpp"
#include "rpc/server.hpp"
#include "rpc/unary_call.hpp"
#include "runtime/executors.hpp"
#include "runtime/system_clock.hpp"
#include "support/trial_certificates.hpp"

namespace hotline::rpc {
namespace {

constexpr char kLookupPerson[] = "hotline.v1.LookupService/LookupPerson";

// Answers with the id of the actor that it takes the caller for.
class WhoAmI final : public v1::LookupService::CallbackService {
 public:
  explicit WhoAmI(const Gate& gate) : gate_(gate) {}
  grpc::ServerUnaryReactor* LookupPerson(grpc::CallbackServerContext* context, const v1::LookupPersonRequest*,
                                         v1::LookupPersonResponse* response) override {
    auto call = gate_.admit(*context, kLookupPerson);
    if (!call) return refuse(*context, call.error(), random_call_id());
    response->set_inquiry_reference(call->caller.id.value());
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const Gate& gate_;
};

class NoObserver final : public CallObserver {
 public:
  void call_ended(std::string_view, grpc::StatusCode, std::chrono::nanoseconds) override {}
};

Caller operator_named(const std::string& name, const std::string& id) {
  Caller caller;
  caller.id = core::ActorId(id);
  caller.name = name;
  caller.role = core::Role::kOperator;
  return caller;
}

class EdgeDoorTest : public testing::Test {
 protected:
  EdgeDoorTest() : local_({operator_named("operator", "local")}) {
    certificates_.issue("operator/ws-1", "ws-1");
    certificates_.issue("operator/desk-1", "desk-1");
    certificates_.issue("operator/desk-2", "desk-2");
    if (!cli::TokenIssuer::make_key(certificates_.folder())) throw std::runtime_error("no token key");
    const std::vector<Caller> certified{operator_named("spiffe://hotline.example/operator/ws-1", "certified")};
    auto tokens =
        PersonTokens::load({cli::kTrialIssuer, "hotline", certificates_.folder() / "token_keys.json"}, clock_);
    if (!tokens) throw std::runtime_error(tokens.error().message);
    EdgePlaces places;
    for (const char* desk : {"desk-1", "desk-2"}) {
      places["spiffe://hotline.example/operator/" + std::string(desk)] =
          core::mask_of(core::Role::kOperator, core::Role::kSupervisor);
    }
    auto edge = EdgeActors::load({certificates_.ca_file(), certificates_.crl_file()}, certified, clock_,
                                 std::move(places), std::move(*tokens));
    if (!edge) throw std::runtime_error(edge.error().message);
    edge_ = std::move(*edge);
    start(edge_.get());
  }
  ~EdgeDoorTest() override {
    server_->drain(std::chrono::seconds(2));
    server_.reset();
    executors_.join();
  }
  void start(const Authenticator* edge) {
    doors_ = std::make_unique<TwoDoors>(local_, edge);
    gate_ = std::make_unique<Gate>(executors_.executor(), *doors_, GateOptions());
    service_ = std::make_unique<WhoAmI>(*gate_);
    ServerOptions options;
    options.socket_path = private_socket_;
    options.edge_socket_path = edge_socket_;
    auto server = Server::start(options, {{v1::LookupService::service_full_name(), service_.get()}},
                                std::make_shared<NoObserver>());
    if (!server) throw std::runtime_error(server.error().message);
    server_ = std::move(*server);
    server_->set_ready(true);
  }

  struct Said {
    std::string actor;
    std::vector<std::string> certificates;
    std::vector<std::string> tokens = {};
  };
  // The id that the server knows the caller by, or the code of the refusal.
  static std::string ask(const std::string& socket, const Said& said) {
    grpc::ClientContext context;
    prepare(context, said.actor, std::chrono::seconds(5));
    for (const auto& der : said.certificates) context.AddMetadata(kForwardedCertificateKey, der);
    for (const auto& token : said.tokens) context.AddMetadata(kTokenKey, "Bearer " + token);
    v1::LookupPersonResponse answer;
    const auto stub = v1::LookupService::NewStub(connect_local(socket));
    const grpc::Status status = stub->LookupPerson(&context, v1::LookupPersonRequest(), &answer);
    if (status.ok()) return answer.inquiry_reference();
    return status.error_code() == grpc::StatusCode::UNAUTHENTICATED ? "refused" : status.error_message();
  }

  std::string token(const std::string& subject, const std::string& role, const std::string& desk) const {
    cli::TokenRequest request;
    request.subject = subject;
    request.role = role;
    request.certificate_thumbprint = thumbprint_of(certificates_.der(desk));
    request.issued_at = clock_.now();
    const auto issuer = cli::TokenIssuer::open(certificates_.folder());
    const auto issued = issuer ? issuer->issue(request) : core::Result<std::string>(issuer.error());
    if (!issued) throw std::runtime_error(issued.error().message);
    return *issued;
  }

  test::TrialCertificates certificates_;
  const std::string private_socket_ = certificates_.folder() / "private.sock";
  const std::string edge_socket_ = certificates_.folder() / "edge.sock";
  const runtime::SystemClock clock_;
  runtime::Executors executors_{"edge-door", 2};
  LocalActors local_;
  std::unique_ptr<EdgeActors> edge_;
  std::unique_ptr<TwoDoors> doors_;
  std::unique_ptr<Gate> gate_;
  std::unique_ptr<WhoAmI> service_;
  std::unique_ptr<Server> server_;
};

TEST_F(EdgeDoorTest, EachDoorTakesItsOwnProofAndNoOther) {
  const std::string der = certificates_.der("ws-1");
  EXPECT_EQ(ask(private_socket_, {"operator", {}}), "local");
  EXPECT_EQ(ask(edge_socket_, {"", {der}}), "certified");

  EXPECT_EQ(ask(private_socket_, {"", {der}}), "refused");
  EXPECT_EQ(ask(private_socket_, {"operator", {der}}), "refused");
  EXPECT_EQ(ask(edge_socket_, {"operator", {}}), "refused");
  EXPECT_EQ(ask(edge_socket_, {"operator", {der}}), "refused");

  EXPECT_EQ(ask(edge_socket_, {"", {}}), "refused");
  EXPECT_EQ(ask(edge_socket_, {"", {der, der}}), "refused");
  EXPECT_EQ(ask(edge_socket_, {"", {der + "," + der}}), "refused");
}

TEST_F(EdgeDoorTest, AtADeskATokenSaysWhoItIs) {
  const std::string desk = certificates_.der("desk-1"), other_desk = certificates_.der("desk-2");
  const std::string olena = token("op-17", "operator", "desk-1");
  EXPECT_EQ(ask(edge_socket_, {"", {desk}, {olena}}), "op-17");
  EXPECT_EQ(ask(edge_socket_, {"", {desk}, {olena}}), "op-17") << "the same person keeps the same id";
  EXPECT_EQ(ask(edge_socket_, {"", {other_desk}, {token("op-17", "operator", "desk-2")}}), "op-17");

  EXPECT_EQ(ask(edge_socket_, {"", {desk}}), "refused") << "a place is nobody";
  EXPECT_EQ(ask(edge_socket_, {"", {other_desk}, {olena}}), "refused") << "bound to another certificate";
  EXPECT_EQ(ask(edge_socket_, {"", {desk}, {olena, olena}}), "refused");
  EXPECT_EQ(ask(edge_socket_, {"", {desk}, {"x" + olena}}), "refused");
  EXPECT_EQ(ask(edge_socket_, {"", {desk}, {token("reg-1", "registrar", "desk-1")}}), "refused")
      << "no registrar works there";
  EXPECT_EQ(ask(edge_socket_, {"", {certificates_.der("ws-1")}, {token("op-17", "operator", "ws-1")}}), "refused")
      << "a service has no token";
  EXPECT_EQ(ask(private_socket_, {"operator", {}, {olena}}), "local") << "there the socket's mode is the proof";
}

TEST_F(EdgeDoorTest, ModesSayWhoMayOpenWhat) {
  struct stat found {};
  ASSERT_EQ(stat(private_socket_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600U);
  ASSERT_EQ(stat(edge_socket_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0660U);
}

TEST_F(EdgeDoorTest, WithoutCertifiedActorsTheEdgesDoorIsShut) {
  const std::string der = certificates_.der("ws-1");
  server_->drain(std::chrono::seconds(2));
  server_.reset();
  start(nullptr);
  EXPECT_EQ(ask(edge_socket_, {"", {der}}), "refused");
  EXPECT_EQ(ask(edge_socket_, {"operator", {}}), "refused");
  EXPECT_EQ(ask(private_socket_, {"operator", {}}), "local");
}

TEST_F(EdgeDoorTest, TwoServersDoNotShareTheEdgesSocket) {
  ServerOptions options;
  options.socket_path = certificates_.folder() / "other.sock";
  options.edge_socket_path = edge_socket_;
  WhoAmI other(*gate_);
  EXPECT_FALSE(
      Server::start(options, {{v1::LookupService::service_full_name(), &other}}, std::make_shared<NoObserver>()));
}

}  // namespace
}  // namespace hotline::rpc
