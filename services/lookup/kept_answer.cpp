#include "lookup/kept_answer.hpp"

#include <utility>

#include "runtime/bytes.hpp"

namespace hotline::lookup {
namespace {

constexpr std::uint8_t kFormat = 1;
// With the version of a correction; the others stay as an older server reads them.
constexpr std::uint8_t kCorrectedFormat = 2;

core::Error unreadable() {
  return core::make_error(core::Reason::kBug, "a kept answer is of a format that this program does not know");
}

}  // namespace

std::string encode(const KeptAnswer& answer) {
  runtime::ByteWriter writer;
  const bool corrects = answer.script && answer.script->correction_version != 0;
  writer.u8(corrects ? kCorrectedFormat : kFormat).string(answer.message).u8(answer.script ? 1 : 0);
  if (!answer.script) return writer.take();
  const KeptScript& script = *answer.script;
  writer.u8(static_cast<std::uint8_t>(script.kind)).u8(static_cast<std::uint8_t>(script.language));
  writer.u32(static_cast<std::uint32_t>(script.version)).u64(script.fingerprint);
  for (const auto field : core::kScriptFields) writer.string(script.fields.get(field));
  if (corrects) writer.u32(static_cast<std::uint32_t>(script.correction_version));
  return writer.take();
}

core::Result<KeptAnswer> decode_kept_answer(std::string_view bytes) {
  runtime::ByteReader reader(bytes);
  const std::uint8_t format = reader.u8();
  if (format < kFormat || format > kCorrectedFormat) return unreadable();
  KeptAnswer answer;
  answer.message = reader.string();
  if (reader.u8() != 0) {
    KeptScript& script = answer.script.emplace();
    script.kind = static_cast<core::AnswerKind>(reader.u8());
    script.language = static_cast<core::Language>(reader.u8());
    script.version = static_cast<std::int32_t>(reader.u32());
    script.fingerprint = reader.u64();
    for (const auto field : core::kScriptFields) script.fields.set(field, reader.string());
    if (format == kCorrectedFormat) script.correction_version = static_cast<std::int32_t>(reader.u32());
  }
  const auto whole = reader.finish();
  if (!whole) return whole.error();
  return answer;
}

core::Result<std::vector<core::RenderedPart>> say_again(const core::ScriptCatalogue& scripts, const KeptScript& kept) {
  const core::AnswerScript* script = scripts.find(kept.kind, kept.language, kept.version);
  if (script == nullptr || script->fingerprint != kept.fingerprint) {
    return core::make_error(core::Reason::kBug, "a script was changed under its version");
  }
  auto said = core::render(*script, kept.fields);
  if (!said || kept.correction_version == 0) return said;
  const core::ScriptText* correction = scripts.find_correction(kept.language, kept.correction_version);
  if (correction == nullptr) return core::make_error(core::Reason::kBug, "a correction is gone with its version");
  return core::with_correction(std::move(*said), *correction);
}

}  // namespace hotline::lookup
