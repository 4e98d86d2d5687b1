#pragma once

#include <string>

#include "hotline/v1/lookup_service.pb.h"

namespace CLI {
class App;
}

namespace hotline::cli {

// --sheet and --taken-at: the question was taken on paper.
struct PaperOptions {
  std::string sheet;
  std::string taken_at;

  void add_to(CLI::App& command);
  // Nothing when neither is given; an exit code other than kDone when they are no sheet and time. The call began then.
  int write(v1::LookupPersonRequest& request) const;
};

}  // namespace hotline::cli
