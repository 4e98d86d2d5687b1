#include "core/payload.hpp"

#include "core/normal.hpp"

#include <cstddef>
#include <limits>
#include <string_view>

namespace hotline::core {
namespace {

bool has_two_words(const std::string& line) {
  const std::string trimmed = trim(line);
  return trimmed.find(' ') != std::string::npos;
}

using Bytes = std::vector<std::uint8_t>;

// Layout: version byte 1, then per field: tag u8 | length u32 big-endian | value; tags rise, each at most once, a field
// at its default is absent. Inside a value, integers are big-endian and fixed, texts are length u32 | UTF-8, lists are
// count u16 | elements. Never reuse or renumber a tag.
constexpr std::uint8_t kPayloadVersion = 1;
enum class Tag : std::uint8_t {
  kActor = 1,
  kRole = 2,
  kChannel = 3,
  kMethod = 4,
  kPurpose = 5,
  kCallLine = 6,
  kCallId = 7,
  kCallStart = 8,
  kInquiryReference = 9,
  kQuestion = 10,
  kRelation = 11,
  kCallerLevel = 12,
  kVerificationSteps = 13,
  kLanguage = 14,
  kAnswer = 15,
  kFieldsTold = 16,
  kWithheldReason = 17,
  kScriptVersion = 18,
  kDisclosed = 19,
  kCandidates = 20,
  kModelVersion = 21,
  kRegisterRevision = 22,
  kRefusalReason = 23,
  kRefusalCount = 24,
  kPaperSheet = 30,
  kPaperTaken = 31,
  kDecidedBy = 40,
  kErased = 41,
};

constexpr std::size_t kTextMax = 8 * 1024;  // bytes; above any limit in normal.hpp
constexpr std::size_t kListMax = 1'000;

class Writer {
 public:
  template <typename Integer>
  void number(Integer value) {
    auto bits = static_cast<std::make_unsigned_t<Integer>>(value);
    for (std::size_t i = sizeof(Integer); i-- > 0;) bytes_.push_back(static_cast<std::uint8_t>(bits >> (8 * i)));
  }
  void text(std::string_view value) {
    too_long_ |= value.size() > kTextMax;
    number(static_cast<std::uint32_t>(value.size()));
    raw(value);
  }
  void raw(std::string_view value) {
    too_long_ |= value.size() > kTextMax;
    bytes_.insert(bytes_.end(), value.begin(), value.end());
  }
  void count(std::size_t size, std::size_t most = kListMax) {
    too_long_ |= size > most;
    number(static_cast<std::uint16_t>(size));
  }
  // A field is written only when it differs from its default.
  template <typename Write>
  void field(Tag tag, bool present, Write write) {
    if (!present) return;
    Writer value;
    write(value);
    too_long_ |= value.too_long_;
    number(static_cast<std::uint8_t>(tag));
    number(static_cast<std::uint32_t>(value.bytes_.size()));
    bytes_.insert(bytes_.end(), value.bytes_.begin(), value.bytes_.end());
  }
  bool too_long() const { return too_long_; }
  Bytes take() { return std::move(bytes_); }

 private:
  Bytes bytes_;
  bool too_long_ = false;
};

class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : left_(bytes) {}

  template <typename Integer>
  Integer number() {
    std::make_unsigned_t<Integer> bits = 0;
    if (!take(sizeof(Integer))) return 0;
    for (std::uint8_t byte : taken_) {
      if constexpr (sizeof(Integer) > 1) bits = static_cast<decltype(bits)>(bits << 8U);
      bits = static_cast<decltype(bits)>(bits | byte);
    }
    return static_cast<Integer>(bits);
  }
  std::string text() { return raw(number<std::uint32_t>()); }
  std::string raw(std::size_t size) {
    if (size > kTextMax || !take(size)) {
      fail();
      return {};
    }
    return {taken_.begin(), taken_.end()};
  }
  std::string rest() { return raw(left_.size()); }
  // An enumerator between the bounds.
  template <typename Enum>
  Enum one_of(Enum first, Enum last) {
    const auto value = static_cast<Enum>(number<std::uint8_t>());
    if (value < first || value > last) fail();
    return value;
  }
  std::size_t count(std::size_t most = kListMax) {
    const std::size_t size = number<std::uint16_t>();
    if (size > most) fail();
    return failed_ ? 0 : size;
  }
  std::span<const std::uint8_t> value(std::size_t size) {
    return take(size) ? taken_ : std::span<const std::uint8_t>{};
  }
  bool at_end() const { return left_.empty(); }
  bool failed() const { return failed_; }
  void fail() { failed_ = true; }

