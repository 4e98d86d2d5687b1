// Unique names, dates, numbers, telephone numbers, addresses, passphrases, tokens and the keys themselves go through
// everything that people and programs do here, and are looked for in everything that is left behind: logs of all
// programs, metrics, process lists, error texts, the database and its write-ahead log, exports, and the server's own
// memory (keys).
#include "e2e/leak_scan.hpp"

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cinttypes>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "cli/token_issuer.hpp"
#include "e2e/caller.hpp"
#include "e2e/edge_site.hpp"
#include "hotline/v1/erasure_service.grpc.pb.h"
#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "rpc/edge_certificate.hpp"
#include "runtime/system_clock.hpp"

namespace hotline::e2e {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr char kSurname[] = "Щебелякорчук";
constexpr char kGiven[] = "Варсонофтій";
constexpr char kPatronymic[] = "Пантелізмович";
constexpr char kBirthplace[] = "Жмерозвигаданськ";
constexpr char kUnit[] = "Кобуцький зводень";
constexpr char kNumber[] = "ЖК-918273645";
constexpr char kAsker[] = "Одарочка Вигадзюбинська";
constexpr char kPhone[] = "+380509182736";
constexpr char kEmail[] = "zhaskliva.odarochka@pryklad.example";
constexpr char kMother[] = "Мотряшиха Вигадзюбинська";
constexpr char kMarks[] = "татуювання дзвіниці";
constexpr char kGround[] = "Підстава про Зозулястого Панкратія";
constexpr char kRefusedCell[] = "Кривослівна дата 31.02";

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// Of a process that may end meanwhile: a stream would throw then.
std::string text_of_process(const fs::path& path) {
  std::string text;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return text;
  std::array<char, 4096> block;
  while (const auto got = std::fread(block.data(), 1, block.size(), file.get())) text.append(block.data(), got);
  return text;
}

class LeakScanTest : public testing::Test {
 protected:
  LeakScanTest() : site_(program_folder()) {
    // As ops/scripts/cluster.sh and the runbook have them.
    for (const char* setting : {"log_error_verbosity = terse", "log_min_error_statement = panic",
                                "log_parameter_max_length = 0", "log_parameter_max_length_on_error = 0"}) {
      site_.server().run_sql("postgres", std::string("ALTER SYSTEM SET ") + setting);
    }
    site_.server().run_sql("postgres", "SELECT pg_reload_conf()");
    certificates_.issue("operator/ws-1", "ws-1");
    certificates_.issue("operator/desk-1", "desk-1");
    if (!cli::TokenIssuer::make_key(certificates_.folder())) throw std::runtime_error("no token key");
    site_.open_edge(certificates_.ca_file(), certificates_.crl_file());
    site_.open_desk(cli::kTrialIssuer, certificates_.folder() / "token_keys.json",
                    "spiffe://hotline.example/operator/desk-1");
    server_ = std::make_unique<Hotlined>(site_, "server", 1);
    edge_ = std::make_unique<Edge>(certificates_, site_.edge_socket("server"), site_.folder() + "/edge.log");
    watcher_ = std::thread([this] { watch_processes(); });
  }
  ~LeakScanTest() override { end_watching(); }

  std::string path(const std::string& name) const { return site_.folder() + "/" + name; }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    fs::permissions(path(name), fs::perms::owner_read | fs::perms::owner_write);
    return path(name);
  }
  // What a command says when it fails is what others see; what it says when it succeeds is for who asked.
  Ran command(const std::string& actor, const std::vector<std::string>& arguments, bool fails = false) {
    Ran ran = hotline(site_, "server", actor, arguments);
    if (fails) {
      EXPECT_NE(ran.exit_code, 0) << arguments[0];
      error_texts_ += ran.output + '\n';
    } else {
      EXPECT_EQ(ran.exit_code, 0) << arguments[0] << ": " << ran.output;
    }
    return ran;
  }
  void refused(const grpc::Status& status) {
    EXPECT_FALSE(status.ok());
    error_texts_ += status.error_message() + '\n' + status.error_details() + '\n';
  }

