#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>

#include "core/access.hpp"
#include "core/payload.hpp"
#include "core/result.hpp"
#include "inquiry/question_proto.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "store/inquiry_store.hpp"
#include "store/record_codec.hpp"
#include "store/write_keys.hpp"

namespace hotline::inquiry {

// After so many wrong passphrases only a supervisor opens the inquiry.
inline constexpr std::int16_t kPassphraseFailuresMax = 5;

// An inquiry that this caller may see.
struct OpenedInquiry {
  store::StoredInquiry row;
  core::QuestionFacts facts;
};

// Reads the inquiry and checks the key. A supervisor needs only the reference. Absent, wrong passphrase and closed
// after five failures give the same kNotFound.
boost::asio::awaitable<core::Result<OpenedInquiry>> open_inquiry(store::pg::Pool& pool, const runtime::Keyring& keyring,
                                                                 InquiryKey key, core::Role role,
                                                                 runtime::Deadline deadline);

// The same for whoever tells a family: while he has claimed the inquiry's callback he needs no passphrase, for it is he
// who calls. `key` without one is that wish.
boost::asio::awaitable<core::Result<OpenedInquiry>> open_for_teller(store::pg::Pool& pool,
                                                                    const runtime::Keyring& keyring, InquiryKey key,
                                                                    rpc::CallContext call, core::Instant now);

core::Error no_such_inquiry();
// "record" or "facts": not as the caller saw it.
core::Error changed_meanwhile(const char* what);
store::WriteKey write_key(const rpc::CallContext& call, const core::RequestId& request, const core::Bytes32& digest);

}  // namespace hotline::inquiry
