#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/sheet/list_rows.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "hotline/v1/registry_service.pb.h"

namespace hotline::cli {

// What the command line says of a file; the rest is found in it.
struct FileOptions {
  std::string path;
  std::optional<sheet::Encoding> encoding;
  std::optional<sheet::Separator> separator;
  int sheet = 1;
  sheet::LayoutRules rules;
  core::Side side = core::Side::kAdversary;
};

// A list that was looked through and can be sent.
struct OpenedList {
  std::unique_ptr<std::istream> in;
  sheet::Reading reading;
  sheet::Survey survey;
  core::Bytes32 sha256{};  // of the bytes and of how they are read
};

// The bytes of the file, whatever they mean; kNotFound when it cannot be read, kInvalidField for what is no list.
core::Result<sheet::ByteFacts> look_at(const std::string& path);

// Finds out how the file is read and looks through all its rows. `facts` are the file's; an encoding that is not
// certain must have been confirmed in `options`.
core::Result<OpenedList> open_list(const FileOptions& options, const sheet::ByteFacts& facts);
// The same of a list in memory, in this product's own format.
core::Result<OpenedList> open_plain_list(std::unique_ptr<std::istream> in, core::Side side);

// The row for the server.
v1::ListRow to_message(sheet::ListCells cells);
// How the columns were understood, for the source's next list.
std::vector<v1::ColumnMapping> column_mapping(const sheet::Layout& layout);

}  // namespace hotline::cli