  // Command lines and environments of all processes, while all of this goes on.
  void watch_processes() {
    while (!stop_) {
      std::error_code ended;
      fs::directory_iterator at("/proc", fs::directory_options::skip_permission_denied, ended);
      for (; !ended && at != fs::directory_iterator(); at.increment(ended)) {
        const fs::directory_entry& entry = *at;
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        for (const char* file : {"cmdline", "environ"}) {
          const std::string text = text_of_process(entry.path() / file);
          if (text.empty()) continue;
          const std::scoped_lock lock(mutex_);
          seen_.insert({text, file});
        }
      }
      std::this_thread::sleep_for(5ms);
    }
  }
  void end_watching() {
    stop_ = true;
    if (watcher_.joinable()) watcher_.join();
  }

  std::string facts_json() const {
    return std::string("{\"name\": {\"line\": \"") + kSurname + " " + kGiven + " " + kPatronymic +
           "\"}, \"birth_date\": {\"year\": 1987, \"month\": 3, \"day\": 17}, \"birthplace\": \"" + kBirthplace +
           "\", \"unit\": \"" + kUnit + "\", \"service_number\": \"" + kNumber + "\", \"mother_name\": \"" + kMother +
           "\", \"marks\": \"" + kMarks + "\", \"kind\": \"SOUGHT_KIND_SOLDIER\"}";
  }
  std::string asker_json(const char* kind, const char* contact) const {
    return std::string("{\"relation\": \"RELATION_MOTHER\", \"language\": \"LANGUAGE_UK\", \"notice_version\": 1, ") +
           "\"name\": \"" + kAsker + "\", \"safe_contact\": \"" + kind + "\", \"contact\": \"" + contact + "\"}";
  }
  std::string json_text(const std::string& json, const std::string& key) const {
    const std::string from = "\"" + key + "\":";
    std::size_t at = json.find(from);
    if (at == std::string::npos) return {};
    at = json.find('"', at + from.size()) + 1;
    return json.substr(at, json.find('"', at) - at);
  }

  void registrars_work();
  void families_ask();
  void decisions();
  void wrong_inputs();
  void through_the_edge();
  void backup_and_export();
  std::vector<Plant> plants() const;
  std::map<std::string, std::string> left_behind();
  // Places in the server's memory that hold a key and are not locked and kept out of core files.
  int keys_in_plain_memory() const;

  test::TrialCertificates certificates_;
  bench::Site site_;
  runtime::SystemClock clock_;
  std::unique_ptr<Hotlined> server_;
  std::unique_ptr<Edge> edge_;
  std::atomic<bool> stop_{false};
  std::thread watcher_;
  std::mutex mutex_;
  std::set<std::pair<std::string, std::string>> seen_;
  std::map<std::string, std::string> places_;
  std::string error_texts_, reference_, passphrase_, token_, bad_token_;
};

