// Texts that programs stumble over, in every text field of every method of the whole server. HOTLINE_NAUGHTY=all tries
// every text in every field, else each field gets some of them by chance.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/access.hpp"
#include "rpc/status.hpp"
#include "support/hostile/hostile_text.hpp"
#include "support/raw_call.hpp"
#include "support/review.hpp"
#include "support/source_path.hpp"
#include "support/test_server.hpp"

namespace hotline::test {
namespace {

namespace pb = google::protobuf;
using Path = std::vector<const pb::FieldDescriptor*>;

constexpr std::size_t kTextsOfOneField = 30;

struct Request {
  std::string method, actor, code;    // code: what it ends with as it stands
  std::vector<std::string> messages;  // text format, with {placeholders}
};

std::vector<Request> read_requests() {
  std::ifstream file(source_path("tests/data/naughty_requests.textproto"));
  if (!file) throw std::runtime_error("naughty_requests.textproto is missing");
  std::vector<Request> requests;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    if (line.starts_with("== ")) {
      Request request;
      std::istringstream(line.substr(3)) >> request.method >> request.actor >> request.code;
      request.messages.emplace_back();
      requests.push_back(std::move(request));
    } else if (line == "--") {
      requests.back().messages.emplace_back();
    } else {
      requests.back().messages.back() += line + '\n';
    }
  }
  return requests;
}

std::string said(const grpc::Status& status) {
  std::string text = std::to_string(status.error_code()) + ' ' + status.error_message();
  for (const auto& violation : rpc::error_from(status).violations) {
    text += "; " + violation.field + ": " + violation.description;
  }
  return text;
}

grpc::StatusCode code_named(const std::string& name) {
  if (name.empty()) return grpc::OK;
  if (name == "NOT_FOUND") return grpc::NOT_FOUND;
  if (name == "FAILED_PRECONDITION") return grpc::FAILED_PRECONDITION;
  throw std::runtime_error(name + ": no code that naughty_requests.textproto may name");
}

const pb::MethodDescriptor& method_of(const std::string& name) {
  std::string dotted = name;
  std::ranges::replace(dotted, '/', '.');
  const auto* method = pb::DescriptorPool::generated_pool()->FindMethodByName(dotted);
  if (method == nullptr) throw std::runtime_error(name + " is no method");
  return *method;
}

// Text and byte fields below a message; of a oneof the part that the request uses.
void collect(const pb::Message& message, Path path, std::vector<Path>& found) {
  const pb::Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const pb::FieldDescriptor* field = type.field(i);
    if (field->real_containing_oneof() != nullptr && !message.GetReflection()->HasField(message, field)) continue;
    Path longer = path;
    longer.push_back(field);
    if (field->cpp_type() == pb::FieldDescriptor::CPPTYPE_STRING) {
      found.push_back(std::move(longer));
    } else if (field->cpp_type() == pb::FieldDescriptor::CPPTYPE_MESSAGE) {
      const bool set = field->is_repeated() ? message.GetReflection()->FieldSize(message, field) > 0
                                            : message.GetReflection()->HasField(message, field);
      const auto& below = !set ? *pb::MessageFactory::generated_factory()->GetPrototype(field->message_type())
                          : field->is_repeated() ? message.GetReflection()->GetRepeatedMessage(message, field, 0)
                                                 : message.GetReflection()->GetMessage(message, field);
      collect(below, std::move(longer), found);
    }
  }
}

void put(pb::Message& message, const Path& path, const std::string& text) {
  pb::Message* at = &message;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const auto* reflection = at->GetReflection();
    if (!path[i]->is_repeated()) {
      at = reflection->MutableMessage(at, path[i]);
    } else if (reflection->FieldSize(*at, path[i]) > 0) {
      at = reflection->MutableRepeatedMessage(at, path[i], 0);
    } else {
      at = reflection->AddMessage(at, path[i]);
    }
  }
  const auto* reflection = at->GetReflection();
  if (path.back()->is_repeated()) {
    reflection->ClearField(at, path.back());
    reflection->AddString(at, path.back(), text);
  } else {
    reflection->SetString(at, path.back(), text);
  }
}

std::string name_of(const Path& path) {
  std::string name;
  for (const auto* field : path) name += (name.empty() ? "" : ".") + field->name();
  return name;
}

std::string escaped(const std::string& bytes) {
  std::ostringstream text;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text << '\\' << (value >> 6U) << (value >> 3U & 7U) << (value & 7U);
  }
  return text.str();
}

