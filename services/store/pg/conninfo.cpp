#include "store/pg/conninfo.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>

namespace hotline::store::pg {

namespace {

constexpr std::size_t kConninfoBytesMax = 4096;

core::Error refused(std::string message) {
  return core::make_error(core::Reason::kWrongState, std::move(message));
}

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

core::Result<Options> parse_options(const std::string& text) {
  char* fault = nullptr;
  Options options(PQconninfoParse(text.c_str(), &fault));
  // libpq's message can quote the text, so it is dropped.
  if (fault != nullptr) PQfreemem(fault);
  if (options == nullptr) return refused("the database settings are not in libpq's form (keyword=value ...)");
  return options;
}

std::string quoted(std::string_view value) {
  std::string out = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = std::min(list.find(','), list.size());
    parts.emplace_back(list.substr(0, end));
    if (end == list.size()) return parts;
    list.remove_prefix(end + 1);
  }
}

// Comment lines and the ends of lines go; several lines read as one.
std::string one_line(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (line.empty() || line.front() == '#') continue;
    if (!out.empty()) out += ' ';
    out.append(line);
  }
  return out;
}

}  // namespace

core::Result<Conninfo> Conninfo::parse(std::string_view text) {
  const std::string line = one_line(text);
  if (line.empty()) return refused("the database settings are empty");
  auto options = parse_options(line);
  if (!options) return options.error();
  for (const PQconninfoOption* each = options->get(); each->keyword != nullptr; ++each) {
    const std::string_view keyword = each->keyword;
    if ((keyword == "password" || keyword == "sslpassword") && each->val != nullptr) {
      return refused("the database settings hold a password: put it in a passfile or use peer authentication");
    }
  }
  return Conninfo(line);
}

core::Result<Conninfo> Conninfo::read(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return refused("the file with the database settings cannot be opened");
  struct stat found {};
  std::array<char, kConninfoBytesMax + 1> bytes{};
  const bool known = ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode);
  const ssize_t count = known ? ::read(descriptor, bytes.data(), bytes.size()) : -1;
  ::close(descriptor);
  if (count < 0) return refused("the file with the database settings cannot be read");
  if ((found.st_mode & 077) != 0 || (found.st_uid != ::geteuid() && found.st_uid != 0)) {
    return refused("the file with the database settings must belong to this user with mode 0600 (chmod 600)");
  }
  if (static_cast<std::size_t>(count) > kConninfoBytesMax) {
    return refused("the file with the database settings is longer than 4096 bytes");
  }
  return parse(std::string_view(bytes.data(), static_cast<std::size_t>(count)));
}

core::Result<Conninfo> with(const Conninfo& conninfo, std::string_view keyword, std::string_view value) {
  auto options = parse_options(conninfo.text());
  if (!options) return options.error();
  std::string text;
  for (const PQconninfoOption* each = options->get(); each->keyword != nullptr; ++each) {
    if (each->val == nullptr || keyword == each->keyword) continue;
    text += std::string(each->keyword) + "=" + quoted(each->val) + " ";
  }
  text += std::string(keyword) + "=" + quoted(value);
  return Conninfo(text);
}

core::Result<std::vector<Conninfo>> each_host(const Conninfo& conninfo) {
  auto options = parse_options(conninfo.text());
  if (!options) return options.error();
  constexpr std::array<std::string_view, 3> kPlaces = {"host", "hostaddr", "port"};
  std::array<std::vector<std::string>, kPlaces.size()> given;
  for (const PQconninfoOption* each = options->get(); each->keyword != nullptr; ++each) {
    for (std::size_t i = 0; i < kPlaces.size(); ++i) {
      if (each->val != nullptr && kPlaces[i] == each->keyword) given[i] = split(each->val);
    }
  }
  const std::size_t hosts = std::max(given[0].size(), given[1].size());
  std::vector<Conninfo> made;
  for (std::size_t host = 0; host < hosts; ++host) {
    Conninfo one = conninfo;
    for (std::size_t i = 0; i < kPlaces.size(); ++i) {
      if (given[i].empty()) continue;
      if (given[i].size() != 1 && given[i].size() != hosts) {
        return refused("the database settings do not name as many ports or addresses as hosts");
      }
      auto placed = with(one, kPlaces[i], given[i][given[i].size() == 1 ? 0 : host]);
      if (!placed) return placed.error();
      one = std::move(*placed);
    }
    made.push_back(std::move(one));
  }
  if (made.empty()) made.push_back(conninfo);
  return made;
}

core::Result<Conninfo> with_user(const Conninfo& conninfo, std::string_view login) {
  return with(conninfo, "user", login);
}

core::Result<Conninfo> with_database(const Conninfo& conninfo, std::string_view database) {
  return with(conninfo, "dbname", database);
}

}  // namespace hotline::store::pg
