#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/status.hpp"
#include "registry/registry_parts.hpp"
#include "rpc/call_context.hpp"
#include "store/pg/transaction.hpp"
#include "store/registry_store.hpp"
#include "store/write_keys.hpp"

// What all writes to the register share: their key, their end with the next revision, and the states derived anew.
namespace hotline::registry {

// What every write carries: its id and the digest of the whole request.
struct WriteId {
  core::RequestId request;
  core::Bytes32 digest{};
};

// What a write did; each method's answer shows a part of it. Kept sealed for the repeats of the request.
struct Change {
  std::int64_t id = 0;  // of the statement, hold or proposal that was made; of the cluster after a link's review
  bool withdrawn = false;
  bool waits_for_second = false;  // another registrar has to sign a link's decision
  core::Status status = core::Status::kUnknown;
  std::int64_t version = 0;
  std::int64_t revision = 0;
  std::int64_t statements = 0;  // of a list, taken back now
  std::int64_t deaths = 0;      // of a list, signed now or waiting to be taken back
  core::Instant at;
  core::LinkState link = core::LinkState::kProposed;
};

store::WriteKey key_of(const rpc::CallContext& call, const WriteId& id);

struct OpenWrite {
  store::pg::Transaction tx;
  std::optional<Change> earlier;  // the answer of the same request before
};
boost::asio::awaitable<core::Result<OpenWrite>> open_write(RegistryParts parts, runtime::Deadline deadline,
                                                           store::WriteKey key);
// An act on the register in the log: a word of ours and numbers. Durable before the act is.
boost::asio::awaitable<core::Done> log_change(RegistryParts parts, rpc::CallContext call, std::string what);

// A write that is about to end: `what` it did as the log keeps it, and the persons whom it changed.
struct WriteDone {
  store::WriteKey key;
  std::string what;
  Change change;
  std::vector<core::PersonId> changed;
};
// As the log names a list: its id, in hexadecimal digits.
std::string name_of(const core::ListId& list);
// Logs it, raises the revision when persons changed, keeps the answer for repeats, commits, and waits for this server's
// index.
boost::asio::awaitable<core::Result<Change>> close_write(RegistryParts parts, rpc::CallContext call,
                                                         store::pg::Transaction tx, WriteDone done);

// Whether confirmed links changed, so that the clusters are put together anew from them.
enum class Links : std::uint8_t { kAsTheyWere, kChanged };
struct Refreshed {
  core::PersonId person;
  core::ClusterId cluster;
  std::int64_t version = 0;
  core::Status status = core::Status::kUnknown;
};
// Locks the clusters of these persons, derives their states anew from all statements, holds and links as they stand in
// this transaction, and writes them as the next versions. Returns all persons of the clusters, in rising order.
boost::asio::awaitable<core::Result<std::vector<Refreshed>>> refresh_clusters(store::pg::Transaction& tx,
                                                                              std::vector<core::PersonId> persons,
                                                                              Links links = Links::kAsTheyWere);

// One text for every absent thing.
core::Error not_found();
core::Error wrong_state(std::string message, std::string state);

const Refreshed* find(const std::vector<Refreshed>& all, core::PersonId person);
std::vector<core::PersonId> ids_of(const std::vector<Refreshed>& all);

}  // namespace hotline::registry
