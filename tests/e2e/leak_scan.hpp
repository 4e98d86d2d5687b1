#pragma once

#include <string>
#include <vector>

namespace hotline::e2e {

// Something that must be found nowhere, and how else it could be written.
struct Plant {
  std::string what;  // "surname"; said when it is found, never the text itself
  std::string text;
  std::string romanised{};  // empty: none
  bool binary = false;      // bytes of a key: neither case nor script
};

struct Leak {
  std::string what;
  std::string form;  // "base64"
  std::string place;
};

// Looks for every plant in UTF-8, lower case, UTF-16 of both orders, hexadecimal, percent-encoding, JSON escapes,
// base64 of both alphabets at each of its three alignments, and romanised.
class LeakScan {
 public:
  explicit LeakScan(const std::vector<Plant>& plants);
  // Adds what was found to leaks().
  void look(const std::string& place, const std::string& bytes);
  const std::vector<Leak>& leaks() const { return leaks_; }
  std::size_t forms() const { return forms_.size(); }
  std::size_t bytes() const { return bytes_; }
  // All forms of all plants in one text, for the proof that each would be found.
  std::string leaky_sample() const;

 private:
  struct Form {
    std::string what, name, bytes;
    bool any_case = false;
  };
  void add(const Plant& plant, const std::string& name, std::string bytes, bool any_case = false);
  void add_forms(const Plant& plant, const std::string& prefix, const std::string& text);

  std::vector<Form> forms_;
  std::vector<Leak> leaks_;
  std::size_t bytes_ = 0;
};

}  // namespace hotline::e2e
