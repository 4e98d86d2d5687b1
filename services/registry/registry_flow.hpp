#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "core/status.hpp"
#include "core/time.hpp"
#include "registry/registry_parts.hpp"
#include "registry/registry_write.hpp"
#include "rpc/call_context.hpp"
#include "store/pg/transaction.hpp"
#include "store/record_codec.hpp"
#include "store/registry_store.hpp"

namespace hotline::registry {

struct StatementToPut {
  core::Statement statement;      // person, kind, rung, source, fact date, received, forwarded and recipient
  store::StatementDetail detail;  // without external id
  std::optional<core::InformKin> inform_kin;
};

struct HoldToPut {
  core::PersonId person;
  std::string ground;
  core::PartialDate until;
};

// A hold lasts two years at most and is then decided anew.
inline constexpr std::int32_t kHoldDaysMax = 2 * 366;

// The use cases of single persons; those of lists: list_flow.hpp, list_import.hpp; of looking into the register:
// find_flow.hpp; of links: link_flow.hpp. A write ends with the next revision, its list of changed persons and a
// notification in the same transaction, and answers when this server's index has applied it.
class RegistryFlow {
 public:
  explicit RegistryFlow(RegistryParts parts) : parts_(parts) {}

  boost::asio::awaitable<core::Result<Change>> put_statement(rpc::CallContext call, WriteId id, StatementToPut put);
  boost::asio::awaitable<core::Result<Change>> withdraw_statement(rpc::CallContext call, WriteId id,
                                                                  core::StatementId statement, std::string ground);
  boost::asio::awaitable<core::Result<Change>> put_hold(rpc::CallContext call, WriteId id, HoldToPut put);
  boost::asio::awaitable<core::Result<Change>> end_hold(rpc::CallContext call, WriteId id, core::HoldId hold);

 private:
  boost::asio::awaitable<core::Result<Change>> ask_to_withdraw(rpc::CallContext call, store::pg::Transaction tx,
                                                               WriteDone done, core::PersonId person);

  RegistryParts parts_;
};

}  // namespace hotline::registry
