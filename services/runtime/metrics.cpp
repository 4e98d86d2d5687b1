#include "runtime/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/buffers_iterator.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <map>
#include <mutex>

namespace hotline::runtime {

namespace asio = boost::asio;
using boost::system::error_code;

void Counter::add(double amount) {
  counter_->Increment(amount);
}
double Counter::value() const {
  return counter_->Value();
}
void Gauge::set(double value) {
  gauge_->Set(value);
}
void Gauge::add(double amount) {
  gauge_->Increment(amount);
}
double Gauge::value() const {
  return gauge_->Value();
}
void Histogram::observe(double value) {
  histogram_->Observe(value);
}
void Histogram::observe(std::chrono::steady_clock::duration span) {
  histogram_->Observe(std::chrono::duration<double>(span).count());
}

const std::vector<double>& latency_buckets() {
  static const std::vector<double> buckets = {0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                              0.05,    0.1,    0.25,    0.5,    1,     2.5,    5,     10};
  return buckets;
}

const std::vector<double>& size_buckets() {
  static const std::vector<double> buckets = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096};
  return buckets;
}

struct Metrics::Impl {
  // Families are looked up by name here because the registry refuses to build one twice.
  template <typename Kind, typename Builder>
  prometheus::Family<Kind>& family(std::map<std::string, prometheus::Family<Kind>*>& known, Builder builder,
                                   const Safe& name, const Safe& help) {
    const std::string key(name.view());
    auto found = known.find(key);
    if (found == known.end()) {
      found = known.emplace(key, &builder().Name(key).Help(std::string(help.view())).Register(registry)).first;
    }
    return *found->second;
  }

  std::mutex mutex;
  prometheus::Registry registry;
  std::map<std::string, prometheus::Family<prometheus::Counter>*> counters;
  std::map<std::string, prometheus::Family<prometheus::Gauge>*> gauges;
  std::map<std::string, prometheus::Family<prometheus::Histogram>*> histograms;
};

namespace {

std::map<std::string, std::string> label_map(const Labels& labels) {
  std::map<std::string, std::string> out;
  for (const Label& each : labels) out.emplace(each.name.view(), each.value.view());
  return out;
}

}  // namespace

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

Counter Metrics::counter(Safe name, Safe help, const Labels& labels) {
  const std::lock_guard lock(impl_->mutex);
  return Counter(&impl_->family(impl_->counters, prometheus::BuildCounter, name, help).Add(label_map(labels)));
}

Gauge Metrics::gauge(Safe name, Safe help, const Labels& labels) {
  const std::lock_guard lock(impl_->mutex);
  return Gauge(&impl_->family(impl_->gauges, prometheus::BuildGauge, name, help).Add(label_map(labels)));
}

Histogram Metrics::histogram(Safe name, Safe help, const std::vector<double>& buckets, const Labels& labels) {
  const std::lock_guard lock(impl_->mutex);
  auto& family = impl_->family(impl_->histograms, prometheus::BuildHistogram, name, help);
  return Histogram(&family.Add(label_map(labels), buckets));
}

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

namespace {

constexpr std::size_t kRequestBytesMax = 4096;
constexpr std::chrono::seconds kExchangeTime{5};
constexpr std::size_t kExchangesMax = 16;

std::string response(std::string_view status, std::string_view type, std::string_view body) {
  std::string out = "HTTP/1.1 ";
  out.append(status).append("\r\nContent-Type: ").append(type);
  out.append("\r\nContent-Length: ").append(std::to_string(body.size()));
  out.append("\r\nConnection: close\r\n\r\n").append(body);
  return out;
}

// One request and its response. Everything runs on its strand; the handlers keep it alive.
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  Exchange(asio::local::stream_protocol::socket socket, const Metrics& metrics, std::shared_ptr<void> ticket)
      : socket_(std::move(socket)),
        timer_(socket_.get_executor()),
        buffer_(kRequestBytesMax),
        metrics_(metrics),
        ticket_(std::move(ticket)) {}

  void start() {
    timer_.expires_after(kExchangeTime);
    timer_.async_wait([self = shared_from_this()](error_code fault) {
      error_code ignored;
      if (!fault) self->socket_.close(ignored);
    });
    asio::async_read_until(socket_, buffer_, "\r\n\r\n", [self = shared_from_this()](error_code fault, std::size_t) {
      // not_found: the request filled the buffer without an end.
      if (!fault || fault == asio::error::not_found) self->answer(!fault);
    });
  }