void LeakScanTest::registrars_work() {
  const std::string head =
      "external_id,surname,given_name,patronymic,birth_date,birthplace,unit,service_number,statement,"
      "fact_date,evidence\n";
  const std::string row = std::string(kSurname) + "," + kGiven + "," + kPatronymic + ",1987-03-17," + kBirthplace +
                          "," + kUnit + "," + kNumber + ",died,2026-02-03,R6\n";
  const std::string good = write("good.csv", head + "Q-1," + row);
  command("registrar", {"import", good, "--source", bench::kSource, "--side", "adversary", "--dry-run"});
  command("registrar", {"import", good, "--source", bench::kSource, "--side", "adversary"});
  const std::string bad = write("bad.csv", head + "Q-2," + kSurname + "," + kGiven + ",," + kRefusedCell + "," +
                                               kBirthplace + ",,,died,2026-02-03,R6\n");
  // The file of refused rows is the registrar's own; what is said about it is not.
  const Ran ran =
      hotline(site_, "server", "registrar",
              {"import", bad, "--source", bench::kSource, "--side", "adversary", "--refused", path("refused.csv")});
  EXPECT_EQ(ran.exit_code, 7) << ran.output;
  const std::string list = site_.query("SELECT encode(list_id, 'hex') FROM list ORDER BY list_no LIMIT 1");
  command("second-registrar", {"list", "review", list});
  command("second-registrar", {"list", "countersign", list, "--reviewed"});
  const std::string known = std::string("{\"name\": {\"line\": \"") + kSurname + " " + kGiven +
                            "\"}, \"birth_date\": {\"year\": 1987, \"month\": 3, \"day\": 17}, \"service_number\": \"" +
                            kNumber + "\"}";
  command("registrar", {"register", "find", "--purpose", "complaint 7", "--facts", write("find.json", known)});
  command("registrar", {"register", "find", "--purpose", "complaint 7", "--facts", write("all.json", facts_json())},
          true);
  command("supervisor",
          {"register", "show", site_.query("SELECT max(person_id) FROM person"), "--purpose", "complaint 7"});
  command("operator", {"import", good, "--source", bench::kSource, "--side", "adversary"}, true);
  command("registrar", {"import", good, "--source", "no-such-source", "--side", "adversary"}, true);
}

void LeakScanTest::families_ask() {
  const std::string facts = write("facts.json", facts_json());
  const Ran asked = command("operator", {"--json", "lookup", "--facts", facts});
  EXPECT_FALSE(asked.output.empty());
  for (const auto& [kind, contact] :
       {std::pair("SAFE_CONTACT_PHONE", kPhone), std::pair("SAFE_CONTACT_EMAIL", kEmail)}) {
    const Ran opened = command("operator", {"--json", "inquiry", "open", "--facts", facts, "--asker",
                                            write("asker.json", asker_json(kind, contact))});
    reference_ = json_text(opened.output, "inquiry_reference");
    passphrase_ = json_text(opened.output, "inquiry_passphrase");
    ASSERT_FALSE(passphrase_.empty()) << opened.output;
  }
  const std::string words = write("words", passphrase_ + "\n");
  command("operator", {"inquiry", "show", "--reference", reference_, "--passphrase-file", words});
  command("operator",
          {"inquiry", "add-facts", "--reference", reference_, "--passphrase-file", words, "--facts", facts});
  command("operator", {"lookup", "--reference", reference_, "--passphrase-file", words});
  command("operator", {"lookup", "--explain", "--facts", facts});
  const std::string wrong = write("wrong", "хибне слово проти слова\n");
  command("operator", {"inquiry", "show", "--reference", reference_, "--passphrase-file", wrong}, true);
}

void LeakScanTest::decisions() {
  const std::string ground = write("ground", std::string(kGround) + "\n");
  const std::string words = path("words");
  const Ran asked = hotline(site_, "server", "operator",
                            {"--json", "release", "request", "--reference", reference_, "--passphrase-file", words});
  EXPECT_EQ(asked.exit_code, 0) << asked.output;
  command("operator",
          {"erase", "request", "--reference", reference_, "--passphrase-file", words, "--ground-file", ground});
  command("administrator", {"erase", "ls"});
  command("administrator", {"erase", "refuse", "1"});
  command("operator", {"erase", "ls"}, true);
}

