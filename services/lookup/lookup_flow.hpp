#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/caller_level.hpp"
#include "core/canaries.hpp"
#include "core/disclosure.hpp"
#include "core/guard.hpp"
#include "core/payload.hpp"
#include "core/portal.hpp"
#include "core/release.hpp"
#include "core/scripts.hpp"
#include "core/time.hpp"
#include "core/verdict.hpp"
#include "inquiry/question_proto.hpp"
#include "matching/index.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "runtime/metrics.hpp"
#include "runtime/random.hpp"
#include "store/change_feed.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"
#include "store/record_codec.hpp"

namespace hotline::lookup {

// A supervisor's or registrar's look at the candidates themselves, not at what may be told of one.
struct RegisterLook {
  std::optional<core::PersonId> person;  // only this one
  std::string ground;                    // why, outside a call; empty in one
};

// One question as an operator puts it, parsed and found whole.
struct LookupQuestion {
  core::RequestId request;
  // HMAC over the whole request: the same request_id with another question is refused.
  core::Bytes32 digest{};
  std::string purpose;  // the enumerator's name
  std::optional<inquiry::CallDetails> call;
  std::optional<inquiry::InquiryKey> key;
  std::optional<inquiry::PaperDetails> paper;  // it was taken on paper before
  std::vector<core::VerificationStep> steps;
  core::Relation relation = core::Relation::kNotNamed;
  bool wishes_to_hear_now = false;
  core::Sensitive<core::QuestionFacts> facts;
  core::Language language = core::Language::kUkrainian;
  // An explanation is a lookup that opens no inquiry.
  bool opens_inquiry = true;
  std::optional<RegisterLook> look;
  // Of a relative who asks by himself: kept with the inquiry that is opened.
  std::optional<core::Sensitive<store::InquiryAsker>> asker;
  // The answer is REGISTERED whatever is held: no budget counts it, only what is collected later.
  bool only_registers = false;
  std::optional<store::PartnerCase> partner_case;
};

// What was found and what of it may be told; everything that a response is written from.
struct LookupAnswer {
  core::Disclosure disclosure;
  core::Language language = core::Language::kUkrainian;
  std::int32_t script_version = 0;
  std::uint64_t script_fingerprint = 0;
  core::ScriptFields script_fields;
  std::vector<core::RenderedPart> script;
  std::int32_t correction_version = 0;  // of the words that what was told earlier is taken back; 0: none are said
  std::string reference;                // as printed; empty when no inquiry was opened or continued
  std::string passphrase;               // of a new inquiry
  std::int32_t fact_day = 0;
  std::int32_t last_alive_day = 0;
  std::string how_to_write;
  bool wounded = false;
  // Only with an answer that tells something: the candidate it is about. Of a look: all that were found.
  std::vector<core::Candidate> candidates;
  core::NameParts reading;                   // of a look: how the name was understood
  std::optional<core::Field> further_field;  // of a look: what would part the candidates best
  std::vector<core::HelpfulFact> helpful;
  std::int64_t register_revision = 0;
  std::uint8_t caller_level = 0;
  bool trial = true;
  std::string model_version;
  std::optional<core::InquiryState> inquiry_state;  // of an inquiry that was continued
  bool message_waits = false;                       // somebody has something to say or to ask
  std::int32_t today = 0;                           // the day on which the register was asked
};

// Bytes of the response message in two pieces, the receipt excepted: the second, put behind the first, adds the words.
struct WriteAnswer {
  std::string (*message)(const LookupAnswer&) = nullptr;
  std::string (*script)(const std::vector<core::RenderedPart>&) = nullptr;
};
// The receipt's answer, on an executor thread or, for an error at once, on the calling one. Called exactly once.
using LookupDone = std::function<void(core::Result<core::ReleasedAnswer<std::string>>)>;

struct LookupFlowOptions {
  bool trial = true;
  std::map<core::Language, std::string> how_to_write;
  // Longest wait for the index to catch up before an answer is computed again (system.md 7.4).
  std::chrono::milliseconds catch_up_max{700};
  // What a person confirmed leaves through a portal from this hour of the next day on (UTC).
  std::chrono::hours portal_release_hour{7};
  core::PortalRelease portal_release = core::PortalRelease::kNextDay;
};

// The way of one lookup (system.md 7): find, decide, disclose, log, and only then answer. Everything named here
// outlives the flow, and the flow outlives its calls.
class LookupFlow {
 public:
  LookupFlow(boost::asio::any_io_executor executor, const matching::Index& index, store::LogWriter& log,
             store::ChangeFeed& feed, store::pg::Pool& pool, const runtime::Keyring& keyring,
             const runtime::LogSigner& signer, const core::ScriptCatalogue& scripts, core::Guard& guard,
             const core::Canaries& canaries, const core::Clock& clock, runtime::Random& random,
             runtime::Metrics& metrics, LookupFlowOptions options);
  ~LookupFlow();

  // Never blocks. A plain question is computed on the calling thread; one by reference reads its inquiry first.
  void start(const rpc::CallContext& call, LookupQuestion question, WriteAnswer write, LookupDone done);

  // Logs that a call was refused: singly, or counted by the minute (system.md 7.1). Never blocks, nobody waits for it.
  void log_refusal(const rpc::CallContext& call, core::Reason reason);
  // A call that was turned away before it began, for the log could not take it: counted in the next entry.
  void note_shed();
  // Logs the counted refusals of the minutes that have ended; called by a timer and at the end.
  void log_counted_refusals(bool all);

 private:
  void append_refusal(const core::LogPayload& payload, std::string guard_keys = {});

  struct Parts;
  class Run;
  std::unique_ptr<Parts> parts_;
};

}  // namespace hotline::lookup
