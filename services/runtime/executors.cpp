#include "runtime/executors.hpp"

#include <pthread.h>

#include <algorithm>
#include <utility>

namespace hotline::runtime {

void name_this_thread(const std::string& name) {
  constexpr std::size_t kKernelNameMax = 15;
  pthread_setname_np(pthread_self(), name.substr(0, kKernelNameMax).c_str());
}

Executors::Executors(std::string name, std::size_t threads)
    : context_(static_cast<int>(std::max<std::size_t>(threads, 1))), guard_(context_.get_executor()) {
  for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i) {
    threads_.emplace_back([this, label = name + "-" + std::to_string(i)] {
      name_this_thread(label);
      context_.run();
    });
  }
}

Executors::~Executors() {
  stop();
}

void Executors::join() {
  guard_.reset();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void Executors::stop() {
  context_.stop();
  join();
}

}  // namespace hotline::runtime