// Every text of every kind of request, in a place where it is wrong.
void LeakScanTest::wrong_inputs() {
  std::mt19937_64 random(5);
  const auto channel = rpc::connect_local(server_->socket());
  const auto lookups = v1::LookupService::NewStub(channel);
  const auto inquiries = v1::InquiryService::NewStub(channel);
  const auto registry = v1::RegistryService::NewStub(channel);
  const auto erasures = v1::ErasureService::NewStub(channel);
  for (const char* text : {kSurname, kBirthplace, kNumber, kPhone, kEmail, kGround, kAsker}) {
    const std::string planted = std::string(text) + "\x01";
    const auto id = random_uuid(random);
    v1::LookupPersonRequest lookup = question(id, planted, {}, {});
    lookup.set_request_id(text);
    lookup.mutable_facts()->mutable_name()->set_surname(planted);
    lookup.mutable_facts()->set_birthplace(planted);
    lookup.mutable_facts()->set_service_number(planted + std::string(500, 'x'));
    lookup.mutable_inquiry()->set_reference(text);
    lookup.mutable_inquiry()->set_passphrase(text);
    v1::LookupPersonResponse answer;
    grpc::ClientContext first;
    rpc::prepare(first, "operator", 8s);
    refused(lookups->LookupPerson(&first, lookup, &answer));
    v1::OpenInquiryRequest open;
    open.set_request_id(text);
    open.mutable_asker()->set_name(planted);
    open.mutable_asker()->set_contact(planted);
    open.mutable_asker()->set_safe_contact(v1::SAFE_CONTACT_PHONE);
    open.mutable_facts()->mutable_name()->set_line(planted);
    v1::OpenInquiryResponse opened;
    grpc::ClientContext second;
    rpc::prepare(second, "operator", 8s);
    refused(inquiries->OpenInquiry(&second, open, &opened));
    v1::WithdrawStatementRequest withdraw;
    withdraw.set_request_id(text);
    withdraw.set_ground(planted);
    v1::WithdrawStatementResponse withdrawn;
    grpc::ClientContext third;
    rpc::prepare(third, "registrar", 8s);
    refused(registry->WithdrawStatement(&third, withdraw, &withdrawn));
    v1::RequestErasureRequest erase;
    erase.set_request_id(text);
    erase.set_ground(planted);
    erase.mutable_inquiry()->set_reference(text);
    v1::RequestErasureResponse erased;
    grpc::ClientContext fourth;
    rpc::prepare(fourth, "operator", 8s);
    refused(erasures->RequestErasure(&fourth, erase, &erased));
    // As nobody whom the server knows, with the text in the place of the name.
    grpc::ClientContext fifth;
    rpc::prepare(fifth, "nobody", 8s);
    refused(lookups->LookupPerson(&fifth, lookup, &answer));
    v1::ListInquiriesRequest list;
    list.set_page_token(text);
    v1::ListInquiriesResponse listed;
    grpc::ClientContext sixth;
    rpc::prepare(sixth, "supervisor", 8s);
    refused(inquiries->ListInquiries(&sixth, list, &listed));
  }
}

void LeakScanTest::through_the_edge() {
  std::mt19937_64 random(6);
  const auto issuer = cli::TokenIssuer::open(certificates_.folder());
  ASSERT_TRUE(issuer);
  cli::TokenRequest request;
  request.subject = "op-77";
  request.role = "operator";
  request.certificate_thumbprint = rpc::thumbprint_of(certificates_.der("desk-1"));
  request.issued_at = clock_.now();
  token_ = *issuer->issue(request);
  bad_token_ = token_.substr(0, token_.size() - 12) + "AAAAAAAAAAAA";
  core::NameParts name;
  name.surname = kSurname;
  name.given = kGiven;
  core::PartialDate born;
  born.precision = core::DatePrecision::kDay;
  born.year = 1987;
  born.month = 3;
  born.day = 17;
  const auto ask = [&](const std::string& certificate, const std::string& token) {
    const auto stub = v1::LookupService::NewStub(edge_->channel(certificates_.identity(certificate)));
    const auto id = random_uuid(random);
    v1::LookupPersonResponse answer;
    grpc::ClientContext context;
    rpc::prepare(context, "", 8s);
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    return stub->LookupPerson(&context, question(id, "call-" + uuid_text(id), name, born), &answer);
  };
  EXPECT_TRUE(ask("ws-1", "").ok());
  EXPECT_TRUE(ask("desk-1", token_).ok());
  refused(ask("desk-1", bad_token_));
  refused(ask("desk-1", ""));
  refused(ask("ws-1", token_));
  // More than its rate, which the edge refuses by itself.
  const auto stub = v1::LookupService::NewStub(edge_->channel(certificates_.identity("ws-1")));
  int over_the_rate = 0;
  for (int i = 0; i < 150; ++i) {
    const auto id = random_uuid(random);
    v1::LookupPersonResponse answer;
    grpc::ClientContext context;
    rpc::prepare(context, "", 8s);
    const auto status = stub->LookupPerson(&context, question(id, "call-" + uuid_text(id), name, born), &answer);
    if (status.error_code() != grpc::StatusCode::RESOURCE_EXHAUSTED) continue;
    ++over_the_rate;
    refused(status);
  }
  EXPECT_GT(over_the_rate, 0);
}

