#include "support/lists/invented_lists.hpp"
#include "support/source_path.hpp"

#include <xlsxwriter.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace hotline::test {
namespace {

const std::string kFolder = source_path("tests/data/lists/");

// A workbook under construction; row and column from 0.
class Book {
 public:
  explicit Book(const std::string& path) : book_(workbook_new(path.c_str())) {}
  ~Book() { workbook_close(book_); }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  void sheet(const char* name) { sheet_ = workbook_add_worksheet(book_, name); }
  lxw_format* format(const char* code) {
    lxw_format* made = workbook_add_format(book_);
    format_set_num_format(made, code);
    return made;
  }
  lxw_format* builtin(std::uint8_t id) {
    lxw_format* made = workbook_add_format(book_);
    format_set_num_format_index(made, id);
    return made;
  }
  void row(lxw_row_t row, const std::vector<const char*>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (*texts[i] != '\0') text(row, static_cast<lxw_col_t>(i), texts[i]);
    }
  }
  void text(lxw_row_t row, lxw_col_t column, const char* value) {
    worksheet_write_string(sheet_, row, column, value, nullptr);
  }
  void number(lxw_row_t row, lxw_col_t column, double value, lxw_format* format = nullptr) {
    worksheet_write_number(sheet_, row, column, value, format);
  }
  void formula(lxw_row_t row, lxw_col_t column, const char* code, const char* value) {
    worksheet_write_formula_str(sheet_, row, column, code, nullptr, value);
  }
  void merge(lxw_row_t first_row, lxw_col_t first, lxw_row_t last_row, lxw_col_t last, const char* value) {
    worksheet_merge_range(sheet_, first_row, first, last_row, last, value, nullptr);
  }

 private:
  lxw_workbook* book_;
  lxw_worksheet* sheet_ = nullptr;
};

// Titles over the whole width, a unit merged over three rows, dates and zeros that only the number format shows, and a
// title between the rows.
void make_brigade(const std::string& path) {
  Book book(path);
  book.sheet("Список");
  lxw_format* day = book.format("dd.mm.yyyy");
  lxw_format* month = book.format("[$-422]mmmm yyyy;@");
  lxw_format* year = book.format("yyyy");
  lxw_format* zeros = book.format("000000");
  lxw_format* grouped = book.format("000\\-000");
  lxw_format* local_date = book.builtin(14);
  book.merge(0, 0, 0, 5, "СПИСОК");
  book.merge(2, 0, 2, 5, "військовополонених, взятих бригадою");
  book.row(3, {"№", "ПІБ", "Дата народження", "Особистий номер", "Підрозділ", "Дата полону"});
  book.number(4, 0, 1);
  book.text(4, 1, "Яснозір Панкрат Адамович");
  book.number(4, 2, 32944, day);
  book.number(4, 3, 4711, zeros);
  book.merge(4, 4, 6, 4, "3-тя рота");
  book.number(4, 5, 46056, local_date);
  book.number(5, 0, 2);
  book.text(5, 1, "ЖИТНІЙ КЛИМ");
  book.number(5, 2, 33298, month);
  book.text(5, 3, "000472");
  book.number(5, 5, 46057.75, local_date);
  book.number(6, 0, 3);
  book.text(6, 1, "Гречаний Лесь Мар'янович");
  book.number(6, 2, 33664, year);
  book.number(6, 3, 473, grouped);
  book.number(7, 0, 4);
  book.row(7, {"", "Просяний Мина", "12.03.1994", "000474", "4-та рота", "лютий 2026"});
  book.row(8, {"", "Вівсяний Мина", "12.03.94", "000475", "4-та рота", ""});
  book.merge(9, 1, 9, 5, "Рота охорони");
}

// The second sheet, a header in two storeys, cells of several lines, formulas, day numbers without a date format.
void make_hospital(const std::string& path) {
  Book book(path);
  book.sheet("Титул");
  book.text(0, 0, "Обласна лікарня");
  book.sheet("Хворі");
  book.merge(0, 0, 1, 0, "Прізвище");
  book.merge(0, 1, 1, 1, "Ім'я");
  book.merge(0, 2, 1, 2, "По батькові");
  book.merge(0, 3, 0, 4, "Народження");
  book.text(1, 3, "Дата народження");
  book.text(1, 4, "Місце народження");
  book.merge(0, 5, 1, 5, "Статус");
  book.merge(0, 6, 1, 6, "Дата");
  book.row(2, {"Тепловій", "Роман", "Ігорович", "", "с. Нове\nСело", "поранений", "03.02.2026"});
  book.number(2, 3, 33000);
  book.row(3, {"", "Устим", "", "1991", "", "госпіталізований", "04.02.2026"});
  book.formula(3, 0, "=\"Легко\"&\"вій\"", "Легковій");
  book.row(4, {"СУХОВІЙ", "КАРПО", "ЮХИМОВИЧ", "березень 1992", "", "seriously ill", "05.02.2026"});
  book.row(5, {"Буревій", "Карпо", "", "", "", "поранений", "05.02.2026"});
  book.formula(5, 3, "=NA()", "#N/A");
  book.row(6, {"Сніговій", "Карпо", "", "31.04.1990", "", "поранений", "05.02.2026"});
}

