#include "daemon/service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <string>

namespace hotline::daemon {

void tell_service_manager(std::string_view line) {
  const char* given = std::getenv("NOTIFY_SOCKET");
  if (given == nullptr) return;
  std::string path(given);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof(address.sun_path)) return;
  // "@" stands for a name that is in no folder.
  if (path.front() == '@') path.front() = '\0';
  path.copy(address.sun_path, path.size());
  const int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
  (void)sendto(descriptor, line.data(), line.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), length);
  close(descriptor);
}

}  // namespace hotline::daemon
