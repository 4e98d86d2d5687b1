#include "cli/audit_files.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <optional>
#include <span>
#include <sstream>
#include <string_view>
#include <utility>

#include "cli/console.hpp"
#include "core/merkle.hpp"
#include "core/tree_check.hpp"

namespace hotline::cli {
namespace {

namespace fs = std::filesystem;
using core::Done;
using core::Nothing;
using core::Reason;
using core::Result;

constexpr std::size_t kKeyFileBytesMax = 1U << 20;
constexpr std::size_t kNoteBytesMax = 10'000;
constexpr std::size_t kCheckpointsBytesMax = 1U << 30;
constexpr std::string_view kTreePrefix = "tree-";
constexpr char kEmptyLine[] = "\n\n";

core::Error unreadable(const std::string& what) {
  return core::make_error(Reason::kInvalidField, what);
}

std::optional<std::int32_t> number_of(std::string_view digits) {
  std::int32_t number = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (fault != std::errc() || end != digits.data() + digits.size() || number < 1) return std::nullopt;
  return number;
}

// Notes with an empty line between two: each is a text, an empty line and its signatures.
Result<std::vector<std::string>> split_notes(const std::string& text) {
  std::vector<std::string> notes;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t gap = text.find(kEmptyLine, at);
    if (gap == std::string::npos) return unreadable("the file of checkpoints ends within one");
    const std::size_t end = text.find(kEmptyLine, gap + 2);
    const std::size_t past = end == std::string::npos ? text.size() : end + 1;
    notes.push_back(text.substr(at, past - at));
    at = end == std::string::npos ? text.size() : end + 2;
  }
  return notes;
}

Result<std::vector<store::OutsideCheckpoint>> read_notes(const fs::path& file, std::int32_t tree) {
  auto text = read_text(file.string(), kCheckpointsBytesMax);
  if (!text) return text.error();
  auto notes = split_notes(*text);
  if (!notes) return notes.error();
  std::vector<store::OutsideCheckpoint> found;
  for (std::string& note : *notes) {
    store::OutsideCheckpoint& checkpoint = found.emplace_back();
    const auto place = place_of(note);
    checkpoint.tree = tree;
    // One that cannot be read is damage, and the check says so where it meets it.
    checkpoint.size = place ? place->size : 0;
    checkpoint.note = std::move(note);
  }
  return found;
}

std::uint64_t second_of(std::span<const std::uint8_t> bytes) {
  const auto leaf = core::decode_leaf(bytes);
  return leaf ? leaf->second : 0;
}

Result<store::TreeReport> audit_tree(const fs::path& folder, std::int32_t tree, const store::AuditQuestion& question,
                                     const std::function<void(std::uint64_t)>& progress) {
  auto notes = read_notes(folder / "checkpoints", tree);
  if (!notes) return notes.error();
  for (const auto& kept : question.outside) {
    if (kept.tree == tree) notes->push_back(kept);
  }
  std::stable_sort(notes->begin(), notes->end(), [](const auto& a, const auto& b) { return a.size < b.size; });
  core::TreeCheck check(tree, question.public_keys, core::TreeCheck::Batches::kNone);
  for (auto& note : *notes) check.add_checkpoint(note.size, std::move(note.note));

  std::ifstream entries(folder / "entries", std::ios::binary);
  if (!entries) return unreadable("the export has no file of entries for a tree");
  core::LeafBytes leaf{};
  std::uint64_t index = 0;
  constexpr std::uint64_t kStep = 1024;
  while (entries.read(reinterpret_cast<char*>(leaf.data()), static_cast<std::streamsize>(leaf.size()))) {
    if (!check.take(index, leaf, second_of(leaf))) break;
    if (++index % kStep == 0) progress(index);
  }
  store::TreeReport report;
  const bool cut = !check.damage() && entries.gcount() != 0;
  if (!cut) (void)check.finish(std::nullopt);
  report.tree = tree;
  report.entries = check.size();
  report.checkpoints = check.checkpoints_seen();
  report.covered = check.covered();
  report.damage = cut ? core::Damage{index, index, "the file of entries ends within one"} : check.damage();
  if (!report.damage && report.covered != report.entries) {
    report.damage = core::Damage{report.covered, report.entries - 1, "no checkpoint of the export covers the entries"};
  }
  return report;
}

}  // namespace

