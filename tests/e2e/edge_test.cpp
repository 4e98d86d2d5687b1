// hotlined behind HAProxy with the configuration that we ship: who gets in, how often, and what attacks on the packaged
// gRPC's HTTP/2 do to it (security.md 2, M1 to M4). All traffic stays on 127.0.0.1 and ends by itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <regex>
#include <set>
#include <thread>

#include "e2e/edge_raw.hpp"
#include "e2e/edge_site.hpp"
#include "e2e/questions.hpp"
#include "hotline/v1/admin_service.grpc.pb.h"
#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "hotline/v1/registry_service.grpc.pb.h"
#include "rpc/authenticate.hpp"
#include "rpc/edge_actors.hpp"
#include "rpc/status.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

using grpc::StatusCode;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

constexpr char kLookupMethod[] = "/hotline.v1.LookupService/LookupPerson";
constexpr long kMemoryRiseKib = 32 * 1024;

std::unique_ptr<EdgeSite> all_;

// One for all tests: attacks leave it as it was, which is what they are to show.
class TheEdgeSite final : public testing::Environment {
  void SetUp() override {
    signal(SIGPIPE, SIG_IGN);  // the edge closes while an attacker still writes
    all_ = std::make_unique<EdgeSite>();
  }
  void TearDown() override { all_.reset(); }
};
const auto* const kEnvironment = testing::AddGlobalTestEnvironment(new TheEdgeSite());

class EdgeTest : public testing::Test {
 protected:
  static std::shared_ptr<grpc::Channel> channel(const std::string& certificate) {
    return all_->edge().channel(all_->certificates().identity(certificate));
  }
  struct Extra {
    std::string key;
    std::string value;
  };
  // A call that costs little and that every role may make.
  static grpc::Status status_call(const std::shared_ptr<grpc::Channel>& channel,
                                  const std::vector<Extra>& extras = {}) {
    grpc::ClientContext context;
    rpc::prepare(context, "", 3s);
    for (const auto& [key, value] : extras) context.AddMetadata(key, value);
    v1::GetStatusResponse response;
    return v1::AdminService::NewStub(channel)->GetStatus(&context, v1::GetStatusRequest(), &response);
  }
  static grpc::Status lookup(v1::LookupService::Stub& stub, std::mt19937_64& random) {
    const auto id = random_uuid(random);
    core::NameParts name;
    name.surname = "Vyhadanyi";
    name.given = "Ostap";
    const auto request = question(id, "call-" + uuid_text(id), name, *core::parse_date("1991-02-03"));
    grpc::ClientContext context;
    rpc::prepare(context, "", 3s);
    v1::LookupPersonResponse response;
    return stub.LookupPerson(&context, request, &response);
  }
};

// ---- who gets in ----------------------------------------------------------------------------------------------------

TEST_F(EdgeTest, ALookupWithACertificate) {
  const Ran ran =
      all_->hotline("ws-1", {"--json", "lookup", "--name", "Остап Вигаданий", "--birth-date", "1991-02-03"});
  EXPECT_EQ(ran.exit_code, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("leaf_hash"));
  // Details of an error come through too.
  const auto stub = v1::LookupService::NewStub(channel("ws-2"));
  grpc::ClientContext context;
  rpc::prepare(context, "", 3s);
  v1::LookupPersonResponse response;
  const grpc::Status status = stub->LookupPerson(&context, v1::LookupPersonRequest(), &response);
  EXPECT_EQ(status.error_code(), StatusCode::INVALID_ARGUMENT);
  EXPECT_FALSE(rpc::error_from(status).violations.empty());
}

TEST_F(EdgeTest, NobodyWithoutAGoodCertificate) {
  test::TrialCertificates stranger;
  stranger.issue("operator/ws-1", "foreign");
  rpc::EdgeIdentity none, wrong = stranger.identity("foreign");
  none.authorities = wrong.authorities = all_->certificates().identity("ws-1").authorities;
  EXPECT_TRUE(status_call(channel("ws-1")).ok());
  EXPECT_EQ(status_call(all_->edge().channel(none)).error_code(), StatusCode::UNAVAILABLE);
  EXPECT_EQ(status_call(all_->edge().channel(wrong)).error_code(), StatusCode::UNAVAILABLE);
  EXPECT_EQ(status_call(channel("early")).error_code(), StatusCode::UNAVAILABLE);
  EXPECT_EQ(status_call(channel("revoked")).error_code(), StatusCode::UNAVAILABLE);
}

