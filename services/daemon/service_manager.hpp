#pragma once

#include <string_view>

namespace hotline::daemon {

// One line to systemd, where it started us and wants to hear ("READY=1", "STOPPING=1"; sd_notify(3)); else nothing.
void tell_service_manager(std::string_view line);

}  // namespace hotline::daemon
