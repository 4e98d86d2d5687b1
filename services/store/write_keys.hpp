#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "runtime/deadline.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/pool.hpp"
#include "store/pg/transaction.hpp"

namespace hotline::store {

// What names one write: an actor's request_id has one effect and one answer, on whichever server, for seven days.
struct WriteKey {
  core::ActorId actor;
  core::RequestId request;
  std::string_view method;  // "hotline.v1.RegistryService/PutStatement"; a constant of the program
  core::Bytes32 digest{};   // write_digest() of the request
};

// HMAC of the request's bytes (any encoding that is the same each time); the database learns nothing from it.
core::Bytes32 write_digest(const runtime::Keyring& keyring, std::string_view method, std::string_view request);

// Called first in the transaction of the write. Nothing: this transaction holds the key now, do the work and end with
// put_write_answer. A text: the write was done before and this was its answer; end without changes. kConflict: the key
// was used for another request. Waits while another transaction holds the key.
boost::asio::awaitable<core::Result<std::optional<std::string>>> claim_write(pg::Transaction& tx,
                                                                             const runtime::Keyring& keyring,
                                                                             WriteKey key);
// Keeps the answer, sealed, in the same transaction.
boost::asio::awaitable<core::Done> put_write_answer(pg::Transaction& tx, const runtime::Keyring& keyring, WriteKey key,
                                                    std::string answer);

// A transaction with the key claimed, or the answer of the same request before: then end without changes.
struct OpenWrite {
  pg::Transaction tx;
  std::optional<std::string> earlier;
};
boost::asio::awaitable<core::Result<OpenWrite>> open_write(pg::Pool& pool, const runtime::Keyring& keyring,
                                                           WriteKey key, runtime::Deadline deadline);
// Keeps the answer, commits, and gives the answer back.
boost::asio::awaitable<core::Result<std::string>> close_write(pg::Transaction& tx, const runtime::Keyring& keyring,
                                                              WriteKey key, std::string answer);

}  // namespace hotline::store
