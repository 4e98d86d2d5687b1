#include <xapian.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <utility>

#include "bench/search_peers.hpp"
#include "cli/sample/spelling.hpp"
#include "core/time.hpp"

namespace hotline::bench {
namespace {

constexpr unsigned kEditDistanceMax = 2;
constexpr std::size_t kTransaction = 100'000;

std::string lowered(const std::string& text) {
  std::u32string letters = sample::to_letters(text);
  for (char32_t& letter : letters) {
    if ((letter >= U'A' && letter <= U'Z') || (letter >= U'А' && letter <= U'Я')) letter += 0x20;
    if (letter >= U'Ѐ' && letter <= U'Џ') letter += 0x50;
  }
  return sample::to_utf8(letters);
}

}  // namespace

// The database's folder, gone with it.
class XapianPeer::Database {
 public:
  Database() {
    std::string pattern = (std::filesystem::temp_directory_path() / "hotline-xapian-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a folder for Xapian");
    folder = pattern;
  }
  ~Database() {
    reader.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  std::filesystem::path folder;
  std::unique_ptr<Xapian::Database> reader;
};

std::shared_ptr<XapianPeer::Database> XapianPeer::build(const population::Population& population, std::uint64_t size,
                                                        PeerCost& cost) {
  auto made = std::make_shared<Database>();
  const std::string path = (made->folder / "persons").string();
  std::map<std::string, Xapian::termcount> surnames;
  double seconds = 0;
  {
    Xapian::WritableDatabase writer(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto written = population.written(population.person(index));
      const auto began = std::chrono::steady_clock::now();
      Xapian::Document document;
      const std::string surname = lowered(written.text.surname);
      document.add_term("S" + surname);
      document.add_term("G" + lowered(written.text.given));
      if (!written.text.patronymic.empty()) document.add_term("P" + lowered(written.text.patronymic));
      if (written.birth.full()) document.add_term("D" + core::format_date(written.birth));
      writer.replace_document(static_cast<Xapian::docid>(index + 1), document);
      ++surnames[surname];
      if (index % kTransaction == kTransaction - 1) writer.commit();
      seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    }
    const auto began = std::chrono::steady_clock::now();
    for (const auto& [surname, count] : surnames) writer.add_spelling(surname, count);
    writer.commit();
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  }
  made->reader = std::make_unique<Xapian::Database>(path);
  std::uintmax_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(path)) bytes += file.file_size();
  cost = {"Xapian 1.4", seconds, static_cast<double>(bytes) / static_cast<double>(size)};
  return made;
}

std::string XapianPeer::name() const {
  return date_ == Date::kFilter ? "Xapian, birth date as filter" : "Xapian, OR of all terms";
}

std::vector<std::int64_t> XapianPeer::search(const matching::Query& query) {
  std::vector<Xapian::Query> terms;
  const std::string surname = lowered(query.name.surname);
  terms.emplace_back("S" + surname);
  const std::string corrected = database_->reader->get_spelling_suggestion(surname, kEditDistanceMax);
  if (!corrected.empty() && corrected != surname) terms.emplace_back("S" + corrected);
  terms.emplace_back("G" + lowered(query.name.given));
  if (!query.name.patronymic.empty()) terms.emplace_back("P" + lowered(query.name.patronymic));
  const Xapian::Query date("D" + core::format_date(query.birth_date));
  const bool dated = query.birth_date.full();
  if (dated && date_ == Date::kOneOfTheTerms) terms.push_back(date);
  Xapian::Query whole(Xapian::Query::OP_OR, terms.begin(), terms.end());
  if (dated && date_ == Date::kFilter) whole = Xapian::Query(Xapian::Query::OP_FILTER, whole, date);
  Xapian::Enquire enquire(*database_->reader);
  enquire.set_query(whole);
  std::vector<std::int64_t> ids;
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(kListed));
  for (auto hit = found.begin(); hit != found.end(); ++hit) ids.push_back(static_cast<std::int64_t>(*hit));
  return ids;
}

}  // namespace hotline::bench