 private:
  void answer(bool whole) {
    const std::string request(asio::buffers_begin(buffer_.data()), asio::buffers_end(buffer_.data()));
    const std::string line = request.substr(0, request.find("\r\n"));
    if (!whole) {
      reply_ = response("431 Request Header Fields Too Large", "text/plain", "the request is too long\n");
    } else if (line == "GET /metrics HTTP/1.1" || line == "GET /metrics HTTP/1.0") {
      reply_ = response("200 OK", "text/plain; version=0.0.4; charset=utf-8", metrics_.text());
    } else {
      reply_ = response("404 Not Found", "text/plain", "only GET /metrics is answered\n");
    }
    asio::async_write(socket_, asio::buffer(reply_), [self = shared_from_this()](error_code, std::size_t) {
      error_code ignored;
      self->socket_.shutdown(asio::local::stream_protocol::socket::shutdown_both, ignored);
      self->timer_.cancel();
    });
  }

  asio::local::stream_protocol::socket socket_;
  asio::steady_timer timer_;
  asio::streambuf buffer_;
  const Metrics& metrics_;
  std::shared_ptr<void> ticket_;
  std::string reply_;
};

}  // namespace

struct MetricsServer::State : std::enable_shared_from_this<MetricsServer::State> {
  State(asio::any_io_executor executor, const Metrics& source)
      : strand(asio::make_strand(executor)), acceptor(strand), metrics(source) {}

  void accept() {
    acceptor.async_accept(asio::make_strand(strand.get_inner_executor()),
                          [self = shared_from_this()](error_code fault, asio::local::stream_protocol::socket socket) {
                            self->accepted(fault, std::move(socket));
                          });
  }

  void accepted(error_code fault, asio::local::stream_protocol::socket socket) {
    if (!acceptor.is_open()) return;
    // Above the limit the connection is dropped; a scraper comes again.
    if (!fault && static_cast<std::size_t>(open_exchanges.use_count()) <= kExchangesMax) {
      const auto executor = socket.get_executor();
      auto exchange = std::make_shared<Exchange>(std::move(socket), metrics, open_exchanges);
      asio::post(executor, [exchange] { exchange->start(); });
    }
    if (fault) {
      // Out of descriptors: wait, do not spin.
      retry.expires_after(std::chrono::milliseconds(100));
      retry.async_wait([self = shared_from_this()](error_code stopped) {
        if (!stopped && self->acceptor.is_open()) self->accept();
      });
      return;
    }
    accept();
  }

  asio::strand<asio::any_io_executor> strand;
  asio::local::stream_protocol::acceptor acceptor;
  asio::steady_timer retry{strand};
  const Metrics& metrics;
  std::shared_ptr<void> open_exchanges = std::make_shared<int>(0);
  std::filesystem::path path;
};

core::Result<std::unique_ptr<MetricsServer>> MetricsServer::start(asio::any_io_executor executor,
                                                                  const std::filesystem::path& socket,
                                                                  const Metrics& metrics) {
  auto state = std::make_shared<State>(executor, metrics);
  // A socket file that nobody listens on is left from a process that was killed; one in use is not ours to take.
  error_code fault;
  asio::local::stream_protocol::socket probe(executor);
  const asio::local::stream_protocol::endpoint endpoint(socket.string());
  probe.connect(endpoint, fault);
  if (!fault) return core::make_error(core::Reason::kWrongState, "the metrics socket is in use by another process");
  struct stat found {};
  if (::lstat(socket.c_str(), &found) == 0 && !S_ISSOCK(found.st_mode)) {
    return core::make_error(core::Reason::kWrongState, "the path of the metrics socket is taken by another file");
  }
  ::unlink(socket.c_str());

  state->acceptor.open(endpoint.protocol(), fault);
  // Narrow before listen(): until then nobody can connect.
  if (!fault) state->acceptor.bind(endpoint, fault);
  const bool narrowed = !fault && ::chmod(socket.c_str(), 0600) == 0;
  if (!fault) state->acceptor.listen(asio::socket_base::max_listen_connections, fault);
  if (fault || !narrowed) return core::make_error(core::Reason::kWrongState, "the metrics socket cannot be opened");
  state->path = socket;
  asio::post(state->strand, [state] { state->accept(); });
  return std::unique_ptr<MetricsServer>(new MetricsServer(std::move(state)));
}

MetricsServer::MetricsServer(std::shared_ptr<State> state) : state_(std::move(state)) {}

MetricsServer::~MetricsServer() {
  ::unlink(state_->path.c_str());
  asio::post(state_->strand, [state = state_] {
    error_code ignored;
    state->acceptor.close(ignored);
    state->retry.cancel();
  });
}

}  // namespace hotline::runtime
