#pragma once

#include "core/candidate_review.hpp"
#include "core/reference.hpp"
#include "core/status.hpp"
#include "inquiry_rig.hpp"

namespace hotline::inquiry {

// Records and candidates as the matcher leaves them, without the matcher.
class CandidateRig : public InquiryRig {
 protected:
  // A captive whose capture was forwarded, unless told otherwise.
  void given_record(std::int64_t person, core::Status status = core::Status::kCaptiveConfirmed, int rung = 5,
                    int flags = core::kForwarded, std::int64_t cluster = 0) {
    const std::string id = std::to_string(person);
    const std::string of = std::to_string(cluster == 0 ? person : cluster);
    server().run_sql(database_, "INSERT INTO person (person_id, side, sealed) VALUES (" + id + ", 1, '')");
    server().run_sql(database_,
                     "INSERT INTO person_state (person_id, cluster_id, version, status, rung, flags, inform_kin, "
                     "status_day, last_alive_day, hold_until_day, region, changed_at) VALUES (" +
                         id + ", " + of + ", 3, " + std::to_string(static_cast<int>(status)) + ", " +
                         std::to_string(rung) + ", " + std::to_string(flags) + ", 0, 0, 0, 0, 0, now())");
  }
  static std::string candidate_sql(const v1::InquiryKey& key, std::int64_t person, double probability) {
    return "INSERT INTO match_candidate (reference, facts_version, person_id, person_version, model_version, "
           "probability, reasons, facts_digest) SELECT i.reference, i.facts_version, s.person_id, s.version, "
           "'model-1', " +
           std::to_string(probability) +
           ", 'surname agrees (+12.0)', decode(repeat('0a', 16), 'hex') FROM inquiry AS i, person_state AS s "
           "WHERE i.reference = " +
           number_of(key) + " AND s.person_id = " + std::to_string(person);
  }
  void given_candidate(const v1::InquiryKey& key, std::int64_t person, double probability = 0.9) {
    server().run_sql(database_, candidate_sql(key, person, probability));
    server().run_sql(database_, "UPDATE inquiry SET state = 2 WHERE state = 1 AND reference = " + number_of(key));
  }
  static std::string number_of(const v1::InquiryKey& key) {
    return std::to_string(core::Reference::parse(key.reference())->number());
  }
  std::string state_of(const v1::InquiryKey& key) {
    return value("SELECT state FROM inquiry WHERE reference = " + number_of(key));
  }
  std::string state_of(const v1::InquiryKey& key, std::int64_t person) {
    return value("SELECT state FROM match_candidate WHERE reference = " + number_of(key) +
                 " AND person_id = " + std::to_string(person) + " ORDER BY candidate_id DESC LIMIT 1");
  }

  grpc::Status candidates(const std::string& name, const v1::ListCandidatesRequest& request,
                          v1::ListCandidatesResponse& response) {
    return call(name, &v1::InquiryService::Stub::ListCandidates, request, response);
  }
  std::vector<v1::CandidateGroup> listed(const v1::ListCandidatesRequest& request = {}) {
    v1::ListCandidatesResponse response;
    const auto status = candidates("sofia", request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return {response.groups().begin(), response.groups().end()};
  }
  grpc::Status review(const std::string& name, const v1::ReviewCandidateRequest& request,
                      v1::ReviewCandidateResponse& response) {
    return call(name, &v1::InquiryService::Stub::ReviewCandidate, request, response);
  }
  static v1::ReviewCandidateRequest review_request(std::int64_t person, const std::vector<v1::InquiryKey>& keys,
                                                   v1::ReviewDecision decision = v1::REVIEW_DECISION_CONFIRM) {
    v1::ReviewCandidateRequest request;
    request.set_request_id(new_request_id());
    request.set_person_id(person);
    request.set_person_version(3);
    for (const auto& key : keys) {
      auto& seen = *request.add_inquiries();
      seen.set_inquiry_reference(key.reference());
      seen.set_facts_version(1);
    }
    request.set_decision(decision);
    request.set_ground("Vyhadana prychyna");
    return request;
  }
  // As `name`; what became of the first of them.
  v1::ReviewedCandidate reviewed(const std::string& name, std::int64_t person, const v1::InquiryKey& key,
                                 v1::ReviewDecision decision = v1::REVIEW_DECISION_CONFIRM) {
    v1::ReviewCandidateResponse response;
    const auto status = review(name, review_request(person, {key}, decision), response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.candidates_size() == 1 ? response.candidates(0) : v1::ReviewedCandidate();
  }

  // One watch.
  class Watching {
   public:
    Watching(v1::InquiryService::Stub& stub, const std::string& name, const std::string& cursor = "",
             std::chrono::milliseconds time = 20s) {
      if (name.empty()) {
        context_.set_deadline(std::chrono::system_clock::now() + time);
      } else {
        rpc::prepare(context_, name, time);
      }
      v1::WatchCandidatesRequest request;
      request.set_cursor(cursor);
      reader_ = stub.WatchCandidates(&context_, request);
    }
    ~Watching() {
      if (!reader_) return;
      context_.TryCancel();
      finish();
    }
    // The next message, a heartbeat too; nothing at the end.
    std::optional<v1::WatchCandidatesResponse> next() {
      v1::WatchCandidatesResponse message;
      if (!reader_->Read(&message)) return std::nullopt;
      return message;
    }
    // The next candidate; nothing when a heartbeat says that there is none now.
    std::optional<v1::WatchCandidatesResponse> next_candidate() {
      auto message = next();
      if (!message || !message->has_candidate()) return std::nullopt;
      return message;
    }
    // All there is until the next heartbeat, as "reference/person/state".
    std::vector<std::string> until_heartbeat() {
      std::vector<std::string> seen;
      while (auto message = next()) {
        cursor_ = message->cursor();
        if (!message->has_candidate()) break;
        const auto& candidate = message->candidate();
        seen.push_back(candidate.inquiry_reference() + "/" + std::to_string(candidate.person_id()) + "/" +
                       std::to_string(candidate.state()));
      }
      return seen;
    }
    const std::string& cursor() const { return cursor_; }
    grpc::Status finish() {
      v1::WatchCandidatesResponse rest;
      while (reader_->Read(&rest)) {
      }
      const auto status = reader_->Finish();
      reader_.reset();
      return status;
    }

   private:
    grpc::ClientContext context_;
    std::unique_ptr<grpc::ClientReader<v1::WatchCandidatesResponse>> reader_;
    std::string cursor_;
  };
};

}  // namespace hotline::inquiry