 private:
  bool take(std::size_t size) {
    if (failed_ || left_.size() < size) {
      fail();
      taken_ = {};
      return false;
    }
    taken_ = left_.first(size);
    left_ = left_.subspan(size);
    return true;
  }
  std::span<const std::uint8_t> left_;
  std::span<const std::uint8_t> taken_;
  bool failed_ = false;
};

void write_date(Writer& out, const PartialDate& date) {
  out.number(static_cast<std::uint8_t>(date.precision));
  out.number(date.year);
  out.number(date.month);
  out.number(date.day);
  out.number(date.year_last);
}

PartialDate read_date(Reader& in) {
  PartialDate date;
  date.precision = in.one_of(DatePrecision::kUnknown, DatePrecision::kYearRange);
  date.year = in.number<std::int16_t>();
  date.month = in.number<std::uint8_t>();
  date.day = in.number<std::uint8_t>();
  date.year_last = in.number<std::int16_t>();
  return date;
}

// Added later, behind the rest: absent when all of it is, so that older entries are still what they were.
void write_circumstances(Writer& out, const QuestionFacts& facts) {
  if (facts.kind == SoughtKind::kNotSaid && !facts.has_circumstances()) return;
  out.number(static_cast<std::uint8_t>(facts.kind));
  out.text(facts.mother_name);
  out.count(facts.siblings.size());
  for (const Sibling& sibling : facts.siblings) {
    out.text(sibling.name);
    write_date(out, sibling.birth_date);
  }
  out.text(facts.marks);
  out.text(facts.last_seen_place);
  write_date(out, facts.last_seen_date);
}

void read_circumstances(Reader& in, QuestionFacts& facts) {
  if (in.at_end()) return;
  facts.kind = in.one_of(SoughtKind::kNotSaid, SoughtKind::kChildIdentityMayBeAltered);
  facts.mother_name = in.text();
  for (std::size_t left = in.count(); left != 0 && !in.failed(); --left) {
    Sibling& sibling = facts.siblings.emplace_back();
    sibling.name = in.text();
    sibling.birth_date = read_date(in);
  }
  facts.marks = in.text();
  facts.last_seen_place = in.text();
  facts.last_seen_date = read_date(in);
}

void write_question(Writer& out, const QuestionFacts& facts) {
  out.text(facts.name.surname);
  out.text(facts.name.given);
  out.text(facts.name.patronymic);
  out.text(facts.name.line);
  out.number(static_cast<std::uint8_t>(facts.sex));
  write_date(out, facts.birth_date);
  out.text(facts.birthplace);
  out.text(facts.unit);
  out.count(facts.identifiers.size());
  for (const std::string& identifier : facts.identifiers) out.text(identifier);
  write_circumstances(out, facts);
}

QuestionFacts read_question(Reader& in) {
  QuestionFacts facts;
  facts.name.surname = in.text();
  facts.name.given = in.text();
  facts.name.patronymic = in.text();
  facts.name.line = in.text();
  facts.sex = in.one_of(Sex::kUnknown, Sex::kFemale);
  facts.birth_date = read_date(in);
  facts.birthplace = in.text();
  facts.unit = in.text();
  for (std::size_t left = in.count(); left != 0 && !in.failed(); --left) facts.identifiers.push_back(in.text());
  read_circumstances(in, facts);
  return facts;
}

void read_field(Tag tag, Reader& in, LogPayload& payload) {
  switch (tag) {
    case Tag::kActor:
      payload.actor = ActorId{in.rest()};
      return;
    case Tag::kRole:
      payload.role = in.one_of(Role::kOperator, Role::kPartner);
      return;
    case Tag::kChannel:
      payload.channel = in.one_of(Channel::kOperator, Channel::kSupervisor);
      return;
    case Tag::kMethod:
      payload.method = in.rest();
      return;
    case Tag::kPurpose:
      payload.purpose = in.rest();
      return;
    case Tag::kCallLine:
      payload.call_line = in.rest();
      return;
    case Tag::kCallId:
      payload.call_id = in.rest();
      return;
    case Tag::kCallStart:
      payload.call_start_second = in.number<std::int64_t>();
      return;
    case Tag::kInquiryReference:
      payload.inquiry_reference = in.number<std::int64_t>();
      return;
    case Tag::kQuestion:
      payload.question = Sensitive<QuestionFacts>(read_question(in));
      return;
    case Tag::kRelation:
      payload.relation = in.one_of(Relation::kNotNamed, Relation::kNotRelated);
      return;
    case Tag::kCallerLevel:
      payload.caller_level = in.number<std::uint8_t>();
      return;
    case Tag::kVerificationSteps:
      for (std::size_t left = in.count(); left != 0 && !in.failed(); --left) {
        payload.verification_steps.push_back(
            in.one_of(VerificationStep::kNumberCalledBack, VerificationStep::kKinshipProved));
      }
      return;
    case Tag::kLanguage:
      payload.language = in.rest();
      return;
    case Tag::kAnswer:
      payload.answer = in.one_of(AnswerKind::kNoAnswerToday, AnswerKind::kToldInPersonOnly);
      return;
    case Tag::kFieldsTold:
      payload.fields_told = in.number<std::uint8_t>();
      return;
    case Tag::kWithheldReason:
      payload.withheld_reason = in.one_of(WithheldReason::kNone, WithheldReason::kTooFewFacts);
      return;
    case Tag::kScriptVersion:
      payload.script_version = in.number<std::uint32_t>();
      return;
    case Tag::kDisclosed:
      for (std::size_t left = in.count(); left != 0 && !in.failed(); --left) {
        const PersonId person{in.number<std::int64_t>()};
        payload.disclosed.push_back({person, in.number<std::int64_t>()});
      }
      return;
    case Tag::kCandidates:
      for (std::size_t left = in.count(); left != 0 && !in.failed(); --left) {
        const PersonId person{in.number<std::int64_t>()};
        payload.candidates.push_back({person, in.number<std::uint16_t>()});
      }
      return;
    case Tag::kModelVersion:
      payload.model_version = in.rest();
      return;
    case Tag::kRegisterRevision:
      payload.register_revision = in.number<std::int64_t>();
      return;
    case Tag::kRefusalReason:
      payload.refusal_reason = in.rest();
      return;
    case Tag::kRefusalCount:
      payload.refusal_count = in.number<std::uint32_t>();
      return;
    case Tag::kPaperSheet:
      payload.paper_sheet = in.rest();
      return;
    case Tag::kPaperTaken:
      payload.paper_taken_second = in.number<std::int64_t>();
      return;
    case Tag::kDecidedBy:
      payload.decided_by = ActorId{in.rest()};
      return;
    case Tag::kErased:
      for (std::size_t left = in.count(kErasedRangesMax); left != 0 && !in.failed(); --left) {
        IndexRange& range = payload.erased.emplace_back();
        range.tree = in.number<std::int32_t>();
        range.first = in.number<std::int64_t>();
        range.last = in.number<std::int64_t>();
      }
      return;
  }
  in.fail();
}

Error not_a_payload() {
  return make_error(Reason::kBug, "the bytes are no log payload of version 1");
}

}  // namespace

