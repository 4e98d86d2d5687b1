// core's table of role x method x field knows no proto; here the two are held against each other.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>
#include <hotline/v1/admin_service.pb.h>
#include <hotline/v1/approval_service.pb.h>
#include <hotline/v1/inquiry_service.pb.h>
#include <hotline/v1/lookup_service.pb.h>
#include <hotline/v1/registry_service.pb.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/access.hpp"
#include "rpc/hide_fields.hpp"

namespace hotline::rpc {
namespace {

namespace pb = google::protobuf;

std::vector<const pb::FileDescriptor*> service_files() {
  return {v1::GetStatusRequest::descriptor()->file(), v1::GetInquiryRequest::descriptor()->file(),
          v1::LookupPersonRequest::descriptor()->file(), v1::GetPersonRequest::descriptor()->file(),
          v1::DecideRequest::descriptor()->file()};
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

TEST(AccessTableTest, EveryServiceFileIsLookedAt) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(HOTLINE_SOURCE_DIR "/proto/hotline/v1")) {
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

TEST(AccessTableTest, AMethodWithoutRowIsRefusedToEverybody) {
  for (int role = 1; role <= core::kRoleCount; ++role) {
    const auto allowed = core::check_access(static_cast<core::Role>(role), "hotline.v1.LookupService/NoSuchMethod");
    ASSERT_FALSE(allowed);
    EXPECT_EQ(allowed.error().reason, core::Reason::kNotAllowed);
  }
}

}  // namespace
}  // namespace hotline::rpc
