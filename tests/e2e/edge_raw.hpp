#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rpc/client.hpp"

namespace hotline::e2e {

// A TLS connection to the edge whose bytes are written by hand, for what no HTTP/2 library would send.
class RawConnection {
 public:
  enum class Tls { k12, k13 };
  // Without an identity it shows no certificate.
  RawConnection(int port, const rpc::EdgeIdentity* identity, Tls version = Tls::k13);
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  // Whether the handshake ended well on this side. TLS 1.3 learns later that its certificate was refused: read().
  bool open() const { return open_; }
  // False once the other side has closed, or takes nothing for `limit`. What comes meanwhile is kept for read().
  bool send(const std::string& bytes, std::chrono::milliseconds limit = std::chrono::milliseconds(3000));
  // What has come until it closes, or for `time`.
  std::string read(std::chrono::milliseconds time);

 private:
  enum class Side { kRead, kWrite };
  bool take();  // reads what is there without waiting; false when closed
  void wait(Side side, std::chrono::milliseconds time) const;

  int socket_ = -1;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, SSL_free};
  std::string came_;
  bool open_ = false;
};

// Parts of HTTP/2 (RFC 9113).
inline constexpr std::uint8_t kData = 0, kHeaders = 1, kReset = 3, kSettings = 4, kContinuation = 9;
inline constexpr std::uint8_t kEndStream = 1, kEndHeaders = 4;
using Headers = std::vector<std::pair<std::string, std::string>>;

std::string preface();  // the client's first bytes with empty settings
std::string frame(std::uint8_t type, std::uint8_t flags, std::uint32_t stream, const std::string& payload);
// Literals without the table and without Huffman's code.
std::string packed(const Headers& headers);
// A prefix of HPACK's integers with seven bits.
std::string packed_number(std::uint64_t number);
// What a gRPC client sends for a call of this method.
Headers call_headers(const std::string& method);
// The first frame of this type from `bytes`: its payload, or nothing.
bool holds_frame(const std::string& bytes, std::uint8_t type, std::uint32_t stream);

}  // namespace hotline::e2e
