#include "runtime/config.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <fstream>
#include <initializer_list>
#include <limits>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

#include "core/note.hpp"

namespace hotline::runtime {

namespace {

// sun_path holds 108 bytes with its end mark.
constexpr std::size_t kSocketPathBytesMax = 107;
constexpr std::size_t kConfigBytesMax = 1 << 20;

// Reads the tables of one file, collects every fault and remembers which keys were asked for.
class Reader {
 public:
  Reader(const toml::table& root, std::filesystem::path folder) : root_(root), folder_(std::move(folder)) {}

  void section(std::string name) {
    section_ = std::move(name);
    table_ = nullptr;
    known_sections_.insert(section_);
    const toml::node* node = root_.get(section_);
    if (node == nullptr) return;
    table_ = node->as_table();
    if (table_ == nullptr) fault(section_, node, "must be a table: [" + section_ + "]");
  }

  void integer(const char* key, std::int64_t least, std::int64_t most, std::int32_t& out) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    const auto value = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
    if (!value || *value < least || *value > most) {
      fault(path(key), node, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
      return;
    }
    out = static_cast<std::int32_t>(*value);
  }

  void flag(const char* key, bool& out) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    const auto value = node->is_boolean() ? node->value<bool>() : std::nullopt;
    if (!value) return fault(path(key), node, "must be true or false");
    out = *value;
  }

  // A key that is "" means the same as one that is not there.
  bool blank(const char* key) {
    const toml::node* node = find(key);
    return node == nullptr || node->value<std::string>() == "";
  }

  enum class Presence { kRequired, kOptional };
  void file(const char* key, Presence presence, std::filesystem::path& out) {
    std::string value;
    if (!text(key, presence, value)) return;
    out = (std::filesystem::path(value).is_absolute() ? std::filesystem::path(value) : folder_ / value)
              .lexically_normal();
  }

  void socket(const char* key, Presence presence, std::filesystem::path& out) {
    file(key, presence, out);
    if (out.string().size() > kSocketPathBytesMax) fault(path(key), find(key), "must be at most 107 bytes long");
  }

  bool text(const char* key, Presence presence, std::string& out) {
    const toml::node* node = find(key);
    if (node == nullptr) {
      if (presence == Presence::kRequired) fault(path(key), table_, "is missing");
      return false;
    }
    const auto value = node->is_string() ? node->value<std::string>() : std::nullopt;
    if (!value || value->empty()) {
      fault(path(key), node, "must be a text that is not empty");
      return false;
    }
    out = *value;
    return true;
  }