TEST_F(EdgeTest, NobodyWithAnOlderTls) {
  const auto identity = all_->certificates().identity("ws-1");
  EXPECT_FALSE(RawConnection(all_->edge().port(), &identity, RawConnection::Tls::k12).open());
  RawConnection now(all_->edge().port(), &identity);
  ASSERT_TRUE(now.send(preface()));
  EXPECT_TRUE(holds_frame(now.read(500ms), kSettings, 0));
  // The same without a certificate: TLS 1.3 says so only after the handshake.
  RawConnection bare(all_->edge().port(), nullptr);
  bare.send(preface());
  EXPECT_FALSE(holds_frame(bare.read(500ms), kSettings, 0));
  EXPECT_FALSE(bare.open());
}

TEST_F(EdgeTest, ARevokedCertificateEndsWithItsNextCall) {
  const std::string serial = all_->certificates().issue("operator/ws-1", "lost");
  const auto open = channel("lost");
  EXPECT_TRUE(status_call(open).ok());
  all_->certificates().revoke(serial);
  EXPECT_EQ(status_call(open).error_code(), StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(status_call(channel("lost")).error_code(), StatusCode::UNAUTHENTICATED);
  EXPECT_TRUE(status_call(channel("ws-1")).ok());
}

TEST_F(EdgeTest, ACertificateInAHeaderIsNobodys) {
  const auto ask_supervisors = [](const std::string& certificate, const std::vector<Extra>& extras) {
    grpc::ClientContext context;
    rpc::prepare(context, "", 3s);
    for (const auto& [key, value] : extras) context.AddMetadata(key, value);
    v1::ListCandidatesResponse response;
    const auto stub = v1::InquiryService::NewStub(channel(certificate));
    return stub->ListCandidates(&context, v1::ListCandidatesRequest(), &response).error_code();
  };
  const Extra forged{rpc::kForwardedCertificateKey, all_->certificates().der("ws-3")};
  EXPECT_EQ(ask_supervisors("ws-3", {}), StatusCode::OK);
  EXPECT_EQ(ask_supervisors("ws-1", {forged}), StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(ask_supervisors("ws-1", {forged, forged}), StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(ask_supervisors("ws-3", {{rpc::kForwardedCertificateKey, "nothing"}}), StatusCode::OK);
}

TEST_F(EdgeTest, ANameOfTheLocalSocketIsRefusedFromOutside) {
  EXPECT_EQ(status_call(channel("ws-1"), {{rpc::kActorKey, "administrator"}}).error_code(),
            StatusCode::UNAUTHENTICATED);
}

TEST_F(EdgeTest, ReflectionStaysInside) {
  const auto identity = all_->certificates().identity("ws-1");
  RawConnection raw(all_->edge().port(), &identity);
  const std::string path = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
  raw.send(preface() + frame(kHeaders, kEndHeaders | kEndStream, 1, packed(call_headers(path))));
  EXPECT_THAT(raw.read(500ms), HasSubstr("not served here"));
}

// ---- how often ------------------------------------------------------------------------------------------------------

struct Counted {
  int good = 0;
  int too_many = 0;
  int other = 0;
};

Counted count(int calls, const std::function<grpc::Status()>& call) {
  Counted counted;
  for (int i = 0; i < calls; ++i) {
    const grpc::Status status = call();
    const auto error = rpc::error_from(status);
    if (status.ok()) {
      ++counted.good;
    } else if (error.reason == core::Reason::kTooMany && error.retry_after == 1000ms) {
      ++counted.too_many;
    } else {
      ++counted.other;
    }
  }
  return counted;
}

TEST_F(EdgeTest, EachCertificateHasARateByItsClass) {
  const std::string rates = all_->site().folder() + "/rates.map";
  std::ofstream(rates) << "operator 10\nregistrar 30\n";
  const Edge edge(all_->certificates(), all_->edge_socket(), all_->site().folder() + "/rates.log", rates);
  const auto of = [&](const std::string& certificate) {
    return edge.channel(all_->certificates().identity(certificate));
  };
  const auto first = of("ws-1"), second = of("ws-2"), registrar = of("ws-4"), supervisor = of("ws-3");
  const auto began = Clock::now();
  const Counted greedy = count(60, [&] { return status_call(first); });
  const Counted modest = count(5, [&] { return status_call(second); });
  const Counted class_of_its_own = count(25, [&] { return status_call(registrar); });
  const Counted no_class = count(3, [&] { return status_call(supervisor); });
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  EXPECT_GE(greedy.good, 10);
  EXPECT_LE(greedy.good, 10 + static_cast<int>(10 * seconds));
  EXPECT_EQ(greedy.good + greedy.too_many, 60);
  EXPECT_EQ(modest.good, 5);
  EXPECT_EQ(class_of_its_own.good, 25);
  EXPECT_EQ(no_class.too_many, 3);
}

// ---- streams --------------------------------------------------------------------------------------------------------

TEST_F(EdgeTest, AListIsImportedThroughTheEdge) {
  const std::string path = all_->site().folder() + "/list.csv";
  write_list(path, 7, 0, 1200);
  const Ran ran = all_->hotline("ws-4", {"--json", "import", path, "--source", bench::kSource, "--side", "adversary"});
  EXPECT_EQ(ran.exit_code, 0) << ran.output;
  EXPECT_EQ(json_number(ran.output, "rows"), 1200) << ran.output;
}

TEST_F(EdgeTest, AWatchGetsItsHeartbeatAndEndsWhenItIsCancelled) {
  grpc::ClientContext context;
  rpc::prepare(context, "", 20s);
  const auto stub = v1::InquiryService::NewStub(channel("ws-3"));
  const auto reader = stub->WatchCandidates(&context, v1::WatchCandidatesRequest());
  v1::WatchCandidatesResponse message;
  EXPECT_TRUE(reader->Read(&message));
  context.TryCancel();
  while (reader->Read(&message)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), StatusCode::CANCELLED);
}

TEST_F(EdgeTest, TheListOfCallersStreamsIsThatOfTheProtos) {
  std::set<std::string> wanted, listed;
  for (const auto& file : std::filesystem::directory_iterator(test::source_path("proto/hotline/v1"))) {
    std::ifstream proto(file.path());
    std::string service;
    for (std::string line; std::getline(proto, line);) {
      std::smatch found;
      if (std::regex_search(line, found, std::regex("^service (\\w+)"))) service = found[1];
      if (std::regex_search(line, found, std::regex("^ *rpc (\\w+)\\(stream "))) {
        wanted.insert("/hotline.v1." + service + "/" + found[1].str());
      }
    }
  }
  std::ifstream list(test::source_path("ops/haproxy/client_streams.lst"));
  for (std::string line; std::getline(list, line);) {
    if (!line.starts_with("#")) listed.insert(line);
  }
  EXPECT_FALSE(wanted.empty());
  EXPECT_EQ(listed, wanted);
}

// ---- clients of others ----------------------------------------------------------------------------------------------

// Each makes a lookup, sees the details of an error, and has a deadline and a cancellation honoured.
class ForeignClientTest : public EdgeTest {
 protected:
  static void expect_well(std::vector<std::string> program, const std::vector<std::string>& more = {}) {
    // A supervisor's, who may look up and watch.
    const std::string certificate = all_->certificates().folder() / "ws-3";
    program.insert(program.end(), {all_->edge().address(), certificate + ".pem", certificate + ".key",
                                   all_->certificates().ca_file()});
    program.insert(program.end(), more.begin(), more.end());
    const Ran ran = run(program);
    EXPECT_EQ(ran.exit_code, 0) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr("good    and at once")) << ran.output;
  }
  const std::string root_ = test::source_path();
};

TEST_F(ForeignClientTest, PythonGrpcio) {
  const std::string descriptors = all_->site().folder() + "/protos.desc";
  std::vector<std::string> protoc{"/usr/bin/protoc", "-I" + root_ + "/proto", "--include_imports",
                                  "--descriptor_set_out=" + descriptors};
  for (const char* folder : {"hotline/v1", "google/rpc"}) {
    for (const auto& file : std::filesystem::directory_iterator(root_ + "/proto/" + folder)) {
      if (file.path().extension() == ".proto") protoc.push_back(file.path());
    }
  }
  const Ran described = run(protoc);
  ASSERT_EQ(described.exit_code, 0) << described.output;
  expect_well({"/usr/bin/python3", root_ + "/tests/e2e/clients/grpc_python.py"}, {descriptors});
}

TEST_F(ForeignClientTest, NodeGrpcJs) {
  expect_well(
      {"/usr/bin/env", "HOTLINE_CLIENTS=" + root_ + "/build/clients", "node", root_ + "/tests/e2e/clients/grpc_js.cjs"},
      {root_ + "/proto"});
}

TEST_F(ForeignClientTest, GoGrpc) {
  expect_well({program_folder() + "/edge_client_go"});
}

// ---- the watchdog ---------------------------------------------------------------------------------------------------

TEST_F(EdgeTest, TheWatchdogEndsWhenNothingAnswers) {
  const std::vector<std::string> once{"--timeout", "1", "watchdog", "--every", "1", "--failures", "2"};
  std::vector<std::string> twice = once;
  twice.insert(twice.end(), {"--rounds", "2"});
  const std::string inquiries = "SELECT count(*) FROM inquiry";
  const auto before = std::stoi(all_->site().query(inquiries));
  const Ran well = all_->hotline("watchdog", twice);
  EXPECT_EQ(well.exit_code, 0) << well.output;
  EXPECT_EQ(std::stoi(all_->site().query(inquiries)), before + 1);  // the second look-up goes on with the first's

  all_->server().signal(SIGSTOP);
  const Ran deaf = all_->hotline("watchdog", once);
  all_->server().signal(SIGCONT);
  EXPECT_EQ(deaf.exit_code, 6) << deaf.output;
  EXPECT_THAT(deaf.output, HasSubstr("no answer, 2 of 2"));

  const Ran nobody = all_->hotline("watchdog-of-others", twice);
  EXPECT_EQ(nobody.exit_code, 5) << nobody.output;  // a restart would not mend that
  EXPECT_EQ(all_->hotline("watchdog", twice).exit_code, 0);
}

// ---- attacks --------------------------------------------------------------------------------------------------------

// A colleague who works on while it happens, below the rate of his class.
class Colleague {
 public:
  explicit Colleague(const std::shared_ptr<grpc::Channel>& channel) : stub_(v1::LookupService::NewStub(channel)) {}

  struct Figures {
    double p50_ms = 0;
    double p99_ms = 0;
    int failed = 0;
    int calls = 0;
  };
  Figures work(const std::function<bool()>& go_on, const std::function<grpc::Status()>& call) {
    std::vector<double> times;
    Figures figures;
    while (go_on()) {
      const auto began = Clock::now();
      if (!call().ok()) ++figures.failed;
      times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
      std::this_thread::sleep_until(began + 25ms);
    }
    figures.calls = static_cast<int>(times.size());
    std::sort(times.begin(), times.end());
    if (times.empty()) return figures;
    figures.p50_ms = times[times.size() / 2];
    figures.p99_ms = times[std::min(times.size() - 1, times.size() * 99 / 100)];
    return figures;
  }
  v1::LookupService::Stub& stub() { return *stub_; }

 private:
  std::unique_ptr<v1::LookupService::Stub> stub_;
};

std::size_t descriptors_of(pid_t process) {
  const std::filesystem::directory_iterator all("/proc/" + std::to_string(process) + "/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

class AttackTest : public EdgeTest {
 protected:
  // Runs the attack beside a colleague's calls; what must hold for all of them.
  void under(const char* name, const std::function<void()>& attack) {
    Colleague colleague(channel("ws-2"));
    std::mt19937_64 random(std::random_device{}());
    const auto call = [&] { return lookup(colleague.stub(), random); };
    int warm = 0;
    colleague.work([&] { return warm++ < 20; }, call);
    const auto calm_until = Clock::now() + 1500ms;
    const auto calm = colleague.work([&] { return Clock::now() < calm_until; }, call);
    const pid_t pid = all_->server().pid();
    const long before = bench::rss_kib(pid);
    const std::size_t descriptors = descriptors_of(pid);

    std::atomic<bool> over{false};
    std::atomic<long> most{before};
    std::thread attacker([&] {
      attack();
      over = true;
    });
    std::thread watcher([&] {
      while (!over) {
        most = std::max(most.load(), bench::rss_kib(pid));
        std::this_thread::sleep_for(20ms);
      }
    });
    const auto least = Clock::now() + 1s;
    const auto attacked = colleague.work([&] { return !over || Clock::now() < least; }, call);
    attacker.join();
    watcher.join();
    const auto ended = Clock::now();
    while (!status_call(channel("ws-3")).ok() && Clock::now() - ended < 10s) std::this_thread::sleep_for(20ms);
    const double recovery = std::chrono::duration<double>(Clock::now() - ended).count();
    most = std::max(most.load(), bench::rss_kib(pid));

    std::printf(
        "%-28s hotlined %+.1f MiB; colleague p50 %.1f -> %.1f ms, p99 %.1f -> %.1f ms, %d of %d failed; recovery %.2f "
        "s\n",
        name, static_cast<double>(most - before) / 1024, calm.p50_ms, attacked.p50_ms, calm.p99_ms, attacked.p99_ms,
        attacked.failed, attacked.calls, recovery);
    EXPECT_LE(most - before, kMemoryRiseKib);
    EXPECT_EQ(attacked.failed, 0);
    // The times are printed, not judged: beside builds and other tests they are those of the machine.
    EXPECT_LE(recovery, 2.0);
    EXPECT_TRUE(all_->server().running());
    EXPECT_TRUE(all_->edge().running());
    EXPECT_EQ(all_->server().pid(), pid);
    EXPECT_LE(descriptors_of(pid), descriptors + 20);
  }
  static std::unique_ptr<RawConnection> attacker() {
    static const auto identity = all_->certificates().identity("ws-1");
    auto connection = std::make_unique<RawConnection>(all_->edge().port(), &identity);
    connection->send(preface());
    return connection;
  }
};

TEST_F(AttackTest, M1ManyConnectionsAtOnce) {
  int most_open = 0;
  under("M1 150 connections", [&] {
    for (int round = 0; round < 2; ++round) {
      std::vector<std::unique_ptr<RawConnection>> held;
      for (int i = 0; i < 150; ++i) {
        held.push_back(attacker());
        held.back()->send(frame(kHeaders, kEndHeaders, 1, packed(call_headers(kLookupMethod))));
      }
      most_open = std::max(most_open, static_cast<int>(std::count_if(held.begin(), held.end(),
                                                                     [](const auto& each) { return each->open(); })));
    }
  });
  EXPECT_GT(most_open, 20);   // it was an attack
  EXPECT_LE(most_open, 100);  // and the edge's limit by source held
}

TEST_F(AttackTest, M2AHeaderWithoutEnd) {
  std::size_t sent = 0;
  under("M2 header of 512 MiB", [&] {
    for (int round = 0; round < 3; ++round) {
      const auto raw = attacker();
      std::string start = packed(call_headers(kLookupMethod)) + std::string(1, '\0') + packed_number(1) + "x" +
                          packed_number(std::uint64_t{512} << 20);
      bool taken = raw->send(frame(kHeaders, kEndStream, 1, start));
      for (int i = 0; taken && i < 512; ++i) {
        taken = raw->send(frame(kContinuation, 0, 1, std::string(16'000, 'a')));
        sent += 16'000;
      }
      EXPECT_FALSE(taken) << "8 MB of a header were taken";
    }
  });
  std::printf("   the edge took at most %zu kB of such headers\n", sent / 3 / 1000);
}

TEST_F(AttackTest, M3StreamsOpenedAndReset) {
  std::size_t sent = 0;
  under("M3 20,000 resets", [&] {
    auto raw = attacker();
    // Both kinds that the edge hands on at once: a call that is whole, and a stream of the caller.
    const std::string whole = packed(call_headers(kLookupMethod));
    const std::string streamed = packed(call_headers("/hotline.v1.RegistryService/ImportList"));
    std::uint32_t stream = 1;
    for (int i = 0; i < 200; ++i) {
      std::string burst;
      for (int each = 0; each < 50; ++each, stream += 4) {
        burst += frame(kHeaders, kEndHeaders, stream, whole) + frame(kData, kEndStream, stream, std::string(5, '\0')) +
                 frame(kReset, 0, stream, std::string("\0\0\0\x08", 4));
        burst += frame(kHeaders, kEndHeaders, stream + 2, streamed) +
                 frame(kReset, 0, stream + 2, std::string("\0\0\0\x08", 4));
      }
      if (!raw->send(burst)) {
        raw = attacker();  // as an attacker would
        stream = 1;
        continue;
      }
      sent += 100;
    }
  });
  std::printf("   %zu streams were opened and reset\n", sent);
  EXPECT_GT(sent, 1000U);
}

TEST_F(AttackTest, M4MalformedHeaders) {
  const auto with = [](const std::string& name, const std::string& value) {
    Headers headers = call_headers(kLookupMethod);
    const auto found =
        std::find_if(headers.begin(), headers.end(), [&](const auto& each) { return each.first == name; });
    found == headers.end() ? headers.emplace_back(name, value) : * found = {name, value};
    return headers;
  };
  std::vector<Headers> malformed{with("te", ""),
                                 with("te", "gzip"),
                                 with(":scheme", "ftp"),
                                 with(":scheme", ""),
                                 with(":method", "GET"),
                                 with(":path", "no-slash"),
                                 with(":path", std::string(9'000, '/')),
                                 with("grpc-timeout", "99999999999999999S"),
                                 with("grpc-timeout", "-1x"),
                                 with("lb-cost-bin", "AAAA"),
                                 with("grpc-previous-rpc-attempts", "-5"),
                                 with("content-type", "application/grpc\r\nx: y"),
                                 with("X-Upper", "case"),
                                 with("connection", "close"),
                                 with("content-length", "99"),
                                 with("big", std::string(9'000, 'b')),
                                 with("null", std::string("a\0b", 3)),
                                 with(":unknown", "pseudo"),
                                 with("broken-bin", "!!!!"),
                                 with("hotline-client-certificate-bin", std::string(9'000, 'A')),
                                 {}};
  Headers many = call_headers(kLookupMethod);
  for (int i = 0; i < 200; ++i) many.emplace_back("h" + std::to_string(i), "v");
  malformed.push_back(many);
  under("M4 malformed headers", [&] {
    for (const auto& headers : malformed) {
      const auto raw = attacker();
      raw->send(frame(kHeaders, kEndHeaders, 1, packed(headers)) +
                frame(kData, kEndStream, 1, std::string("\0\0\0\0\0", 5)));
      EXPECT_FALSE(raw->read(100ms).empty());
    }
  });
}

TEST_F(AttackTest, GarbageAndReadersWhoDoNotRead) {
  under("garbage and slow readers", [&] {
    std::mt19937 random(11);
    for (int i = 0; i < 20; ++i) {
      const auto raw = attacker();
      std::string garbage(4'000, '\0');
      for (char& each : garbage) each = static_cast<char>(random());
      raw->send(garbage);
    }
    // Nothing may be sent back on these: their windows are shut.
    std::vector<std::unique_ptr<RawConnection>> slow;
    for (int i = 0; i < 5; ++i) {
      slow.push_back(attacker());
      std::string calls = frame(kSettings, 0, 0, std::string("\0\x04\0\0\0\0", 6));
      for (std::uint32_t stream = 1; stream < 40; stream += 2) {
        calls += frame(kHeaders, kEndHeaders, stream, packed(call_headers("/hotline.v1.AdminService/GetStatus"))) +
                 frame(kData, kEndStream, stream, std::string(5, '\0'));
      }
      slow.back()->send(calls);
    }
    std::this_thread::sleep_for(2s);
  });
}

TEST_F(AttackTest, ABodyThatComesSlowlyWaitsOutside) {
  const auto raw = attacker();
  raw->send(frame(kHeaders, kEndHeaders, 1, packed(call_headers("/hotline.v1.LookupService/RecordOutcome"))) +
            frame(kData, 0, 1, std::string("\0\0\0\x01\0", 5)));
  std::this_thread::sleep_for(1s);
  EXPECT_THAT(bench::read_metrics(all_->site().metrics_socket("server")), HasSubstr("hotline_calls_now 0"));
  std::string said;
  const auto until = Clock::now() + 8s;
  while (!holds_frame(said, kHeaders, 1) && Clock::now() < until) said += raw->read(50ms);
  EXPECT_TRUE(holds_frame(said, kHeaders, 1)) << "it waits for good";
}

}  // namespace
}  // namespace hotline::e2e
