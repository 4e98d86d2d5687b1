#include "inquiry/inquiry_flow.hpp"

#include <utility>

#include "core/inquiry.hpp"
#include "runtime/seal.hpp"
#include "store/contact.hpp"
#include "store/pg/transaction.hpp"

namespace hotline::inquiry {
namespace {

namespace asio = boost::asio;

// With a thousand million references in use nine of ten drawings are free; so many taken ones are no accident.
constexpr int kDrawsMax = 20;

std::vector<std::int16_t> open_states() {
  std::vector<std::int16_t> states;
  for (auto number = static_cast<std::int16_t>(core::InquiryState::kStanding);
       number <= static_cast<std::int16_t>(core::InquiryState::kClosed); ++number) {
    if (core::is_open(static_cast<core::InquiryState>(number))) states.push_back(number);
  }
  return states;
}

store::InquirySummary summary_of(const store::StoredInquiry& row) {
  store::InquirySummary summary;
  summary.reference = row.reference;
  summary.state = row.state;
  summary.opened_at = row.opened_at;
  summary.changed_at = row.changed_at;
  return summary;
}

// The row that a caller with the right key had read a moment before; rows are never deleted while open.
core::Result<store::StoredInquiry> held(core::Result<std::optional<store::StoredInquiry>> row) {
  if (!row) return std::move(row).error();
  if (!row->has_value()) return no_such_inquiry();
  return std::move(**row);
}

}  // namespace

asio::awaitable<core::Result<std::string>> InquiryFlow::open(rpc::CallContext call, NewInquiry inquiry,
                                                             core::Bytes32 digest, Write<Opening> write) {
  using Answer = core::Result<std::string>;
  const store::WriteKey key = write_key(call, inquiry.request, digest);
  std::vector<core::Bytes32> contacts;
  const auto& asker = inquiry.asker.reveal();
  if (const auto normal = store::normalise_contact(asker.safe_contact, asker.contact)) {
    contacts = store::contact_keys(keyring_, asker.safe_contact, *normal);
  }

  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Answer(std::move(open).error());
  if (open->earlier) co_return Answer(std::move(*open->earlier));

  Opening opening;
  std::optional<core::Bytes32> contact;
  if (!contacts.empty()) contact = contacts.front();
  if (contact && !inquiry.open_another) {
    auto existing = co_await name_existing(open->tx, std::move(contacts));
    if (!existing) co_return Answer(std::move(existing).error());
    opening.existing = std::move(*existing);
  }
  if (opening.existing.empty()) {
    auto opened = co_await open_new(open->tx, call.caller.id, std::move(inquiry), contact);
    if (!opened) co_return Answer(std::move(opened).error());
    opening = std::move(*opened);
  }
  std::string answer = write(opening);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

asio::awaitable<core::Result<std::vector<store::InquirySummary>>> InquiryFlow::name_existing(
    store::pg::Transaction& tx, std::vector<core::Bytes32> contacts) {
  using Existing = core::Result<std::vector<store::InquirySummary>>;
  // By the oldest key, so that a new one does not let two calls of one asker pass each other.
  auto locked = co_await store::lock_contact(tx, contacts.back());
  if (!locked) co_return Existing(std::move(locked).error());
  co_return co_await store::list_of_contact(tx, std::move(contacts), open_states(), kExistingMax);
}

asio::awaitable<core::Result<Opening>> InquiryFlow::open_new(store::pg::Transaction& tx, core::ActorId actor,
                                                             NewInquiry inquiry, std::optional<core::Bytes32> contact) {
  using Opened = core::Result<Opening>;
  const core::RandomBelow below = [this](std::uint32_t bound) {
    return static_cast<std::uint32_t>(random_.below(bound));
  };
  Opening opening;
  opening.passphrase = core::generate_passphrase(below, core::code_of(inquiry.language));
  const auto normal = core::normalise_passphrase(opening.passphrase.reveal());
  if (!normal) co_return Opened(core::make_error(core::Reason::kBug, "a passphrase does not read as one"));

  store::InquiryRow row;
  row.language = static_cast<std::uint8_t>(inquiry.language);
  row.opened_at = clock_.now();
  row.opened_by = std::move(actor);
  row.contact_key = contact;
  row.kinship = core::kinship_rank(inquiry.asker.reveal().relation);
  if (const auto& hours = inquiry.asker.reveal().safe_hours) row.calling_hours = core::calling_hours(*hours);
  row.passphrase_hash =
      runtime::hash_passphrase(keyring_.newest(runtime::KeyUse::kPassphrase), random_, normal->reveal());
  const core::QuestionFacts& facts = inquiry.facts.reveal();
  for (int draw = 0; draw < kDrawsMax; ++draw) {
    const core::Reference reference = core::Reference::generate(below);
    row.reference = reference.number();
    row.facts_sealed = store::seal_facts(keyring_, row.reference, facts);
    row.asker_sealed = store::seal_asker(keyring_, row.reference, inquiry.asker.reveal());
    auto stored = co_await store::put_inquiry(tx, row);
    if (!stored) co_return Opened(std::move(stored).error());
    if (!*stored) continue;
    opening.reference = reference;
    co_return Opened(std::move(opening));
  }
  co_return Opened(core::make_error(core::Reason::kBug, "no free reference was drawn"));
}

asio::awaitable<core::Result<ShownInquiry>> InquiryFlow::show(rpc::CallContext call, InquiryKey key) {
  using Shown = core::Result<ShownInquiry>;
  auto opened = co_await open_inquiry(pool_, keyring_, std::move(key), call.caller.role, call.deadline);
  if (!opened) co_return Shown(std::move(opened).error());
  ShownInquiry shown;
  shown.summary = summary_of(opened->row);
  shown.facts = core::Sensitive<core::QuestionFacts>(std::move(opened->facts));
  shown.facts_version = opened->row.facts_version;
  if (!opened->row.asker_sealed.empty()) {
    auto asker = store::open_asker(keyring_, opened->row.reference, opened->row.asker_sealed);
    if (!asker) co_return Shown(std::move(asker).error());
    shown.asker = core::Sensitive<store::InquiryAsker>(std::move(*asker));
  }
  if (call.caller.role == core::Role::kSupervisor) {
    auto others = co_await store::count_others(pool_, opened->row.reference, call.deadline);
    if (!others) co_return Shown(std::move(others).error());
    shown.others = *others;
  }
  co_return Shown(std::move(shown));
}

asio::awaitable<core::Result<std::vector<store::InquirySummary>>> InquiryFlow::list(rpc::CallContext call,
                                                                                    store::InquiryPage page) {
  co_return co_await store::list_inquiries(pool_, std::move(page), call.deadline);
}

// The key is tried before the transaction: a wrong one is counted in a statement of its own, and claims no request_id.
asio::awaitable<core::Result<std::string>> InquiryFlow::add_facts(rpc::CallContext call, AddedFacts added,
                                                                  core::Bytes32 digest, Write<ChangedInquiry> write) {
  using Answer = core::Result<std::string>;
  const std::int64_t reference = added.key.reference.number();
  auto opened = co_await open_inquiry(pool_, keyring_, std::move(added.key), call.caller.role, call.deadline);
  if (!opened) co_return Answer(std::move(opened).error());
  const store::WriteKey key = write_key(call, added.request, digest);

  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Answer(std::move(open).error());
  if (open->earlier) co_return Answer(std::move(*open->earlier));

  auto locked = co_await store::lock_inquiry(open->tx, reference);
  auto row = held(std::move(locked));
  if (!row) co_return Answer(std::move(row).error());
  auto state = core::next_state(row->state, core::InquiryStep::kAddFacts, call.caller.role);
  if (!state) co_return Answer(std::move(state).error());
  auto standing = store::open_facts(keyring_, reference, row->facts_sealed);
  if (!standing) co_return Answer(std::move(standing).error());
  const core::QuestionFacts merged = merge(*standing, added.facts.reveal());

  ChangedInquiry changed;
  changed.summary = summary_of(*row);
  changed.facts_version = row->facts_version;
  // Facts that say nothing new leave everything as it is.
  if (!(merged == *standing)) {
    changed.summary.state = *state;
    changed.summary.changed_at = clock_.now();
    changed.facts_version = row->facts_version + 1;
    auto kept = co_await store::keep_facts(open->tx, reference, changed.summary.changed_at, call.caller.id);
    if (!kept) co_return Answer(std::move(kept).error());
    store::FactsRow facts;
    facts.reference = reference;
    facts.version_replaced = row->facts_version;
    facts.state = *state;
    facts.changed_at = changed.summary.changed_at;
    facts.facts_sealed = store::seal_facts(keyring_, reference, merged);
    auto put = co_await store::put_facts(open->tx, std::move(facts));
    if (!put) co_return Answer(std::move(put).error());
  }
  std::string answer = write(changed);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

asio::awaitable<core::Result<std::string>> InquiryFlow::withdraw(rpc::CallContext call, Withdrawal withdrawal,
                                                                 core::Bytes32 digest, Write<ChangedInquiry> write) {
  using Answer = core::Result<std::string>;
  const std::int64_t reference = withdrawal.key.reference.number();
  auto opened = co_await open_inquiry(pool_, keyring_, std::move(withdrawal.key), call.caller.role, call.deadline);
  if (!opened) co_return Answer(std::move(opened).error());
  const store::WriteKey key = write_key(call, withdrawal.request, digest);

  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Answer(std::move(open).error());
  if (open->earlier) co_return Answer(std::move(*open->earlier));

  auto locked = co_await store::lock_inquiry(open->tx, reference);
  auto row = held(std::move(locked));
  if (!row) co_return Answer(std::move(row).error());
  auto state = core::next_state(row->state, core::InquiryStep::kWithdraw, call.caller.role);
  if (!state) co_return Answer(std::move(state).error());

  ChangedInquiry changed;
  changed.summary = summary_of(*row);
  changed.summary.state = *state;
  changed.summary.changed_at = clock_.now();
  changed.facts_version = row->facts_version;
  auto put = co_await store::put_state(open->tx, reference, *state, changed.summary.changed_at);
  if (!put) co_return Answer(std::move(put).error());
  std::string answer = write(changed);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

}  // namespace hotline::inquiry
