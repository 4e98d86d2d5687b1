// AuditService as an auditor's client sees it, and receipts as a caller gets them: the whole server in process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/merkle.hpp"
#include "core/note.hpp"
#include "hotline/v1/audit_service.grpc.pb.h"
#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "runtime/keyring.hpp"
#include "runtime/log_signer.hpp"
#include "support/family_question.hpp"
#include "support/test_server.hpp"

namespace hotline::test {
namespace {

using core::Bytes32;
using grpc::StatusCode;
using testing::ElementsAre;
using Stub = v1::AuditService::Stub;

Bytes32 hash_of(const std::string& bytes) {
  Bytes32 hash{};
  EXPECT_EQ(bytes.size(), hash.size());
  std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
  return hash;
}

core::Proof path_of(const google::protobuf::RepeatedPtrField<std::string>& hashes) {
  core::Proof path;
  for (const std::string& bytes : hashes) path.push_back(hash_of(bytes));
  return path;
}

v1::LookupPersonRequest question() {
  auto request = family_question("Ніколименко Остап Зенонович");
  request.mutable_facts()->mutable_birth_date()->set_year(1985);
  return request;
}

class AuditServiceTest : public testing::Test {
 protected:
  static constexpr int kLookups = 40;

  static TestServer& site() {
    static TestServer server;
    return server;
  }
  static v1::LookupPersonResponse answer(const v1::LookupPersonRequest& request, TestServer& server = site()) {
    grpc::ClientContext context;
    rpc::prepare(context, "operator", std::chrono::seconds(10));
    v1::LookupPersonResponse response;
    const auto status = server.lookup().LookupPerson(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  static const std::vector<v1::Receipt>& receipts() {
    static const std::vector<v1::Receipt> all = [] {
      std::vector<v1::Receipt> made;
      for (int i = 0; i < kLookups; ++i) made.push_back(answer(question()).receipt());
      return made;
    }();
    return all;
  }
  static std::vector<Bytes32> public_keys() {
    static const auto keyring = runtime::Keyring::load(site().config().keys.folder);
    EXPECT_TRUE(keyring);
    const runtime::LogSigner signer("x", keyring->set(runtime::KeyUse::kLogSigning));
    return signer.public_keys();
  }
  static core::Checkpoint opened(const std::string& note) {
    const auto checkpoint = core::open_checkpoint(note, 1, public_keys());
    EXPECT_TRUE(checkpoint) << checkpoint.error().message;
    return checkpoint ? *checkpoint : core::Checkpoint();
  }

  template <typename Request, typename Response>
  grpc::Status call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response& response, const std::string& actor = "auditor") {
    const auto stub = v1::AuditService::NewStub(site().channel());
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(10));
    return ((*stub).*method)(&context, request, &response);
  }
  template <typename Request, typename Response>
  Response got(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request) {
    Response response;
    const auto status = call(method, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  template <typename Request, typename Response>
  std::vector<std::string> faults(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                  const Request& request) {
    Response response;
    const auto status = call(method, request, response);
    EXPECT_EQ(status.error_code(), StatusCode::INVALID_ARGUMENT) << status.error_message();
    std::vector<std::string> fields;
    for (const auto& violation : rpc::error_from(status).violations) fields.push_back(violation.field);
    return fields;
  }
};

TEST_F(AuditServiceTest, TheReceiptOfEveryAnswerVerifies) {
  for (const v1::Receipt& receipt : receipts()) {
    const core::Checkpoint checkpoint = opened(receipt.checkpoint());
    EXPECT_EQ(checkpoint.origin, "hotline.example/log/1");
    EXPECT_TRUE(core::verify_inclusion(static_cast<std::uint64_t>(receipt.index()), checkpoint.size,
                                       hash_of(receipt.leaf_hash()), path_of(receipt.inclusion_path()),
                                       checkpoint.root));
  }
}

TEST_F(AuditServiceTest, ARepeatBringsTheSameReceipt) {
  const auto request = question();
  const auto first = answer(request).receipt();
  EXPECT_EQ(answer(request).receipt().SerializeAsString(), first.SerializeAsString());
  answer(question());
  EXPECT_EQ(answer(request).receipt().SerializeAsString(), first.SerializeAsString());
  TestServer::Options options;
  options.tree = 2;
  TestServer second(site(), options);
  EXPECT_EQ(answer(request, second).receipt().SerializeAsString(), first.SerializeAsString()) << "from another server";
}

TEST_F(AuditServiceTest, TheLatestCheckpointCoversWhatWasAnswered) {
  const std::int64_t size = receipts().back().index() + 1;
  const auto latest = got(&Stub::GetCheckpoint, v1::GetCheckpointRequest());
  EXPECT_EQ(latest.tree(), 1);
  EXPECT_GE(latest.size(), size);
  EXPECT_EQ(opened(latest.checkpoint()).size, static_cast<std::uint64_t>(latest.size()));
  v1::GetCheckpointRequest request;
  request.set_size_at_least(receipts().front().index() + 1);
  const auto earlier = got(&Stub::GetCheckpoint, request);
  EXPECT_EQ(earlier.checkpoint(), receipts().front().checkpoint());
  request.set_size_at_least(latest.size() + 1'000'000);
  v1::GetCheckpointResponse none;
  EXPECT_EQ(call(&Stub::GetCheckpoint, request, none).error_code(), StatusCode::NOT_FOUND);
  request.set_tree(77);
  EXPECT_EQ(call(&Stub::GetCheckpoint, request, none).error_code(), StatusCode::NOT_FOUND);
}

TEST_F(AuditServiceTest, EveryEntryIsProvedUnderEveryLaterCheckpoint) {
  for (std::size_t i = 0; i < receipts().size(); i += 7) {
    for (std::size_t j = i; j < receipts().size(); j += 11) {
      const core::Checkpoint checkpoint = opened(receipts()[j].checkpoint());
      v1::GetInclusionProofRequest request;
      request.set_index(receipts()[i].index());
      request.set_tree_size(static_cast<std::int64_t>(checkpoint.size));
      const auto proof = got(&Stub::GetInclusionProof, request);
      EXPECT_EQ(proof.leaf_hash(), receipts()[i].leaf_hash());
      EXPECT_EQ(hash_of(proof.root()), checkpoint.root);
      EXPECT_TRUE(core::verify_inclusion(static_cast<std::uint64_t>(proof.index()), checkpoint.size,
                                         hash_of(proof.leaf_hash()), path_of(proof.path()), checkpoint.root));
    }
  }
}

TEST_F(AuditServiceTest, EachCheckpointContinuesEachEarlierOne) {
  for (std::size_t i = 0; i < receipts().size(); i += 5) {
    for (std::size_t j = i; j < receipts().size(); j += 9) {
      const core::Checkpoint before = opened(receipts()[i].checkpoint());
      const core::Checkpoint after = opened(receipts()[j].checkpoint());
      v1::GetConsistencyProofRequest request;
      request.set_size_before(static_cast<std::int64_t>(before.size));
      request.set_size_after(static_cast<std::int64_t>(after.size));
      const auto proof = got(&Stub::GetConsistencyProof, request);
      EXPECT_EQ(hash_of(proof.root_before()), before.root);
      EXPECT_EQ(hash_of(proof.root_after()), after.root);
      EXPECT_TRUE(core::verify_consistency(before.size, after.size, path_of(proof.path()), before.root, after.root));
    }
  }
}

TEST_F(AuditServiceTest, EntriesComeInPagesAndHashToTheTree) {
  const std::int64_t size = receipts().back().index() + 1;
  v1::ListEntriesRequest request;
  request.set_end_index(size);
  request.set_page_size(7);
  core::CompactRange range;
  std::vector<Bytes32> nodes;
  int pages = 0;
  do {
    const auto page = got(&Stub::ListEntries, request);
    ++pages;
    EXPECT_LE(page.entries_size(), 7);
    for (const auto& entry : page.entries()) {
      EXPECT_EQ(entry.index(), static_cast<std::int64_t>(range.size()));
      const std::span leaf(reinterpret_cast<const std::uint8_t*>(entry.leaf().data()), entry.leaf().size());
      EXPECT_EQ(hash_of(entry.leaf_hash()), core::leaf_hash(leaf));
      EXPECT_TRUE(v1::LogEntryKind_IsValid(entry.kind()));
      EXPECT_GT(entry.logged_at().seconds(), 1'700'000'000);
      range.append(core::leaf_hash(leaf), nodes);
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(pages, (size + 6) / 7);
  EXPECT_EQ(range.root(), opened(receipts().back().checkpoint()).root);
}

TEST_F(AuditServiceTest, EveryBadFieldIsNamedAtOnce) {
  v1::GetInclusionProofRequest inclusion;
  inclusion.set_tree(-1);
  inclusion.set_index(-2);
  inclusion.set_tree_size(-3);
  EXPECT_THAT(faults(&Stub::GetInclusionProof, inclusion), ElementsAre("tree", "index", "tree_size"));
  inclusion.Clear();
  inclusion.set_index(5);
  inclusion.set_tree_size(5);
  EXPECT_THAT(faults(&Stub::GetInclusionProof, inclusion), ElementsAre("index"));
  v1::GetConsistencyProofRequest consistency;
  consistency.set_tree(-1);
  consistency.set_size_before(-1);
  consistency.set_size_after(-1);
  EXPECT_THAT(faults(&Stub::GetConsistencyProof, consistency), ElementsAre("tree", "size_before", "size_after"));
  consistency.Clear();
  consistency.set_size_before(3);
  consistency.set_size_after(2);
  EXPECT_THAT(faults(&Stub::GetConsistencyProof, consistency), ElementsAre("size_before"));
  v1::ListEntriesRequest entries;
  entries.set_tree(-1);
  entries.set_first_index(-1);
  entries.set_end_index(-1);
  entries.set_page_size(-1);
  entries.set_page_token("forged");
  EXPECT_THAT(faults(&Stub::ListEntries, entries),
              ElementsAre("tree", "first_index", "end_index", "page_size", "page_token"));
  v1::GetCheckpointRequest checkpoint;
  checkpoint.set_tree(-1);
  checkpoint.set_size_at_least(-1);
  EXPECT_THAT(faults(&Stub::GetCheckpoint, checkpoint), ElementsAre("tree", "size_at_least"));
}

TEST_F(AuditServiceTest, WhatIsNotThereIsNotFound) {
  v1::GetInclusionProofRequest inclusion;
  inclusion.set_index(1'000'000);
  v1::GetInclusionProofResponse no_proof;
  EXPECT_EQ(call(&Stub::GetInclusionProof, inclusion, no_proof).error_code(), StatusCode::NOT_FOUND);
  inclusion.set_index(0);
  inclusion.set_tree_size(1'000'000);
  EXPECT_EQ(call(&Stub::GetInclusionProof, inclusion, no_proof).error_code(), StatusCode::NOT_FOUND);
  v1::ListEntriesRequest entries;
  entries.set_tree(77);
  v1::ListEntriesResponse no_entries;
  EXPECT_EQ(call(&Stub::ListEntries, entries, no_entries).error_code(), StatusCode::NOT_FOUND);
  entries.set_tree(1);
  entries.set_first_index(1'000'000);
  EXPECT_EQ(got(&Stub::ListEntries, entries).entries_size(), 0) << "beyond the end is an empty page";
}

TEST_F(AuditServiceTest, OnlyAnAuditorIsLetIn) {
  for (const std::string actor : {"operator", "supervisor", "registrar", "portal"}) {
    v1::GetCheckpointResponse checkpoint;
    EXPECT_EQ(call(&Stub::GetCheckpoint, v1::GetCheckpointRequest(), checkpoint, actor).error_code(),
              StatusCode::PERMISSION_DENIED)
        << actor;
    v1::ListEntriesResponse entries;
    EXPECT_EQ(call(&Stub::ListEntries, v1::ListEntriesRequest(), entries, actor).error_code(),
              StatusCode::PERMISSION_DENIED)
        << actor;
  }
  v1::GetCheckpointResponse nobody;
  EXPECT_EQ(call(&Stub::GetCheckpoint, v1::GetCheckpointRequest(), nobody, "").error_code(),
            StatusCode::UNAUTHENTICATED);
}

TEST_F(AuditServiceTest, TheAuditorsLoginReadsNoPayload) {
  const auto connection = connect_as(site().postgres(), site().database(), "hotline_auditor");
  for (const char* sql : {"SELECT count(payload_sealed) FROM log_payload", "SELECT count(*) FROM request_key",
                          "SELECT count(*) FROM inquiry", "SELECT count(*) FROM person", "DELETE FROM log_entry",
                          "INSERT INTO log_checkpoint VALUES (1, 999999, 'x')"}) {
    EXPECT_FALSE(connection->exec(store::pg::Query(sql))) << sql;
  }
}

}  // namespace
}  // namespace hotline::test
