#include "cli/lookup_tables.hpp"

#include <iomanip>
#include <sstream>

#include "cli/console.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"

namespace hotline::cli {

std::string receipt_text(const v1::Receipt& receipt) {
  std::ostringstream out;
  out << "logged    tree " << receipt.tree() << ", index " << receipt.index() << ", leaf ";
  for (std::size_t i = 0; i < 8 && i < receipt.leaf_hash().size(); ++i) {
    out << std::hex << std::setw(2) << std::setfill('0')
        << static_cast<int>(static_cast<unsigned char>(receipt.leaf_hash()[i])) << std::dec;
  }
  out << "…\n";
  return out.str();
}

std::string answer_text(const v1::LookupPersonResponse& response) {
  std::ostringstream out;
  if (response.trial()) out << "TRIAL: everybody in this register is invented.\n\n";
  out << "answer    " << enum_text(v1::AnswerKind_Name(response.kind()), "ANSWER_KIND_") << "\n\n";
  for (const auto& part : response.script().parts()) out << "  " << part.text() << "\n";
  out << '\n';
  if (response.has_told()) {
    const auto& told = response.told();
    if (told.has_fact_date()) out << "date      " << date_text(told.fact_date()) << '\n';
    if (told.has_last_known_alive()) out << "alive     " << date_text(told.last_known_alive()) << '\n';
    if (!told.how_to_write().empty()) out << "write     " << told.how_to_write() << '\n';
    if (told.wounded()) out << "health    wounded\n";
  }
  out << "inquiry   " << response.inquiry_reference() << '\n';
  if (!response.inquiry_passphrase().empty()) out << "words     " << response.inquiry_passphrase() << '\n';
  out << "level     " << response.caller_level() << '\n';
  out << receipt_text(response.receipt());
  if (response.helpful_facts_size() > 0) {
    out << "would help";
    for (int i = 0; i < response.helpful_facts_size(); ++i) {
      out << (i == 0 ? " " : ", ") << enum_text(v1::HelpfulFact_Name(response.helpful_facts(i)), "HELPFUL_FACT_");
    }
    out << '\n';
  }
  for (const auto& candidate : response.candidates()) {
    Table table({"field", "agreement"});
    for (const auto& field : candidate.fields()) {
      table.add({enum_text(v1::FactField_Name(field.field()), "FACT_FIELD_"),
                 enum_text(v1::FactAgreement_Name(field.agreement()), "FACT_AGREEMENT_")});
    }
    out << "\nmatch     " << likelihood_text(candidate.probability()) << '\n' << table.text();
  }
  return out.str();
}

}  // namespace hotline::cli
