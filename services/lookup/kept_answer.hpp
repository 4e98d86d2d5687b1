#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/scripts.hpp"

namespace hotline::lookup {

// The words of an answer by what they are made from. Versions of scripts are only added, so the same words come out
// again; the fingerprint notices when that was broken.
struct KeptScript {
  core::AnswerKind kind = core::AnswerKind::kNoAnswerToday;
  core::Language language = core::Language::kUkrainian;
  std::int32_t version = 0;
  std::uint64_t fingerprint = 0;
  core::ScriptFields fields;
  std::int32_t correction_version = 0;  // 0: none was said
};

// An answer as the log keeps it for its repeats, before it is sealed. The words are nine tenths of an answer and are
// not kept: with them, writing took half as long again.
struct KeptAnswer {
  std::string message;  // the response without words and receipt
  std::optional<KeptScript> script;
};

std::string encode(const KeptAnswer& answer);
core::Result<KeptAnswer> decode_kept_answer(std::string_view bytes);

// The words as they were first said. kBug when the catalogue no longer has them.
core::Result<std::vector<core::RenderedPart>> say_again(const core::ScriptCatalogue& scripts, const KeptScript& kept);

}  // namespace hotline::lookup