  void texts(const char* key, std::vector<std::string>& out) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr ||
        !std::all_of(list->begin(), list->end(), [](const toml::node& e) { return e.is_string(); })) {
      fault(path(key), node, "must be a list of texts");
      return;
    }
    for (const toml::node& element : *list) out.push_back(*element.value<std::string>());
  }

  void note_name(const char* key, std::string& out) {
    constexpr std::size_t kBytesMax = 100;  // with the tree's number a name of core::is_note_name
    if (!text(key, Presence::kOptional, out)) return;
    if (out.size() <= kBytesMax && core::is_note_name(out)) return;
    fault(path(key), find(key), "must be at most 100 letters, digits and signs without spaces and \"+\"");
  }

  std::vector<ActorConfig> actors(const std::string& of) {
    section(of);
    std::vector<ActorConfig> out;
    if (table_ == nullptr) return out;
    std::set<std::string> ids;
    const toml::table& all = *table_;
    for (const auto& [name, node] : all) {
      ActorConfig actor;
      actor.name = std::string(name.str());
      section_ = of + "." + actor.name;
      table_ = node.as_table();
      if (table_ == nullptr) {
        fault(section_, &node, "must be a table: [" + section_ + "]");
        continue;
      }
      if (of == "certificates" && table_->contains("people")) {
        texts("people", actor.people);
        if (actor.people.empty()) fault(path("people"), find("people"), "names at least one role");
      } else {
        text("id", Presence::kRequired, actor.id);
        text("role", Presence::kRequired, actor.role);
        texts("grants", actor.grants);
      }
      if (!actor.id.empty() && !ids.insert(actor.id).second) {
        fault(path("id"), find("id"), "stands at another actor too; the log could not tell the two apart");
      }
      refuse_unknown_keys();
      out.push_back(std::move(actor));
    }
    return out;
  }

  // Keys that need not be read.
  void allow(std::initializer_list<const char*> keys) {
    for (const char* key : keys) known_keys_.insert(key);
  }

  // After all keys of the section were asked for.
  void refuse_unknown_keys() {
    if (table_ != nullptr) {
      for (const auto& [key, node] : *table_) {
        const std::string name(key.str());
        if (!known_keys_.contains(name)) fault(path(name.c_str()), &node, "is not a setting");
      }
    }
    known_keys_.clear();
  }

  void refuse_unknown_sections() {
    for (const auto& [key, node] : root_) {
      const std::string name(key.str());
      if (!known_sections_.contains(name)) fault(name, &node, "is not a section");
    }
  }

  std::vector<core::FieldViolation> take_faults() {
    std::stable_sort(faults_.begin(), faults_.end(), [](const Fault& a, const Fault& b) { return a.line < b.line; });
    std::vector<core::FieldViolation> out;
    for (Fault& each : faults_) out.push_back(std::move(each.violation));
    return out;
  }

 private:
  struct Fault {
    std::uint32_t line;
    core::FieldViolation violation;
  };

  std::string path(const char* key) const { return section_ + "." + key; }

  const toml::node* find(const char* key) {
    known_keys_.insert(key);
    return table_ == nullptr ? nullptr : table_->get(key);
  }

  void fault(std::string field, const toml::node* where, std::string_view what) {
    const std::uint32_t line = where == nullptr ? 0 : where->source().begin.line;
    std::string description = line == 0 ? std::string() : "line " + std::to_string(line) + ": ";
    description += what;
    faults_.push_back(Fault{line, core::FieldViolation{std::move(field), std::move(description)}});
  }

  const toml::table& root_;
  std::filesystem::path folder_;
  std::string section_;
  const toml::table* table_ = nullptr;
  std::set<std::string> known_sections_;
  std::set<std::string> known_keys_;
  std::vector<Fault> faults_;
};

