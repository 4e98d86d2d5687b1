// core's table of role x method x field knows no proto; here the two are held against each other.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>
#include <hotline/v1/admin_service.pb.h>
#include <hotline/v1/alarm_service.pb.h>
#include <hotline/v1/approval_service.pb.h>
#include <hotline/v1/audit_service.pb.h>
#include <hotline/v1/desk_service.pb.h>
#include <hotline/v1/erasure_service.pb.h>
#include <hotline/v1/inquiry_service.pb.h>
#include <hotline/v1/lookup_service.pb.h>
#include <hotline/v1/registry_service.pb.h>
#include <hotline/v1/relatives_service.pb.h>
#include <hotline/v1/reporting_service.pb.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/access.hpp"
#include "rpc/hide_fields.hpp"
#include "support/source_path.hpp"
#include "unit/core/golden.hpp"

namespace hotline::rpc {
namespace {

namespace pb = google::protobuf;

std::vector<const pb::FileDescriptor*> service_files() {
  return {v1::GetStatusRequest::descriptor()->file(),    v1::GetInquiryRequest::descriptor()->file(),
          v1::LookupPersonRequest::descriptor()->file(), v1::GetPersonRequest::descriptor()->file(),
          v1::DecideRequest::descriptor()->file(),       v1::GetCheckpointRequest::descriptor()->file(),
          v1::ListErasuresRequest::descriptor()->file(), v1::ListAlarmsRequest::descriptor()->file(),
          v1::GetDeadlinesRequest::descriptor()->file(), v1::GetMyInquiryRequest::descriptor()->file(),
          v1::ListCallbacksRequest::descriptor()->file()};
}

std::map<std::string, const pb::MethodDescriptor*> methods() {
  std::map<std::string, const pb::MethodDescriptor*> found;
  for (const auto* file : service_files()) {
    for (int at = 0; at < file->service_count(); ++at) {
      const auto* service = file->service(at);
      for (int each = 0; each < service->method_count(); ++each) {
        found[service->full_name() + "/" + service->method(each)->name()] = service->method(each);
      }
    }
  }
  return found;
}

constexpr int kDepthMax = 4;

// Paths of all fields, those of messages within messages too.
std::vector<std::string> fields_of(const pb::Descriptor* message, int depth = 0) {
  std::vector<std::string> paths;
  for (int at = 0; at < message->field_count(); ++at) {
    const auto* field = message->field(at);
    paths.push_back(field->name());
    const auto* below = field->message_type();
    if (below == nullptr || depth == kDepthMax || below->file()->package() != "hotline.v1") continue;
    for (const std::string& path : fields_of(below, depth + 1)) paths.push_back(field->name() + "." + path);
  }
  return paths;
}

// The field itself and all that it stands in.
bool sees(core::Role role, const std::string& method, const std::string& field) {
  for (auto dot = field.find('.'); dot != field.npos; dot = field.find('.', dot + 1)) {
    if (!core::may_see(role, method, field.substr(0, dot))) return false;
  }
  return core::may_see(role, method, field);
}

void fill(pb::Message& message, int depth) {
  const auto& reflection = *message.GetReflection();
  for (int at = 0; at < message.GetDescriptor()->field_count(); ++at) {
    const auto* field = message.GetDescriptor()->field(at);
    using Type = pb::FieldDescriptor;
    const bool many = field->is_repeated();
    switch (field->cpp_type()) {
      case Type::CPPTYPE_MESSAGE:
        if (depth <= kDepthMax) {
          fill(many ? *reflection.AddMessage(&message, field) : *reflection.MutableMessage(&message, field), depth + 1);
        }
        break;
      case Type::CPPTYPE_STRING:
        many ? reflection.AddString(&message, field, "x") : reflection.SetString(&message, field, "x");
        break;
      case Type::CPPTYPE_INT32:
        many ? reflection.AddInt32(&message, field, 1) : reflection.SetInt32(&message, field, 1);
        break;
      case Type::CPPTYPE_INT64:
        many ? reflection.AddInt64(&message, field, 1) : reflection.SetInt64(&message, field, 1);
        break;
      case Type::CPPTYPE_UINT32:
        many ? reflection.AddUInt32(&message, field, 1) : reflection.SetUInt32(&message, field, 1);
        break;
      case Type::CPPTYPE_UINT64:
        many ? reflection.AddUInt64(&message, field, 1) : reflection.SetUInt64(&message, field, 1);
        break;
      case Type::CPPTYPE_DOUBLE:
        many ? reflection.AddDouble(&message, field, 1) : reflection.SetDouble(&message, field, 1);
        break;
      case Type::CPPTYPE_FLOAT:
        many ? reflection.AddFloat(&message, field, 1) : reflection.SetFloat(&message, field, 1);
        break;
      case Type::CPPTYPE_BOOL:
        many ? reflection.AddBool(&message, field, true) : reflection.SetBool(&message, field, true);
        break;
      case Type::CPPTYPE_ENUM:
        many ? reflection.AddEnumValue(&message, field, 1) : reflection.SetEnumValue(&message, field, 1);
        break;
    }
  }
}

bool holds(const pb::Message& message, const std::string& path) {
  const auto dot = path.find('.');
  const auto* field = message.GetDescriptor()->FindFieldByName(path.substr(0, dot));
  const auto& reflection = *message.GetReflection();
  const bool here =
      field->is_repeated() ? reflection.FieldSize(message, field) > 0 : reflection.HasField(message, field);
  if (!here || dot == path.npos) return here;
  return holds(
      field->is_repeated() ? reflection.GetRepeatedMessage(message, field, 0) : reflection.GetMessage(message, field),
      path.substr(dot + 1));
}

TEST(AccessTableTest, EveryServiceFileIsLookedAt) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test::source_path("proto/hotline/v1"))) {
    if (entry.path().filename().string().ends_with("_service.proto")) ++files;
  }
  EXPECT_EQ(files, service_files().size());
}

