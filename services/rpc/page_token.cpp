#include "rpc/page_token.hpp"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <sodium.h>

#include <array>
#include <cstdint>
#include <memory>

namespace hotline::rpc {
namespace {

namespace pb = google::protobuf;

constexpr char kVersion = 1;
constexpr std::size_t kMacBytes = 16;
// Longer tokens are none of ours.
constexpr std::size_t kPageTokenBytesMax = 1024;

using Mac = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

std::string question_of(const pb::Message& request) {
  std::unique_ptr<pb::Message> question(request.New());
  question->CopyFrom(request);
  for (const char* name : {"page_token", "page_size"}) {
    const auto* field = question->GetDescriptor()->FindFieldByName(name);
    if (field) question->GetReflection()->ClearField(question.get(), field);
  }
  std::string bytes;
  pb::io::StringOutputStream raw(&bytes);
  pb::io::CodedOutputStream out(&raw);
  out.SetSerializationDeterministic(true);
  question->SerializeToCodedStream(&out);
  out.Trim();
  return bytes;
}

// Each part goes in with its length, so that no two lists of parts read alike.
Mac mac_of(const runtime::Key& key, std::initializer_list<std::string_view> parts) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), runtime::kKeyBytes);
  for (std::string_view part : parts) {
    std::array<unsigned char, 8> size{};
    for (std::size_t at = 0; at < size.size(); ++at) size[at] = static_cast<unsigned char>(part.size() >> (8 * at));
    crypto_auth_hmacsha256_update(&state, size.data(), size.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
  }
  Mac mac{};
  crypto_auth_hmacsha256_final(&state, mac.data());
  return mac;
}

std::string base64url(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();  // the terminating zero
  return text;
}

}  // namespace

std::string PageTokens::make(std::string_view method, const core::ActorId& actor, const pb::Message& request,
                             std::string_view position) const {
  const runtime::Key key = keyring_.newest(runtime::KeyUse::kPageToken);
  const Mac mac = mac_of(key, {"hotline page token", method, actor.value(), question_of(request), position});
  std::string bytes(1, kVersion);
  bytes.append(position);
  bytes.append(reinterpret_cast<const char*>(mac.data()), kMacBytes);
  return base64url(bytes);
}

core::Result<std::string> PageTokens::open(std::string_view method, const core::ActorId& actor,
                                           const pb::Message& request, std::string_view token) const {
  if (token.empty()) return std::string();
  const core::Error foreign = core::invalid_field("page_token", "was not given out for this request");
  std::array<unsigned char, kPageTokenBytesMax> bytes{};
  std::size_t size = 0;
  const char* end = nullptr;
  if (token.size() > kPageTokenBytesMax ||
      sodium_base642bin(bytes.data(), bytes.size(), token.data(), token.size(), nullptr, &size, &end,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      end != token.data() + token.size() || size < 1 + kMacBytes || bytes[0] != kVersion) {
    return foreign;
  }
  const std::string position(reinterpret_cast<const char*>(bytes.data()) + 1, size - 1 - kMacBytes);
  const runtime::KeySet keys = keyring_.set(runtime::KeyUse::kPageToken);
  const std::string question = question_of(request);
  for (const auto& [id, key] : keys.all()) {
    const Mac mac = mac_of(key, {"hotline page token", method, actor.value(), question, position});
    if (sodium_memcmp(mac.data(), bytes.data() + size - kMacBytes, kMacBytes) == 0) return position;
  }
  return foreign;
}

}  // namespace hotline::rpc
