#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/canaries.hpp"
#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "core/sensitive.hpp"
#include "core/time.hpp"
#include "matching/index.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/change_feed.hpp"
#include "store/pg/pool.hpp"
#include "store/registry_import.hpp"

namespace hotline::alarm {

inline constexpr std::size_t kCanariesAtOnceMax = 200;

struct CanaryToPlant {
  core::Sensitive<core::NameParts> name;
  core::Sensitive<core::Particulars> particulars;
};
struct CanariesToPlant {
  core::RequestId request;
  core::SourceId source;
  core::Side side = core::Side::kAdversary;
  std::vector<CanaryToPlant> canaries;
};
struct Planted {
  std::int32_t planted = 0;
  std::int32_t left_out = 0;
  std::int32_t in_all = 0;
};

// Invented persons into the register: records like others, of a rung on which nobody is told anything.
class CanaryFlow {
 public:
  // `pool` is of the login hotline_registry.
  CanaryFlow(store::pg::Pool& pool, const runtime::Keyring& keyring, runtime::Random& random, const core::Clock& clock,
             const matching::Index& index, store::ChangeFeed& feed, core::Canaries& canaries)
      : pool_(pool),
        keyring_(keyring),
        random_(random),
        clock_(clock),
        index_(index),
        feed_(feed),
        canaries_(canaries) {}

  boost::asio::awaitable<core::Result<Planted>> plant(rpc::CallContext call, CanariesToPlant plant);
  boost::asio::awaitable<core::Result<std::int32_t>> count(rpc::CallContext call);

 private:
  bool like_somebody(const CanaryToPlant& canary, core::Side side) const;
  void add(const CanaryToPlant& canary, core::PersonId person, store::ImportRows& rows);

  store::pg::Pool& pool_;
  const runtime::Keyring& keyring_;
  runtime::Random& random_;
  const core::Clock& clock_;
  const matching::Index& index_;
  store::ChangeFeed& feed_;
  core::Canaries& canaries_;
};

}  // namespace hotline::alarm
