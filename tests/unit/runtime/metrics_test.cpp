#include "runtime/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "runtime/executors.hpp"

namespace hotline::runtime {
namespace {

namespace asio = boost::asio;
using testing::HasSubstr;
using testing::StartsWith;

TEST(MetricsTest, FiguresKeepTheirNameAndLabels) {
  Metrics metrics;
  metrics.counter("calls_total", "Calls.", {{"method", "LookupPerson"}}).add();
  metrics.counter("calls_total", "Calls.", {{"method", "LookupPerson"}}).add(2);
  metrics.counter("calls_total", "Calls.", {{"method", Safe::own("GetPerson")}}).add();
  metrics.gauge("queue_length", "Waiting.").set(4);
  Histogram histogram = metrics.histogram("commit_seconds", "Commits.", latency_buckets());
  histogram.observe(std::chrono::milliseconds(3));
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("calls_total{method=\"LookupPerson\"} 3"));
  EXPECT_THAT(text, HasSubstr("calls_total{method=\"GetPerson\"} 1"));
  EXPECT_THAT(text, HasSubstr("queue_length 4"));
  EXPECT_THAT(text, HasSubstr("commit_seconds_bucket{le=\"0.0025\"} 0"));
  EXPECT_THAT(text, HasSubstr("commit_seconds_bucket{le=\"0.005\"} 1"));
  EXPECT_THAT(text, HasSubstr("# HELP calls_total Calls."));
}

class MetricsServerTest : public testing::Test {
 protected:
  MetricsServerTest() {
    std::string made = testing::TempDir() + "metrics-XXXXXX";
    if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = made;
    socket_ = folder_ / "metrics.sock";
    metrics_.counter("lookups_total", "Lookups.").add(5);
  }
  ~MetricsServerTest() override {
    executors_.stop();
    std::filesystem::remove_all(folder_);
  }

  std::unique_ptr<MetricsServer> start() {
    auto server = MetricsServer::start(executors_.executor(), socket_, metrics_);
    EXPECT_TRUE(server);
    return std::move(*server);
  }

  std::string ask(std::string_view request) const {
    asio::io_context context;
    asio::local::stream_protocol::socket socket(context);
    socket.connect(asio::local::stream_protocol::endpoint(socket_.string()));
    boost::system::error_code fault;
    asio::write(socket, asio::buffer(request), fault);
    std::string response;
    asio::read(socket, asio::dynamic_buffer(response), fault);
    return response;
  }

  Metrics metrics_;
  Executors executors_{"metrics", 1};
  std::filesystem::path folder_;
  std::filesystem::path socket_;
};

TEST_F(MetricsServerTest, AnswersGetMetricsAndNothingElse) {
  auto server = start();
  struct stat found {};
  ASSERT_EQ(::stat(socket_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600U);
  const std::string good = ask("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_THAT(good, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(good, HasSubstr("lookups_total 5"));
  EXPECT_THAT(ask("GET / HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(ask("POST /metrics HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(ask("GET /metrics HTTP/1.1\r\nX: " + std::string(4094, 'x')), StartsWith("HTTP/1.1 431"));
}

TEST_F(MetricsServerTest, ASocketInUseIsNotTakenAndAnAbandonedOneIs) {
  auto server = start();
  EXPECT_FALSE(MetricsServer::start(executors_.executor(), socket_, metrics_));
  server.reset();
  EXPECT_FALSE(std::filesystem::exists(socket_));
  {
    asio::io_context context;
    asio::local::stream_protocol::acceptor abandoned(context, asio::local::stream_protocol::endpoint(socket_.string()));
  }
  ASSERT_TRUE(std::filesystem::exists(socket_));
  auto again = start();
  EXPECT_THAT(ask("GET /metrics HTTP/1.0\r\n\r\n"), StartsWith("HTTP/1.1 200"));
}

TEST_F(MetricsServerTest, AFileThatIsNoSocketIsLeftAlone) {
  std::ofstream(socket_) << "precious";
  EXPECT_FALSE(MetricsServer::start(executors_.executor(), socket_, metrics_));
  EXPECT_TRUE(std::filesystem::is_regular_file(socket_));
}

}  // namespace
}  // namespace hotline::runtime
