#include "approval/approval_flow.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "inquiry/record_news.hpp"
#include "rpc/logged_call.hpp"
#include "store/await_append.hpp"
#include "store/pg/transaction.hpp"
#include "store/question.hpp"
#include "store/record_codec.hpp"
#include "store/review_store.hpp"
#include "store/write_keys.hpp"

namespace hotline::approval {
namespace {

namespace asio = boost::asio;
using store::pg::Transaction;
using Text = core::Result<std::string>;

std::int32_t day_of(core::Instant instant) {
  return static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count());
}

core::Error wrong_state(const char* message, std::string_view state) {
  core::Error error = core::make_error(core::Reason::kWrongState, message);
  error.metadata.emplace_back("state", std::string(state));
  return error;
}

core::Error closed_inquiry(core::InquiryState state) {
  return wrong_state("the inquiry is closed", core::name_of(state));
}

core::TellingNeed need_of(const core::LikelyCluster& cluster) {
  const core::RecordFacts& facts = cluster.best.facts;
  core::HeldOfCluster held;
  held.side = facts.side;
  held.derived.status = static_cast<core::Status>(facts.status);
  held.derived.rung = facts.rung;
  held.derived.flags = facts.flags;
  held.wish = cluster.inform_kin;
  held.hold_in_force = cluster.hold_in_force;
  return core::telling_need(held);
}

}  // namespace

// Nothing is decided about those who do not exist.
std::vector<core::Candidate> ApprovalFlow::found_for(const core::QuestionFacts& facts) const {
  matching::Found found = index_.find(store::question_of(keyring_, facts));
  const auto canaries = canaries_.look();
  std::erase_if(found.candidates, [&](const core::Candidate& one) { return canaries.contains(one.person); });
  return std::move(found.candidates);
}

std::vector<Subject> ApprovalFlow::subjects_of(const core::QuestionFacts& facts) const {
  const std::vector<core::Candidate> found = found_for(facts);
  std::vector<Subject> subjects;
  for (const core::LikelyCluster& cluster : core::clusters_of(found, day_of(clock_.now()))) {
    if (subjects.size() == kSubjectsMax) break;
    const core::RecordFacts& held = cluster.best.facts;
    Subject& subject = subjects.emplace_back();
    subject.person = cluster.best.person;
    subject.cluster = held.cluster;
    subject.version = held.version;
    subject.probability = cluster.best.probability;
    subject.news = core::news_of(static_cast<core::Status>(held.status), held.flags);
    subject.need = need_of(cluster);
  }
  return subjects;
}

