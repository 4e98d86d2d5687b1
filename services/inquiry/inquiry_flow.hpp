#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/payload.hpp"
#include "core/reference.hpp"
#include "core/result.hpp"
#include "core/scripts.hpp"
#include "core/sensitive.hpp"
#include "core/time.hpp"
#include "inquiry/inquiry_access.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/inquiry_store.hpp"
#include "store/pg/pool.hpp"
#include "store/write_keys.hpp"

namespace hotline::inquiry {

// The same asker's open inquiries that are named instead of opening another.
inline constexpr std::int32_t kExistingMax = 20;

struct NewInquiry {
  core::RequestId request;
  core::Language language = core::Language::kUkrainian;
  core::Sensitive<store::InquiryAsker> asker;
  core::Sensitive<core::QuestionFacts> facts;
  bool open_another = false;
};

// What came of it: either a reference and its passphrase, or the asker's open inquiries.
struct Opening {
  std::optional<core::Reference> reference;
  core::Sensitive<std::string> passphrase;
  std::vector<store::InquirySummary> existing;
};

struct AddedFacts {
  core::RequestId request;
  InquiryKey key;
  core::Sensitive<core::QuestionFacts> facts;
};

struct Withdrawal {
  core::RequestId request;
  InquiryKey key;
};

struct ShownInquiry {
  store::InquirySummary summary;
  core::Sensitive<store::InquiryAsker> asker;
  core::Sensitive<core::QuestionFacts> facts;
  std::int32_t facts_version = 0;
  std::int32_t others = 0;  // open inquiries of the same contact; for supervisors
};

struct ChangedInquiry {
  store::InquirySummary summary;
  std::int32_t facts_version = 0;
};

// The inquiries of families. The answer of a write is kept as the bytes that `write` makes of it, in the transaction of
// the write, so that a repeat of its request_id gets the same answer. `digest` is store::write_digest of the request.
class InquiryFlow {
 public:
  InquiryFlow(store::pg::Pool& pool, const runtime::Keyring& keyring, const core::Clock& clock, runtime::Random& random)
      : pool_(pool), keyring_(keyring), clock_(clock), random_(random) {}

  template <typename T>
  using Write = std::function<std::string(const T& outcome)>;
  template <typename T>
  using Awaited = boost::asio::awaitable<core::Result<T>>;

  Awaited<std::string> open(rpc::CallContext call, NewInquiry inquiry, core::Bytes32 digest, Write<Opening> write);
  Awaited<ShownInquiry> show(rpc::CallContext call, InquiryKey key);
  Awaited<std::vector<store::InquirySummary>> list(rpc::CallContext call, store::InquiryPage page);
  Awaited<std::string> add_facts(rpc::CallContext call, AddedFacts added, core::Bytes32 digest,
                                 Write<ChangedInquiry> write);
  Awaited<std::string> withdraw(rpc::CallContext call, Withdrawal withdrawal, core::Bytes32 digest,
                                Write<ChangedInquiry> write);

 private:
  Awaited<std::vector<store::InquirySummary>> name_existing(store::pg::Transaction& tx,
                                                            std::vector<core::Bytes32> contacts);
  Awaited<Opening> open_new(store::pg::Transaction& tx, core::ActorId actor, NewInquiry inquiry,
                            std::optional<core::Bytes32> contact);

  store::pg::Pool& pool_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
  runtime::Random& random_;
};

}  // namespace hotline::inquiry
