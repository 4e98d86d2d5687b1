#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "e2e/history.hpp"
#include "hotline/v1/desk_service.grpc.pb.h"
#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "hotline/v1/lookup_service.grpc.pb.h"

namespace hotline::e2e {

// A family that waits, and what it lived through.
struct WaitingFamily {
  v1::InquiryKey key;
  std::atomic<int> on_the_phone{0};
  std::atomic<int> heard{0};      // how often the sentence was said to it
  std::atomic<bool> told{false};  // a teller was answered that his callback is ended by TOLD
};

// A claim whose teller is gone: nobody ends it.
struct DroppedClaim {
  std::int64_t callback = 0;
  std::string actor;
  std::int64_t until_us = 0;  // since 1970: whoever takes it again, he too, has another claim
};

// Supervisors and tellers at work on two servers, each a client of its own. What is lost is asked again with the same
// request_id on either server. Some of them are gone at any point of a call: before it, after the look-up, after the
// sentence was said. What a family or a teller should not live through is a violation.
class DeskFloor {
 public:
  struct Options {
    std::array<std::string, 2> sockets;
    int supervisors = 20;
    int tellers = 200;
    std::uint64_t seed = 0;
  };
  struct Counts {
    std::atomic<std::int64_t> reviewed{0};  // candidates confirmed
    std::atomic<std::int64_t> told{0};      // callbacks ended by TOLD, as their tellers were answered
    std::atomic<std::int64_t> in_vain{0};
    std::atomic<std::int64_t> dropped{0};   // claims left behind
    std::atomic<std::int64_t> warned{0};    // tellers who were shown that the family was told already, and asked first
    std::atomic<std::int64_t> repeated{0};  // calls sent again
  };

  DeskFloor(Options options, std::deque<WaitingFamily>& families, Violations& violations);
  ~DeskFloor() { close(); }
  DeskFloor(const DeskFloor&) = delete;
  DeskFloor& operator=(const DeskFloor&) = delete;

  // Everybody ends the call that he has and goes home.
  void close();
  const Counts& counts() const { return counts_; }
  // What was left behind since this was asked last.
  std::vector<DroppedClaim> take_dropped();

 private:
  class Person;
  WaitingFamily& family(const std::string& reference) { return *by_reference_.at(reference); }
  void drop(const v1::Callback& callback, const std::string& actor);

  Options options_;
  Violations& violations_;
  std::map<std::string, WaitingFamily*> by_reference_;
  Counts counts_;
  std::atomic<bool> closed_{false};
  std::mutex mutex_;
  std::vector<DroppedClaim> dropped_;
  std::vector<std::thread> people_;
};

}  // namespace hotline::e2e
