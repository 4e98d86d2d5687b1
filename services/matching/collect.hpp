#pragma once

#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "matching/scratch.hpp"
#include "matching/state.hpp"

namespace hotline::matching {

// From a question to the lists of rows worth comparing. The readings stand in the scratch.
class Collector {
 public:
  Collector(const Lexicon& lexicon, const Query& query, const State& state, Scratch& scratch)
      : lexicon_(lexicon), query_(query), state_(state), scratch_(scratch) {}

  // Fills the lists, in the order in which they are to be read.
  void collect();
  // Everybody of the given name and patronymic asked for, whatever the surname: for a name that was mangled and no date
  // beside it. In place of the lists before.
  void collect_whatever_surname();
  // How many rows of the register have a surname of these consonants.
  std::size_t count_surname(const NameToken& surname);

 private:
  // Codes of the given name: of a record with this very name, and of all that may stand for it.
  struct Given {
    Codes exact, wider;
  };
  Given given_of(const NameToken& token) const;
  void add_key(const Key& key, Rank rank = Rank::kNamed);
  void add_group(const Key& key, bool broad);
  void collect_reading(const Reading& reading);
  void collect_surname(const Reading& reading, const Given& given, const Codes& patronymic);
  void collect_slipped_dates();
  void collect_date(const Codes& given, const Codes& patronymic);
  void collect_circumstances();
  void collect_near_dates();
  void add_called(std::uint32_t segment, std::uint64_t place, const std::array<bool, 256>& wanted);
  bool anybody_called(const Codes& given) const;
  void find_same_surnames(const NameToken& surname);
  void find_like_surnames(const NameToken& surname);
  void find_surnames(const Segment& segment, const Key& key, SurnameList& list);
  void find_lists();
  void order_lists();

  const Lexicon& lexicon_;
  const Query& query_;
  const State& state_;
  Scratch& scratch_;
};

}  // namespace hotline::matching
