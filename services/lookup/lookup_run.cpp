#include "lookup/lookup_run.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <span>

#include "core/portal.hpp"
#include "lookup/asked_person.hpp"
#include "lookup/kept_answer.hpp"
#include "runtime/seal.hpp"
#include "store/inquiry_store.hpp"
#include "store/log_sealer.hpp"
#include "store/question.hpp"
#include "store/record_codec.hpp"

namespace hotline::lookup {
namespace asio = boost::asio;
namespace {

// A writer holds the person's row: its transaction ends soon or the call fails.
inline constexpr std::chrono::milliseconds kBusyPause{60};
inline constexpr std::chrono::milliseconds kRetryAfter{300};
constexpr std::string_view kCallsBack = "PURPOSE_CALLBACK";

std::int32_t days_of(core::Instant instant) {
  return static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count());
}

std::string day_text(std::int32_t day) {
  core::PartialDate date;
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{day}}};
  date.precision = core::DatePrecision::kDay;
  date.year = static_cast<std::int16_t>(static_cast<int>(ymd.year()));
  date.month = static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month()));
  date.day = static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()));
  return core::format_date(date);
}

core::Error not_now(const char* message) {
  core::Error error = core::make_error(core::Reason::kStoreDown, message);
  error.retry_after = kRetryAfter;
  return error;
}

std::string kept_answer(const LookupAnswer& answer, const std::string& message) {
  KeptAnswer kept;
  kept.message = message;
  if (!answer.script.empty()) {
    kept.script = KeptScript{answer.disclosure.kind,    answer.language,      answer.script_version,
                             answer.script_fingerprint, answer.script_fields, answer.correction_version};
  }
  return encode(kept);
}

}  // namespace

void LookupFlow::Run::begin() {
  const auto admitted = question_.partner_case ? core::Done(core::Nothing()) : parts_.guard.admit_call(caller_);
  if (!admitted) {
    flow_.log_refusal(call_, admitted.error().reason);
    return fail(admitted.error());
  }
  if (question_.key) {
    asio::co_spawn(parts_.executor, with_inquiry(shared_from_this()), ended(shared_from_this()));
    return;
  }
  const auto within = check_limits();
  if (!within) return fail(within.error());
  attempt();
}

core::Done LookupFlow::Run::check_limits() {
  const core::AskedPerson asked = asked_person(parts_.keyring, question_.facts.reveal(), question_.call, question_.key);
  counted_.subject = asked.subject;
  if (question_.only_registers) return core::Nothing{};
  const auto asker = question_.call ? std::optional(asked.call) : std::nullopt;
  counted_.asker = asker.value_or(0);
  const auto admitted = parts_.guard.admit_person(caller_, asked, asker);
  if (!admitted) {
    flow_.log_refusal(call_, admitted.error().reason);
    return admitted.error();
  }
  counted_.bits = *admitted;
  return core::Nothing{};
}

asio::awaitable<void> LookupFlow::Run::with_inquiry(std::shared_ptr<Run> run) {
  inquiry::InquiryKey key = *run->question_.key;
  auto opened = co_await open_inquiry(run, std::move(key));
  if (!opened) {
    if (opened.error().reason == core::Reason::kNotFound) run->flow_.log_refusal(run->call_, core::Reason::kNotFound);
    run->fail(std::move(opened).error());
    co_return;
  }
  const auto his = co_await check_partner(run, opened->row.reference);
  if (!his) {
    if (his.error().reason == core::Reason::kNotFound) run->flow_.log_refusal(run->call_, core::Reason::kNotFound);
    run->fail(his.error());
    co_return;
  }
  const auto waits = co_await find_what_waits(run, opened->row.reference);
  if (!waits) {
    run->fail(waits.error());
    co_return;
  }
  // What was told is corrected even where the inquiry has ended.
  if (!core::is_open(opened->row.state) && !run->by_portal() && !run->corrects_) {
    core::Error error = core::make_error(core::Reason::kWrongState, "the inquiry is closed; ask without it");
    error.metadata.emplace_back("state", std::string(core::name_of(opened->row.state)));
    run->fail(std::move(error));
    co_return;
  }
  core::QuestionFacts merged = inquiry::merge(opened->facts, run->question_.facts.reveal());
  run->facts_added_ = !(merged == opened->facts);
  run->question_.facts = core::Sensitive<core::QuestionFacts>(std::move(merged));
  auto reference = core::Reference::from_number(opened->row.reference);
  if (reference) run->reference_ = *reference;
  run->inquiry_ = std::move(*opened);
  const auto looked = co_await find_what_may_be_told(run);
  if (!looked) {
    run->fail(looked.error());
    co_return;
  }
  const auto within = run->check_limits();
  if (!within) {
    run->fail(within.error());
    co_return;
  }
  run->attempt();
}

