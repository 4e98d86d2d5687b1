#include "cli/bulletin.hpp"

#include "cli/bulletin_chart.hpp"
#include "cli/bulletin_words.hpp"

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
svg text.small { font-size: 11px; }
svg text.below { fill: var(--soft); }
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
th[scope=row] { font-weight: normal; overflow-wrap: anywhere; }
th.sub { padding-left: 22px; color: var(--soft); }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.w { overflow-wrap: anywhere; }
td.q { color: var(--soft); }
tr.all th, tr.all td { font-weight: bold; border-top: 1px solid var(--ink); }
.note { font-size: 13.5px; color: var(--soft); }
.against { color: #7a1f1f; font-weight: bold; }
.hash { font: 11px/1.4 "DejaVu Sans Mono", monospace; word-break: break-all; }
footer { margin-top: 40px; border-top: 1px solid var(--rule); padding-top: 10px; padding-bottom: 30px; }
@media print {
  body { font-size: 11pt; } main, header, footer { max-width: none; padding: 0; } header { padding-top: 14px; } nav { display: none; }
  .pair { grid-template-columns: 1fr 1fr; gap: 12px; } table { font-size: 12px; } th, td { padding: 1.5px 6px; }
  h1 { font-size: 27px; } h2, h3, p.definition { break-after: avoid; } p.definition, table, .pair { break-inside: avoid; } .page { break-before: page; } figure, tr, .key div { break-inside: avoid; } thead { display: table-header-group; }
  .bar, .range, .few, .trial, .key div { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
)";

struct Section {
  const char* id;
  std::vector<v1::FigureTable> tables;
};

const std::vector<Section>& sections() {
  static const std::vector<Section> kSections{
      {"questions", {v1::FIGURE_TABLE_QUESTIONS, v1::FIGURE_TABLE_ANSWERS, v1::FIGURE_TABLE_CHANNELS}},
      {"families",
       {v1::FIGURE_TABLE_STATES, v1::FIGURE_TABLE_WAITING, v1::FIGURE_TABLE_TIME_TO_ANSWER,
        v1::FIGURE_TABLE_CALLBACKS}},
      {"register",
       {v1::FIGURE_TABLE_RECORDS, v1::FIGURE_TABLE_STATUS, v1::FIGURE_TABLE_RUNG, v1::FIGURE_TABLE_REGION,
        v1::FIGURE_TABLE_SOURCE, v1::FIGURE_TABLE_WEEK}}};
  return kSections;
}

bool by_side(v1::FigureTable table) {
  return table == v1::FIGURE_TABLE_STATUS || table == v1::FIGURE_TABLE_RUNG || table == v1::FIGURE_TABLE_REGION;
}

std::string table_id(const v1::ReleasedTable& table) {
  return "t" + std::to_string(static_cast<int>(table.table()));
}

// The page, part by part.
class Page {
 public:
  Page(const Bulletin& bulletin, v1::Language language) : bulletin_(bulletin), words_(language) {}

  std::string html() const {
    const std::string title = text("page.title") + ", " + html_text(words_.month(bulletin_.month));
    std::string html = "<!DOCTYPE html>\n<html lang=\"" + words_.code() +
                       "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
                       "initial-scale=1\">\n<title>" +
                       title + "</title>\n<style>" + kStyle +
                       "</style>\n</head>\n<body>\n<header>\n<p class=\"kicker\">" + text("page.kicker") +
                       "</p>\n<h1>" + title + "</h1>\n<p class=\"lead\">" + text("page.lead") + "</p>\n";
    if (bulletin_.trial) html += "<p class=\"trial\">" + text("page.trial") + "</p>\n";
    html += "</header>\n<main>\n<h2 id=\"key\">" + text("key.heading") + "</h2>\n" + key_figures() + contents();
    for (const Section& section : sections()) html += of_section(section);
    html += published() + notes() + hashes();
    const std::string command = "<code>hotline report month " + bulletin_.month + "</code>";
    return html + "</main>\n<footer><p class=\"note\">" + words_.with("page.made", {{"command", command}}) +
           "</p></footer>\n</body>\n</html>\n";
  }

 private:
  std::string text(std::string_view key) const { return html_text(words_(key)); }
  std::string heading(const std::string& id, std::string_view key) const {
    return "<h2 id=\"" + id + "\">" + text(key) + "</h2>\n";
  }
  std::string head(std::string_view key, const char* kind = "") const {
    return std::string("<th scope=\"col\"") + kind + ">" + text(key) + "</th>";
  }
  const v1::ReleasedTable* find_table(v1::FigureTable which) const {
    for (const auto& table : bulletin_.tables) {
      if (table.table() == which) return &table;
    }
    return nullptr;
  }

  std::string contents() const {
    const auto line = [](const std::string& id, const std::string& words) {
      return "<li><a href=\"#" + id + "\">" + words + "</a></li>\n";
    };
    std::string html = "<nav aria-label=\"" + text("page.contents") + "\">\n<ol>\n";
    for (const Section& section : sections()) html += line(section.id, text(std::string("section.") + section.id));
    if (!bulletin_.published.empty()) html += line("published", text("published.heading"));
    return html + line("notes", text("notes.heading")) + line("proof", text("proof.heading")) + "</ol>\n</nav>\n";
  }

  std::string of_section(const Section& section) const {
    std::string html = heading(section.id, std::string("section.") + section.id);
    for (const v1::FigureTable which : section.tables) {
      const auto* table = find_table(which);
      if (table == nullptr) continue;
      const bool fills_page = which == v1::FIGURE_TABLE_CALLBACKS;
      html += std::string("<h3") + (fills_page ? " class=\"page\"" : "") + ">" + html_text(words_.title(*table)) +
              "</h3>\n<p class=\"definition\">" + html_text(words_.definition(*table)) + "</p>\n";
      if (by_side(which)) {
        html += "<figure>\n" + side_panels(words_, *table, table_id(*table)) + "</figure>\n" + side_table(*table);
      } else {
        html += "<div class=\"pair\">\n<figure>\n" + bar_chart(words_, *table, table_id(*table)) + "</figure>\n<div>" +
                plain_table(*table) + "</div>\n</div>\n";
      }
    }
    return html;
  }

  std::string number_cell(const v1::FigureRow* row) const {
    if (row == nullptr) return "<td class=\"n\"></td>";
    const bool value = row->kind() == v1::CELL_KIND_VALUE;
    return std::string("<td class=\"n") + (value ? "" : " q") + "\">" + html_text(words_.cell(*row)) + "</td>";
  }
  std::string caption(const v1::ReleasedTable& table) const {
    return "<table>\n<caption>" + html_text(words_.title(table)) + ", " + html_text(words_.month(table.month())) +
           ", " + text("table.rounded") + "</caption>\n<thead><tr>" + head("table.row");
  }
  std::string plain_table(const v1::ReleasedTable& table) const {
    std::string html = caption(table) + head("table.number", " class=\"n\"") + "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows()) {
      const bool below = is_below(table, row);
      html += row.row() == "ALL" ? "<tr class=\"all\">" : "<tr>";
      html += std::string("<th scope=\"row\"") + (below ? " class=\"sub\"" : "") + ">" +
              html_text(words_.row(table.table(), row.row())) + "</th>" + number_cell(&row) + "</tr>\n";
    }
    return html + "</tbody>\n</table>\n";
  }
  std::string side_table(const v1::ReleasedTable& table) const {
    const auto sides = sides_of(table);
    std::string html = caption(table);
    for (const std::string& side : sides) {
      html += "<th scope=\"col\" class=\"n\">" + html_text(words_.row(table.table(), side)) + "</th>";
    }
    html += "</tr></thead>\n<tbody>\n";
    for (const std::string& rest : rests_of(table)) {
      html += "<tr><th scope=\"row\">" + html_text(words_.row(table.table(), rest)) + "</th>";
      for (const std::string& side : sides) html += number_cell(find_row(table, side + "/" + rest));
      html += "</tr>\n";
    }
    html += "<tr class=\"all\"><th scope=\"row\">" + text("table.all") + "</th>";
    for (const std::string& side : sides) html += number_cell(find_row(table, side));
    return html + "</tr>\n</tbody>\n</table>\n";
  }

  std::string key_figure(v1::FigureTable which, const std::string& code, std::string_view key) const {
    const auto* table = find_table(which);
    const v1::FigureRow* row = table == nullptr ? nullptr : find_row(*table, code);
    if (row == nullptr) return {};
    const bool value = row->kind() == v1::CELL_KIND_VALUE;
    return "<div><dt>" + text(key) + "</dt><dd" + (value ? "" : " class=\"few\"") + ">" + html_text(words_.cell(*row)) +
           "</dd></div>\n";
  }
  std::string key_figures() const {
    return "<dl class=\"key\">\n" + key_figure(v1::FIGURE_TABLE_QUESTIONS, "QUESTIONS_ASKED", "key.questions") +
           key_figure(v1::FIGURE_TABLE_QUESTIONS, "DISTINCT_PEOPLE_SOUGHT", "key.sought") +
           key_figure(v1::FIGURE_TABLE_QUESTIONS, "INQUIRIES_OPENED", "key.opened") +
           key_figure(v1::FIGURE_TABLE_TIME_TO_ANSWER, "ALL", "key.told") +
           key_figure(v1::FIGURE_TABLE_WAITING, "ALL", "key.waiting") +
           key_figure(v1::FIGURE_TABLE_RECORDS, "ALL/PEOPLE", "key.people") + "</dl>\n";
  }

  std::string published() const {
    if (bulletin_.published.empty()) return {};
    std::string html = heading("published", "published.heading") + "<p>" + text("published.about") + "</p>\n";
    int chart = 0;
    for (const auto& [measure, compared] : bulletin_.published) {
      html += "<h3>" + html_text(measure) + "</h3>\n";
      if (compared.comparisons().empty()) html += "<p class=\"note\">" + text("published.none") + "</p>\n";
      for (const auto& day : compared.comparisons()) html += of_day(measure, day, ++chart);
    }
    return html;
  }
  std::string of_day(const std::string& measure, const v1::Comparison& day, int chart) const {
    const std::string as_of = html_text(words_.with("published.as_of", {{"date", words_.date(day.as_of())}}));
    std::string html = "<p><strong>" + as_of + "</strong>";
    if (day.contradictory()) html += " <span class=\"against\">" + text("published.against") + "</span>";
    html += "</p>\n<figure>\n" + range_chart(words_, day, "p" + std::to_string(chart)) +
            "</figure>\n<table>\n<caption>" + html_text(measure) + ". " + as_of + "</caption>\n<thead><tr>" +
            head("published.source") + head("published.total", " class=\"n\"") + head("published.counts") +
            head("published.citation") + head("published.entered") + "</tr></thead>\n<tbody>\n";
    for (const auto& figure : day.figures()) {
      html += "<tr><th scope=\"row\">" + html_text(figure.source()) + "</th><td class=\"n\">" +
              html_text(words_.range(figure.value_min(), figure.value_max())) + "</td><td class=\"w\">" +
              html_text(figure.definition()) + "</td><td class=\"w\">" + html_text(figure.citation()) + "</td><td>" +
              html_text(words_.date(figure.entered_on())) + "</td></tr>\n";
    }
    return html + "</tbody>\n</table>\n";
  }

  std::string notes() const {
    std::string html = heading("notes", "notes.heading") + "<ul>\n";
    for (const char* note : {"rounded", "few", "withheld", "once", "not", "families"}) {
      const std::string key = std::string("notes.") + note;
      html += "<li><strong>" + text(key) + "</strong> " + text(key + "_text") + "</li>\n";
    }
    return html + "</ul>\n";
  }

  std::string hashes() const {
    std::string html = heading("proof", "proof.heading") + "<p>" + text("proof.about") + "</p>\n<table>\n<caption>" +
                       text("proof.caption") + "</caption>\n<thead><tr>" + head("proof.table") +
                       head("proof.released") + "<th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n";
    for (const auto& table : bulletin_.tables) {
      const std::string day = words_.date(table.released_on());
      html += "<tr><th scope=\"row\">" + html_text(words_.title(table)) + "</th><td>" +
              (day.empty() ? text("proof.not_released") : html_text(day)) + "</td><td class=\"hash\">" +
              table.sha256() + "</td></tr>\n";
    }
    return html + "</tbody>\n</table>\n";
  }

  const Bulletin& bulletin_;
  BulletinWords words_;
};

}  // namespace

std::string bulletin_html(const Bulletin& bulletin, v1::Language language) {
  return Page(bulletin, language).html();
}

}  // namespace hotline::cli
