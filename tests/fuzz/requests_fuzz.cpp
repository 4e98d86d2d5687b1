// What a client may send: the bytes of any request, and requests of the right shape with any values. Each is understood
// or refused by its fields, and no refusal says a value again.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "approval/approval_proto.hpp"
#include "audit/audit_proto.hpp"
#include "fuzz/fuzz.hpp"
#include "inquiry/inquiry_proto.hpp"
#include "inquiry/review_proto.hpp"
#include "lookup/lookup_proto.hpp"
#include "registry/link_proto.hpp"
#include "registry/list_proto.hpp"
#include "registry/page_proto.hpp"
#include "registry/registry_proto.hpp"
#include "rpc/validate.hpp"
#include "runtime/random.hpp"

namespace hotline::fuzz {
namespace {

namespace pb = google::protobuf;

constexpr core::Instant kNow = core::Instant(std::chrono::seconds(1'795'754'700));
constexpr std::int64_t kRowsMax = 1'000'000;
// A fuzzer learns our own words; with a mark behind it a long value is none of them.
constexpr std::size_t kLong = 20;
constexpr char kMark[] = "zїq";

const runtime::Keyring& keyring() {
  static const runtime::Keyring keys = [] {
    runtime::SystemRandom random;
    return runtime::Keyring::ephemeral(random);
  }();
  return keys;
}

const rpc::CallContext& call() {
  static const rpc::CallContext context = [] {
    rpc::CallContext one;
    one.caller.id = core::ActorId("op-17");
    one.method = "m";
    return one;
  }();
  return context;
}

const rpc::PageTokens& tokens() {
  static const rpc::PageTokens one(keyring());
  return one;
}

// One way a request is read; empty when it was understood.
struct Reader {
  const pb::Message* prototype;
  std::function<std::optional<core::Error>(const pb::Message&)> read;
  bool by_row = false;  // a row's faults are told with its outcome and do not refuse the message
};

template <typename Request, typename Read>
Reader reader(Read read, bool by_row = false) {
  return {&Request::default_instance(),
          [read](const pb::Message& message) -> std::optional<core::Error> {
            const auto result = read(static_cast<const Request&>(message));
            if (result) return std::nullopt;
            return result.error();
          },
          by_row};
}

const std::vector<Reader>& readers() {
  const auto role = core::Role::kOperator;
  static const std::vector<Reader> all = {
      reader<v1::LookupPersonRequest>([](const auto& r) { return lookup::read_question(r, keyring(), kNow); }),
      reader<v1::ExplainMatchRequest>([=](const auto& r) { return lookup::read_question(r, role, keyring(), kNow); }),
      reader<v1::OpenInquiryRequest>([](const auto& r) { return inquiry::read_new_inquiry(r, kNow); }),
      reader<v1::GetInquiryRequest>([=](const auto& r) { return inquiry::read_shown(r, role); }),
      reader<v1::AddFactsRequest>([=](const auto& r) { return inquiry::read_added_facts(r, role, kNow); }),
      reader<v1::WithdrawInquiryRequest>([=](const auto& r) { return inquiry::read_withdrawal(r, role); }),
      reader<v1::ListInquiriesRequest>([](const auto& r) { return inquiry::read_page(r, call(), tokens()); }),
      reader<v1::ListCandidatesRequest>([](const auto& r) { return inquiry::read_candidates(r, call(), tokens()); }),
      reader<v1::ReviewCandidateRequest>([](const auto& r) { return inquiry::read_review(r); }),
      reader<v1::RequestReleaseRequest>([=](const auto& r) { return approval::read_request(r, role); }),
      reader<v1::DecideRequest>([](const auto& r) { return approval::read_decision(r); }),
      reader<v1::OpenRequest>([](const auto& r) { return approval::read_opening(r); }),
      reader<v1::WithdrawReleaseRequest>([](const auto& r) { return approval::read_withdrawal(r); }),
      reader<v1::BreakGlassRequest>([=](const auto& r) { return approval::read_glass(r, role); }),
      reader<v1::ReviewBreakGlassRequest>([](const auto& r) { return approval::read_glass_review(r); }),
      reader<v1::ListReleasesRequest>([](const auto& r) { return approval::read_listed(r, call(), tokens()); }),
      reader<v1::ImportListRequest>([](const auto& r) { return registry::parse_header(r, kRowsMax, kNow); }),
      reader<v1::ImportListRequest>([](const auto& r) { return registry::parse_chunk(r, 1, kRowsMax); }, true),
      reader<v1::PutStatementRequest>([](const auto& r) { return registry::parse(r, kNow); }),
      reader<v1::WithdrawStatementRequest>([](const auto& r) { return registry::parse(r); }),
      reader<v1::PutHoldRequest>([](const auto& r) { return registry::parse(r, kNow); }),
      reader<v1::EndHoldRequest>([](const auto& r) { return registry::parse(r); }),
      reader<v1::ListListsRequest>([](const auto& r) { return registry::parse(r); }),
      reader<v1::ReviewListRequest>([](const auto& r) { return registry::parse(r); }),
      reader<v1::CountersignListRequest>([](const auto& r) { return registry::parse(r); }),
      reader<v1::WithdrawListRequest>([](const auto& r) { return registry::parse(r); }),
      reader<v1::AddSourceRequest>([](const auto& r) { return registry::parse(r, registry::SourcesMay::kBeInvented); }),
      reader<v1::ProposeLinkRequest>([](const auto& r) { return registry::parse(r); }),
      reader<v1::ReviewLinkRequest>([](const auto& r) { return registry::parse(r); }),
      reader<v1::ListLinksRequest>([](const auto& r) { return registry::parse(r); }),
      reader<v1::GetPersonRequest>([](const auto& r) { return registry::parse(r, kNow); }),
      reader<v1::WhatCouldBeSaidRequest>([](const auto& r) { return registry::parse(r, kNow); }),
      reader<v1::FindPersonsRequest>([](const auto& r) { return registry::parse(r, kNow); }),
      reader<v1::ReportGapsRequest>([](const auto& r) { return registry::parse(r, kNow); }),
      reader<v1::GetCheckpointRequest>([](const auto& r) { return audit::read(r); }),
      reader<v1::GetInclusionProofRequest>([](const auto& r) { return audit::read(r); }),
      reader<v1::GetConsistencyProofRequest>([](const auto& r) { return audit::read(r); }),
      reader<v1::ListEntriesRequest>([](const auto& r) { return audit::read(r, call(), tokens()); }),
  };
  return all;
}

// Takes the values of a message from the lines of the input, one line a value; an empty line leaves it out.
class Filler {
 public:
  explicit Filler(std::string_view text) : rest_(text) {}

  void fill(pb::Message& message, int depth) {
    const pb::Descriptor& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count() && !rest_.empty(); ++i) put(message, *type.field(i), depth);
  }
  const std::vector<std::string>& said() const { return said_; }

 private:
  std::string_view next() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return line;
  }
  static std::int64_t number(std::string_view line) {
    std::int64_t value = 0;
    const auto read = std::from_chars(line.data(), line.data() + line.size(), value);
    return read.ec == std::errc() ? value : static_cast<std::int64_t>(std::hash<std::string_view>{}(line));
  }

  void put(pb::Message& message, const pb::FieldDescriptor& field, int depth) {
    const auto& reflection = *message.GetReflection();
    const bool many = field.is_repeated();
    if (field.cpp_type() == pb::FieldDescriptor::CPPTYPE_MESSAGE) {
      const std::string_view line = next();
      if (line.empty() || depth == 0) return;
      fill(many ? *reflection.AddMessage(&message, &field) : *reflection.MutableMessage(&message, &field), depth - 1);
      return;
    }
    const std::string_view line = next();
    if (line.empty()) return;
    const std::int64_t value = number(line);
    const auto type = field.cpp_type();
    if (type == pb::FieldDescriptor::CPPTYPE_STRING) {
      said_.emplace_back(line);
      if (line.size() >= kLong) said_.back() += kMark;
      many ? reflection.AddString(&message, &field, said_.back())
           : reflection.SetString(&message, &field, said_.back());
    } else if (type == pb::FieldDescriptor::CPPTYPE_ENUM) {
      many ? reflection.AddEnumValue(&message, &field, static_cast<int>(value))
           : reflection.SetEnumValue(&message, &field, static_cast<int>(value));
    } else if (type == pb::FieldDescriptor::CPPTYPE_INT32) {
      reflection.SetInt32(&message, &field, static_cast<std::int32_t>(value));
    } else if (type == pb::FieldDescriptor::CPPTYPE_INT64) {
      reflection.SetInt64(&message, &field, value);
    } else if (type == pb::FieldDescriptor::CPPTYPE_BOOL) {
      reflection.SetBool(&message, &field, value != 0);
    } else {
      require(false, "a request has fields of another type: the fuzzer must learn it");
    }
  }

  std::string_view rest_;
  std::vector<std::string> said_;
};

void check(const Reader& reader, const pb::Message& message, const std::vector<std::string>& said) {
  const auto error = reader.read(message);
  rpc::Violations shape;
  shape.shape(message);
  if (!error) {
    require(reader.by_row || shape.empty(), "what is understood has the shape that the proto says");
    return;
  }
  require(error->reason != core::Reason::kBug, "no request is a fault of ours");
  if (error->reason == core::Reason::kInvalidField) require(!error->violations.empty(), "a bad field is named");
  for (const std::string& value : said) {
    if (value.size() < kLong) continue;
    require(error->message.find(value) == std::string::npos, "no error says a value again");
    for (const auto& violation : error->violations) {
      require(violation.description.find(value) == std::string::npos, "no description says a value again");
    }
  }
}

}  // namespace
}  // namespace hotline::fuzz

int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  google::protobuf::SetLogHandler(nullptr);
  return 0;
}

// The first byte names the request. What follows is tried both as protobuf's bytes and as lines.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hotline::fuzz;
  if (size < 1) return 0;
  const auto& all = readers();
  const Reader& reader = all[data[0] % all.size()];
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::unique_ptr<google::protobuf::Message> message(reader.prototype->New());
  if (message->ParseFromArray(rest.data(), static_cast<int>(rest.size()))) check(reader, *message, {});
  message->Clear();
  Filler filler(rest);
  filler.fill(*message, 4);
  check(reader, *message, filler.said());
  return 0;
}
