#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace hotline::store::pg {

// How to reach the database, as libpq takes it: "host=/run/postgresql dbname=hotline", several hosts, a URL, a service.
// Never holds a password; a passfile, a service or peer authentication does that.
class Conninfo {
 public:
  static core::Result<Conninfo> parse(std::string_view text);
  // From a file of mode 0600 (or stricter) that we or root own; lines starting with # are comments.
  static core::Result<Conninfo> read(const std::filesystem::path& file);

  const std::string& text() const { return text_; }

 private:
  explicit Conninfo(std::string text) : text_(std::move(text)) {}
  friend core::Result<Conninfo> with(const Conninfo& conninfo, std::string_view keyword, std::string_view value);
  std::string text_;
};

// The same place, another login.
core::Result<Conninfo> with_user(const Conninfo& conninfo, std::string_view login);
core::Result<Conninfo> with_database(const Conninfo& conninfo, std::string_view database);
// One for each host, in their order: libpq goes to the next only when one says no, and a dead machine says nothing.
core::Result<std::vector<Conninfo>> each_host(const Conninfo& conninfo);

}  // namespace hotline::store::pg