std::vector<std::string> own_texts() {
  return {std::string("а\0б", 5),
          "\xff\xfe",
          "\xed\xa0\x80",
          std::string(20'000, 'x'),
          "'; DROP TABLE person; --",
          "$1",
          "%s%n",
          "\xe2\x80\xae"
          "txt.exe",
          "{id}"};
}

class NaughtyTest : public testing::Test {
 protected:
  static TestServer& site() {
    static TestServer server;
    return server;
  }
  void SetUp() override {
    for (const char* surname : {"Тридубський", "Небувайло"}) {
      v1::ListRow row;
      row.set_external_id(surname);
      row.mutable_name()->set_surname(surname);
      row.mutable_name()->set_given_name("Остап");
      row.mutable_name()->set_patronymic("Зенонович");
      row.set_birth_date("1991-04-17");
      row.set_statement("captured");
      row.set_evidence("R5");
      row.set_fact_date("2026-02-03");
      site().import({row});
    }
    std::istringstream words(
        site().value("SELECT string_agg(encode(list_id, 'hex'), ' ') FROM list WHERE list_no = 1"));
    words >> list_;
  }

  struct Key {
    std::string reference, passphrase;
  };
  Key opened() {
    const Request& request = *std::ranges::find(requests_, "hotline.v1.InquiryService/OpenInquiry", &Request::method);
    v1::OpenInquiryRequest message;
    EXPECT_TRUE(pb::TextFormat::ParseFromString(filled(request.messages.front(), {}), &message));
    grpc::ClientContext context;
    rpc::prepare(context, "operator", std::chrono::seconds(5));
    v1::OpenInquiryResponse response;
    const auto status = site().inquiry().OpenInquiry(&context, message, &response);
    if (!status.ok()) throw std::runtime_error("OpenInquiry: " + said(status));
    return {response.inquiry_reference(), response.inquiry_passphrase()};
  }

  std::string filled(std::string text, const Key& key) {
    const std::string id = new_request_id();
    std::string sha(32, '\0');
    for (char& byte : sha) byte = static_cast<char>(random_());
    std::string list;
    for (std::size_t i = 0; i + 1 < list_.size(); i += 2)
      list.push_back(static_cast<char>(std::stoi(list_.substr(i, 2), nullptr, 16)));
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    const std::string day = "year: " + std::to_string(static_cast<int>(today.year())) +
                            " month: " + std::to_string(static_cast<unsigned>(today.month())) +
                            " day: " + std::to_string(static_cast<unsigned>(today.day()));
    const std::map<std::string, std::string> words = {{"{today}", day},
                                                      {"{id}", id},
                                                      {"{short}", id.substr(0, 8)},
                                                      {"{now}", std::to_string(now.count())},
                                                      {"{sha}", escaped(sha)},
                                                      {"{list}", escaped(list)},
                                                      {"{reference}", key.reference},
                                                      {"{passphrase}", key.passphrase}};
    for (const auto& [word, value] : words) {
      for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + value.size())) {
        text.replace(at, word.size(), value);
      }
    }
    return text;
  }

  std::vector<std::unique_ptr<pb::Message>> messages(const Request& request, const Key& key) {
    const auto* type = method_of(request.method).input_type();
    std::vector<std::unique_ptr<pb::Message>> made;
    for (const std::string& text : request.messages) {
      made.emplace_back(pb::MessageFactory::generated_factory()->GetPrototype(type)->New());
      if (!pb::TextFormat::ParseFromString(filled(text, key), made.back().get())) {
        throw std::runtime_error(request.method + ": its request in naughty_requests.textproto is not one");
      }
    }
    return made;
  }

  RawAnswer send(const Request& request, const std::vector<std::unique_ptr<pb::Message>>& parts) {
    std::vector<std::string> bytes;
    for (const auto& part : parts) bytes.push_back(part->SerializePartialAsString());
    const bool endless = request.method.find("/Watch") != std::string::npos;
    return call_raw(stub_, request.method, request.actor, bytes, endless ? Reading::kFirst : Reading::kAll,
                    endless ? std::chrono::milliseconds(300) : std::chrono::seconds(10));
  }

  // What a client may be told for a bad text; anything else is a fault of the server.
  static bool fair(const Request& request, const grpc::Status& status) {
    static const std::set<grpc::StatusCode> kFair = {
        grpc::OK,      grpc::INVALID_ARGUMENT, grpc::NOT_FOUND, grpc::FAILED_PRECONDITION, grpc::ALREADY_EXISTS,
        grpc::ABORTED, grpc::OUT_OF_RANGE};
    const bool endless = request.method.find("/Watch") != std::string::npos;
    return kFair.contains(status.error_code()) ||
           (endless && (status.error_code() == grpc::DEADLINE_EXCEEDED || status.error_code() == grpc::CANCELLED));
  }

  void try_text(const Request& request, const Path& path, std::size_t part, const std::string& text) {
    const std::string name = name_of(path);
    const bool guess = name.ends_with("passphrase") || name.ends_with("reference");
    const auto parts = messages(request, guess ? opened() : key_);
    put(*parts[part], path, text);
    const auto answer = send(request, parts);
    ++calls_;
    ++by_code_[answer.status.error_code()];
    const std::string where = request.method + ' ' + name + " <" + escaped(text.substr(0, 60)) + ">: ";
    EXPECT_TRUE(fair(request, answer.status)) << where << said(answer.status);
    if (text.size() > 12) {
      EXPECT_EQ(answer.status.error_message().find(text), std::string::npos) << where << "said again in the error";
    }
    if (answer.status.error_code() != grpc::INVALID_ARGUMENT) return;
    const auto violations = rpc::error_from(answer.status).violations;
    EXPECT_FALSE(violations.empty()) << where << "no field is named";
    for (const auto& violation : violations) {
      EXPECT_EQ(violation.description.find(text.size() > 12 ? text : "\n\n"), std::string::npos) << where;
    }
  }

  std::vector<Request> requests_ = read_requests();
  grpc::GenericStub stub_{site().channel()};
  std::mt19937_64 random_;
  std::string list_;  // hexadecimal
  Key key_;
  std::size_t calls_ = 0;
  std::map<int, std::size_t> by_code_;
};

