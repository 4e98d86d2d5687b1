#include "cli/paper_form.hpp"

#include <array>
#include <string_view>

namespace hotline::cli {
namespace {

// In the order of core::Language: uk, ru, en.
using Words = std::array<std::string_view, 3>;

constexpr Words kCode{"uk", "ru", "en"};
constexpr Words kTitle{"Дзвінок, прийнятий на папері", "Звонок, принятый на бумаге", "A call taken on paper"};
constexpr Words kHow{
    "Пишіть друкованими літерами, одну літеру в клітинку, так, як диктують. Чого не знають, лишайте порожнім і не "
    "підказуйте. Відповіді сьогодні немає: запит внесемо, щойно система запрацює, і чекання рахується від часу "
    "дзвінка.",
    "Пишите печатными буквами, одну букву в клетку, так, как диктуют. Чего не знают, оставляйте пустым и не "
    "подсказывайте. "
    "Ответа сегодня нет: запрос внесём, как только система заработает, и ожидание считается от времени звонка.",
    "Write in capitals, one letter in a box, as it is dictated. Leave empty what they do not know, and suggest "
    "nothing. "
    "There is no answer today: the question is entered as soon as the system serves, and waiting counts from this "
    "call."};
constexpr Words kCall{"Дзвінок", "Звонок", "The call"};
constexpr Words kDay{"День", "День", "Day"};
constexpr Words kTime{"Година", "Время", "Time"};
constexpr Words kLine{"Лінія", "Линия", "Line"};
constexpr Words kCallId{"Номер дзвінка на станції", "Номер звонка на станции", "The exchange's call id"};
constexpr Words kOperator{"Оператор", "Оператор", "Operator"};
constexpr Words kPurpose{"Навіщо", "Зачем", "Purpose"};
constexpr std::array<Words, 2> kPurposes{Words{"родина запитує", "семья спрашивает", "a family asks"},
                                         Words{"ми передзвонюємо", "мы перезваниваем", "we call back"}};
constexpr Words kAnswerIn{"Мова відповіді", "Язык ответа", "Language of the answer"};
constexpr std::array<Words, 3> kLanguages{Words{"українська", "украинский", "Ukrainian"},
                                          Words{"російська", "русский", "Russian"},
                                          Words{"англійська", "английский", "English"}};
constexpr Words kAgain{"Вже зверталися: номер звернення", "Уже обращались: номер обращения",
                       "Asked before: the inquiry's reference"};
constexpr Words kPassphrase{"Кодові слова (лише якщо назвали самі)", "Кодовые слова (только если назвали сами)",
                            "The words (only if they say them)"};
constexpr Words kSought{"Кого шукають", "Кого ищут", "Who is sought"};
constexpr std::array<Words, 4> kKinds{
    Words{"військовий", "военный", "soldier"}, Words{"цивільний", "гражданский", "civilian"},
    Words{"дитина", "ребёнок", "child"},
    Words{"дитина, чиї ім'я чи дати могли змінити", "ребёнок, чьи имя или даты могли изменить",
          "child whose name or dates may have been altered"}};
constexpr Words kSurname{"Прізвище", "Фамилия", "Surname"};
constexpr Words kGiven{"Ім'я", "Имя", "Given name"};
constexpr Words kPatronymic{"По батькові", "Отчество", "Patronymic"};
constexpr Words kBorn{"День народження", "День рождения", "Date of birth"};
constexpr Words kSex{"Стать", "Пол", "Sex"};
constexpr std::array<Words, 2> kSexes{Words{"чол.", "муж.", "male"}, Words{"жін.", "жен.", "female"}};
constexpr Words kNumber{"Особистий номер чи номер жетона", "Личный номер или номер жетона",
                        "Service, personal or disc number"};
constexpr Words kBirthplace{"Місце народження", "Место рождения", "Place of birth"};
constexpr Words kUnit{"Частина, підрозділ", "Часть, подразделение", "Unit"};
constexpr Words kMother{"Мати (прізвище, ім'я, по батькові)", "Мать (фамилия, имя, отчество)", "Mother's names"};
constexpr Words kSiblings{"Брати й сестри, з днем народження", "Братья и сёстры, с днём рождения",
                          "Brothers and sisters, with date of birth"};
constexpr Words kMarks{"Прикмети: шрами, родимки, татуювання", "Приметы: шрамы, родинки, татуировки",
                       "Marks: scars, birthmarks, tattoos"};
constexpr Words kLastSeen{"Де бачили востаннє", "Где видели в последний раз", "Where last seen"};
constexpr Words kLastSeenDay{"коли", "когда", "when"};
constexpr Words kAsker{"Хто запитує", "Кто спрашивает", "Who asks"};
constexpr std::array<Words, 9> kRelations{Words{"мати", "мать", "mother"},
                                          Words{"батько", "отец", "father"},
                                          Words{"чоловік/дружина", "муж/жена", "spouse"},
                                          Words{"син/дочка", "сын/дочь", "child"},
                                          Words{"брат/сестра", "брат/сестра", "sibling"},
                                          Words{"дід/баба", "дед/бабушка", "grandparent"},
                                          Words{"інший родич", "другой родственник", "other relative"},
                                          Words{"опікун", "опекун", "guardian"},
                                          Words{"не родич", "не родственник", "not related"}};
constexpr Words kSteps{"Перевірено", "Проверено", "Verified"};
constexpr std::array<Words, 5> kStepNames{
    Words{"передзвонили на номер", "перезвонили на номер", "number called back"},
    Words{"знає те, що знають лише рідні", "знает то, что знают только родные", "knows what only kin know"},
    Words{"документ", "документ", "identity paper"}, Words{"е-підпис", "э-подпись", "e-signature"},
    Words{"спорідненість доведено", "родство доказано", "kinship proved"}};
constexpr Words kHearNow{"бажає почути відповідь одразу, яка б вона не була",
                         "хочет услышать ответ сразу, каким бы он ни был", "wishes to hear it now, whatever it is"};
constexpr Words kReach{"Як зв'язатися (лише за бажанням; інакше зателефонують самі)",
                       "Как связаться (только по желанию; иначе позвонят сами)",
                       "How to reach them (only if they wish; else they call again)"};
constexpr Words kEntered{"Внесено до системи", "Внесено в систему", "Entered"};
constexpr Words kReference{"номер звернення", "номер обращения", "reference"};
constexpr Words kKeep{
    "Аркуш під замком, поки не внесено; після внесення і звірки знищити. Кожен аркуш вноситься один раз: hotline "
    "lookup "
    "--sheet НОМЕР --taken-at \"РРРР-ММ-ДД ГГ:ХХ\".",
    "Лист под замком, пока не внесён; после внесения и сверки уничтожить. Каждый лист вносится один раз: hotline "
    "lookup "
    "--sheet НОМЕР --taken-at \"ГГГГ-ММ-ДД ЧЧ:ММ\".",
    "Lock the sheet away until it is entered; destroy it after entry and check. Each sheet is entered once: hotline "
    "lookup "
    "--sheet NUMBER --taken-at \"YYYY-MM-DD HH:MM\"."};

constexpr std::string_view kStyle = R"(
@page { size: A4; margin: 9mm 10mm; }
* { box-sizing: border-box; }
body { margin: 0; font: 9.5pt/1.25 "DejaVu Sans", "Liberation Sans", Arial, sans-serif; color: #000; }
.sheet { width: 190mm; page-break-after: always; }
.sheet:last-child { page-break-after: auto; }
header { display: flex; justify-content: space-between; align-items: baseline; border-bottom: 0.6mm solid #000; }
h1 { font-size: 14pt; margin: 0 0 1mm; }
.serial { font: bold 15pt "DejaVu Sans Mono", "Liberation Mono", monospace; }
.how, footer { font-size: 8pt; margin: 1mm 0; }
h2 { font-size: 10pt; margin: 1.8mm 0 0.8mm; padding: 0.3mm 1mm; background: #ddd; }
.row { display: flex; gap: 5mm; align-items: flex-end; margin: 0 0 1.3mm; }
.field { flex: 1 1 auto; }
.field.fixed { flex: 0 0 auto; }
label { display: block; font-size: 7.5pt; }
.boxes { display: flex; }
.boxes i { width: 6mm; height: 7mm; border: 0.25mm solid #000; margin-left: -0.25mm; }
.boxes b { width: 3mm; text-align: center; align-self: center; }
.blank { border-bottom: 0.25mm solid #000; height: 6mm; }
.ticks { display: flex; flex-wrap: wrap; gap: 0.6mm 4mm; }
.ticks span::before { content: ""; display: inline-block; width: 3.2mm; height: 3.2mm; border: 0.25mm solid #000; margin-right: 1mm; vertical-align: -0.4mm; }
footer { border-top: 0.3mm solid #000; padding-top: 1mm; }
)";

class Form {
 public:
  explicit Form(core::Language language) : at_(static_cast<std::size_t>(language) - 1) {}

  std::string html(const std::vector<core::SheetNumber>& sheets) {
    out_ = "<!DOCTYPE html>\n<html lang=\"" + std::string(kCode[at_]) + "\"><head><meta charset=\"utf-8\"><title>" +
           std::string(kTitle[at_]) + "</title><style>" + std::string(kStyle) + "</style></head><body>\n";
    for (const core::SheetNumber& sheet : sheets) page(sheet);
    return out_ + "</body></html>\n";
  }

 private:
  void page(const core::SheetNumber& sheet) {
    add("<section class=\"sheet\"><header><h1>", kTitle, "</h1><div class=\"serial\">");
    out_ += sheet.text() + "</div></header>";
    add("<p class=\"how\">", kHow, "</p>\n");
    call();
    sought();
    asker();
    add("<h2>", kEntered, "</h2>");
    open_row();
    date(kDay);
    boxes(kTime, "##:##");
    boxes(kReference, "###-###-####-##");
    blank(kOperator);
    close_row();
    add("<footer>", kKeep, "</footer></section>\n");
  }

  void call() {
    add("<h2>", kCall, "</h2>");
    open_row();
    date(kDay);
    boxes(kTime, "##:##");
    blank(kLine);
    blank(kCallId);
    close_row();
    open_row();
    ticks(kPurpose, kPurposes);
    ticks(kAnswerIn, kLanguages);
    blank(kOperator);
    close_row();
    open_row();
    boxes(kAgain, "###-###-####-##");
    blank(kPassphrase);
    close_row();
  }

  void sought() {
    add("<h2>", kSought, "</h2>");
    open_row();
    ticks(Words{"", "", ""}, kKinds);
    close_row();
    for (const Words& part : {kSurname, kGiven, kPatronymic}) {
      open_row();
      boxes(part, "##############################");
      close_row();
    }
    open_row();
    date(kBorn);
    ticks(kSex, kSexes);
    boxes(kNumber, "##############");
    close_row();
    open_row();
    blank(kBirthplace);
    blank(kUnit);
    close_row();
    open_row();
    blank(kMother);
    close_row();
    open_row();
    blank(kSiblings);
    close_row();
    open_row();
    blank(Words{"", "", ""});
    close_row();
    open_row();
    blank(kMarks);
    close_row();
    open_row();
    blank(Words{"", "", ""});
    close_row();
    open_row();
    blank(kLastSeen);
    date(kLastSeenDay);
    close_row();
  }

  void asker() {
    add("<h2>", kAsker, "</h2>");
    open_row();
    ticks(Words{"", "", ""}, kRelations);
    close_row();
    open_row();
    ticks(kSteps, kStepNames);
    close_row();
    open_row();
    ticks(Words{"", "", ""}, std::array<Words, 1>{kHearNow});
    close_row();
    open_row();
    blank(kReach);
    close_row();
  }

  void add(std::string_view before, const Words& words, std::string_view behind) {
    out_ += before;
    out_ += words[at_];
    out_ += behind;
  }
  void open_row() { out_ += "<div class=\"row\">"; }
  void close_row() { out_ += "</div>\n"; }
  void label(const Words& words) {
    if (!words[at_].empty()) add("<label>", words, "</label>");
  }
  void blank(const Words& words) {
    out_ += "<div class=\"field\">";
    label(words);
    out_ += "<div class=\"blank\"></div></div>";
  }
  // A box for each "#", everything else as it stands.
  void boxes(const Words& words, std::string_view pattern) {
    out_ += "<div class=\"field fixed\">";
    label(words);
    out_ += "<div class=\"boxes\">";
    for (const char c : pattern) out_ += c == '#' ? std::string("<i></i>") : "<b>" + std::string(1, c) + "</b>";
    out_ += "</div></div>";
  }
  void date(const Words& words) { boxes(words, "##.##.####"); }
  template <std::size_t N>
  void ticks(const Words& words, const std::array<Words, N>& choices) {
    out_ += "<div class=\"field\">";
    label(words);
    out_ += "<div class=\"ticks\">";
    for (const Words& choice : choices) add("<span>", choice, "</span>");
    out_ += "</div></div>";
  }

  std::size_t at_;
  std::string out_;
};

}  // namespace

std::string paper_form(core::Language language, const std::vector<core::SheetNumber>& sheets) {
  return Form(language).html(sheets);
}

}  // namespace hotline::cli