// One heading over the three parts of the name.
void make_exchange(const std::string& path) {
  Book book(path);
  book.sheet("Exchange");
  lxw_format* date = book.format("yyyy-mm-dd");
  book.merge(0, 0, 0, 2, "Full name");
  book.row(0, {"Full name", "", "", "Date of birth", "Status", "Event date", "Evidence"});
  book.row(1, {"CLOUDBERRY", "IVO", "PETER", "", "exchanged", "", "R5"});
  book.number(1, 3, 32000, date);
  book.number(1, 5, 46070, date);
  book.row(2, {"Lingonberry", "Una", "", "1990", "exchanged", "20 February 2026", "R5"});
  book.row(3, {"Total", "", "", "", "", "", "3"});
  book.row(4, {"Bilberry", "Odo", "Hugh", "about 1988", "repatriated", "02.2026", "R4"});
  book.row(5, {"Cowberry", "Odo", "", "1988", "exchanged", "", "R5"});
}

}  // namespace

std::vector<std::string> InventedList::arguments() const {
  std::vector<std::string> all;
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) all.insert(all.end(), {option, value});
  };
  add("--encoding", encoding);
  if (sheet != 1) add("--sheet", std::to_string(sheet));
  for (const std::string& map : maps) add("--map", map);
  add("--statement", statement);
  add("--evidence", evidence);
  add("--fact-date", fact_date);
  add("--place", place);
  return all;
}

cli::FileOptions InventedList::options(const std::string& path) const {
  cli::FileOptions options;
  options.path = path;
  options.encoding = sheet::encoding_of(encoding);
  options.sheet = sheet;
  for (const std::string& map : maps) {
    auto rule = sheet::parse_map_rule(map);
    if (!rule) throw std::runtime_error("wrong map rule");
    options.rules.maps.push_back(*rule);
  }
  options.rules.constants = {statement, evidence, fact_date, place};
  return options;
}

const std::vector<InventedList>& invented_lists() {
  static const std::vector<InventedList> kLists{
      {"01_own_columns.csv", "", 1, {}, "", "", "", ""},
      {"02_brigade_titles.csv", "", 1, {}, "captured", "R2", "05.02.2026", "Сухий Яр"},
      {"03_windows1251.csv", "windows-1251", 1, {}, "", "", "", ""},
      {"04_koi8u.csv", "koi8-u", 1, {}, "", "", "", ""},
      {"05_utf16.tsv", "", 1, {}, "", "", "", ""},
      {"06_maiden_names.tsv", "", 1, {"R=evidence"}, "", "", "", ""},
      {"07_composite.csv", "", 1, {"Шафа="}, "captured", "R2", "", ""},
      {"08_morgue.csv", "", 1, {}, "died", "R2", "", ""},
      {"09_brigade.xlsx", "", 1, {}, "captured", "R2", "", ""},
      {"10_hospital.xlsx", "", 2, {}, "", "R2", "", ""},
      {"11_exchange.xlsx", "", 1, {}, "", "", "", ""},
      {"12_faults.csv", "", 1, {}, "", "", "", ""},
  };
  return kLists;
}

std::string invented_file(const InventedList& list, const std::string& folder) {
  const std::string made = folder + "/" + list.name;
  if (list.name == "09_brigade.xlsx") {
    make_brigade(made);
  } else if (list.name == "10_hospital.xlsx") {
    make_hospital(made);
  } else if (list.name == "11_exchange.xlsx") {
    make_exchange(made);
  } else {
    std::ofstream(made, std::ios::binary) << std::ifstream(kFolder + list.name, std::ios::binary).rdbuf();
  }
  return made;
}

std::vector<ExpectedFault> expected_of(const std::string& file) {
  std::ifstream in(kFolder + "expected.tsv");
  std::vector<ExpectedFault> all;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream cells(line);
    ExpectedFault one;
    std::string number;
    std::string outcome;
    std::getline(cells, one.file, '\t');
    std::getline(cells, number, '\t');
    std::getline(cells, outcome, '\t');
    std::getline(cells, one.column, '\t');
    std::getline(cells, one.reason, '\t');
    one.line = std::stoll(number);
    one.refused = outcome == "refused";
    if (one.file == file) all.push_back(one);
  }
  if (all.empty()) throw std::runtime_error("nothing is expected of " + file);
  return all;
}

}  // namespace hotline::test
