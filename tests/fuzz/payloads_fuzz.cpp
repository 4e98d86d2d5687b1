// The sealed texts of the log and of stored answers, as a damaged or forged database would give them back.
#include <algorithm>
#include <string>
#include <vector>

#include "core/payload.hpp"
#include "core/reference.hpp"
#include "fuzz/fuzz.hpp"
#include "lookup/kept_answer.hpp"

namespace hotline::fuzz {
namespace {

void check_payload(std::span<const std::uint8_t> bytes) {
  const auto payload = core::decode_payload(bytes);
  if (!payload) return;
  const auto again = core::encode_payload(*payload);
  require(again.has_value(), "what was read can be written");
  require(std::ranges::equal(*again, bytes), "a payload has one form only");
}

void check_kept(std::string_view bytes) {
  const auto kept = lookup::decode_kept_answer(bytes);
  if (!kept) return;
  const auto again = lookup::decode_kept_answer(lookup::encode(*kept));
  require(again.has_value() && again->message == kept->message, "a kept answer reads as it was written");
  require(again->script.has_value() == kept->script.has_value(), "and so do its words");
}

void check_reference(std::string_view text) {
  const auto reference = core::Reference::parse(text);
  if (!reference) return;
  const auto again = core::Reference::parse(reference->text());
  require(again.has_value() && again->number() == reference->number(), "a reference reads as it is printed");
}

}  // namespace
}  // namespace hotline::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hotline::fuzz;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_payload({data, size});
  check_kept(text);
  check_reference(text);
  return 0;
}
