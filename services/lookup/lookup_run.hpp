#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/reference.hpp"
#include "inquiry/inquiry_access.hpp"
#include "lookup/lookup_flow.hpp"
#include "rpc/guarded.hpp"
#include "store/approval_store.hpp"
#include "store/callback_store.hpp"
#include "store/partner_store.hpp"

namespace hotline::lookup {

struct LookupFlow::Parts {
  boost::asio::any_io_executor executor;
  const matching::Index& index;
  store::LogWriter& log;
  store::ChangeFeed& feed;
  store::pg::Pool& pool;
  const runtime::Keyring& keyring;
  const runtime::LogSigner& signer;
  const core::ScriptCatalogue& scripts;
  core::Guard& guard;
  const core::Canaries& canaries;
  const core::Clock& clock;
  runtime::Random& random;
  LookupFlowOptions options;
  std::string model_version;
  runtime::Counter stale;
  runtime::Counter repeated;
  runtime::Histogram search_seconds;
  // Calls that the log itself could not take; counted in the next entry.
  std::atomic<std::uint32_t> shed{0};

  core::RandomBelow below() {
    return [this](std::uint32_t bound) { return static_cast<std::uint32_t>(random.below(bound)); };
  }
};

// One call on its way. Owned by whoever has the next step: the calling thread, the log writer, or a coroutine.
class LookupFlow::Run : public std::enable_shared_from_this<Run> {
 public:
  Run(Parts& parts, LookupFlow& flow, const rpc::CallContext& call, LookupQuestion question, WriteAnswer write,
      LookupDone done)
      : parts_(parts),
        flow_(flow),
        call_(call),
        question_(std::move(question)),
        write_(write),
        done_(std::move(done)),
        began_(std::chrono::steady_clock::now()),
        level_(core::derive_level(question_.steps)),
        caller_(rpc::guarded(call_.caller, parts_.keyring)) {
    counted_.caller = caller_.key;
    counted_.credential = caller_.credential_key;
    counted_.outside = core::from_outside(caller_.role);
  }

  void begin();

 private:
  // The first answer and two more tries (system.md 7.4).
  static constexpr int kAttemptsMax = 3;
  struct Found {
    LookupAnswer answer;
    core::Verdict verdict;
    std::vector<core::LoggedCandidate> logged;
    std::uint16_t region = 0;
    bool touched = false;  // the question means a canary
  };

  void attempt();
  Found compute();
  // Puts the cluster that was released in the place of every doubt. False when nothing was released of what was found.
  bool use_release(std::span<const core::Candidate> candidates, core::Verdict& verdict) const;
  bool by_portal() const { return by_partner() || call_.caller.role == core::Role::kPortal; }
  bool by_partner() const { return call_.caller.role == core::Role::kPartner; }
  bool finds_confirmed(const core::Verdict& verdict) const;
  core::Hearing hearing() const;
  void look_at(const matching::Found& found, LookupAnswer& answer) const;
  void log_look(const LookupAnswer& answer, core::LogPayload& payload) const;
  core::LogPayload payload_of(const Found& found) const;
  bool tells(const Found& found) const;
  void lock_persons(const Found& found, const core::LogPayload& payload, store::LogDraft& draft) const;
  store::LookupFact fact_of(const Found& found) const;
  core::Done fill_script(LookupAnswer& answer, const core::Verdict& verdict) const;
  core::Result<store::LogDraft> draft(const Found& found, std::string_view kept_answer);
  std::string contact_of(const store::InquiryAsker& asker) const;
  std::optional<store::InquiryWrite> inquiry_write();
  void settle(store::LogOutcome outcome);
  void fail(core::Error error);
  core::Done check_limits();
  void count(const Found& found, store::LogDraft& draft);

  // Whoever calls a family back needs no passphrase.
  static boost::asio::awaitable<core::Result<inquiry::OpenedInquiry>> open_inquiry(std::shared_ptr<Run> run,
                                                                                   inquiry::InquiryKey key);
  // What somebody has to say to the family, or to correct.
  static boost::asio::awaitable<core::Done> find_what_waits(std::shared_ptr<Run> run, std::int64_t reference);
  // By what people decided of the inquiry.
  static boost::asio::awaitable<core::Done> find_what_may_be_told(std::shared_ptr<Run> run);
  // A partner sees only what a family let him collect; everything else is as if it were absent.
  static boost::asio::awaitable<core::Done> check_partner(std::shared_ptr<Run> run, std::int64_t reference);
  static boost::asio::awaitable<core::Done> find_confirmed(std::shared_ptr<Run> run);
  // What this caller has opened of the inquiry; asked anew before each further attempt.
  static boost::asio::awaitable<core::Done> find_opening(std::shared_ptr<Run> run);
  static boost::asio::awaitable<void> with_inquiry(std::shared_ptr<Run> run);
  static boost::asio::awaitable<void> again(std::shared_ptr<Run> run, store::LogOutcome outcome);
  static boost::asio::awaitable<void> repeat(std::shared_ptr<Run> run);
  // Says when the sheet was entered, and as which inquiry.
  static boost::asio::awaitable<void> tell_of_sheet(std::shared_ptr<Run> run, core::Error entered);
  // What a coroutine of ours threw is a bug: the caller hears of it like of any other.
  static auto ended(std::shared_ptr<Run> run) {
    return [run = std::move(run)](std::exception_ptr bug) {
      if (bug) run->fail(core::make_error(core::Reason::kBug, "a lookup ended by an exception"));
    };
  }

  Parts& parts_;
  LookupFlow& flow_;
  rpc::CallContext call_;
  LookupQuestion question_;
  WriteAnswer write_;
  LookupDone done_;
  std::chrono::steady_clock::time_point began_;
  std::uint8_t level_;
  int attempts_ = 0;
  std::uint32_t shed_ = 0;
  core::GuardCaller caller_;
  core::GuardRow counted_;  // what the log's entry tells the guard
  std::optional<inquiry::OpenedInquiry> inquiry_;
  bool facts_added_ = false;
  std::optional<store::OpenedRelease> opening_;
  bool released_ = false;                    // the answer under way is told by the opening
  std::optional<core::PersonId> confirmed_;  // what a portal may hear of by now
  bool message_waits_ = false;
  bool corrects_ = false;         // the family was told what has been taken back, and nobody has said so yet
  bool match_confirmed_ = false;  // and the answer under way is about
  std::optional<core::Reference> reference_;
  std::optional<core::Sensitive<std::string>> passphrase_;
  std::optional<core::PendingAnswer<std::string>> pending_;
};

}  // namespace hotline::lookup