asio::awaitable<core::Result<inquiry::OpenedInquiry>> LookupFlow::Run::open_inquiry(std::shared_ptr<Run> run,
                                                                                    inquiry::InquiryKey key) {
  if (run->question_.purpose == kCallsBack) {
    co_return co_await inquiry::open_for_teller(run->parts_.pool, run->parts_.keyring, std::move(key), run->call_,
                                                run->parts_.clock.now());
  }
  co_return co_await inquiry::open_inquiry(run->parts_.pool, run->parts_.keyring, std::move(key),
                                           run->call_.caller.role, run->call_.deadline);
}

asio::awaitable<core::Done> LookupFlow::Run::find_what_waits(std::shared_ptr<Run> run, std::int64_t reference) {
  auto causes = co_await store::open_causes(run->parts_.pool, reference, run->call_.deadline);
  if (!causes) co_return causes.error();
  run->message_waits_ = *causes != 0;
  run->corrects_ = (*causes & core::kCorrection) != 0 && !run->by_portal();
  co_return core::Nothing{};
}

asio::awaitable<core::Done> LookupFlow::Run::find_what_may_be_told(std::shared_ptr<Run> run) {
  if (run->by_portal()) co_return co_await find_confirmed(run);
  co_return co_await find_opening(run);
}

asio::awaitable<core::Done> LookupFlow::Run::check_partner(std::shared_ptr<Run> run, std::int64_t reference) {
  if (!run->by_partner()) co_return core::Nothing{};
  auto may = co_await store::may_collect(run->parts_.pool, reference, run->call_.caller.id, run->call_.deadline);
  if (!may) co_return may.error();
  if (!*may) co_return inquiry::no_such_inquiry();
  co_return core::Nothing{};
}

// New facts are not those that the supervisor saw.
asio::awaitable<core::Done> LookupFlow::Run::find_opening(std::shared_ptr<Run> run) {
  run->opening_.reset();
  if (run->facts_added_ || run->question_.look) co_return core::Nothing{};
  auto opening = co_await store::find_opening(run->parts_.pool, run->inquiry_->row.reference, run->call_.caller.id,
                                              run->call_.deadline);
  if (!opening) co_return opening.error();
  run->opening_ = std::move(*opening);
  co_return core::Nothing{};
}

asio::awaitable<core::Done> LookupFlow::Run::find_confirmed(std::shared_ptr<Run> run) {
  run->confirmed_.reset();
  const auto state = run->inquiry_->row.state;
  if (state == core::InquiryState::kWithdrawn || state == core::InquiryState::kClosed) co_return core::Nothing{};
  auto match =
      co_await store::find_confirmed_match(run->parts_.pool, run->inquiry_->row.reference, run->call_.deadline);
  if (!match) co_return match.error();
  const auto hour = run->parts_.options.portal_release_hour;
  const bool at_once = run->parts_.options.portal_release == core::PortalRelease::kAtOnce;
  if (*match && (at_once || core::past_release_hour((*match)->confirmed_at, run->parts_.clock.now(), hour))) {
    run->confirmed_ = (*match)->person;
  }
  co_return core::Nothing{};
}

