#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/merkle.hpp"
#include "core/payload.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/log_writer.hpp"

namespace hotline::store {

// What a log entry is made of, in clear.
struct LogSealInput {
  core::LogEntryKind kind = core::LogEntryKind::kInquiry;
  core::ActorId actor;
  core::Instant at;
  std::span<const std::uint8_t> payload;  // of core::encode_payload
  // Of an entry with an answer: the key it claims, the digest of the request, the bytes a repeat gets.
  std::optional<core::RequestId> request;
  core::Bytes32 request_digest{};
  std::string_view answer;
};

// Does all that is costly about an entry on the caller's thread: random id and salt, commitment, pseudonym, and the
// payload under a key of its own, which lies beside it sealed by the log key. The caller adds what the commit is
// checked against and the rows beside the entry. A refusal is marked as not computed from the register.
LogDraft seal_draft(const runtime::Keyring& keyring, runtime::Random& random, const LogSealInput& input);

// Of payload.actor, and not computed from the register: an act that is logged and answers nothing. kBug when the
// payload is beyond its limits.
core::Result<LogDraft> seal_act(const runtime::Keyring& keyring, runtime::Random& random, core::LogEntryKind kind,
                                const core::LogPayload& payload, core::Instant at);

// HMAC of a request's bytes, which must be the same for the same request; the method belongs to it.
core::Bytes32 request_digest(const runtime::Keyring& keyring, std::string_view method, std::string_view request);

// kBug when the bytes are cut, forged, or of another actor's request.
core::Result<std::string> open_answer(const runtime::Keyring& keyring, const core::ActorId& actor,
                                      const core::RequestId& request, std::string_view answer_sealed);

// The canonical payload of the entry with this id: key_sealed and payload_sealed of log_payload. kBug as above.
core::Result<std::vector<std::uint8_t>> open_payload(const runtime::Keyring& keyring, const core::Bytes16& entry_id,
                                                     std::string_view key_sealed, std::string_view payload_sealed);

}  // namespace hotline::store
