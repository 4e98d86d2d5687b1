#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

namespace hotline::runtime {

// Threads that run coroutines, timers and sockets. Whatever runs on them must be destroyed after join().
class Executors {
 public:
  // Threads are named "<name>-<n>", cut to the 15 characters the kernel keeps.
  Executors(std::string name, std::size_t threads);
  ~Executors();
  Executors(const Executors&) = delete;
  Executors& operator=(const Executors&) = delete;

  boost::asio::any_io_executor executor() { return context_.get_executor(); }
  boost::asio::io_context& context() { return context_; }

  // Waits until all work has ended by itself, then ends the threads. Safe to call twice.
  void join();
  // Drops what still waits, then ends the threads.
  void stop();

 private:
  boost::asio::io_context context_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_;
  std::vector<std::thread> threads_;
};

// Shows in top, gdb and perf.
void name_this_thread(const std::string& name);

}  // namespace hotline::runtime