bool LookupFlow::Run::finds_confirmed(const core::Verdict& verdict) const {
  if (!confirmed_ || verdict.kind != core::VerdictKind::kOne) return false;
  const auto persons = verdict.persons();
  return std::ranges::any_of(persons, [&](const auto& one) { return one.person == *confirmed_; });
}

core::Hearing LookupFlow::Run::hearing() const {
  core::Hearing hearing;
  const bool supervisor = call_.caller.role == core::Role::kSupervisor;
  hearing.channel = supervisor ? core::Channel::kSupervisor : core::Channel::kOperator;
  if (by_portal()) hearing.channel = core::Channel::kPortal;
  hearing.match_confirmed = match_confirmed_;
  hearing.caller_level = level_;
  hearing.tell_death_granted = call_.caller.has_grant(core::Grant::kTellDeath);
  hearing.names_kinship = core::is_kinship(question_.relation);
  hearing.wishes_to_hear_now = question_.wishes_to_hear_now;
  if (released_) hearing.release = core::Release::kReleased;
  return hearing;
}

LookupFlow::Run::Found LookupFlow::Run::compute() {
  const auto& facts = question_.facts.reveal();
  const matching::Query query = store::question_of(parts_.keyring, facts);
  const auto search_began = std::chrono::steady_clock::now();
  const matching::Found matched = parts_.index.find(query);
  parts_.search_seconds.observe(std::chrono::steady_clock::now() - search_began);

  Found found;
  const auto canaries = parts_.canaries.look();
  const auto invented = [&](const core::Candidate& candidate) { return canaries.contains(candidate.person); };
  std::vector<core::Candidate> candidates = matched.candidates;
  std::erase_if(candidates, invented);
  found.touched = std::any_of(matched.candidates.begin(), matched.candidates.end(), [&](const auto& candidate) {
    return candidate.probability >= core::kCanaryMeant && invented(candidate);
  });
  const core::AskedFacts asked = core::asked_facts(facts);
  // Nobody is answered anything because of somebody who does not exist.
  found.verdict = core::decide(asked, candidates, days_of(parts_.clock.now()));
  released_ = use_release(candidates, found.verdict);
  match_confirmed_ = finds_confirmed(found.verdict);
  LookupAnswer& answer = found.answer;
  answer.disclosure = core::disclose(found.verdict, hearing());
  answer.language = question_.language;
  answer.helpful = core::helpful_facts(asked);
  answer.register_revision = matched.revision;
  answer.caller_level = level_;
  answer.trial = parts_.options.trial;
  answer.model_version = parts_.model_version;
  answer.today = days_of(parts_.clock.now());
  if (inquiry_) answer.inquiry_state = inquiry_->row.state;
  answer.message_waits = message_waits_;
  if (question_.look) {
    look_at(matched, answer);
  } else if (core::tells_of_person(answer.disclosure.kind) && !found.verdict.likely.empty()) {
    const core::Candidate& best = found.verdict.likely.front().best;
    answer.candidates.push_back(best);
    answer.fact_day = best.facts.status_day;
    answer.last_alive_day = best.facts.last_alive_day;
    answer.wounded = (best.facts.flags & core::kWounded) != 0;
    found.region = best.facts.region;
  }
  for (const auto& candidate : matched.candidates) {
    core::LoggedCandidate logged;
    logged.person = candidate.person;
    logged.probability = static_cast<std::uint16_t>(std::clamp(candidate.probability, 0.0, 1.0) * 10'000);
    found.logged.push_back(logged);
  }
  return found;
}

bool LookupFlow::Run::use_release(std::span<const core::Candidate> candidates, core::Verdict& verdict) const {
  if (!opening_ || verdict.kind == core::VerdictKind::kNeedsMoreDetail) return false;
  if (opening_->break_glass && verdict.kind != core::VerdictKind::kOne) return false;
  auto cluster = core::released_cluster(candidates, opening_->cluster, days_of(parts_.clock.now()));
  if (!cluster) return false;
  verdict = core::Verdict();
  verdict.kind = core::VerdictKind::kOne;
  verdict.likely.push_back(std::move(*cluster));
  return true;
}

void LookupFlow::Run::look_at(const matching::Found& found, LookupAnswer& answer) const {
  const auto& only = question_.look->person;
  for (const core::Candidate& candidate : found.candidates) {
    if (!only || candidate.person == *only) answer.candidates.push_back(candidate);
  }
  answer.further_field = found.further_field;
  answer.reading = parts_.index.reading_of(question_.facts.reveal().name);
}

core::Done LookupFlow::Run::fill_script(LookupAnswer& answer, const core::Verdict& verdict) const {
  if (answer.disclosure.tells(core::kTellHowToWrite)) {
    const auto text = parts_.options.how_to_write.find(answer.language);
    if (text != parts_.options.how_to_write.end()) answer.how_to_write = text->second;
  }
  if (!question_.opens_inquiry) return core::Nothing{};
  if (reference_) answer.reference = reference_->text();
  if (passphrase_) answer.passphrase = passphrase_->reveal();
  const core::AnswerScript* script = parts_.scripts.find(answer.disclosure.kind, answer.language);
  if (script == nullptr) return core::make_error(core::Reason::kBug, "a script is missing");
  core::ScriptFields fields;
  fields.set(core::ScriptField::kReference, answer.reference);
  fields.set(core::ScriptField::kPassphrase, answer.passphrase);
  fields.set(core::ScriptField::kName, spoken_name(question_.facts.reveal().name));
  if (answer.disclosure.tells(core::kTellDate) && answer.fact_day != 0 && !verdict.likely.empty()) {
    fields.set(core::ScriptField::kDate, day_text(answer.fact_day));
  }
  if (answer.disclosure.tells(core::kTellLastAlive) && answer.last_alive_day != 0) {
    fields.set(core::ScriptField::kLastKnownAlive, day_text(answer.last_alive_day));
  }
  fields.set(core::ScriptField::kHowToWrite, answer.how_to_write);
  auto rendered = core::render(*script, fields);
  if (!rendered) return std::move(rendered).error();
  answer.script = std::move(*rendered);
  if (corrects_) {
    const core::ScriptText* correction = parts_.scripts.find_correction(answer.language);
    if (correction == nullptr) return core::make_error(core::Reason::kBug, "the correction is missing");
    answer.script = core::with_correction(std::move(answer.script), *correction);
    answer.correction_version = correction->version;
  }
  answer.script_version = script->version;
  answer.script_fingerprint = script->fingerprint;
  answer.script_fields = std::move(fields);
  return core::Nothing{};
}

void LookupFlow::Run::attempt() {
  ++attempts_;
  if (call_.out_of_time()) return fail(core::make_error(core::Reason::kOutOfTime, "the deadline has passed"));
  if (question_.opens_inquiry && !reference_) {
    reference_ = core::Reference::generate(parts_.below());
    if (!passphrase_) passphrase_ = core::generate_passphrase(parts_.below(), core::code_of(question_.language));
  }
  Found found = compute();
  const auto scripted = fill_script(found.answer, found.verdict);
  if (!scripted) return fail(scripted.error());
  std::string bytes = write_.message(found.answer);
  const std::string kept = kept_answer(found.answer, bytes);
  bytes += write_.script(found.answer.script);
  shed_ = parts_.shed.exchange(0, std::memory_order_relaxed);
  auto entry = draft(found, kept);
  if (!entry) return fail(std::move(entry).error());
  pending_.emplace(std::move(bytes));
  parts_.log.append(std::move(*entry), [run = shared_from_this()](store::LogOutcome outcome) {
    asio::post(run->parts_.executor,
               [run, outcome = std::move(outcome)]() mutable { run->settle(std::move(outcome)); });
  });
}

void LookupFlow::Run::settle(store::LogOutcome outcome) {
  using Kind = store::LogOutcome::Kind;
  if (outcome.kind != Kind::kCommitted && shed_ != 0) {
    parts_.shed.fetch_add(std::exchange(shed_, 0), std::memory_order_relaxed);
  }
  switch (outcome.kind) {
    case Kind::kCommitted:
      std::exchange(done_, nullptr)(core::release(std::move(*pending_), *outcome.receipt));
      return;
    case Kind::kDuplicate:
      parts_.repeated.add();
      asio::co_spawn(parts_.executor, repeat(shared_from_this()), ended(shared_from_this()));
      return;
    case Kind::kStale:
      parts_.stale.add();
      if (attempts_ >= kAttemptsMax) return fail(not_now("the register is changing faster than it can be read"));
      asio::co_spawn(parts_.executor, again(shared_from_this(), std::move(outcome)), ended(shared_from_this()));
      return;
    case Kind::kFailed:
      if (outcome.sheet_entered) {
        asio::co_spawn(parts_.executor, tell_of_sheet(shared_from_this(), *outcome.error), ended(shared_from_this()));
        return;
      }
      if (outcome.error &&
          (outcome.error->reason == core::Reason::kTooMany || outcome.error->reason == core::Reason::kStoreDown)) {
        parts_.shed.fetch_add(1, std::memory_order_relaxed);
      }
      fail(outcome.error ? *outcome.error : core::make_error(core::Reason::kBug, "the log gave no reason"));
      return;
  }
}

// Waits until the index has seen what the register held, then computes once more.
asio::awaitable<void> LookupFlow::Run::again(std::shared_ptr<Run> run, store::LogOutcome outcome) {
  if (outcome.reference_taken) run->reference_.reset();
  if (outcome.person_busy) {
    asio::steady_timer pause(co_await asio::this_coro::executor);
    pause.expires_after(kBusyPause * run->attempts_ * run->attempts_);
    co_await pause.async_wait(asio::use_awaitable);
  }
  if (run->parts_.index.revision() < outcome.current_revision) {
    const auto until =
        std::min(run->call_.deadline, std::chrono::steady_clock::now() + run->parts_.options.catch_up_max);
    co_await run->parts_.feed.wait_for(outcome.current_revision, until);
  }
  if (run->inquiry_) {
    // What made the answer stale may be what has to be corrected.
    const auto waits = co_await find_what_waits(run, run->inquiry_->row.reference);
    if (!waits) {
      run->fail(waits.error());
      co_return;
    }
  }
  if (run->opening_ || run->confirmed_) {
    const auto looked = co_await find_what_may_be_told(run);
    if (!looked) {
      run->fail(looked.error());
      co_return;
    }
  }
  run->attempt();
}

// The key is taken: the first answer is the answer.
asio::awaitable<void> LookupFlow::Run::repeat(std::shared_ptr<Run> run) {
  auto stored = co_await store::LogWriter::stored_answer(run->parts_.pool, run->parts_.signer, run->call_.caller.id,
                                                         run->question_.request, run->call_.deadline);
  if (!stored) {
    run->fail(std::move(stored).error());
    co_return;
  }
  if (!stored->has_value()) {
    run->fail(not_now("the first answer is not readable yet"));
    co_return;
  }
  if ((*stored)->digest != run->question_.digest) {
    run->fail(core::make_error(core::Reason::kConflict, "this request_id was used for another request"));
    co_return;
  }
  auto answer =
      store::open_answer(run->parts_.keyring, run->call_.caller.id, run->question_.request, (*stored)->answer_sealed);
  if (!answer) {
    run->fail(std::move(answer).error());
    co_return;
  }
  auto kept = decode_kept_answer(*answer);
  if (!kept) {
    run->fail(std::move(kept).error());
    co_return;
  }
  std::string bytes = std::move(kept->message);
  if (kept->script) {
    auto said = say_again(run->parts_.scripts, *kept->script);
    if (!said) {
      run->fail(std::move(said).error());
      co_return;
    }
    bytes += run->write_.script(*said);
  }
  core::PendingAnswer<std::string> first(std::move(bytes));
  std::exchange(run->done_, nullptr)(core::release(std::move(first), (*stored)->receipt));
}

void LookupFlow::Run::fail(core::Error error) {
  if (!done_) return;
  const LookupDone done = std::exchange(done_, nullptr);
  done(std::move(error));
}

}  // namespace hotline::lookup
