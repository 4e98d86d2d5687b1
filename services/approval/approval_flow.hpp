#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/approval.hpp"
#include "core/canaries.hpp"
#include "core/candidate_review.hpp"
#include "core/payload.hpp"
#include "core/result.hpp"
#include "core/sensitive.hpp"
#include "core/telling.hpp"
#include "core/time.hpp"
#include "inquiry/inquiry_access.hpp"
#include "inquiry/question_proto.hpp"
#include "matching/index.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/approval_store.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"
#include "store/write_keys.hpp"

namespace hotline::approval {

inline constexpr std::size_t kSubjectsMax = 10;

// A record that facts may mean, and what telling it takes today.
struct Subject {
  core::PersonId person;
  core::ClusterId cluster;
  std::int64_t version = 0;
  double probability = 0;
  core::News news = core::News::kOther;
  core::TellingNeed need;
};

struct RequestToMake {
  core::RequestId request;
  inquiry::InquiryKey key;
  bool during_call = false;
};
struct RequestMade {
  std::int64_t number = 0;
  core::ReleaseRequestState state = core::ReleaseRequestState::kWaiting;
  core::Instant requested_at;
};

struct SubjectSeen {
  core::PersonId person;
  std::int64_t version = 0;
  std::int32_t facts_version = 0;
};
struct DecisionToMake {
  core::RequestId request;
  std::int64_t number = 0;
  std::optional<SubjectSeen> release;  // nothing: refused
  core::Sensitive<std::string> ground;
};
struct DecisionMade {
  std::optional<core::Instant> released_until;
};

struct OpeningToMake {
  core::RequestId request;
  inquiry::InquiryKey key;
};
struct WithdrawalToMake {
  core::RequestId request;
  std::int64_t reference = 0;
  core::Sensitive<std::string> ground;
};

struct GlassToBreak {
  core::RequestId request;
  inquiry::InquiryKey key;
  core::Sensitive<std::string> reason;
};
struct GlassBroken {
  std::int64_t number = 0;
  core::Instant open_until;
  core::Instant review_due_at;
};
struct GlassReview {
  core::RequestId request;
  std::int64_t number = 0;
  bool justified = false;
  core::Sensitive<std::string> ground;
};

struct ShownRelease {
  store::ListedRelease row;
  core::Sensitive<std::string> ground, withdrawal_ground;
};

// Requests, releases, openings. Every write has its entry in the log before it takes effect; of a write that then fails
// the entry stays. What it refers to outlives it.
class ApprovalFlow {
 public:
  ApprovalFlow(store::pg::Pool& pool, store::LogWriter& log, const matching::Index& index,
               const core::Canaries& canaries, const runtime::Keyring& keyring, const core::Clock& clock,
               runtime::Random& random, std::vector<std::string> told_of_break_glass)
      : pool_(pool),
        log_(log),
        index_(index),
        canaries_(canaries),
        keyring_(keyring),
        clock_(clock),
        random_(random),
        told_of_break_glass_(std::move(told_of_break_glass)) {}

  // An answer is kept as the bytes that `write` makes of it; `digest` is store::write_digest of the request.
  template <typename T>
  using Write = std::function<std::string(const T& made)>;
  using Answer = boost::asio::awaitable<core::Result<std::string>>;

  Answer request(rpc::CallContext call, RequestToMake asked, core::Bytes32 digest, Write<RequestMade> write);
  Answer decide(rpc::CallContext call, DecisionToMake decision, core::Bytes32 digest, Write<DecisionMade> write);
  Answer open(rpc::CallContext call, OpeningToMake asked, core::Bytes32 digest, Write<core::Instant> write);
  Answer withdraw(rpc::CallContext call, WithdrawalToMake withdrawal, core::Bytes32 digest,
                  std::function<std::string()> write);
  Answer break_glass(rpc::CallContext call, GlassToBreak asked, core::Bytes32 digest, Write<GlassBroken> write);
  Answer review_glass(rpc::CallContext call, GlassReview review, core::Bytes32 digest,
                      std::function<std::string()> write);
  boost::asio::awaitable<core::Result<std::vector<ShownRelease>>> list(rpc::CallContext call, store::ReleasesPage page);

  // The likeliest first, at most kSubjectsMax. Computed from the index, on the calling thread.
  std::vector<Subject> subjects_of(const core::QuestionFacts& facts) const;

 private:
  boost::asio::awaitable<core::Result<std::optional<core::Instant>>> put_decision(store::pg::Transaction& tx,
                                                                                  rpc::CallContext call,
                                                                                  const DecisionToMake& decision);
  boost::asio::awaitable<core::Result<store::NewRelease>> judge(store::pg::Transaction& tx, SubjectSeen seen,
                                                                std::int64_t reference);
  std::vector<core::Candidate> found_for(const core::QuestionFacts& facts) const;
  // What the facts mean beyond doubt: kWrongState when there is a doubt, or when nothing of it can be told.
  core::Result<core::PersonVersion> sure_subject(const core::QuestionFacts& facts) const;
  boost::asio::awaitable<core::Result<GlassBroken>> put_glass(store::pg::Transaction& tx, rpc::CallContext call,
                                                              const inquiry::OpenedInquiry& opened,
                                                              const core::Sensitive<std::string>& reason);
  boost::asio::awaitable<core::Done> log_use(rpc::CallContext call, core::LogEntryKind kind, std::string what,
                                             std::int64_t reference, std::vector<core::PersonVersion> persons);

  store::pg::Pool& pool_;
  store::LogWriter& log_;
  const matching::Index& index_;
  const core::Canaries& canaries_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
  runtime::Random& random_;
  std::vector<std::string> told_of_break_glass_;
};

}  // namespace hotline::approval
