#include "fuzz/fuzz.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <cstdlib>

#include "core/date_text.hpp"
#include "core/normal.hpp"

namespace hotline::fuzz {
namespace {

std::string normal_form(const icu::Normalizer2* form, const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  form->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(result);
  require(U_SUCCESS(status), "ICU normalises");
  return result;
}

}  // namespace

void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "promise broken: %s\n", promise);
  std::abort();
}

std::shared_ptr<const matching::Lexicon> the_lexicon() {
  static const auto lexicon = [] {
    auto loaded = matching::Lexicon::load(std::string(HOTLINE_SOURCE_DIR) + "/services/matching/lexicon");
    require(loaded.has_value(), loaded ? "" : loaded.error().message.c_str());
    return *loaded;
  }();
  return lexicon;
}

std::vector<std::string_view> lines(const std::uint8_t* data, std::size_t size, std::size_t count) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<std::string_view> parts;
  while (parts.size() < count) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

core::NameParts name_of(std::string_view line) {
  core::NameParts name;
  if (line.find('\t') == line.npos) {
    name.line = line;
    return name;
  }
  for (std::string* part : {&name.surname, &name.given, &name.patronymic}) {
    const std::size_t end = std::min(line.find('\t'), line.size());
    *part = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return name;
}

core::PartialDate date_of(std::string_view line) {
  const auto date = core::read_date(line);
  return date ? *date : core::PartialDate{};
}

NormalForms normal_forms(std::string_view text) {
  const std::string same(text);
  if (!core::valid_utf8(text)) return {same, same};
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* composer = icu::Normalizer2::getNFCInstance(status);
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(status);
  require(U_SUCCESS(status), "ICU has its normal forms");
  return {normal_form(composer, same), normal_form(decomposer, same)};
}

}  // namespace hotline::fuzz
