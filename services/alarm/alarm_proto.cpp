#include "alarm/alarm_proto.hpp"

#include <charconv>
#include <utility>

#include "inquiry/question_proto.hpp"
#include "rpc/validate.hpp"

namespace hotline::alarm {
namespace {

constexpr std::int32_t kPageDefault = 50;
constexpr std::int32_t kPageMax = 200;
constexpr std::size_t kGroundMin = 3;
constexpr std::size_t kGroundMax = 500;
constexpr std::size_t kSourceIdMax = 40;
constexpr std::size_t kNameMax = 80;
constexpr std::size_t kPlaceMax = 120;

core::Particulars read_particulars(const std::string& at, const v1::Canary& canary, core::Instant now,
                                   rpc::Violations& violations) {
  core::Particulars particulars;
  particulars.sex = core::Sex::kMale;
  particulars.birth_date = inquiry::read_birth_date(at + ".birth_date", canary.birth_date(), now, violations);
  if (particulars.birth_date.known() && particulars.birth_date.precision != core::DatePrecision::kDay) {
    violations.add(at + ".birth_date", "names a day");
  }
  violations.text(at + ".birthplace", canary.birthplace(), kPlaceMax);
  violations.text(at + ".unit", canary.unit(), kPlaceMax);
  violations.text(at + ".rank", canary.rank(), kNameMax);
  particulars.birthplace = canary.birthplace();
  particulars.unit = canary.unit();
  particulars.rank = canary.rank();
  return particulars;
}

core::NameParts read_name(const std::string& at, const v1::PersonName& name, rpc::Violations& violations) {
  core::NameParts parts;
  parts.surname = violations.trimmed_text(at + ".surname", name.surname(), 2, kNameMax);
  parts.given = violations.trimmed_text(at + ".given_name", name.given_name(), 2, kNameMax);
  if (!name.patronymic().empty()) {
    parts.patronymic = violations.trimmed_text(at + ".patronymic", name.patronymic(), 2, kNameMax);
  }
  if (!name.line().empty()) violations.add(at + ".line", "is left out; the parts are given");
  return parts;
}

}  // namespace

core::Result<store::AlarmsQuery> read_listed(const v1::ListAlarmsRequest& request, const rpc::CallContext& call,
                                             const rpc::PageTokens& tokens) {
  rpc::Violations violations;
  violations.shape(request);
  store::AlarmsQuery query;
  query.reader = call.caller.id;
  query.waiting_only = !request.all();
  query.limit = violations.page_size(request.page_size(), kPageDefault, kPageMax) + 1;
  const auto position = tokens.open(call.method, call.caller.id, request, request.page_token());
  if (!position) {
    violations.add("page_token", "was not given out for this request");
  } else if (!position->empty()) {
    std::from_chars(position->data(), position->data() + position->size(), query.below);
  }
  if (!violations.empty()) return violations.error();
  return query;
}

core::Result<Acknowledgement> read_acknowledgement(const v1::AcknowledgeAlarmRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  Acknowledgement acknowledgement;
  const auto id = violations.uuid("request_id", request.request_id());
  if (id) acknowledgement.request = *id;
  if (request.alarm_number() < 0) violations.add("alarm_number", "is the number of an alarm");
  acknowledgement.number = request.alarm_number();
  acknowledgement.ground =
      core::Sensitive<std::string>(violations.trimmed_text("ground", request.ground(), kGroundMin, kGroundMax));
  if (!violations.empty()) return violations.error();
  return acknowledgement;
}

core::Result<CanariesToPlant> read_canaries(const v1::PlantCanariesRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  CanariesToPlant plant;
  const auto id = violations.uuid("request_id", request.request_id());
  if (id) plant.request = *id;
  plant.source = core::SourceId(violations.trimmed_text("source_id", request.source_id(), 1, kSourceIdMax));
  plant.side = static_cast<core::Side>(request.side());
  violations.count("canaries", request.canaries_size(), static_cast<std::int64_t>(kCanariesAtOnceMax));
  if (request.canaries_size() > static_cast<int>(kCanariesAtOnceMax)) return violations.error();
  for (int i = 0; i < request.canaries_size(); ++i) {
    const std::string at = "canaries[" + std::to_string(i) + "]";
    const v1::Canary& canary = request.canaries(i);
    CanaryToPlant& made = plant.canaries.emplace_back();
    made.name = core::Sensitive<core::NameParts>(read_name(at + ".name", canary.name(), violations));
    made.particulars = core::Sensitive<core::Particulars>(read_particulars(at, canary, now, violations));
  }
  if (!violations.empty()) return violations.error();
  return plant;
}

core::Done write_alarm(const store::AlarmRow& row, const runtime::Keyring& keyring, v1::Alarm& message) {
  message.set_alarm_number(row.number);
  message.set_kind(static_cast<v1::AlarmKind>(row.alarm.kind));
  if (row.alarm.pattern) message.set_pattern(static_cast<v1::AlarmPattern>(*row.alarm.pattern));
  message.set_actor(row.alarm.actor.value());
  message.set_credential(row.alarm.credential);
  message.set_count(row.alarm.count);
  if (row.place) {
    message.set_tree(row.place->tree);
    message.set_log_index(row.place->index);
  }
  inquiry::write_instant(row.raised_at, *message.mutable_raised_at());
  if (!row.acknowledged_at) return core::Nothing{};
  message.set_acknowledged_by(row.acknowledged_by.value());
  inquiry::write_instant(*row.acknowledged_at, *message.mutable_acknowledged_at());
  auto ground = store::open_alarm_ground(keyring, row.number, row.ground_sealed);
  if (!ground) return std::move(ground).error();
  message.set_ground(std::move(*ground));
  return core::Nothing{};
}

}  // namespace hotline::alarm
