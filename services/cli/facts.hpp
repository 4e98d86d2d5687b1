#pragma once

#include <string>
#include <vector>

#include "cli/connection.hpp"
#include "hotline/v1/inquiry_service.pb.h"
#include "hotline/v1/lookup_service.pb.h"

namespace CLI {
class App;
}

namespace hotline::cli {

// Personal facts as options. They would be seen in the process list, so they are taken from options on a TRIAL database
// only; elsewhere from a JSON file, standard input, or prompts.
struct FactOptions {
  std::string name;
  std::string surname;
  std::string given_name;
  std::string patronymic;
  std::string birth_date;
  std::string service_number;
  std::string birthplace;
  std::string unit;
  std::string mother;
  std::vector<std::string> siblings;
  std::string marks;
  std::string last_seen_place;
  std::string last_seen_date;
  std::string kind;  // who is sought; no personal fact, so it may be given on any database
  std::string file;  // "-" is standard input

  void add_to(CLI::App& command);
  bool any_argument() const;
};

// Only who is sought; an exit code other than kDone when it is no known kind.
int read_kind(const FactOptions& options, v1::Facts& facts);
// Fills `facts`; an exit code other than kDone when they cannot be had.
int read_facts(const Common& common, const FactOptions& options, v1::Facts& facts);

// --reference and --passphrase-file; the passphrase is asked for on a terminal.
struct KeyOptions {
  std::string reference;
  std::string passphrase_file;

  void add_to(CLI::App& command);
};
int read_key(const KeyOptions& options, bool passphrase_demanded, v1::InquiryKey& key);

// --line, --call-id; what is left out is filled in for a call made by hand.
struct CallOptions {
  std::string line = "console";
  std::string call_id;

  void add_to(CLI::App& command);
  void write(v1::Call& call) const;
};

v1::Language language_of(const std::string& code);
std::string date_text(const v1::PartialDate& date);
// "Danylo 2010-03-08; Marko".
std::string siblings_text(const google::protobuf::RepeatedPtrField<v1::Sibling>& siblings);
std::string last_seen_text(const std::string& place, const v1::PartialDate& date);

}  // namespace hotline::cli