AskedFacts asked_facts(const QuestionFacts& facts) {
  AskedFacts asked;
  asked.surname = !facts.name.surname.empty();
  asked.given = !facts.name.given.empty();
  asked.patronymic = !facts.name.patronymic.empty();
  asked.line = has_two_words(facts.name.line);
  asked.full_birth_date = facts.birth_date.full();
  asked.birth_year = facts.birth_date.known();
  asked.identifier = !facts.identifiers.empty();
  asked.birthplace = !facts.birthplace.empty();
  asked.unit = !facts.unit.empty();
  asked.child = is_child(facts.kind);
  return asked;
}

Result<Bytes> encode_payload(const LogPayload& payload) {
  Writer out;
  const auto text = [&](Tag tag, const std::string& value) {
    out.field(tag, !value.empty(), [&](Writer& field) { field.raw(value); });
  };
  const auto number = [&](Tag tag, auto value, auto absent) {
    out.field(tag, value != absent, [&](Writer& field) { field.number(value); });
  };
  const auto code = [&](Tag tag, auto value) { number(tag, static_cast<std::uint8_t>(value), std::uint8_t{0}); };

  out.number(kPayloadVersion);
  text(Tag::kActor, payload.actor.value());
  if (payload.role) code(Tag::kRole, *payload.role);
  if (payload.channel) code(Tag::kChannel, *payload.channel);
  text(Tag::kMethod, payload.method);
  text(Tag::kPurpose, payload.purpose);
  text(Tag::kCallLine, payload.call_line);
  text(Tag::kCallId, payload.call_id);
  number(Tag::kCallStart, payload.call_start_second, std::int64_t{0});
  number(Tag::kInquiryReference, payload.inquiry_reference, std::int64_t{-1});
  out.field(Tag::kQuestion, payload.question.reveal() != QuestionFacts{},
            [&](Writer& field) { write_question(field, payload.question.reveal()); });
  code(Tag::kRelation, payload.relation);
  code(Tag::kCallerLevel, payload.caller_level);
  out.field(Tag::kVerificationSteps, !payload.verification_steps.empty(), [&](Writer& field) {
    field.count(payload.verification_steps.size());
    for (VerificationStep step : payload.verification_steps) field.number(static_cast<std::uint8_t>(step));
  });
  text(Tag::kLanguage, payload.language);
  if (payload.answer) code(Tag::kAnswer, *payload.answer);
  code(Tag::kFieldsTold, payload.fields_told);
  code(Tag::kWithheldReason, payload.withheld_reason);
  number(Tag::kScriptVersion, payload.script_version, std::uint32_t{0});
  out.field(Tag::kDisclosed, !payload.disclosed.empty(), [&](Writer& field) {
    field.count(payload.disclosed.size());
    for (const PersonVersion& person : payload.disclosed) {
      field.number(person.person.value());
      field.number(person.version);
    }
  });
  out.field(Tag::kCandidates, !payload.candidates.empty(), [&](Writer& field) {
    field.count(payload.candidates.size());
    for (const LoggedCandidate& candidate : payload.candidates) {
      field.number(candidate.person.value());
      field.number(candidate.probability);
    }
  });
  text(Tag::kModelVersion, payload.model_version);
  number(Tag::kRegisterRevision, payload.register_revision, std::int64_t{0});
  text(Tag::kRefusalReason, payload.refusal_reason);
  number(Tag::kRefusalCount, payload.refusal_count, std::uint32_t{0});
  text(Tag::kPaperSheet, payload.paper_sheet);
  number(Tag::kPaperTaken, payload.paper_taken_second, std::int64_t{0});
  text(Tag::kDecidedBy, payload.decided_by.value());
  out.field(Tag::kErased, !payload.erased.empty(), [&](Writer& field) {
    field.count(payload.erased.size(), kErasedRangesMax);
    for (const IndexRange& range : payload.erased) {
      field.number(range.tree);
      field.number(range.first);
      field.number(range.last);
    }
  });
  if (out.too_long()) return make_error(Reason::kBug, "a log payload is longer than its limits");
  return out.take();
}

Result<LogPayload> decode_payload(std::span<const std::uint8_t> bytes) {
  Reader in(bytes);
  if (in.number<std::uint8_t>() != kPayloadVersion) return not_a_payload();
  LogPayload payload;
  std::uint8_t last_tag = 0;
  while (!in.failed() && !in.at_end()) {
    const auto tag = in.number<std::uint8_t>();
    const auto size = in.number<std::uint32_t>();
    Reader value(in.value(size));
    if (in.failed() || tag <= last_tag) return not_a_payload();
    last_tag = tag;
    read_field(static_cast<Tag>(tag), value, payload);
    if (value.failed() || !value.at_end()) return not_a_payload();
  }
  if (in.failed()) return not_a_payload();
  // A default that was written out all the same is not what encode_payload gives.
  const auto again = encode_payload(payload);
  if (!again || again->size() != bytes.size()) return not_a_payload();
  return payload;
}

}  // namespace hotline::core
