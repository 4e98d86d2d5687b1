#include "inquiry/record_news.hpp"

#include <chrono>

namespace hotline::inquiry {

core::News news_of(const store::RecordRow& record) {
  return core::news_of(record.status, record.flags);
}

core::TellingNeed need_of(const store::RecordRow& record, core::Instant now) {
  core::HeldOfCluster held;
  held.side = record.side;
  held.derived.status = record.status;
  held.derived.rung = record.rung;
  held.derived.flags = record.flags;
  held.wish = record.inform_kin;
  const auto today = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
  held.hold_in_force = record.hold_until_day >= today;
  return core::telling_need(held);
}

}  // namespace hotline::inquiry
