#include "cli/bulletin.hpp"

#include <cctype>
#include <cstdio>

#include "cli/bulletin_chart.hpp"
#include "cli/facts.hpp"

namespace hotline::cli {
namespace {

constexpr char kStyle[] = R"(
@page { size: A4; margin: 18mm 16mm 20mm; }
:root { --ink: #16202c; --soft: #46525f; --rule: #b9c2cc; --accent: #1d4e79; --pale: #eef2f6; }
* { box-sizing: border-box; }
body { font: 15px/1.5 "Noto Serif", "DejaVu Serif", Georgia, serif; color: var(--ink); background: #fff; margin: 0; }
main, header, footer { max-width: 900px; margin: 0 auto; padding: 0 24px; }
header { border-top: 6px solid var(--accent); padding-top: 26px; }
h1, h2, h3, .key dt, table, svg text, .kicker, nav { font-family: "Noto Sans", "DejaVu Sans", Arial, sans-serif; }
.kicker { color: var(--soft); letter-spacing: .06em; text-transform: uppercase; font-size: 13px; margin: 0; }
h1 { font-size: 32px; line-height: 1.15; margin: 6px 0 4px; }
h2 { font-size: 21px; border-bottom: 2px solid var(--accent); padding-bottom: 4px; margin: 40px 0 14px; }
h3 { font-size: 16px; margin: 26px 0 4px; }
.lead { font-size: 16px; color: var(--soft); margin: 0 0 16px; }
.trial { background: #7a1f1f; color: #fff; padding: 8px 12px; font-weight: bold; }
.key { display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px; margin: 18px 0 0; padding: 0; }
.key div { background: var(--pale); border-left: 4px solid var(--accent); padding: 10px 14px; }
.key dt { font-size: 13px; color: var(--soft); }
.key dd { font-family: "Noto Sans", "DejaVu Sans", Arial, sans-serif; margin: 2px 0 0; font-size: 26px; font-weight: bold; font-variant-numeric: tabular-nums; }
.key dd.few { font-size: 18px; }
nav ol { columns: 2; font-size: 14px; padding-left: 22px; }
a { color: var(--accent); }
p.definition { color: var(--soft); font-size: 14px; margin: 0 0 8px; }
figure { margin: 8px 0 10px; }
svg { width: 100%; height: auto; display: block; }
svg text { font-size: 12.5px; fill: var(--ink); }
svg text.axis { fill: var(--soft); font-size: 11.5px; }
svg text.v { font-weight: bold; font-size: 12px; paint-order: stroke; stroke: #fff; stroke-width: 3px; }
.pair { display: grid; grid-template-columns: 7fr 5fr; gap: 18px; align-items: start; }
@media (max-width: 700px) { .pair { display: block; } .key { grid-template-columns: 1fr 1fr; } }
svg text.panel { font-weight: bold; }
.bar { fill: var(--accent); } .range { fill: #8a4b08; } .grid { stroke: var(--rule); stroke-width: 1; }
.few { fill: #fff; stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 2; }
table { border-collapse: collapse; width: 100%; font-size: 13px; margin: 6px 0 4px; }
caption { text-align: left; color: var(--soft); font-size: 12.5px; padding-bottom: 3px; }
th, td { padding: 3px 8px; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid var(--ink); }
th[scope=row] { font-weight: normal; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.q { color: var(--soft); }
tr.all th, tr.all td { font-weight: bold; border-top: 1px solid var(--ink); }
.note { font-size: 13.5px; color: var(--soft); }
.against { color: #7a1f1f; font-weight: bold; }
.hash { font: 11px/1.4 "DejaVu Sans Mono", monospace; word-break: break-all; }
footer { margin-top: 40px; border-top: 1px solid var(--rule); padding-top: 10px; padding-bottom: 30px; }
@media print {
  body { font-size: 11pt; } main, header, footer { max-width: none; padding: 0; } header { padding-top: 14px; } nav { display: none; }
  h2, h3, p.definition { break-after: avoid; } .pair { break-inside: avoid; } figure, tr, .key div { break-inside: avoid; } thead { display: table-header-group; }
  .bar, .range, .few, .trial, .key div { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
)";

struct Section {
  const char* heading;
  const char* id;
  std::vector<v1::FigureTable> tables;
};

std::vector<Section> sections() {
  return {{"Questions and answers",
           "questions",
           {v1::FIGURE_TABLE_QUESTIONS, v1::FIGURE_TABLE_ANSWERS, v1::FIGURE_TABLE_CHANNELS}},
          {"Families: found, told, waiting",
           "families",
           {v1::FIGURE_TABLE_STATES, v1::FIGURE_TABLE_WAITING, v1::FIGURE_TABLE_TIME_TO_ANSWER,
            v1::FIGURE_TABLE_CALLBACKS}},
          {"The register",
           "register",
           {v1::FIGURE_TABLE_RECORDS, v1::FIGURE_TABLE_STATUS, v1::FIGURE_TABLE_RUNG, v1::FIGURE_TABLE_REGION,
            v1::FIGURE_TABLE_SOURCE, v1::FIGURE_TABLE_WEEK}}};
}

bool by_side(v1::FigureTable table) {
  return table == v1::FIGURE_TABLE_STATUS || table == v1::FIGURE_TABLE_RUNG || table == v1::FIGURE_TABLE_REGION;
}

const v1::ReleasedTable* find_table(const Bulletin& bulletin, v1::FigureTable which) {
  for (const auto& table : bulletin.tables) {
    if (table.table() == which) return &table;
  }
  return nullptr;
}

std::string table_id(const v1::ReleasedTable& table) {
  return "t" + std::to_string(static_cast<int>(table.table()));
}

std::string number_cell(const v1::FigureRow* row) {
  if (row == nullptr) return "<td class=\"n\"></td>";
  const bool value = row->kind() == v1::CELL_KIND_VALUE;
  return std::string("<td class=\"n") + (value ? "" : " q") + "\">" + html_text(cell_text(*row)) + "</td>";
}

std::string plain_table(const v1::ReleasedTable& table) {
  std::string html = "<table>\n<caption>" + html_text(table.title()) + ", " + table.month() +
                     ", rounded to multiples of five</caption>\n<thead><tr><th scope=\"col\">Row</th><th scope=\"col\" "
                     "class=\"n\">Number</th></tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows()) {
    html += row.row() == "ALL" ? "<tr class=\"all\">" : "<tr>";
    html += "<th scope=\"row\">" + html_text(row_words(row.row())) + "</th>" + number_cell(&row) + "</tr>\n";
  }
  return html + "</tbody>\n</table>\n";
}

std::string side_table(const v1::ReleasedTable& table) {
  const auto sides = sides_of(table);
  std::string html = "<table>\n<caption>" + html_text(table.title()) + ", " + table.month() +
                     ", rounded to multiples of five</caption>\n<thead><tr><th scope=\"col\">Row</th>";
  for (const std::string& side : sides) html += "<th scope=\"col\" class=\"n\">" + html_text(row_words(side)) + "</th>";
  html += "</tr></thead>\n<tbody>\n";
  for (const std::string& rest : rests_of(table)) {
    html += "<tr><th scope=\"row\">" + html_text(row_words(rest)) + "</th>";
    for (const std::string& side : sides) html += number_cell(find_row(table, side + "/" + rest));
    html += "</tr>\n";
  }
  html += "<tr class=\"all\"><th scope=\"row\">All</th>";
  for (const std::string& side : sides) html += number_cell(find_row(table, side));
  return html + "</tr>\n</tbody>\n</table>\n";
}

std::string key_figure(const v1::ReleasedTable* table, const std::string& code, const std::string& words) {
  const v1::FigureRow* row = table == nullptr ? nullptr : find_row(*table, code);
  if (row == nullptr) return {};
  const bool value = row->kind() == v1::CELL_KIND_VALUE;
  return "<div><dt>" + words + "</dt><dd" + (value ? "" : " class=\"few\"") + ">" + html_text(cell_text(*row)) +
         "</dd></div>\n";
}

std::string key_figures(const Bulletin& bulletin) {
  const auto* asked = find_table(bulletin, v1::FIGURE_TABLE_QUESTIONS);
  const auto* told = find_table(bulletin, v1::FIGURE_TABLE_TIME_TO_ANSWER);
  const auto* waiting = find_table(bulletin, v1::FIGURE_TABLE_WAITING);
  const auto* records = find_table(bulletin, v1::FIGURE_TABLE_RECORDS);
  return "<dl class=\"key\">\n" + key_figure(asked, "QUESTIONS_ASKED", "Questions answered") +
         key_figure(asked, "DISTINCT_PEOPLE_SOUGHT", "Different people sought") +
         key_figure(asked, "INQUIRIES_OPENED", "Inquiries opened") +
         key_figure(told, "ALL", "Families told for the first time") +
         key_figure(waiting, "ALL", "Inquiries waiting at the month’s end") +
         key_figure(records, "ALL/PEOPLE", "People in the register") + "</dl>\n";
}

std::string published(const Bulletin& bulletin) {
  if (bulletin.published.empty()) return {};
  std::string html =
      "<h2 id=\"published\">What others have published</h2>\n<p>Totals as their sources gave them, side by side. They "
      "are "
      "not the bureau’s, nothing here is averaged, and the bureau takes no side between them: sources count different "
      "things, at different hours, for different reasons.</p>\n";
  int chart = 0;
  for (const auto& [measure, compared] : bulletin.published) {
    html += "<h3>" + html_text(row_words(measure)) + "</h3>\n";
    if (compared.comparisons().empty()) html += "<p class=\"note\">Nothing has been entered for it.</p>\n";
    for (const auto& day : compared.comparisons()) {
      html += "<p><strong>As of " + date_text(day.as_of()) + "</strong>";
      if (day.contradictory()) html += " <span class=\"against\">These totals contradict each other.</span>";
      html += "</p>\n<figure>\n" + range_chart(day, "p" + std::to_string(++chart)) + "</figure>\n";
      html +=
          "<table>\n<caption>" + html_text(row_words(measure)) + ", as of " + date_text(day.as_of()) +
          "</caption>\n<thead><tr><th scope=\"col\">Source</th><th scope=\"col\">Total</th><th scope=\"col\">What it "
          "counts</th><th scope=\"col\">Where it stands</th><th scope=\"col\">Entered</th></tr></thead>\n<tbody>\n";
      for (const auto& figure : day.figures()) {
        std::string value = std::to_string(figure.value_min());
        if (figure.value_max() != figure.value_min()) value += " to " + std::to_string(figure.value_max());
        html += "<tr><th scope=\"row\">" + html_text(figure.source()) + "</th><td class=\"n\">" + value + "</td><td>" +
                html_text(figure.definition()) + "</td><td>" + html_text(figure.citation()) + "</td><td>" +
                date_text(figure.entered_on()) + "</td></tr>\n";
      }
      html += "</tbody>\n</table>\n";
    }
  }
  return html;
}

constexpr char kNotes[] =
    "<h2 id=\"notes\">How to read these numbers</h2>\n<ul>\n"
    "<li><strong>Rounded.</strong> Every number is a multiple of five, within four of what was counted, and right on "
    "average. Each is rounded by itself, so parts need not sum to their whole. The same people counted again give the "
    "same "
    "number.</li>\n"
    "<li><strong>Fewer than 15.</strong> Small numbers, none included, are not shown, because they could betray one "
    "person. "
    "The dashed stub in a chart stands for 0 to 14.</li>\n"
    "<li><strong>Withheld.</strong> A number that together with others would have given one away.</li>\n"
    "<li><strong>Released once.</strong> A month is released when it has ended and is never revised. What comes to "
    "light "
    "later counts in the month in which it was entered, so months can differ from what is known today.</li>\n"
    "<li><strong>What the register is not.</strong> It holds what sources have said and how firmly. It is no count of "
    "the "
    "war’s dead, missing or captured: whoever nobody reported is not in it, and people whose records nobody has joined "
    "are in it more than once.</li>\n"
    "<li><strong>Questions are not families.</strong> One family asks many times, and different families ask for one "
    "person. People sought are told apart by what was asked, so two spellings of one name can count "
    "twice.</li>\n</ul>\n";

std::string hashes(const Bulletin& bulletin) {
  std::string html =
      "<h2 id=\"proof\">Proof</h2>\n<p>The SHA-256 of this page stands in the bureau’s log, which its auditors can "
      "prove to "
      "be unchanged. Below, the hash of each table as it was released.</p>\n<table>\n<caption>SHA-256 of the released "
      "tables</caption>\n<thead><tr><th scope=\"col\">Table</th><th scope=\"col\">Released</th><th "
      "scope=\"col\">SHA-256"
      "</th></tr></thead>\n<tbody>\n";
  for (const auto& table : bulletin.tables) {
    const std::string day = date_text(table.released_on());
    html += "<tr><th scope=\"row\">" + html_text(table.title()) + "</th><td>" +
            (day.empty() ? "not released: the month is under way" : day) + "</td><td class=\"hash\">" + table.sha256() +
            "</td></tr>\n";
  }
  return html + "</tbody>\n</table>\n";
}

std::string month_words(const std::string& month) {
  constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
  const int number = month.size() == 7 ? (month[5] - '0') * 10 + (month[6] - '0') : 0;
  if (number < 1 || number > 12) return month;
  return std::string(kMonths[number - 1]) + " " + month.substr(0, 4);
}

}  // namespace

std::string cell_text(const v1::FigureRow& row) {
  if (row.kind() == v1::CELL_KIND_FEW) return "fewer than 15";
  if (row.kind() == v1::CELL_KIND_WITHHELD) return "withheld";
  std::string digits = std::to_string(row.value());
  for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), "\u00a0");
  }
  return digits;
}

std::string row_words(const std::string& code) {
  // Sources' names, weeks and regions stand as they are.
  if (code.empty() || !std::isupper(static_cast<unsigned char>(code[0]))) {
    const bool digits = code.find_first_not_of("0123456789") == std::string::npos;
    std::string words = digits && !code.empty() ? "Region " + code : code;
    if (words.find('_') == std::string::npos) return words == "Region 0" ? "Not stated" : words;
  }
  std::string words;
  for (const char c : code) {
    if (c == '/') {
      words += ": ";
    } else if (c == '_') {
      words += ' ';
    } else {
      words += words.empty() ? c : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return words;
}

std::string bulletin_html(const Bulletin& bulletin) {
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>Monthly bulletin, " +
      month_words(bulletin.month) + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<header>\n" +
      "<p class=\"kicker\">Prisoner-of-war contact hotline · statistics</p>\n<h1>Monthly bulletin, " +
      month_words(bulletin.month) +
      "</h1>\n<p class=\"lead\">What families asked, what they were told, and "
      "what the register holds. Numbers are rounded so that they betray nobody.</p>\n";
  if (bulletin.trial) {
    html +=
        "<p class=\"trial\">TRIAL: everybody in this register is invented. None of these numbers is about real "
        "people.</p>\n";
  }
  html += "</header>\n<main>\n<h2 id=\"key\">The month at a glance</h2>\n" + key_figures(bulletin);
  html += "<nav aria-label=\"Contents\">\n<ol>\n";
  for (const Section& section : sections()) {
    html += std::string("<li><a href=\"#") + section.id + "\">" + section.heading + "</a></li>\n";
  }
  if (!bulletin.published.empty()) html += "<li><a href=\"#published\">What others have published</a></li>\n";
  html +=
      "<li><a href=\"#notes\">How to read these numbers</a></li>\n<li><a "
      "href=\"#proof\">Proof</a></li>\n</ol>\n</nav>\n";
  for (const Section& section : sections()) {
    html += std::string("<h2 id=\"") + section.id + "\">" + section.heading + "</h2>\n";
    for (const v1::FigureTable which : section.tables) {
      const auto* table = find_table(bulletin, which);
      if (table == nullptr) continue;
      html += "<h3>" + html_text(table->title()) + "</h3>\n<p class=\"definition\">" + html_text(table->definition()) +
              "</p>\n";
      if (by_side(which)) {
        html += "<figure>\n" + side_panels(*table, table_id(*table)) + "</figure>\n" + side_table(*table);
      } else {
        html += "<div class=\"pair\">\n<figure>\n" + bar_chart(*table, table_id(*table)) + "</figure>\n<div>" +
                plain_table(*table) + "</div>\n</div>\n";
      }
    }
  }
  html += published(bulletin) + kNotes + hashes(bulletin);
  return html + "</main>\n<footer><p class=\"note\">Made by <code>hotline report month " + bulletin.month +
         "</code> from released tables only.</p></footer>\n</body>\n</html>\n";
}

}  // namespace hotline::cli
