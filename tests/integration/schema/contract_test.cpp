// What the descriptors, the access table and the words of core must agree on.
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>

#include "core/access.hpp"
#include "core/answer_kind.hpp"
#include "core/callback.hpp"
#include "core/candidate_review.hpp"
#include "core/deadlines.hpp"
#include "core/inquiry.hpp"
#include "core/status.hpp"
#include "core/telling.hpp"
#include "google/api/field_behavior.pb.h"
#include "hotline/v1/admin_service.pb.h"
#include "hotline/v1/alarm_service.pb.h"
#include "hotline/v1/approval_service.pb.h"
#include "hotline/v1/audit_service.pb.h"
#include "hotline/v1/desk_service.pb.h"
#include "hotline/v1/erasure_service.pb.h"
#include "hotline/v1/inquiry_service.pb.h"
#include "hotline/v1/lookup_service.pb.h"
#include "hotline/v1/person.pb.h"
#include "hotline/v1/registry_service.pb.h"
#include "hotline/v1/relatives_service.pb.h"
#include "hotline/v1/reporting_service.pb.h"

namespace hotline {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FileDescriptor;

std::vector<const FileDescriptor*> files() {
  return {v1::LookupPersonRequest::descriptor()->file(),  v1::OpenInquiryRequest::descriptor()->file(),
          v1::ImportListRequest::descriptor()->file(),    v1::GetStatusRequest::descriptor()->file(),
          v1::PersonName::descriptor()->file(),           v1::DecideRequest::descriptor()->file(),
          v1::GetCheckpointRequest::descriptor()->file(), v1::ListErasuresRequest::descriptor()->file(),
          v1::ListAlarmsRequest::descriptor()->file(),    v1::GetDeadlinesRequest::descriptor()->file(),
          v1::GetMyInquiryRequest::descriptor()->file(),  v1::ListCallbacksRequest::descriptor()->file()};
}

TEST(AccessTable, HasARowForEveryMethodAndNoOther) {
  std::set<std::string> in_proto;
  for (const auto* file : files()) {
    for (int s = 0; s < file->service_count(); ++s) {
      const auto* service = file->service(s);
      for (int m = 0; m < service->method_count(); ++m) {
        in_proto.insert(service->full_name() + "/" + service->method(m)->name());
      }
    }
  }
  std::set<std::string> in_table;
  for (const auto& rule : core::method_rules()) in_table.insert(std::string(rule.method));
  EXPECT_EQ(in_proto, in_table);
}

TEST(AccessTable, NamesOnlyFieldsThatExist) {
  for (const auto& rule : core::field_rules()) {
    const std::string method(rule.method);
    const auto slash = method.find('/');
    const auto* service =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(method.substr(0, slash));
    ASSERT_NE(service, nullptr) << method;
    const auto* found = service->FindMethodByName(method.substr(slash + 1));
    ASSERT_NE(found, nullptr) << method;
    const std::string field(rule.field);
    EXPECT_NE(found->output_type()->FindFieldByName(field.substr(0, field.find('.'))), nullptr)
        << method << ' ' << field;
  }
}

void check_fields(const Descriptor* message) {
  for (int i = 0; i < message->field_count(); ++i) {
    const auto* field = message->field(i);
    if (field->real_containing_oneof() != nullptr) continue;
    EXPECT_EQ(field->options().ExtensionSize(google::api::field_behavior), 1)
        << field->full_name() << " does not say REQUIRED, OPTIONAL or OUTPUT_ONLY";
  }
  for (int i = 0; i < message->nested_type_count(); ++i) check_fields(message->nested_type(i));
}

void check_enum(const EnumDescriptor* enumeration) {
  const std::string first = enumeration->value(0)->name();
  EXPECT_EQ(enumeration->value(0)->number(), 0);
  EXPECT_TRUE(first.ends_with("_UNSPECIFIED")) << enumeration->full_name();
  const std::string prefix = first.substr(0, first.size() - std::string("UNSPECIFIED").size());
  for (int i = 0; i < enumeration->value_count(); ++i) {
    EXPECT_TRUE(enumeration->value(i)->name().starts_with(prefix)) << enumeration->value(i)->full_name();
  }
}

TEST(ProtoStyle, FieldsEnumsAndMethodsFollowTheRules) {
  for (const auto* file : files()) {
    for (int i = 0; i < file->message_type_count(); ++i) check_fields(file->message_type(i));
    for (int i = 0; i < file->enum_type_count(); ++i) check_enum(file->enum_type(i));
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const auto* method = file->service(s)->method(m);
        EXPECT_EQ(method->input_type()->name(), method->name() + "Request");
        EXPECT_EQ(method->output_type()->name(), method->name() + "Response");
      }
    }
  }
}

