#include "e2e/log_check.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/merkle.hpp"
#include "core/note.hpp"
#include "core/payload.hpp"
#include "core/reference.hpp"
#include "core/tree_check.hpp"
#include "e2e/questions.hpp"
#include "hotline/v1/lookup_service.pb.h"
#include "lookup/kept_answer.hpp"
#include "lookup/lookup_proto.hpp"
#include "runtime/log_signer.hpp"
#include "store/log_audit.hpp"
#include "store/log_sealer.hpp"
#include "support/migrated_database.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

using store::pg::Params;
using store::pg::Query;
using store::pg::Row;
using store::pg::Rows;

constexpr std::int64_t kEntriesAtOnce = 2'000;
constexpr std::chrono::seconds kReadLimit{60};

constexpr char kTrees[] = "SELECT tree, size, root FROM log_tree ORDER BY tree";
constexpr char kBatches[] =
    "SELECT first_index, entries, root, nodes FROM log_batch WHERE tree = $1 ORDER BY first_index";
constexpr char kEntries[] =
    "SELECT e.log_index, e.leaf, p.salt, p.key_sealed, p.payload_sealed, k.actor_id, k.request_id, k.digest, "
    "k.answer_sealed FROM log_entry AS e LEFT JOIN log_payload AS p USING (tree, log_index) "
    "LEFT JOIN request_key AS k ON k.tree = e.tree AND k.log_index = e.log_index "
    "WHERE e.tree = $1 AND e.log_index >= $2 AND e.log_index < $3 ORDER BY e.log_index";

class Check {
 public:
  Check(bench::Site& site, const History& history, Violations& violations)
      : site_(site), history_(history), violations_(violations), logged_(history.asked().size(), 0) {
    for (std::size_t i = 0; i < history.asked().size(); ++i) by_call_.emplace(history.asked()[i].call_id, i);
    site.server().run_sql(site.database(), "CREATE INDEX IF NOT EXISTS check_idx ON request_key (tree, log_index)");
    connection_ = test::connect_as(site.server(), site.database(), "postgres");
    connection_->set_timeout(kReadLimit);
  }

  LogTotals run() {
    for (const Row row : read(kTrees, Params())) {
      ++totals_.trees;
      check_tree(row.int4(0), row.int8(1), row.bytes32(2));
    }
    check_tables();
    check_audit();
    for (std::size_t i = 0; i < logged_.size(); ++i) {
      const Asked& asked = history_.asked()[i];
      const std::string name = "request " + uuid_text(asked.request_id);
      if (asked.answers > 0) ++totals_.answered;
      if (asked.answers > 0 && logged_[i] == 0) violations_.add("answered but not logged", name);
      if (asked.answers == 0 && logged_[i] == 1) ++totals_.unanswered_logged;
      if (logged_[i] > 1) violations_.add("logged more than once", name);
    }
    return totals_;
  }

 private:
  static core::ScriptCatalogue scripts() {
    auto loaded = core::ScriptCatalogue::load(test::source_path("services/core/scripts"));
    if (!loaded) throw std::runtime_error("the scripts cannot be read: " + loaded.error().message);
    return std::move(*loaded);
  }

  // Where an entry lies.
  struct Place {
    std::int32_t tree = 0;
    std::int64_t index = 0;
    core::Bytes32 leaf_hash{};
  };

  Rows read(const Query& query, const Params& params) {
    auto rows = connection_->exec(query, params);
    if (!rows) throw std::runtime_error("the log cannot be read: " + rows.error().message);
    return std::move(*rows);
  }

  void check_tree(std::int32_t tree, std::int64_t size, const core::Bytes32& root) {
    const std::string name = "tree " + std::to_string(tree);
    Params of_tree;
    of_tree.int4(tree);
    const Rows batches = read(kBatches, of_tree);
    std::size_t batch = 0;
    core::CompactRange range;
    std::vector<core::Bytes32> nodes;
    std::int64_t next = 0;
    for (std::int64_t from = 0; from < size + kEntriesAtOnce; from += kEntriesAtOnce) {
      Params page;
      page.int4(tree).int8(from).int8(from + kEntriesAtOnce);
      for (const Row row : read(kEntries, page)) {
        if (row.int8(0) != next) {
          violations_.add(row.int8(0) < next ? "two keys for one entry" : "an index is missing",
                          name + " at " + std::to_string(next));
          if (row.int8(0) < next) continue;
          next = row.int8(0);
        }
        check_entry(tree, next, row);
        const std::string_view leaf = row.bytea_view(1);
        range.append(core::leaf_hash(std::span(reinterpret_cast<const std::uint8_t*>(leaf.data()), leaf.size())),
                     nodes);
        ++next;
        ++totals_.entries;
        if (batch < batches.size() && batches[batch].int8(0) + batches[batch].int4(1) == next) {
          check_batch(name, batches[batch++], range, std::exchange(nodes, {}));
        }
      }
    }
    if (batch != batches.size() || !nodes.empty()) violations_.add("batches and entries differ", name);
    if (next != size) violations_.add("the tree's size is wrong", name);
    if (range.root() != root) violations_.add("the tree's root is wrong", name);
  }

