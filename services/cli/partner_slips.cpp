#include "cli/partner_slips.hpp"

#include <array>
#include <string_view>

namespace hotline::cli {
namespace {

// In the order of v1::Language: uk, ru, en.
using Words = std::array<std::string_view, 3>;

constexpr Words kCode{"uk", "ru", "en"};
constexpr Words kTitle{"Ваше звернення зареєстровано", "Ваше обращение зарегистрировано", "Your inquiry is registered"};
constexpr Words kSought{"Кого шукають", "Кого ищут", "Who is sought"};
constexpr Words kReference{"Номер звернення", "Номер обращения", "Reference"};
constexpr Words kWords{"Кодові слова", "Кодовые слова", "Code words"};
constexpr Words kCase{"Номер справи у того, хто подав", "Номер дела у подавшего", "The partner's case number"};
constexpr Words kMeaning{
    "Це не означає ні що людина жива, ні що ні. Запит залишається відкритим і порівнюється з кожним новим списком.",
    "Это не означает ни что человек жив, ни что нет. Запрос остаётся открытым и сравнивается с каждым новым списком.",
    "This means neither that the person is alive nor the opposite. The question stays open and is compared with every "
    "new list."};
constexpr Words kFamily{
    "Відповідь забираєте ви самі: на сторінці або телефоном гарячої лінії, за номером і кодовими словами.",
    "Ответ забираете вы сами: на странице или по телефону горячей линии, по номеру и кодовым словам.",
    "You collect the answer yourself: on the page or by the hotline's telephone, with the number and the code words."};
constexpr Words kPartner{
    "За вашою письмовою згодою відповідь може забрати організація, що подала звернення. Ви також можете зробити це "
    "самі.",
    "По вашему письменному согласию ответ может забрать организация, подавшая обращение. Вы также можете сделать это "
    "сами.",
    "By your written consent the organisation that submitted the inquiry may collect the answer. So may you."};
constexpr Words kSecret{
    "Номер можна називати вголос. Кодові слова не кажіть нікому, крім гарячої лінії: вони відкривають звернення.",
    "Номер можно называть вслух. Кодовые слова не говорите никому, кроме горячей линии: они открывают обращение.",
    "The number may be said aloud. Tell the code words to nobody but the hotline: they open the inquiry."};
constexpr Words kMoney{"Ніхто з посадовців не бере грошей і не продає місця у списках на обмін.",
                       "Никто из должностных лиц не берёт денег и не продаёт места в списках на обмен.",
                       "No official takes money or sells a place on an exchange list."};
constexpr Words kTrial{"НАВЧАЛЬНА БАЗА: усі люди вигадані", "УЧЕБНАЯ БАЗА: все люди вымышлены",
                       "TRIAL DATABASE: everybody is invented"};

constexpr std::string_view kStyle = R"(
@page { size: A4; margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 186mm; font: 11pt/1.35 "DejaVu Sans", "Liberation Sans", Arial, sans-serif; color: #000; background: #fff; }
section { border: 0.4mm solid #000; border-radius: 2mm; padding: 6mm 8mm; margin: 0 0 8mm; min-height: 125mm; break-inside: avoid; }
section:nth-of-type(2n) { break-after: page; }
h1 { font-size: 16pt; margin: 0 0 3mm; }
dl { display: grid; grid-template-columns: 58mm 1fr; gap: 1.5mm 4mm; margin: 0 0 4mm; align-items: baseline; }
dt { font-size: 10pt; }
dd { margin: 0; font-weight: bold; overflow-wrap: anywhere; }
.big { font: bold 18pt "DejaVu Sans Mono", "Liberation Mono", monospace; }
p { margin: 0 0 2.5mm; }
.trial { font-weight: bold; border: 0.3mm solid #000; padding: 1mm 2mm; display: inline-block; }
)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

class Page {
 public:
  std::string html(const std::vector<PartnerSlip>& slips) {
    out_ = "<!DOCTYPE html>\n<html lang=\"uk\"><head><meta charset=\"utf-8\"><title>" + std::string(kTitle[0]) +
           "</title><style>" + std::string(kStyle) + "</style></head><body><main>\n";
    for (const PartnerSlip& slip : slips) add(slip);
    return out_ + "</main></body></html>\n";
  }

 private:
  void add(const PartnerSlip& slip) {
    at_ = slip.language >= 1 && slip.language <= 3 ? static_cast<std::size_t>(slip.language) - 1 : 0;
    out_ += "<section lang=\"" + std::string(kCode[at_]) + "\"><h1>" + std::string(kTitle[at_]) + "</h1>\n";
    if (slip.trial) out_ += "<p class=\"trial\">" + std::string(kTrial[at_]) + "</p>\n";
    out_ += "<dl>";
    pair(kSought, slip.sought, "");
    pair(kReference, slip.reference, "big");
    pair(kWords, slip.passphrase, "big");
    pair(kCase, slip.case_number, "");
    out_ += "</dl>\n";
    for (const Words* text : {&kMeaning, slip.collected_by_partner ? &kPartner : &kFamily, &kSecret, &kMoney}) {
      out_ += "<p>" + std::string((*text)[at_]) + "</p>\n";
    }
    out_ += "</section>\n";
  }
  void pair(const Words& term, std::string_view value, std::string_view look) {
    out_ +=
        "<dt>" + std::string(term[at_]) + ":</dt><dd class=\"" + std::string(look) + "\">" + escaped(value) + "</dd>";
  }

  std::string out_;
  std::size_t at_ = 0;
};

}  // namespace

std::string partner_slips(const std::vector<PartnerSlip>& slips) {
  return Page().html(slips);
}

}  // namespace hotline::cli