void LeakScanTest::backup_and_export() {
  const Ran exported =
      run({site_.program("hotline"), "audit", "export", path("export"), "--conninfo-file", path("connection")});
  EXPECT_EQ(exported.exit_code, 0) << exported.output;
  const char* bin = std::getenv("HOTLINE_PG_BIN");
  const std::string folder = bin != nullptr ? bin : "/usr/lib/postgresql/15/bin";
  const Ran dumped =
      run({folder + "/pg_dump", "--file", path("dump.sql"), site_.server().superuser_conninfo(site_.database())}, 120s);
  EXPECT_EQ(dumped.exit_code, 0) << dumped.output;
}

std::vector<Plant> LeakScanTest::plants() const {
  std::vector<Plant> all{{"surname", kSurname, "shchebelyakorchuk"},
                         {"given name", kGiven, "varsonoftii"},
                         {"patronymic", kPatronymic, "pantelizmovych"},
                         {"birthplace", kBirthplace, "zhmerozvyhadansk"},
                         {"unit", kUnit, "kobutskyi zvoden"},
                         {"service number", kNumber, "918273645"},
                         {"asker", kAsker, "odarochka"},
                         {"mother", kMother, "motriashykha"},
                         {"marks", kMarks, "tatuiuvannia dzvinytsi"},
                         {"ground", kGround, "zozuliastoho"},
                         {"refused cell", kRefusedCell, "kryvoslivna"},
                         {"birth date", "1987-03-17"},
                         {"birth date", "17.03.1987"},
                         {"telephone number", kPhone},
                         {"telephone number", std::string(kPhone).substr(1)},
                         {"e-mail address", kEmail},
                         {"passphrase", passphrase_},
                         {"token", token_},
                         {"token's signature", token_.substr(token_.rfind('.') + 1)},
                         {"token of a forger", bad_token_}};
  for (const auto& file : fs::directory_iterator(path("keys"))) {
    all.push_back(Plant{"key " + file.path().filename().string(), text_of(file.path()), {}, true});
  }
  return all;
}

std::map<std::string, std::string> LeakScanTest::left_behind() {
  std::map<std::string, std::string> places = places_;
  places["log of hotlined"] = text_of(path("server.log"));
  places["log of HAProxy"] = text_of(path("edge.log"));
  places["log of PostgreSQL"] = text_of(site_.server().folder() + "/log");
  places["error texts"] = error_texts_;
  places["dump of the database"] = text_of(path("dump.sql"));
  for (const char* name : {"server.head", "server_head.note", "server.note"}) {
    if (fs::exists(path(name))) places[name] = text_of(path(name));
  }
  for (const auto& file : fs::recursive_directory_iterator(path("export"))) {
    if (file.is_regular_file()) places["export " + file.path().filename().string()] += text_of(file.path());
  }
  for (const auto& file : fs::directory_iterator(site_.query("SHOW data_directory") + "/pg_wal")) {
    if (file.is_regular_file()) places["write-ahead log"] += text_of(file.path());
  }
  const std::scoped_lock lock(mutex_);
  for (const auto& [text, kind] : seen_) places["process lists"] += text + '\n';
  return places;
}