TEST(AccessTableTest, HasOneRowForEveryMethodAndNoOther) {
  std::vector<std::string> ruled;
  for (const auto& rule : core::method_rules()) {
    ruled.emplace_back(rule.method);
    EXPECT_NE(rule.roles, 0) << rule.method << " can be called by nobody";
  }
  std::vector<std::string> offered;
  for (const auto& [name, method] : methods()) offered.push_back(name);
  EXPECT_THAT(ruled, testing::UnorderedElementsAreArray(offered));
}

TEST(AccessTableTest, EveryFieldRuleNamesAFieldOfTheAnswer) {
  const auto offered = methods();
  for (const auto& rule : core::field_rules()) {
    const auto method = offered.find(std::string(rule.method));
    ASSERT_NE(method, offered.end()) << rule.method;
    std::string rest(rule.field);
    const pb::Descriptor* message = method->second->output_type();
    while (true) {
      const auto dot = rest.find('.');
      ASSERT_NE(message, nullptr) << rule.method << " " << rule.field;
      const auto* field = message->FindFieldByName(rest.substr(0, dot));
      ASSERT_NE(field, nullptr) << rule.method << " " << rule.field;
      if (dot == std::string::npos) break;
      message = field->message_type();
      rest.erase(0, dot + 1);
    }
  }
}

// Each field of each answer with the roles that see it. A new field shows here, so that somebody decides who sees it.
TEST(AccessTableTest, EveryFieldOfEveryAnswerIsDecided) {
  std::string table = "method\tfield\troles\n";
  for (const auto& [name, method] : methods()) {
    for (const std::string& field : fields_of(method->output_type())) {
      table += name + '\t' + field + '\t';
      for (int role = 1; role <= core::kRoleCount; ++role) {
        const auto one = static_cast<core::Role>(role);
        if (sees(one, name, field)) table += std::string(core::name_of(one)) + ' ';
      }
      table.back() = '\n';
    }
  }
  test::expect_golden("fields_golden.tsv", table);
}

// What leaves is what the table says, for every role, method and field.
TEST(AccessTableTest, EveryAnswerIsClearedOfWhatItsReaderMayNotSee) {
  for (const auto& [name, method] : methods()) {
    for (int role = 1; role <= core::kRoleCount; ++role) {
      CallContext call;
      call.method = name;
      call.caller.role = static_cast<core::Role>(role);
      if (!core::check_access(call.caller.role, name)) continue;
      const auto* made = pb::MessageFactory::generated_factory()->GetPrototype(method->output_type());
      std::unique_ptr<pb::Message> answer(made->New());
      fill(*answer, 0);
      ASSERT_TRUE(hide_fields(call, *answer)) << name;
      for (const std::string& field : fields_of(method->output_type())) {
        EXPECT_EQ(holds(*answer, field), sees(call.caller.role, name, field))
            << name << ' ' << core::name_of(call.caller.role) << ' ' << field;
      }
    }
  }
}

TEST(AccessTableTest, AMethodWithoutRowIsRefusedToEverybody) {
  for (int role = 1; role <= core::kRoleCount; ++role) {
    const auto allowed = core::check_access(static_cast<core::Role>(role), "hotline.v1.LookupService/NoSuchMethod");
    ASSERT_FALSE(allowed);
    EXPECT_EQ(allowed.error().reason, core::Reason::kNotAllowed);
  }
}

}  // namespace
}  // namespace hotline::rpc
