#include "audit/audit_proto.hpp"

#include <charconv>
#include <span>

#include "rpc/validate.hpp"

namespace hotline::audit {
namespace {

constexpr std::int32_t kPageDefault = 100;
// 200 kB: far below gRPC's limit, and enough that a page costs less than the call.
constexpr std::int32_t kPageMax = 1000;

class Reader {
 public:
  explicit Reader(const google::protobuf::Message& request) { violations_.shape(request); }

  std::int32_t tree(std::int32_t value) {
    if (value < 0) violations_.add("tree", "must not be negative");
    return value;
  }
  std::uint64_t number(const char* field, std::int64_t value) {
    if (value >= 0) return static_cast<std::uint64_t>(value);
    violations_.add(field, "must not be negative");
    return 0;
  }
  rpc::Violations& violations() { return violations_; }

  template <typename T>
  core::Result<T> end(T asked) const {
    if (!violations_.empty()) return violations_.error();
    return asked;
  }

 private:
  rpc::Violations violations_;
};

}  // namespace

core::Result<CheckpointAsked> read(const v1::GetCheckpointRequest& request) {
  Reader reader(request);
  CheckpointAsked asked;
  asked.tree = reader.tree(request.tree());
  asked.size_least = reader.number("size_at_least", request.size_at_least());
  return reader.end(asked);
}

core::Result<InclusionAsked> read(const v1::GetInclusionProofRequest& request) {
  Reader reader(request);
  InclusionAsked asked;
  asked.tree = reader.tree(request.tree());
  asked.index = reader.number("index", request.index());
  asked.size = reader.number("tree_size", request.tree_size());
  if (request.tree_size() > 0 && request.index() >= request.tree_size()) {
    reader.violations().add("index", "must be below tree_size");
  }
  return reader.end(asked);
}

core::Result<ConsistencyAsked> read(const v1::GetConsistencyProofRequest& request) {
  Reader reader(request);
  ConsistencyAsked asked;
  asked.tree = reader.tree(request.tree());
  asked.before = reader.number("size_before", request.size_before());
  asked.after = reader.number("size_after", request.size_after());
  if (request.size_before() == 0) reader.violations().add("size_before", "must be at least 1");
  if (request.size_after() > 0 && request.size_before() > request.size_after()) {
    reader.violations().add("size_before", "must not be above size_after");
  }
  return reader.end(asked);
}

core::Result<EntriesAsked> read(const v1::ListEntriesRequest& request, const rpc::CallContext& call,
                                const rpc::PageTokens& tokens) {
  Reader reader(request);
  EntriesAsked asked;
  asked.tree = reader.tree(request.tree());
  asked.first = reader.number("first_index", request.first_index());
  asked.end = reader.number("end_index", request.end_index());
  if (request.end_index() > 0 && request.first_index() > request.end_index()) {
    reader.violations().add("first_index", "must not be above end_index");
  }
  asked.page_size = reader.violations().page_size(request.page_size(), kPageDefault, kPageMax);
  const auto position = tokens.open(call.method, call.caller.id, request, request.page_token());
  if (!position) {
    reader.violations().add("page_token", "was not given out for this request");
  } else if (!position->empty()) {
    std::from_chars(position->data(), position->data() + position->size(), asked.first);
  }
  return reader.end(asked);
}

std::string bytes_of(const core::Bytes32& hash) {
  return {hash.begin(), hash.end()};
}

core::Done write(const std::vector<store::EntryRow>& entries, v1::ListEntriesResponse& response) {
  for (const store::EntryRow& entry : entries) {
    const std::span bytes(reinterpret_cast<const std::uint8_t*>(entry.leaf.data()), entry.leaf.size());
    const auto leaf = core::decode_leaf(bytes);
    if (!leaf) {
      return core::make_error(core::Reason::kWrongState,
                              "an entry of the log is damaged; hotline audit verify says which");
    }
    v1::LogEntry& message = *response.add_entries();
    message.set_index(static_cast<std::int64_t>(entry.index));
    message.set_leaf(entry.leaf);
    message.set_leaf_hash(bytes_of(core::leaf_hash(bytes)));
    message.set_kind(static_cast<v1::LogEntryKind>(leaf->kind));
    message.mutable_logged_at()->set_seconds(static_cast<std::int64_t>(leaf->second));
  }
  return core::Nothing{};
}

}  // namespace hotline::audit