TEST_F(NaughtyTest, EveryTextFieldOfEveryMethodTakesAnyTextOrRefusesIt) {
  const char* wished = std::getenv("HOTLINE_NAUGHTY");  // NOLINT(concurrency-mt-unsafe): nothing sets it
  const bool all = wished != nullptr && std::string(wished) == "all";
  const std::uint64_t seed = std::random_device{}();
  std::cout << "seed " << seed << '\n';
  random_.seed(seed);
  const auto relations = site().value("SELECT count(*) FROM pg_class");
  std::set<std::string> covered;
  std::size_t fields = 0;
  for (const Request& request : requests_) {
    covered.insert(request.method);
    key_ = opened();
    const auto plain = send(request, messages(request, key_));
    const bool endless = request.method.find("/Watch") != std::string::npos;
    if (!endless) {
      EXPECT_EQ(plain.status.error_code(), code_named(request.code)) << request.method << ": " << said(plain.status);
    }
    const auto shape = messages(request, key_);
    for (std::size_t part = 0; part < shape.size(); ++part) {
      std::vector<Path> paths;
      collect(*shape[part], {}, paths);
      for (const Path& path : paths) {
        ++fields;
        std::vector<std::string> texts = naughty_strings();
        if (!all) {
          std::ranges::shuffle(texts, random_);
          texts.resize(std::min(texts.size(), kTextsOfOneField));
        }
        for (const std::string& own : own_texts()) texts.push_back(own);
        for (const std::string& text : texts) try_text(request, path, part, text);
      }
    }
  }
  for (const core::MethodRule& rule : core::method_rules()) {
    const auto& method = method_of(std::string(rule.method));
    std::vector<Path> paths;
    collect(*pb::MessageFactory::generated_factory()->GetPrototype(method.input_type()), {}, paths);
    EXPECT_TRUE(paths.empty() || covered.contains(std::string(rule.method)))
        << rule.method << " has text fields and no request in naughty_requests.textproto";
  }
  std::cout << calls_ << " calls, " << fields << " fields of " << covered.size() << " methods;";
  for (const auto& [code, count] : by_code_) std::cout << " code " << code << ": " << count;
  std::cout << '\n';
  EXPECT_EQ(site().value("SELECT count(*) FROM pg_class"), relations);
  std::ostringstream said;
  said << std::ifstream(site().postgres().folder() + "/log").rdbuf();
  EXPECT_EQ(said.str().find("syntax error"), std::string::npos);
  EXPECT_EQ(said.str().find("invalid byte sequence"), std::string::npos);
}

}  // namespace
}  // namespace hotline::test