TEST(ProtoStyle, EveryWriteCarriesARequestId) {
  const std::set<std::string> reads{
      "GetInquiry",          "ListInquiries",    "GetList",       "ListRowOutcomes",     "GetPerson",
      "ListSources",         "GetStatus",        "ListLists",     "ReviewList",          "ListMissing",
      "FindPersons",         "WhatCouldBeSaid",  "ListLinks",     "ReportGaps",          "ListCandidates",
      "WatchCandidates",     "WatchRequests",    "ListReleases",  "GetCheckpoint",       "GetInclusionProof",
      "GetConsistencyProof", "ListEntries",      "ListErasures",  "ListAlarms",          "WatchAlarms",
      "GetCanaryCount",      "ListRetentionDue", "GetDeadlines",  "VerifyReceipt",       "ListMyInquiries",
      "ImportList",          "SubmitInquiries",  "ListCallbacks", "ListAffectedAnswers", "GetFigures",
      "CompareSources",      "GetVolumes",       "ExportFigures"};  // a list and a case number are their own keys
  for (const auto* file : files()) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const auto* method = file->service(s)->method(m);
        const bool has = method->input_type()->FindFieldByName("request_id") != nullptr;
        EXPECT_EQ(has, !reads.contains(method->name())) << method->full_name();
      }
    }
  }
}

TEST(ProtoStyle, ListsPageFromTheFirstDay) {
  for (const auto* file : files()) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const auto* method = file->service(s)->method(m);
        if (!method->name().starts_with("List")) continue;
        EXPECT_NE(method->input_type()->FindFieldByName("page_size"), nullptr) << method->full_name();
        EXPECT_NE(method->input_type()->FindFieldByName("page_token"), nullptr) << method->full_name();
        EXPECT_NE(method->output_type()->FindFieldByName("next_page_token"), nullptr) << method->full_name();
      }
    }
  }
}

TEST(MirroredEnums, HaveTheSameNumbersAndNames) {
  for (const auto kind : core::kAnswerKinds) {
    EXPECT_EQ(v1::AnswerKind_Name(static_cast<v1::AnswerKind>(kind)),
              "ANSWER_KIND_" + std::string(core::name_of(kind)));
  }
  EXPECT_EQ(v1::AnswerKind_descriptor()->value_count(), static_cast<int>(core::kAnswerKinds.size()) + 1);
  for (std::uint8_t number = 1; number <= core::kCandidateStateLast; ++number) {
    EXPECT_EQ(v1::CandidateState_Name(static_cast<v1::CandidateState>(number)),
              "CANDIDATE_STATE_" + std::string(core::name_of(static_cast<core::CandidateState>(number))));
  }
  for (std::uint8_t number = 1; number <= core::kReviewDecisionLast; ++number) {
    EXPECT_EQ(v1::ReviewDecision_Name(static_cast<v1::ReviewDecision>(number)),
              "REVIEW_DECISION_" + std::string(core::name_of(static_cast<core::ReviewDecision>(number))));
  }
  for (std::uint8_t number = 1; number <= core::kTellingLast; ++number) {
    EXPECT_EQ(v1::Telling_Name(static_cast<v1::Telling>(number)),
              "TELLING_" + std::string(core::name_of(static_cast<core::Telling>(number))));
  }
  for (std::uint8_t number = 1; number <= core::kDeadlineKindLast; ++number) {
    std::string name(core::name_of(static_cast<core::DeadlineKind>(number)));
    for (char& letter : name) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    EXPECT_EQ(v1::DeadlineKind_Name(static_cast<v1::DeadlineKind>(number)), "DEADLINE_KIND_" + name);
  }
  EXPECT_EQ(v1::DeadlineKind_descriptor()->value_count(), static_cast<int>(core::kDeadlineKindLast) + 1);
  for (std::uint8_t number = 1; number <= core::kCallbackStateLast; ++number) {
    EXPECT_EQ(v1::CallbackState_Name(static_cast<v1::CallbackState>(number)),
              "CALLBACK_STATE_" + std::string(core::name_of(static_cast<core::CallbackState>(number))));
  }
  for (std::uint8_t number = 1; number <= core::kCallbackOutcomeLast; ++number) {
    EXPECT_EQ(v1::CallbackOutcome_Name(static_cast<v1::CallbackOutcome>(number)),
              "CALLBACK_OUTCOME_" + std::string(core::name_of(static_cast<core::CallbackOutcome>(number))));
  }
  EXPECT_EQ(v1::CallbackOutcome_descriptor()->value_count(), static_cast<int>(core::kCallbackOutcomeLast) + 1);
  EXPECT_EQ(v1::CandidateState_descriptor()->value_count(), static_cast<int>(core::kCandidateStateLast) + 1);
  EXPECT_EQ(v1::ReviewDecision_descriptor()->value_count(), static_cast<int>(core::kReviewDecisionLast) + 1);
  EXPECT_EQ(v1::Telling_descriptor()->value_count(), static_cast<int>(core::kTellingLast) + 1);
  EXPECT_EQ(v1::StatementKind_descriptor()->value_count(), static_cast<int>(core::kStatementKindCount) + 1);
  EXPECT_EQ(v1::PersonStatus_descriptor()->value_count(), static_cast<int>(core::kStatusCount) + 1);
  EXPECT_EQ(v1::WrapUpCode_descriptor()->value_count(), static_cast<int>(core::kWrapUpCodeCount) + 1);
  EXPECT_EQ(v1::Relation_descriptor()->value_count(), static_cast<int>(core::kRelationLast) + 1);
  EXPECT_EQ(v1::SafeContact_descriptor()->value_count(), static_cast<int>(core::kSafeContactLast) + 1);
  EXPECT_EQ(v1::Recipient_descriptor()->value_count(), static_cast<int>(core::kRecipientLast) + 1);
  EXPECT_EQ(v1::Health_descriptor()->value_count(), static_cast<int>(core::kHealthLast) + 1);
}

}  // namespace
}  // namespace hotline
