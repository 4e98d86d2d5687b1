#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "runtime/log.hpp"

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace hotline::runtime {

// Handles are cheap to copy, safe from any thread, and live as long as the Metrics they came from.
class Counter {
 public:
  Counter() = default;
  explicit Counter(prometheus::Counter* counter) : counter_(counter) {}
  void add(double amount = 1);
  double value() const;

 private:
  prometheus::Counter* counter_ = nullptr;
};

class Gauge {
 public:
  Gauge() = default;
  explicit Gauge(prometheus::Gauge* gauge) : gauge_(gauge) {}
  void set(double value);
  void add(double amount);
  double value() const;

 private:
  prometheus::Gauge* gauge_ = nullptr;
};

class Histogram {
 public:
  Histogram() = default;
  explicit Histogram(prometheus::Histogram* histogram) : histogram_(histogram) {}
  void observe(double value);
  void observe(std::chrono::steady_clock::duration span);  // in seconds

 private:
  prometheus::Histogram* histogram_ = nullptr;
};

struct Label {
  Safe name;
  Safe value;
};
using Labels = std::vector<Label>;

// Seconds, from 50 us to 10 s.
const std::vector<double>& latency_buckets();
// 1, 2, 4 ... 4096.
const std::vector<double>& size_buckets();

// All figures of the process. Asking for the same name and labels again gives the same figure; a name keeps its kind.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  Counter counter(Safe name, Safe help, const Labels& labels = {});
  Gauge gauge(Safe name, Safe help, const Labels& labels = {});
  Histogram histogram(Safe name, Safe help, const std::vector<double>& buckets, const Labels& labels = {});

  // Prometheus text exposition format.
  std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Answers GET /metrics on a unix socket (mode 0600) and nothing else. `metrics` and the executor outlive it.
class MetricsServer {
 public:
  static core::Result<std::unique_ptr<MetricsServer>> start(boost::asio::any_io_executor executor,
                                                            const std::filesystem::path& socket,
                                                            const Metrics& metrics);
  ~MetricsServer();  // no new connections; those open end by their own time limit
  MetricsServer(const MetricsServer&) = delete;
  MetricsServer& operator=(const MetricsServer&) = delete;

 private:
  struct State;
  explicit MetricsServer(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace hotline::runtime