Result<std::vector<core::Bytes32>> read_public_keys(const std::string& path) {
  auto text = read_text(path, kKeyFileBytesMax);
  if (!text) return text.error();
  std::istringstream lines(*text);
  std::vector<core::Bytes32> keys;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    const auto key = core::parse_verifier(line);
    if (!key) return unreadable("line " + std::to_string(number) + " of the public keys: " + key.error().message);
    keys.push_back(key->public_key);
  }
  if (keys.empty()) return unreadable("the file of public keys holds none; hotline keys show --public prints them");
  return keys;
}

Result<store::OutsideCheckpoint> place_of(const std::string& note) {
  const auto parsed = core::parse_note(note);
  if (!parsed) return parsed.error();
  const auto checkpoint = core::parse_checkpoint(parsed->text);
  if (!checkpoint) return checkpoint.error();
  const std::size_t slash = checkpoint->origin.rfind('/');
  const auto tree = slash == std::string::npos ? std::nullopt : number_of(checkpoint->origin.substr(slash + 1));
  if (!tree) return unreadable("the checkpoint's first line does not end in the number of a tree");
  return store::OutsideCheckpoint{*tree, checkpoint->size, note};
}

Result<store::OutsideCheckpoint> read_checkpoint(const std::string& path,
                                                 const std::vector<core::Bytes32>& public_keys) {
  auto note = read_text(path, kNoteBytesMax);
  if (!note) return note.error();
  auto place = place_of(*note);
  if (!place) return place.error();
  const auto opened = core::open_checkpoint(*note, place->tree, public_keys);
  if (!opened) return opened.error();
  return place;
}

struct ExportWriter::Files {
  std::ofstream entries;
  std::ofstream checkpoints;
  bool first = true;
};

Result<ExportWriter> ExportWriter::create(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return unreadable("the folder for the export cannot be made");
  if (!fs::is_empty(folder, error) || error) return unreadable("the folder for the export is not empty");
  return ExportWriter(folder);
}

Result<store::TreeExport> ExportWriter::open(std::int32_t tree) {
  const fs::path folder = folder_ / (std::string(kTreePrefix) + std::to_string(tree));
  std::error_code error;
  fs::create_directory(folder, error);
  auto files = std::make_shared<Files>();
  files->entries.open(folder / "entries", std::ios::binary);
  files->checkpoints.open(folder / "checkpoints", std::ios::binary);
  files_.push_back(files);
  const auto written = [](std::ofstream& file, const std::string& bytes) -> Done {
    if (file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return Nothing{};
    return core::make_error(Reason::kWrongState, "the export cannot be written: is the disk full?");
  };
  store::TreeExport out;
  out.tree = tree;
  out.entry = [files, written](const std::string& leaf) { return written(files->entries, leaf); };
  out.checkpoint = [files, written](const std::string& note) {
    return written(files->checkpoints, std::exchange(files->first, false) ? note : "\n" + note);
  };
  return out;
}

Done ExportWriter::finish() {
  for (const auto& files : files_) {
    files->entries.close();
    files->checkpoints.close();
    if (files->entries && files->checkpoints) continue;
    return core::make_error(Reason::kWrongState, "the export cannot be written: is the disk full?");
  }
  return Nothing{};
}

Result<std::vector<store::TreeReport>> audit_export(const fs::path& folder, const store::AuditQuestion& question,
                                                    const store::AuditProgress& progress) {
  std::map<std::int32_t, fs::path> trees;
  std::uint64_t total = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    const auto tree = name.starts_with(kTreePrefix) ? number_of(name.substr(kTreePrefix.size())) : std::nullopt;
    if (!tree) return unreadable("the folder holds something that is no part of an export");
    trees[*tree] = entry.path();
    const auto bytes = fs::file_size(entry.path() / "entries", error);
    if (!error) total += bytes / core::kLeafBytes;
  }
  if (trees.empty()) return unreadable("the folder is no export of a log: it holds no tree-<number>");
  std::vector<store::TreeReport> reports;
  std::uint64_t before = 0;
  for (const auto& [tree, path] : trees) {
    auto report = audit_tree(path, tree, question, [&](std::uint64_t done) { progress(before + done, total); });
    if (!report) return report.error();
    before += report->entries;
    reports.push_back(*std::move(report));
  }
  for (const auto& kept : question.outside) {
    if (trees.contains(kept.tree)) continue;
    store::TreeReport& report = reports.emplace_back();
    report.tree = kept.tree;
    report.damage =
        core::Damage{0, kept.size == 0 ? 0 : kept.size - 1, "the tree is missing, though a checkpoint was kept"};
  }
  return reports;
}

}  // namespace hotline::cli
