#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "core/result.hpp"
#include "matching/index.hpp"
#include "runtime/keyring.hpp"
#include "runtime/metrics.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

struct LinkRound {
  bool ours = false;          // false: another server compares now
  std::int64_t compared = 0;  // records
  std::int64_t proposed = 0;  // new links
  std::int64_t revision = 0;  // compared up to here
  bool more = false;          // there are changes left
};
// Compares the records of the next few revisions with the index and proposes likely links, in one transaction that
// moves the cursor: however often a server dies, each change is compared once. Goes no further than the index has come.
core::Result<LinkRound> find_links_once(pg::BlockingConnection& connection, const runtime::Keyring& keyring,
                                        const matching::Index& index);

struct LinkFinderOptions {
  std::string conninfo;  // of the login hotline_registry
  std::chrono::milliseconds poll{1'000};
  runtime::Metrics* metrics = nullptr;  // outlives it; none: figures are kept and shown nowhere
};

// Does it again and again, on a thread of its own that gives way to all others. One server of a database at a time.
class LinkFinder {
 public:
  // The index and the keyring outlive it.
  static core::Result<std::unique_ptr<LinkFinder>> start(LinkFinderOptions options, const matching::Index& index,
                                                         const runtime::Keyring& keyring);
  ~LinkFinder();
  LinkFinder(const LinkFinder&) = delete;
  LinkFinder& operator=(const LinkFinder&) = delete;

 private:
  LinkFinder();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hotline::store