Config read_all(Reader& reader) {
  using Presence = Reader::Presence;
  constexpr std::int64_t kMillion = 1'000'000;
  Config config;
  std::int32_t drain = static_cast<std::int32_t>(config.server.drain.count());
  reader.section("server");
  reader.socket("socket", Presence::kRequired, config.server.socket);
  reader.socket("metrics_socket", Presence::kRequired, config.server.metrics_socket);
  reader.integer("max_calls", 1, 100'000, config.server.max_calls);
  reader.integer("drain_seconds", 0, 600, drain);
  reader.refuse_unknown_keys();
  config.server.drain = std::chrono::seconds(drain);

  reader.section("database");
  reader.file("conninfo_file", Presence::kRequired, config.database.conninfo_file);
  reader.integer("pool_size", 1, 256, config.database.pool_size);
  reader.refuse_unknown_keys();

  reader.section("keys");
  reader.file("folder", Presence::kRequired, config.keys.folder);
  reader.refuse_unknown_keys();

  reader.section("log");
  reader.integer("tree", 1, std::numeric_limits<std::int32_t>::max(), config.log.tree);
  reader.integer("queue_max", 1, kMillion, config.log.queue_max);
  reader.integer("batch_max", 1, 512, config.log.batch_max);
  reader.file("state_file", Presence::kOptional, config.log.state_file);
  reader.note_name("name", config.log.name);
  reader.refuse_unknown_keys();

  reader.section("matching");
  reader.file("lexicon", Presence::kRequired, config.matching.lexicon);
  reader.refuse_unknown_keys();

  reader.section("scripts");
  reader.file("folder", Presence::kRequired, config.scripts.folder);
  reader.refuse_unknown_keys();

  // An index further behind than a second must not answer (system.md 7.4), so it cannot be configured.
  std::int32_t limit = static_cast<std::int32_t>(config.freshness.limit.count());
  reader.section("freshness");
  reader.integer("limit_ms", 50, 1000, limit);
  reader.refuse_unknown_keys();
  config.freshness.limit = std::chrono::milliseconds(limit);

  reader.section("answers");
  for (const char* language : {"uk", "ru", "en"}) {
    std::string sentence;
    if (reader.text(("how_to_write_" + std::string(language)).c_str(), Presence::kOptional, sentence)) {
      config.answers.how_to_write[language] = sentence;
    }
  }
  reader.refuse_unknown_keys();

  std::int32_t step = static_cast<std::int32_t>(config.relatives.step.count());
  std::int32_t hour = static_cast<std::int32_t>(config.relatives.release_hour.count());
  reader.section("relatives");
  reader.integer("step_ms", 10, 5'000, step);
  reader.integer("release_hour", 0, 23, hour);
  reader.flag("release_at_once", config.relatives.release_at_once);
  reader.refuse_unknown_keys();
  config.relatives.step = std::chrono::milliseconds(step);
  config.relatives.release_hour = std::chrono::hours(hour);
  reader.section("approval");
  reader.texts("break_glass_told", config.approval.break_glass_told);
  reader.refuse_unknown_keys();

  reader.section("limits");
  reader.integer("lookups_per_minute", 1, kMillion, config.limits.lookups_per_minute);
  reader.integer("persons_per_hour", 1, kMillion, config.limits.persons_per_hour);
  reader.integer("registrar_persons_per_hour", 1, kMillion, config.limits.registrar_persons_per_hour);
  reader.integer("outside_persons_per_hour", 1, kMillion, config.limits.outside_persons_per_hour);
  reader.integer("told_per_hour", 1, kMillion, config.limits.told_per_hour);
  reader.integer("outside_told_per_day", 1, kMillion, config.limits.outside_told_per_day);
  reader.integer("persons_per_certificate_per_hour", 1, kMillion, config.limits.persons_per_certificate_per_hour);
  reader.integer("persons_in_all_per_hour", 1, 10 * kMillion, config.limits.persons_in_all_per_hour);
  reader.integer("askers_per_person_per_hour", 1, kMillion, config.limits.askers_per_person_per_hour);
  reader.integer("stream_rows_max", 1, 100 * kMillion, config.limits.stream_rows_max);
  reader.refuse_unknown_keys();

  reader.section("edge");
  if (!reader.blank("socket")) {
    reader.socket("socket", Presence::kRequired, config.edge.socket);
    reader.file("ca_file", Presence::kRequired, config.edge.ca_file);
    reader.file("crl_file", Presence::kRequired, config.edge.crl_file);
  }
  reader.allow({"ca_file", "crl_file"});
  reader.refuse_unknown_keys();

  reader.section("tokens");
  if (!reader.blank("issuer")) {
    reader.text("issuer", Presence::kRequired, config.tokens.issuer);
    reader.text("audience", Presence::kOptional, config.tokens.audience);
    reader.file("keys_file", Presence::kRequired, config.tokens.keys_file);
  }
  reader.allow({"audience", "keys_file"});
  reader.refuse_unknown_keys();

  config.actors = reader.actors("actors");
  config.certificates = reader.actors("certificates");
  reader.refuse_unknown_sections();
  return config;
}

core::Error bad_config(std::vector<core::FieldViolation> violations) {
  core::Error error = core::make_error(core::Reason::kInvalidField, "the configuration file has faults");
  error.violations = std::move(violations);
  return error;
}

}  // namespace

core::Result<Config> parse_config(std::string_view text, const std::filesystem::path& folder) {
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& fault) {
    return bad_config(
        {{"", "line " + std::to_string(fault.source().begin.line) + ": " + std::string(fault.description())}});
  }
  Reader reader(root, folder);
  Config config = read_all(reader);
  auto faults = reader.take_faults();
  if (!faults.empty()) return bad_config(std::move(faults));
  return config;
}

core::Result<Config> load_config(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text(kConfigBytesMax + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.empty())
    return core::make_error(core::Reason::kNotFound, "the configuration file cannot be read or is empty");
  if (text.size() > kConfigBytesMax) return bad_config({{"", "the file is longer than 1 MiB"}});
  return parse_config(text, std::filesystem::absolute(file).parent_path());
}

}  // namespace hotline::runtime