int LeakScanTest::keys_in_plain_memory() const {
  std::map<std::string, std::string> keys;
  for (const auto& file : fs::directory_iterator(path("keys"))) keys[file.path().filename()] = text_of(file.path());
  const std::string process = "/proc/" + std::to_string(server_->pid());
  std::ifstream maps(process + "/smaps");
  std::ifstream memory(process + "/mem", std::ios::binary);
  if (!maps || !memory) return -1;
  int found = 0, locked = 0;
  std::uintptr_t begin = 0, end = 0;
  std::string rights, mapping;
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t from = 0, to = 0;
    char flags[5] = {};
    if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR " %4s", &from, &to, flags) == 3) {
      begin = from;
      end = to;
      rights = flags;
      mapping = line;
    }
    if (!line.starts_with("VmFlags:") || rights.empty() || rights[0] != 'r') continue;
    const bool kept_out = line.find(" dd") != std::string::npos;
    std::string bytes(end - begin, '\0');
    memory.clear();
    memory.seekg(static_cast<std::streamoff>(begin));
    memory.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(memory.gcount(), 0)));
    for (const auto& [name, key] : keys) {
      const std::size_t at = bytes.find(key);
      if (at == std::string::npos) continue;
      (kept_out ? locked : found) += 1;
      if (!kept_out) std::cout << name << " at " << at << " of " << mapping << '\n';
    }
  }
  EXPECT_GE(locked, static_cast<int>(keys.size())) << "each key is in memory that is kept out of core files";
  return found;
}

TEST_F(LeakScanTest, NothingThatWasPlantedIsFoundAnywhere) {
  registrars_work();
  families_ask();
  decisions();
  wrong_inputs();
  through_the_edge();
  backup_and_export();
  places_["metrics"] = bench::read_metrics(site_.metrics_socket("server"));
  const int in_memory = keys_in_plain_memory();
  if (in_memory < 0) {
    std::cout << "LEFT OUT: the server's memory, which only root reads\n";
  } else {
    EXPECT_EQ(in_memory, 0) << "a key lies in memory that a core file would hold";
  }
  // It ends as a crash ends it, and leaves no core file.
  server_->signal(SIGABRT);
  (void)server_->wait();
  end_watching();

  LeakScan scan(plants());
  const auto places = left_behind();
  for (const auto& [place, bytes] : places) {
    // The edge says nothing of calls, answered or refused.
    EXPECT_FALSE(bytes.empty() && place != "log of HAProxy") << place;
    scan.look(place, bytes);
  }
  for (const Leak& leak : scan.leaks()) ADD_FAILURE() << leak.what << " in " << leak.place << " as " << leak.form;
  for (const fs::path& folder : {fs::current_path(), fs::path(site_.folder())}) {
    for (const auto& file : fs::directory_iterator(folder)) {
      EXPECT_FALSE(file.path().filename().string().starts_with("core")) << file.path();
    }
  }
  std::cout << plants().size() << " plants in " << scan.forms() << " forms, " << scan.bytes() << " bytes in "
            << places.size() << " places: " << scan.leaks().size() << " leaks\n";
}

TEST(LeakScan, FindsEveryFormOfEveryPlant) {
  const std::vector<Plant> plants{{"surname", kSurname, "shchebelyakorchuk"},
                                  {"telephone number", kPhone},
                                  {"key", std::string("\x01\x02\xfe\xff\x00\x10 keybytes", 16), {}, true}};
  LeakScan clean(plants);
  clean.look("a clean file", "{\"event\":\"serving\",\"names\":\"Вигадюк\"}");
  EXPECT_TRUE(clean.leaks().empty());
  LeakScan scan(plants);
  scan.look("a leaky file", scan.leaky_sample());
  EXPECT_EQ(scan.leaks().size(), scan.forms());
  // As a careless program would write it.
  LeakScan careless(plants);
  careless.look("log", std::string("{\"error\":\"no person named ") + kSurname + "\"}");
  ASSERT_FALSE(careless.leaks().empty());
  EXPECT_EQ(careless.leaks().front().what, "surname");
}

}  // namespace
}  // namespace hotline::e2e
