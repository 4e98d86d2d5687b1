// Who may do what, bad input, pages, and what a thief of the database finds.
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <set>
#include <thread>

#include "inquiry_rig.hpp"

namespace hotline::inquiry {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

class InquiryAccessTest : public InquiryRig {
 protected:
  struct Refusals {
    grpc::Status open, get, list, add, withdraw;
  };
  Refusals try_all(const std::string& name, const v1::InquiryKey& key) {
    v1::OpenInquiryResponse opened;
    v1::GetInquiryResponse shown;
    v1::ListInquiriesResponse listed;
    v1::AddFactsResponse added;
    v1::WithdrawInquiryResponse withdrawn;
    return {open(name, open_request(), opened), get(name, get_request(key), shown),
            list(name, v1::ListInquiriesRequest(), listed), add(name, add_request(key), added),
            withdraw(name, withdraw_request(key), withdrawn)};
  }
};

TEST_F(InquiryAccessTest, NobodyAndTheWrongRolesDoNothing) {
  const auto key = given_inquiry();
  for (const char* name : {"", "stranger"}) {
    const auto tried = try_all(name, key);
    for (const auto& status : {tried.open, tried.get, tried.list, tried.add, tried.withdraw}) {
      EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED) << "as '" << name << "'";
    }
  }
  for (const char* name : {"registrar", "portal"}) {
    const auto tried = try_all(name, key);
    for (const auto& status : {tried.open, tried.get, tried.list, tried.add, tried.withdraw}) {
      EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED) << "as " << name;
    }
  }
  v1::ListInquiriesResponse listed;
  EXPECT_EQ(list("olena", v1::ListInquiriesRequest(), listed).error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(value("SELECT count(*) || ' ' || sum(state) FROM inquiry"), "1 1");
}

