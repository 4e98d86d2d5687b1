// The configuration file: whatever stands in it, either it is understood or every fault is named with its key.
#include <string>

#include "fuzz/fuzz.hpp"
#include "runtime/config.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hotline;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto config = runtime::parse_config(text, "/etc/hotline");
  if (!config) {
    fuzz::require(!config.error().message.empty() || !config.error().violations.empty(), "a fault is said");
    for (const auto& violation : config.error().violations) {
      fuzz::require(!violation.description.empty(), "each fault is described");
    }
    return 0;
  }
  fuzz::require(config->server.socket.is_absolute() && config->keys.folder.is_absolute(), "paths are whole");
  fuzz::require(config->limits.lookups_per_minute > 0 && config->limits.persons_per_hour > 0, "limits limit");
  for (const auto& actor : config->actors)
    fuzz::require(!actor.id.empty() && !actor.role.empty(), "an actor is somebody");
  return 0;
}