ApprovalFlow::Answer ApprovalFlow::request(rpc::CallContext call, RequestToMake asked, core::Bytes32 digest,
                                           Write<RequestMade> write) {
  auto opened = co_await inquiry::open_inquiry(pool_, keyring_, std::move(asked.key), call.caller.role, call.deadline);
  if (!opened) co_return Text(std::move(opened).error());
  if (!core::is_open(opened->row.state)) co_return Text(closed_inquiry(opened->row.state));
  const std::int64_t reference = opened->row.reference;
  const store::WriteKey key = inquiry::write_key(call, asked.request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Text(std::move(open).error());
  if (open->earlier) co_return Text(std::move(*open->earlier));

  auto release = co_await store::lock_release(open->tx, reference);
  if (!release) co_return Text(std::move(release).error());
  RequestMade made;
  if (*release && (*release)->fault == core::ReleaseFault::kNone) {
    made = RequestMade{(*release)->request_number, core::ReleaseRequestState::kReleased, (*release)->released_at};
  } else {
    auto put = co_await store::put_release_request(open->tx, reference, asked.during_call, call.caller.id);
    if (!put) co_return Text(std::move(put).error());
    made.number = put->number;
    made.requested_at = put->requested_at;
  }
  std::string what = "RELEASE_REQUESTED " + std::to_string(made.number);
  std::vector<core::PersonVersion> nobody;
  auto logged = co_await log_use(call, core::LogEntryKind::kApproval, std::move(what), reference, std::move(nobody));
  if (!logged) co_return Text(logged.error());
  std::string answer = write(made);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

ApprovalFlow::Answer ApprovalFlow::decide(rpc::CallContext call, DecisionToMake decision, core::Bytes32 digest,
                                          Write<DecisionMade> write) {
  const store::WriteKey key = inquiry::write_key(call, decision.request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Text(std::move(open).error());
  if (open->earlier) co_return Text(std::move(*open->earlier));
  auto until = co_await put_decision(open->tx, call, decision);
  if (!until) co_return Text(std::move(until).error());
  DecisionMade made;
  made.released_until = *until;
  std::string answer = write(made);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

asio::awaitable<core::Result<std::optional<core::Instant>>> ApprovalFlow::put_decision(Transaction& tx,
                                                                                       rpc::CallContext call,
                                                                                       const DecisionToMake& decision) {
  auto request = co_await store::lock_release_request(tx, decision.number);
  if (!request) co_return request.error();
  if (!*request) co_return core::make_error(core::Reason::kNotFound, "no such request");
  const store::RequestRow& asked = **request;
  if (asked.state != core::ReleaseRequestState::kWaiting) {
    co_return wrong_state("the request is decided", core::name_of(asked.state));
  }
  std::optional<core::Instant> until;
  std::vector<core::PersonVersion> persons;
  std::string what = "RELEASE_REFUSED ";
  auto state = core::ReleaseRequestState::kRefused;
  if (decision.release) {
    auto release = co_await judge(tx, *decision.release, asked.reference);
    if (!release) co_return release.error();
    release->request_number = asked.number;
    release->released_by = call.caller.id;
    persons = release->cluster;
    auto put = co_await store::put_release(tx, std::move(*release));
    if (!put) co_return put.error();
    until = put->until;
    what = "RELEASED ";
    state = core::ReleaseRequestState::kReleased;
  }
  std::string ground =
      store::seal_release_ground(keyring_, store::ReleaseGround::kDecision, asked.number, decision.ground.reveal());
  auto decided = co_await store::decide_release_request(tx, asked.number, state, call.caller.id, std::move(ground));
  if (!decided) co_return decided.error();
  what += std::to_string(asked.number);
  auto logged =
      co_await log_use(call, core::LogEntryKind::kApproval, std::move(what), asked.reference, std::move(persons));
  if (!logged) co_return logged.error();
  co_return until;
}

// Locks first the records, then the inquiry, as a review does.
asio::awaitable<core::Result<store::NewRelease>> ApprovalFlow::judge(Transaction& tx, SubjectSeen seen,
                                                                     std::int64_t reference) {
  auto record = co_await store::lock_record(tx, seen.person);
  if (!record) co_return record.error();
  if (!*record) co_return core::make_error(core::Reason::kNotFound, "no such record");
  if ((*record)->version != seen.version) co_return inquiry::changed_meanwhile("record");
  auto cluster = co_await store::lock_cluster(tx, (*record)->cluster);
  if (!cluster) co_return cluster.error();
  auto inquiry = co_await store::lock_inquiry(tx, reference);
  if (!inquiry) co_return inquiry.error();
  if (!*inquiry) co_return inquiry::no_such_inquiry();
  if (!core::is_open((*inquiry)->state)) co_return closed_inquiry((*inquiry)->state);
  if ((*inquiry)->facts_version != seen.facts_version) co_return inquiry::changed_meanwhile("facts");
  auto facts = store::open_facts(keyring_, reference, (*inquiry)->facts_sealed);
  if (!facts) co_return facts.error();
  const std::vector<Subject> subjects = subjects_of(*facts);
  const auto meant = std::find_if(subjects.begin(), subjects.end(),
                                  [&](const Subject& subject) { return subject.cluster == (*record)->cluster; });
  if (meant == subjects.end()) co_return wrong_state("the family's facts do not mean this record", "NOT_MEANT");
  if (meant->need.telling == core::Telling::kNotNow) {
    co_return wrong_state("nothing of this record can be told today, released or not", "NOT_NOW");
  }
  store::NewRelease release;
  release.reference = reference;
  release.facts_version = seen.facts_version;
  release.person = seen.person;
  release.cluster = std::move(*cluster);
  co_return release;
}

ApprovalFlow::Answer ApprovalFlow::open(rpc::CallContext call, OpeningToMake asked, core::Bytes32 digest,
                                        Write<core::Instant> write) {
  auto opened = co_await inquiry::open_for_teller(pool_, keyring_, std::move(asked.key), call, clock_.now());
  if (!opened) co_return Text(std::move(opened).error());
  if (!core::is_open(opened->row.state)) co_return Text(closed_inquiry(opened->row.state));
  const std::int64_t reference = opened->row.reference;
  const store::WriteKey key = inquiry::write_key(call, asked.request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Text(std::move(open).error());
  if (open->earlier) co_return Text(std::move(*open->earlier));

  auto release = co_await store::lock_release(open->tx, reference);
  if (!release) co_return Text(std::move(release).error());
  auto request = co_await store::last_release_request(open->tx, reference);
  if (!request) co_return Text(std::move(request).error());
  std::optional<core::ReleaseAsked> wanted;
  if (*release) wanted = core::ReleaseAsked{(*release)->released_by, (*release)->fault};
  std::optional<core::ReleaseRequestState> last;
  if (*request) last = (*request)->state;
  const core::Done may = core::may_open(wanted, last, call.caller.id);
  if (!may) co_return Text(may.error());
  auto opening = co_await store::put_opening(open->tx, (*release)->release, call.caller.id);
  if (!opening) co_return Text(std::move(opening).error());
  std::string what = "OPENED " + std::to_string(opening->opening);
  std::vector<core::PersonVersion> persons = std::move((*release)->cluster);
  auto logged = co_await log_use(call, core::LogEntryKind::kApproval, std::move(what), reference, std::move(persons));
  if (!logged) co_return Text(logged.error());
  std::string answer = write(opening->until);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

ApprovalFlow::Answer ApprovalFlow::withdraw(rpc::CallContext call, WithdrawalToMake withdrawal, core::Bytes32 digest,
                                            std::function<std::string()> write) {
  const store::WriteKey key = inquiry::write_key(call, withdrawal.request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Text(std::move(open).error());
  if (open->earlier) co_return Text(std::move(*open->earlier));

  auto release = co_await store::lock_release(open->tx, withdrawal.reference);
  if (!release) co_return Text(std::move(release).error());
  if (!*release) co_return Text(core::make_error(core::Reason::kNotFound, "the inquiry has no release"));
  if ((*release)->fault != core::ReleaseFault::kNone) {
    co_return Text(wrong_state("the release does not stand any more", core::name_of((*release)->fault)));
  }
  std::string ground = store::seal_release_ground(keyring_, store::ReleaseGround::kWithdrawal,
                                                  (*release)->request_number, withdrawal.ground.reveal());
  auto taken = co_await store::withdraw_release(open->tx, (*release)->release, call.caller.id, std::move(ground));
  if (!taken) co_return Text(taken.error());
  std::string what = "RELEASE_WITHDRAWN " + std::to_string((*release)->request_number);
  std::vector<core::PersonVersion> persons = std::move((*release)->cluster);
  auto logged =
      co_await log_use(call, core::LogEntryKind::kApproval, std::move(what), withdrawal.reference, std::move(persons));
  if (!logged) co_return Text(logged.error());
  std::string answer = write();
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

core::Result<core::PersonVersion> ApprovalFlow::sure_subject(const core::QuestionFacts& facts) const {
  const std::vector<core::Candidate> found = found_for(facts);
  const core::Verdict verdict = core::decide(core::asked_facts(facts), found, day_of(clock_.now()));
  if (verdict.kind != core::VerdictKind::kOne) {
    return wrong_state("the family's facts do not mean one record beyond doubt; only a supervisor decides", "IN_DOUBT");
  }
  const core::LikelyCluster& meant = verdict.likely.front();
  if (need_of(meant).telling == core::Telling::kNotNow) {
    return wrong_state("nothing of this record can be told today, released or not", "NOT_NOW");
  }
  return core::PersonVersion{meant.best.person, meant.best.facts.version};
}

ApprovalFlow::Answer ApprovalFlow::break_glass(rpc::CallContext call, GlassToBreak asked, core::Bytes32 digest,
                                               Write<GlassBroken> write) {
  auto opened = co_await inquiry::open_inquiry(pool_, keyring_, std::move(asked.key), call.caller.role, call.deadline);
  if (!opened) co_return Text(std::move(opened).error());
  if (!core::is_open(opened->row.state)) co_return Text(closed_inquiry(opened->row.state));
  const store::WriteKey key = inquiry::write_key(call, asked.request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Text(std::move(open).error());
  if (open->earlier) co_return Text(std::move(*open->earlier));
  auto broken = co_await put_glass(open->tx, call, *opened, asked.reason);
  if (!broken) co_return Text(std::move(broken).error());
  std::string answer = write(*broken);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

// A release and its opening in one, of the one who breaks it.
asio::awaitable<core::Result<GlassBroken>> ApprovalFlow::put_glass(Transaction& tx, rpc::CallContext call,
                                                                   const inquiry::OpenedInquiry& opened,
                                                                   const core::Sensitive<std::string>& reason) {
  auto told = core::told_of_break_glass(told_of_break_glass_, call.caller.id);
  if (!told) co_return told.error();
  auto subject = sure_subject(opened.facts);
  if (!subject) co_return subject.error();
  auto record = co_await store::lock_record(tx, subject->person);
  if (!record) co_return record.error();
  if (!*record || (*record)->version != subject->version) co_return inquiry::changed_meanwhile("record");
  store::NewRelease release;
  release.reference = opened.row.reference;
  release.facts_version = opened.row.facts_version;
  release.person = subject->person;
  release.released_by = call.caller.id;
  release.minutes = core::kBreakGlassMinutes;
  release.break_glass = true;
  auto cluster = co_await store::lock_cluster(tx, (*record)->cluster);
  if (!cluster) co_return cluster.error();
  release.cluster = std::move(*cluster);
  std::vector<core::PersonVersion> persons = release.cluster;
  auto number = co_await store::put_own_request(tx, release.reference, call.caller.id);
  if (!number) co_return number.error();
  release.request_number = *number;
  std::string sealed = store::seal_release_ground(keyring_, store::ReleaseGround::kDecision, *number, reason.reveal());
  auto kept = co_await store::keep_own_ground(tx, *number, std::move(sealed));
  if (!kept) co_return kept.error();
  auto put = co_await store::put_release(tx, std::move(release));
  if (!put) co_return put.error();
  auto due = co_await store::put_break_glass(tx, put->release, std::move(*told));
  if (!due) co_return due.error();
  auto opening = co_await store::put_opening(tx, put->release, call.caller.id, core::kBreakGlassMinutes);
  if (!opening) co_return opening.error();
  std::string what = "GLASS_BROKEN " + std::to_string(put->release);
  auto logged = co_await log_use(call, core::LogEntryKind::kBreakGlass, std::move(what), opened.row.reference,
                                 std::move(persons));
  if (!logged) co_return logged.error();
  co_return GlassBroken{put->release, opening->until, *due};
}

ApprovalFlow::Answer ApprovalFlow::review_glass(rpc::CallContext call, GlassReview review, core::Bytes32 digest,
                                                std::function<std::string()> write) {
  const store::WriteKey key = inquiry::write_key(call, review.request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Text(std::move(open).error());
  if (open->earlier) co_return Text(std::move(*open->earlier));
  auto glass = co_await store::lock_break_glass(open->tx, review.number);
  if (!glass) co_return Text(std::move(glass).error());
  if (!*glass) co_return Text(core::make_error(core::Reason::kNotFound, "no such broken glass"));
  const core::Done may = core::may_review_break_glass((*glass)->broken_by, (*glass)->reviewed, call.caller.id);
  if (!may) co_return Text(may.error());
  std::string ground = store::seal_release_ground(keyring_, store::ReleaseGround::kBreakGlassReview, review.number,
                                                  review.ground.reveal());
  auto judged =
      co_await store::review_break_glass(open->tx, review.number, call.caller.id, review.justified, std::move(ground));
  if (!judged) co_return Text(judged.error());
  if (!review.justified) {
    std::string why = store::seal_release_ground(keyring_, store::ReleaseGround::kWithdrawal, (*glass)->request_number,
                                                 review.ground.reveal());
    auto taken = co_await store::withdraw_release(open->tx, review.number, call.caller.id, std::move(why));
    if (!taken) co_return Text(taken.error());
  }
  std::string what = (review.justified ? "GLASS_JUSTIFIED " : "GLASS_NOT_JUSTIFIED ") + std::to_string(review.number);
  std::vector<core::PersonVersion> nobody;
  auto logged =
      co_await log_use(call, core::LogEntryKind::kBreakGlass, std::move(what), (*glass)->reference, std::move(nobody));
  if (!logged) co_return Text(logged.error());
  std::string answer = write();
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

asio::awaitable<core::Result<std::vector<ShownRelease>>> ApprovalFlow::list(rpc::CallContext call,
                                                                            store::ReleasesPage page) {
  auto rows = co_await store::list_releases(pool_, page, call.deadline);
  if (!rows) co_return rows.error();
  std::vector<ShownRelease> shown;
  for (store::ListedRelease& row : *rows) {
    const std::int64_t number = row.row.request_number;
    auto ground = store::open_release_ground(keyring_, store::ReleaseGround::kDecision, number, row.ground_sealed);
    if (!ground) co_return ground.error();
    ShownRelease& one = shown.emplace_back();
    one.ground = core::Sensitive<std::string>(std::move(*ground));
    if (!row.withdrawal_ground_sealed.empty()) {
      auto why =
          store::open_release_ground(keyring_, store::ReleaseGround::kWithdrawal, number, row.withdrawal_ground_sealed);
      if (!why) co_return why.error();
      one.withdrawal_ground = core::Sensitive<std::string>(std::move(*why));
    }
    one.row = std::move(row);
  }
  co_return shown;
}

asio::awaitable<core::Done> ApprovalFlow::log_use(rpc::CallContext call, core::LogEntryKind kind, std::string what,
                                                  std::int64_t reference, std::vector<core::PersonVersion> persons) {
  core::LogPayload payload = rpc::payload_of(call, std::move(what));
  payload.inquiry_reference = reference;
  payload.disclosed = std::move(persons);
  store::ActLog log{log_, keyring_, random_, clock_};
  co_return co_await store::log_act(log, kind, std::move(payload), call.deadline);
}

}  // namespace hotline::approval