TEST_F(InquiryAccessTest, ASupervisorNeedsOnlyTheReference) {
  auto key = given_inquiry();
  key.clear_passphrase();
  const auto tried = try_all("sofia", key);
  for (const auto& status : {tried.open, tried.get, tried.list, tried.add, tried.withdraw}) {
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
}

TEST_F(InquiryAccessTest, AnOperatorNamesThePassphrase) {
  auto key = given_inquiry();
  key.clear_passphrase();
  const auto tried = try_all("olena", key);
  for (const auto& status : {tried.get, tried.add, tried.withdraw}) {
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_THAT(fields(status), ElementsAre("inquiry.passphrase"));
  }
  EXPECT_EQ(value("SELECT passphrase_failures FROM inquiry"), "0");
}

TEST_F(InquiryAccessTest, AbsentWrongAndClosedReadTheSame) {
  const auto key = given_inquiry();
  const auto absent = try_all("olena", absent_key());
  const auto wrong = try_all("olena", with_passphrase(key, "one two three four"));
  EXPECT_EQ(value("SELECT max(passphrase_failures) FROM inquiry"), "3");
  v1::GetInquiryResponse shown;
  EXPECT_TRUE(get("olena", get_request(key), shown).ok()) << "open until the fifth";
  try_all("petro", with_passphrase(key, "five six seven eight"));
  EXPECT_EQ(value("SELECT max(passphrase_failures) FROM inquiry"), "5") << "counted up to five and kept";
  const auto closed = try_all("olena", key);

  EXPECT_EQ(absent.get.error_code(), grpc::StatusCode::NOT_FOUND);
  for (const auto* tried : {&absent, &wrong, &closed}) {
    for (const auto& status : {tried->get, tried->add, tried->withdraw}) EXPECT_EQ(seen(status), seen(absent.get));
  }
  v1::GetInquiryResponse for_supervisor;
  EXPECT_TRUE(get("sofia", get_request(key), for_supervisor).ok());
  const auto by_supervisor = get("sofia", get_request(absent_key()), for_supervisor);
  EXPECT_EQ(seen(by_supervisor), seen(absent.get));
  EXPECT_EQ(value("SELECT DISTINCT state || ' ' || facts_version FROM inquiry ORDER BY 1 DESC"), "1 1");
}

TEST_F(InquiryAccessTest, AHurriedGuessIsCountedToo) {
  const auto key = given_inquiry();
  const auto wrong = get_request(with_passphrase(key, "one two three four"));
  // The row is held, so the count waits beyond the caller's own deadline.
  auto holder = test::connect_as(server(), database_, "hotline_inquiry");
  ASSERT_TRUE(holder->exec(store::pg::kBegin));
  ASSERT_TRUE(holder->exec("SELECT reference FROM inquiry FOR UPDATE"));
  v1::GetInquiryResponse shown;
  const auto status =
      call("olena", &v1::InquiryService::Stub::GetInquiry, wrong, shown, std::chrono::milliseconds(300));
  EXPECT_FALSE(status.ok());
  ASSERT_TRUE(holder->exec(store::pg::kRollback));
  for (int i = 0; i < 50 && value("SELECT passphrase_failures FROM inquiry") != "1"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(value("SELECT passphrase_failures FROM inquiry"), "1");
}

TEST_F(InquiryAccessTest, EveryBadFieldOfANewInquiryIsNamedAndNothingIsOpened) {
  v1::OpenInquiryResponse opened;
  EXPECT_THAT(fields(open("olena", v1::OpenInquiryRequest(), opened)),
              UnorderedElementsAre("request_id", "call", "asker", "facts"));

  auto request = open_request();
  request.set_request_id("7");
  request.mutable_call()->set_line("line 3");
  request.mutable_call()->clear_exchange_call_id();
  request.mutable_call()->mutable_started_at()->set_seconds(12);
  request.mutable_asker()->set_relation(static_cast<v1::Relation>(77));
  request.mutable_asker()->clear_language();
  request.mutable_asker()->set_name(std::string(10'240, 'x'));
  request.mutable_asker()->set_safe_contact(v1::SAFE_CONTACT_PHONE);
  request.mutable_asker()->set_notice_version(-1);
  request.mutable_facts()->mutable_name()->set_surname("Vydu\x01manenko");
  request.mutable_facts()->mutable_name()->set_line("Ivan");
  request.mutable_facts()->mutable_birth_date()->set_year(2087);
  request.mutable_facts()->set_sex(static_cast<v1::Sex>(9));
  const auto status = open("olena", request, opened);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(fields(status), UnorderedElementsAre("request_id", "call.line", "call.exchange_call_id",
                                                   "call.started_at", "asker.relation", "asker.language", "asker.name",
                                                   "asker.contact", "asker.notice_version", "facts.name.surname",
                                                   "facts.name.line", "facts.birth_date", "facts.sex"));
  EXPECT_EQ(status.error_message().find("manenko"), std::string::npos);
  EXPECT_EQ(status.error_details().find("manenko"), std::string::npos);

  auto empty = open_request();
  empty.mutable_facts()->Clear();
  EXPECT_THAT(fields(open("olena", empty, opened)), ElementsAre("facts"));
  EXPECT_EQ(rows_of("inquiry"), "0");
  EXPECT_EQ(rows_of("write_key"), "0");
}

TEST_F(InquiryAccessTest, AContactAndHowItMayBeUsedBelongTogether) {
  v1::OpenInquiryResponse opened;
  for (const auto& [kind, contact] : {std::pair{v1::SAFE_CONTACT_UNSPECIFIED, "+380441234567"},
                                      {v1::SAFE_CONTACT_DO_NOT_CONTACT, "+380441234567"},
                                      {v1::SAFE_CONTACT_PHONE, ""},
                                      {v1::SAFE_CONTACT_PHONE, "maty@example.org"},
                                      {v1::SAFE_CONTACT_EMAIL, ""},
                                      {v1::SAFE_CONTACT_EMAIL, "+380441234567"},
                                      {v1::SAFE_CONTACT_POST, "  "}}) {
    const auto status = open("olena", open_request_from(kind, contact), opened);
    EXPECT_THAT(fields(status), ElementsAre("asker.contact")) << kind << " '" << contact << "'";
  }
  EXPECT_EQ(rows_of("inquiry"), "0");
}

TEST_F(InquiryAccessTest, EveryBadFieldOfAChangeIsNamedAndNothingChanges) {
  const auto key = given_inquiry();
  v1::AddFactsResponse added;
  EXPECT_THAT(fields(add("olena", v1::AddFactsRequest(), added)),
              UnorderedElementsAre("request_id", "inquiry", "facts"));
  auto request = add_request(key);
  request.set_request_id("x");
  request.mutable_inquiry()->set_reference("417-093-5528-00");
  request.mutable_inquiry()->set_passphrase("one two");
  request.mutable_facts()->set_service_number("- -");
  EXPECT_THAT(fields(add("olena", request, added)),
              UnorderedElementsAre("request_id", "inquiry.reference", "inquiry.passphrase", "facts.service_number"));
  request = add_request(key);
  request.mutable_facts()->Clear();
  EXPECT_THAT(fields(add("olena", request, added)), ElementsAre("facts"));

  v1::WithdrawInquiryResponse withdrawn;
  EXPECT_THAT(fields(withdraw("olena", v1::WithdrawInquiryRequest(), withdrawn)),
              UnorderedElementsAre("request_id", "inquiry"));
  v1::GetInquiryResponse shown;
  EXPECT_THAT(fields(get("olena", v1::GetInquiryRequest(), shown)), ElementsAre("inquiry"));
  v1::GetInquiryRequest keyless;
  keyless.mutable_inquiry();
  EXPECT_THAT(fields(get("olena", keyless, shown)), UnorderedElementsAre("inquiry.reference", "inquiry.passphrase"));
  EXPECT_EQ(value("SELECT state || ' ' || facts_version || ' ' || passphrase_failures FROM inquiry"), "1 1 0");
}

TEST_F(InquiryAccessTest, PagesShowEveryInquiryOnceNewestFirst) {
  std::vector<std::string> references;
  for (int i = 0; i < 7; ++i) references.insert(references.begin(), given_inquiry().reference());
  // All at one instant but the newest two: then the reference decides.
  server().run_sql(database_,
                   "UPDATE inquiry SET opened_at = '2026-01-01' WHERE opened_at NOT IN (SELECT opened_at "
                   "FROM inquiry ORDER BY opened_at DESC LIMIT 2)");
  std::sort(references.begin() + 2, references.end(), std::greater<>());

  v1::ListInquiriesRequest request;
  request.set_page_size(3);
  std::vector<std::string> listed;
  std::vector<int> sizes;
  do {
    v1::ListInquiriesResponse page;
    ASSERT_TRUE(list("sofia", request, page).ok());
    EXPECT_TRUE(page.trial());
    sizes.push_back(page.inquiries_size());
    for (const auto& inquiry : page.inquiries()) listed.push_back(inquiry.inquiry_reference());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && sizes.size() < 9);
  EXPECT_THAT(sizes, ElementsAre(3, 3, 1));
  EXPECT_EQ(listed, references);

  v1::ListInquiriesResponse whole;
  request.clear_page_token();
  request.set_page_size(7);
  ASSERT_TRUE(list("sofia", request, whole).ok());
  EXPECT_EQ(whole.inquiries_size(), 7);
  EXPECT_EQ(whole.next_page_token(), "") << "a full last page is the last";
}

TEST_F(InquiryAccessTest, TheListIsFilteredByState) {
  const auto first = given_inquiry();
  const auto second = given_inquiry();
  v1::WithdrawInquiryResponse withdrawn;
  ASSERT_TRUE(withdraw("olena", withdraw_request(first), withdrawn).ok());
  v1::ListInquiriesRequest request;
  request.add_states(v1::INQUIRY_STATE_WITHDRAWN);
  v1::ListInquiriesResponse page;
  ASSERT_TRUE(list("sofia", request, page).ok());
  ASSERT_EQ(page.inquiries_size(), 1);
  EXPECT_EQ(page.inquiries(0).inquiry_reference(), first.reference());
  EXPECT_EQ(page.inquiries(0).state(), v1::INQUIRY_STATE_WITHDRAWN);
  request.set_states(0, v1::INQUIRY_STATE_TOLD);
  ASSERT_TRUE(list("sofia", request, page).ok());
  EXPECT_EQ(page.inquiries_size(), 0);
}

TEST_F(InquiryAccessTest, ThePageSizeIsFiftyByDefaultAndTwoHundredAtMost) {
  server().run_sql(database_,
                   "INSERT INTO inquiry (reference, state, language, opened_at, changed_at, opened_by, facts_version, "
                   "facts_sealed, passphrase_hash) SELECT n, 1, 1, now(), now(), 'actor-olena', 1, '', "
                   "decode(repeat('00', 50), 'hex') FROM generate_series(1, 250) AS n");
  v1::ListInquiriesRequest request;
  v1::ListInquiriesResponse page;
  ASSERT_TRUE(list("sofia", request, page).ok());
  EXPECT_EQ(page.inquiries_size(), 50);
  request.set_page_size(100'000);
  ASSERT_TRUE(list("sofia", request, page).ok());
  EXPECT_EQ(page.inquiries_size(), 200);
  EXPECT_NE(page.next_page_token(), "");
}

TEST_F(InquiryAccessTest, BadPagesAreRefused) {
  given_inquiry();
  given_inquiry();
  v1::ListInquiriesRequest request;
  request.set_page_size(1);
  v1::ListInquiriesResponse page;
  ASSERT_TRUE(list("sofia", request, page).ok());
  const std::string token = page.next_page_token();
  ASSERT_NE(token, "");

  auto negative = request;
  negative.set_page_size(-1);
  negative.add_states(v1::INQUIRY_STATE_UNSPECIFIED);
  negative.add_states(static_cast<v1::InquiryState>(99));
  negative.set_page_token("nonsense");
  EXPECT_THAT(fields(list("sofia", negative, page)),
              UnorderedElementsAre("page_size", "states[0]", "states[1]", "page_token"));

  std::string tampered = token;
  tampered[tampered.size() / 2] = tampered[tampered.size() / 2] == 'A' ? 'B' : 'A';
  auto other_states = request;
  other_states.add_states(v1::INQUIRY_STATE_STANDING);
  other_states.set_page_token(token);
  request.set_page_token(tampered);
  EXPECT_THAT(fields(list("sofia", request, page)), ElementsAre("page_token"));
  EXPECT_THAT(fields(list("sofia", other_states, page)), ElementsAre("page_token")) << "of another request";
  request.set_page_token(token);
  EXPECT_THAT(fields(list("second", request, page)), ElementsAre("page_token")) << "of another actor";
  EXPECT_TRUE(list("sofia", request, page).ok());

  v1::ListInquiriesRequest long_list;
  for (int i = 0; i < 7; ++i) long_list.add_states(v1::INQUIRY_STATE_TOLD);
  EXPECT_THAT(fields(list("sofia", long_list, page)), ElementsAre("states"));
}

TEST_F(InquiryAccessTest, AMissingDeadlineIsRefused) {
  grpc::ClientContext context;
  context.AddMetadata(rpc::kActorKey, "olena");
  v1::OpenInquiryResponse opened;
  const auto status = stub_->OpenInquiry(&context, open_request(), &opened);
  EXPECT_THAT(fields(status), ElementsAre("deadline"));
  EXPECT_EQ(rows_of("inquiry"), "0");
}

// Text of the whole database as a backup holds it.
std::string dump(const std::string& conninfo) {
  const char* folder = getenv("HOTLINE_PG_BIN");
  const std::string command =
      std::string(folder ? folder : "/usr/lib/postgresql/15/bin") + "/pg_dump --inserts -d '" + conninfo + "'";
  std::FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) throw std::runtime_error("pg_dump does not start");
  std::string text;
  std::array<char, 65536> part{};
  while (const std::size_t got = std::fread(part.data(), 1, part.size(), pipe)) text.append(part.data(), got);
  if (pclose(pipe) != 0) throw std::runtime_error("pg_dump failed");
  return text;
}

std::string hex(const std::string& text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    out.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
    out.push_back(kDigits[static_cast<unsigned char>(c) & 0x0F]);
  }
  return out;
}

TEST_F(InquiryAccessTest, AThiefOfTheDatabaseFindsNoneOfThePlantedWords) {
  auto request = open_request_from(v1::SAFE_CONTACT_PHONE, "+380 44 765-43-21");
  request.mutable_facts()->set_service_number("QX-987654");
  request.mutable_facts()->set_unit("Vyhadana Brygada");
  const auto key = given_inquiry(request);
  v1::AddFactsResponse added;
  ASSERT_TRUE(add("olena", add_request(key), added).ok());
  v1::OpenInquiryResponse named;
  ASSERT_TRUE(open("olena", open_request_from(v1::SAFE_CONTACT_PHONE, "+380447654321"), named).ok());
  ASSERT_EQ(named.existing_size(), 1);

  const std::string text = dump(server().superuser_conninfo(database_));
  ASSERT_NE(text.find("actor-olena"), std::string::npos) << "the dump holds the rows";
  std::vector<std::string> planted{"Vydumanenko",      "Ivan",    "Vyhadana Maty", "7654321", "765-43-21", "QX-987654",
                                   "Vyhadana Brygada", "Horodok", key.passphrase()};
  std::string word;
  std::istringstream words(key.passphrase());
  while (words >> word) planted.push_back(word);
  for (const auto& secret : planted) {
    EXPECT_EQ(text.find(secret), std::string::npos) << secret;
    EXPECT_EQ(text.find(hex(secret)), std::string::npos) << secret << " as bytes";
  }
}

TEST_F(InquiryAccessTest, TheLoginCannotRewriteWhatWasOpened) {
  given_inquiry();
  auto login = test::connect_as(server(), database_, "hotline_inquiry");
  for (const char* statement : {"UPDATE inquiry SET passphrase_hash = passphrase_hash", "DELETE FROM inquiry",
                                "UPDATE inquiry SET opened_by = ''", "DELETE FROM inquiry_facts",
                                "UPDATE inquiry_facts SET added_by = ''", "TRUNCATE inquiry CASCADE"}) {
    auto refused = login->exec(store::pg::Query(statement));
    EXPECT_FALSE(refused) << statement;
  }
}

}  // namespace
}  // namespace hotline::inquiry