  void check_batch(const std::string& tree, const Row& batch, const core::CompactRange& range,
                   const std::vector<core::Bytes32>& nodes) {
    const std::string name = tree + ", batch at " + std::to_string(batch.int8(0));
    if (batch.bytes32(2) != range.root()) violations_.add("a batch's root is wrong", name);
    std::string packed;
    for (const core::Bytes32& node : nodes) packed.append(node.begin(), node.end());
    if (batch.bytea_view(3) != packed) violations_.add("a batch's nodes are wrong", name);
  }

  void check_entry(std::int32_t tree, std::int64_t index, const Row& row) {
    const std::string name = "tree " + std::to_string(tree) + ", index " + std::to_string(index);
    const std::string_view bytes = row.bytea_view(1);
    const std::span leaf_bytes(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    const auto leaf = core::decode_leaf(leaf_bytes);
    if (!leaf || row.null(2)) return violations_.add("an entry is not whole", name);
    const auto opened = store::open_payload(site_.keyring(), leaf->id, row.bytea_view(3), row.bytea_view(4));
    if (!opened) return violations_.add("a payload does not open", name);
    if (core::commitment(row.bytes32(2), *opened) != leaf->commitment) {
      violations_.add("a payload is not the one committed to", name);
    }
    const auto payload = core::decode_payload(*opened);
    if (!payload) return violations_.add("a payload does not decode", name);
    // Registrars' work has entries too.
    if (leaf->kind != core::LogEntryKind::kInquiry) return;
    ++inquiry_entries_;
    const auto found = by_call_.find(payload->call_id);
    if (found == by_call_.end()) return violations_.add("an entry of a question never asked", name);
    ++logged_[found->second];
    if (row.null(5)) return violations_.add("an answer's entry without its key", name);
    check_question(name, history_.asked()[found->second], *payload, row);
    Place place;
    place.tree = tree;
    place.index = index;
    place.leaf_hash = core::leaf_hash(leaf_bytes);
    check_answer(name, history_.asked()[found->second], *payload, row, place);
  }

  void check_question(const std::string& name, const Asked& asked, const core::LogPayload& payload, const Row& row) {
    v1::LookupPersonRequest request;
    if (!request.ParseFromString(asked.request)) throw std::runtime_error("a recorded request does not parse");
    if (row.text_view(5) != asked.actor || row.uuid(6) != asked.request_id || payload.actor.value() != asked.actor) {
      violations_.add("an entry under another key", name);
    }
    if (row.bytes32(7) != store::request_digest(site_.keyring(), "LookupPerson", asked.request)) {
      violations_.add("an entry with another request's digest", name);
    }
    const core::QuestionFacts& facts = payload.question.reveal();
    const auto& said = request.facts();
    const bool same = facts.name.surname == said.name().surname() && facts.name.given == said.name().given_name() &&
                      facts.name.patronymic == said.name().patronymic() && facts.name.line == said.name().line() &&
                      facts.birth_date.year == said.birth_date().year() &&
                      facts.birth_date.month == said.birth_date().month() &&
                      facts.birth_date.day == said.birth_date().day() && facts.birthplace == said.birthplace();
    if (!same) violations_.add("an entry with another question", name);
  }

  void check_answer(const std::string& name, const Asked& asked, const core::LogPayload& payload, const Row& row,
                    const Place& place) {
    const auto stored =
        store::open_answer(site_.keyring(), payload.actor, core::RequestId(asked.request_id), row.bytea_view(8));
    v1::LookupPersonResponse kept;
    if (!stored || !say_again(*stored, kept)) return violations_.add("a stored answer does not open", name);
    if (!kept.inquiry_passphrase().empty()) ++inquiries_opened_;
    if (asked.answers == 0) return;

    v1::LookupPersonResponse reply;
    if (!reply.ParseFromString(history_.reply(asked))) return violations_.add("a reply does not parse", name);
    const v1::Receipt receipt = reply.receipt();
    const std::string hash(place.leaf_hash.begin(), place.leaf_hash.end());
    if (receipt.tree() != place.tree || receipt.index() != place.index || receipt.leaf_hash() != hash) {
      violations_.add("a receipt of another entry", name + ", the receipt says tree " + std::to_string(receipt.tree()) +
                                                        ", index " + std::to_string(receipt.index()));
    }
    if (!proves(receipt, place)) violations_.add("a receipt that proves nothing", name);
    if (!payload.answer || static_cast<int>(*payload.answer) != static_cast<int>(reply.kind()) ||
        payload.register_revision != reply.register_revision()) {
      violations_.add("an entry with another answer", name);
    }
    const auto reference = core::Reference::parse(reply.inquiry_reference());
    if (!reference || reference->number() != payload.inquiry_reference) {
      violations_.add("an entry with another inquiry", name);
    }
    reply.clear_receipt();
    if (reply.SerializeAsString() != kept.SerializeAsString())
      violations_.add("a stored answer that is not the one given", name);
  }

  // Its path leads from the entry to a root that our key signed, which is the tree's at that size.
  bool proves(const v1::Receipt& receipt, const Place& place) const {
    const auto checkpoint = core::open_checkpoint(receipt.checkpoint(), place.tree, signer_.public_keys());
    if (!checkpoint) return false;
    core::Proof path;
    for (const std::string& bytes : receipt.inclusion_path()) {
      const auto hashes = core::unpack_hashes(bytes);
      if (hashes.size() != 1) return false;
      path.push_back(hashes.front());
    }
    const auto index = static_cast<std::uint64_t>(place.index);
    return core::verify_inclusion(index, checkpoint->size, place.leaf_hash, path, checkpoint->root);
  }

  // The same judgement as `hotline audit verify` gives, over what crashes have left.
  void check_audit() {
    store::AuditQuestion question;
    question.public_keys = signer_.public_keys();
    auto reports = store::audit_log(*connection_, question, [](std::uint64_t, std::uint64_t) {});
    if (!reports) throw std::runtime_error("the log cannot be audited: " + reports.error().message);
    for (const store::TreeReport& report : *reports) {
      if (!report.damage) continue;
      violations_.add("the audit finds damage", "tree " + std::to_string(report.tree) + ", index " +
                                                    std::to_string(report.damage->first) + ": " + report.damage->what);
    }
  }

  bool say_again(const std::string& stored, v1::LookupPersonResponse& response) const {
    const auto kept = lookup::decode_kept_answer(stored);
    if (!kept || !kept->script) return false;
    const auto said = lookup::say_again(scripts_, *kept->script);
    return said && response.ParseFromString(kept->message + lookup::write_person_script(*said));
  }

  void check_tables() {
    expect("keys without an entry",
           "SELECT count(*) FROM request_key AS k LEFT JOIN log_entry AS e USING (tree, log_index) "
           "WHERE e.tree IS NULL",
           0);
    expect("lookup facts and entries differ", "SELECT count(*) FROM lookup_fact", inquiry_entries_);
    expect("inquiries and the entries that opened them differ", "SELECT count(*) FROM inquiry", inquiries_opened_);
    expect("disclosures without an entry",
           "SELECT count(*) FROM disclosed AS d LEFT JOIN log_entry AS e USING (tree, log_index) WHERE e.tree IS NULL",
           0);
  }

  void expect(const std::string& kind, const std::string& sql, std::int64_t wanted) {
    const std::string got = site_.query(sql);
    if (got != std::to_string(wanted)) violations_.add(kind, got + " instead of " + std::to_string(wanted));
  }

  bench::Site& site_;
  const runtime::LogSigner signer_{"hotline.example/log", site_.keyring().set(runtime::KeyUse::kLogSigning)};
  const History& history_;
  const core::ScriptCatalogue scripts_ = scripts();
  Violations& violations_;
  std::unique_ptr<store::pg::BlockingConnection> connection_;
  std::unordered_map<std::string, std::size_t> by_call_;
  std::vector<int> logged_;
  std::int64_t inquiry_entries_ = 0;
  std::int64_t inquiries_opened_ = 0;
  LogTotals totals_;
};

}  // namespace

LogTotals check_log(bench::Site& site, const History& history, Violations& violations) {
  return Check(site, history, violations).run();
}

}  // namespace hotline::e2e
