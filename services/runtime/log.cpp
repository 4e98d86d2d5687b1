#include "runtime/log.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <memory>
#include <mutex>

#include "core/time.hpp"

namespace hotline::runtime {

namespace {

std::atomic<Level> least_level{Level::kInfo};

struct Sink {
  std::mutex mutex;
  std::function<void(std::string_view)> function;
};

Sink& sink() {
  static Sink instance;
  return instance;
}

spdlog::logger& standard_error() {
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto made = std::make_shared<spdlog::logger>("hotline", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::trace);
    made->flush_on(spdlog::level::trace);
    return made;
  }();
  return *logger;
}

std::string_view level_name(Level level) {
  switch (level) {
    case Level::kDebug:
      return "debug";
    case Level::kInfo:
      return "info";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
  }
  return "error";
}

void append_text(std::string& line, std::string_view text) {
  line += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      line += '\\';
      line += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      line += c;
    }
  }
  line += '"';
}

void append_member(std::string& line, std::string_view name) {
  line += ',';
  append_text(line, name);
  line += ':';
}

struct AppendValue {
  std::string& line;
  void operator()(std::int64_t value) const { line += fmt::to_string(value); }
  void operator()(std::uint64_t value) const { line += fmt::to_string(value); }
  void operator()(bool value) const { line += value ? "true" : "false"; }
  void operator()(double value) const { line += std::isfinite(value) ? fmt::to_string(value) : "null"; }
  void operator()(const Safe& value) const { append_text(line, value.view()); }
};

std::string begin_line(Level level, std::string_view event) {
  const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(now - day);
  std::string line = fmt::format(R"({{"time":"{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z","level":"{}","event":)",
                                 static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                 static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(),
                                 time.seconds().count(), time.subseconds().count(), level_name(level));
  append_text(line, event);
  return line;
}

void append_fields(std::string& line, std::initializer_list<Field> fields) {
  for (const Field& each : fields) {
    append_member(line, each.name.view());
    std::visit(AppendValue{line}, each.value);
  }
}

void write(std::string line) {
  line += '}';
  Sink& own = sink();
  {
    const std::lock_guard lock(own.mutex);
    if (own.function) {
      own.function(line);
      return;
    }
  }
  standard_error().info(line);
}

}  // namespace

Field field(Safe name, const core::RequestId& value) {
  return Field{std::move(name), Safe::own(uuid_text(value.value()))};
}

Field field(Safe name, core::Reason value) {
  return Field{std::move(name), Safe::own(reason_name(value))};
}

void log_event(Level level, Safe event, std::initializer_list<Field> fields) {
  if (level < least_level.load(std::memory_order_relaxed)) return;
  std::string line = begin_line(level, event.view());
  append_fields(line, fields);
  write(std::move(line));
}

void log_error(Safe event, const core::Error& error, std::initializer_list<Field> fields) {
  std::string line = begin_line(Level::kError, event.view());
  append_member(line, "reason");
  append_text(line, reason_name(error.reason));
  for (const auto& [key, value] : error.metadata) {
    append_member(line, key);
    append_text(line, value);
  }
  append_fields(line, fields);
  write(std::move(line));
}

void set_log_level(Level level) {
  least_level = level;
}

void set_log_sink(std::function<void(std::string_view line)> function) {
  Sink& own = sink();
  const std::lock_guard lock(own.mutex);
  own.function = std::move(function);
}

std::string_view reason_name(core::Reason reason) {
  switch (reason) {
    case core::Reason::kInvalidField:
      return "INVALID_FIELD";
    case core::Reason::kNotSignedIn:
      return "NOT_SIGNED_IN";
    case core::Reason::kNotAllowed:
      return "NOT_ALLOWED";
    case core::Reason::kNotFound:
      return "NOT_FOUND";
    case core::Reason::kWrongState:
      return "WRONG_STATE";
    case core::Reason::kConflict:
      return "CONFLICT";
    case core::Reason::kTooMany:
      return "TOO_MANY";
    case core::Reason::kStoreDown:
      return "STORE_DOWN";
    case core::Reason::kOutOfTime:
      return "OUT_OF_TIME";
    case core::Reason::kHungUp:
      return "HUNG_UP";
    case core::Reason::kBug:
      return "BUG";
  }
  return "BUG";
}

std::string uuid_text(const core::Bytes16& bytes) {
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    fmt::format_to(std::back_inserter(text), "{:02x}", bytes[i]);
  }
  return text;
}

}  // namespace hotline::runtime
