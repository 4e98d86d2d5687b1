#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/note.hpp"
#include "core/result.hpp"
#include "store/log_audit.hpp"

namespace hotline::cli {

// The keys of a file of lines as `hotline keys show --public` prints them; empty lines and lines that begin with "#"
// are passed over.
core::Result<std::vector<core::Bytes32>> read_public_keys(const std::string& path);

// A signed note in a file ("-": standard input), verified; its tree is read from its origin.
core::Result<store::OutsideCheckpoint> read_checkpoint(const std::string& path,
                                                       const std::vector<core::Bytes32>& public_keys);
// What a note says, without looking at its signature: the tree is the number at the end of its origin.
core::Result<store::OutsideCheckpoint> place_of(const std::string& note);

// An export: DIR/tree-N/entries, 90 bytes for each entry in the order of their indexes, and DIR/tree-N/checkpoints, the
// signed notes in the order of their sizes with an empty line between two.
class ExportWriter {
 public:
  // Makes the folder; refuses one that holds anything.
  static core::Result<ExportWriter> create(const std::filesystem::path& folder);
  core::Result<store::TreeExport> open(std::int32_t tree);
  // Whether everything reached the disk.
  core::Done finish();

 private:
  struct Files;
  explicit ExportWriter(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path folder_;
  std::vector<std::shared_ptr<Files>> files_;
};

core::Result<std::vector<store::TreeReport>> audit_export(const std::filesystem::path& folder,
                                                          const store::AuditQuestion& question,
                                                          const store::AuditProgress& progress);

}  // namespace hotline::cli
