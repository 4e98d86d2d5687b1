#pragma once

#include <string>

#include "matching/weights.hpp"

// The one table of all names of `evidence` lines with their members, their ranges, and what is said of them. Whoever
// reads, writes or looks for what is missing walks it: table.heading(), table.comment() and table.row() are called in
// the order of the file.
namespace hotline::matching::weights_table {

enum class Range {
  kAny,
  kShare,     // 0 to 1
  kChance,    // between 0 and 1, neither of them: a logarithm or odds are taken of it
  kPositive,  // above 0
  kAgainst,   // 0 or below: a bound on what a record can still reach counts on it
};

template <typename Of, typename Table>
void each_of_profiles(Of& of, Table& table, const std::string& name, Range range = Range::kAny) {
  table.row(name + ".honest", of.honest, range);
  table.row(name + ".altered", of.altered, range);
}

template <typename Of, typename Table>
void each_of_names(Of& of, Table& table) {
  table.heading(
      "Surname, given name, patronymic, in bits. A curve: DISTANCE:SHARE:BITS, straight lines between; such a\n"
      "distance keeps that share of the bits by which the name is rare, and adds these. names.unknown: a given\n"
      "name that the lexicon does not know. Two known given names that differ are the strongest evidence\n"
      "against.");
  table.row("names.surname", of.surname);
  table.row("names.unknown", of.unknown);
  table.comment(
      "Beyond this distance a surname may be mistyped: a slip of the fingers then costs this part of a sound,\n"
      "whatever the letters sound like.");
  table.row("names.slip_from", of.slip_from, Range::kShare);
  table.row("names.slip", of.slip, Range::kPositive);
  table.comment("What differs, and initials.");
  table.row("names.given_different", of.given_different, Range::kAgainst);
  table.row("names.patronymic_different", of.patronymic_different, Range::kAgainst);
  table.row("names.initial_differs", of.initial_differs, Range::kAgainst);
  table.row("names.initial_max", of.initial_max);
  table.comment(
      "A diminutive: these bits, and of the name's this share, more with the strength (0 to 1) of its meaning\n"
      "the name.");
  table.row("names.diminutive", of.diminutive);
  table.row("names.diminutive_share", of.diminutive_share, Range::kShare);
  table.row("names.diminutive_strength", of.diminutive_strength, Range::kShare);
  table.comment(
      "How strongly a diminutive means its name, and so where the word is also a name by itself. Kept as 255ths.");
  table.row("names.diminutive_meaning", of.diminutive_meaning, Range::kShare);
  table.row("names.diminutive_beside_name", of.diminutive_beside_name, Range::kShare);
  table.comment("A slip that leads to one class counts as this share of its distance; to another, as this at least.");
  table.row("names.near_distance", of.near_distance, Range::kShare);
  table.row("names.near_distance_min", of.near_distance_min, Range::kShare);
  table.comment(
      "Names used for each other, by the strength of the link (0 to 1): a share for, a share of `different`\n"
      "against. A link below linked_min only says that the two have been confused before.");
  table.row("names.linked_share", of.linked_share, Range::kShare);
  table.row("names.linked_against", of.linked_against, Range::kShare);
  table.row("names.linked_min", of.linked_min, Range::kShare);
  table.comment("The given name of the one is the father's of the other; names of two sexes.");
  table.row("names.father_son", of.father_son, Range::kAgainst);
  table.row("names.sex_differs", of.sex_differs, Range::kAgainst);
}

template <typename Of, typename Table>
void each_of_rarity(Of& of, Table& table) {
  table.heading(
      "How many bits a name weighs that agrees: -log2 of its share, within these bounds. class: one name of\n"
      "given*.tsv; given, patronymic: all meanings of a word together; unknown: a word or surname that stands\n"
      "in no table.");
  table.row("rarity.class_min", of.class_min);
  table.row("rarity.class_max", of.class_max);
  table.row("rarity.given_min", of.given_min);
  table.row("rarity.given_max", of.given_max);
  table.row("rarity.given_unknown", of.given_unknown);
  table.row("rarity.patronymic_min", of.patronymic_min);
  table.row("rarity.patronymic_max", of.patronymic_max);
  table.row("rarity.patronymic_unknown", of.patronymic_unknown);
  table.row("rarity.initial", of.initial);
  table.row("rarity.surname_min", of.surname_min);
  table.row("rarity.surname_unknown", of.surname_unknown);
  table.comment(
      "A surname that is rare in the table may be common here (a village, a people): what the register itself\n"
      "holds bounds its weight, as if so many persons with this share had been counted before.");
  table.row("rarity.register_persons", of.register_persons, Range::kPositive);
  table.row("rarity.register_share", of.register_share, Range::kChance);
}

template <typename Of, typename Table>
void each_of_roles(Of& of, Table& table) {
  table.heading(
      "Which word of a name is what, in bits: the field it was typed in (hint), what the lexicon knows of it,\n"
      "its ending, the order. A word before оглы, кызы is a patronymic (turkic).");
  table.row("roles.hint", of.hint);
  table.row("roles.patronymic_hinted", of.patronymic_hinted);
  table.row("roles.given_known", of.given_known);
  table.row("roles.given_diminutive", of.given_diminutive);
  table.row("roles.given_near", of.given_near);
  table.row("roles.given_unknown", of.given_unknown);
  table.row("roles.father_known", of.father_known);
  table.row("roles.father_near", of.father_near);
  table.row("roles.father_unknown", of.father_unknown);
  table.row("roles.surname_ending", of.surname_ending);
  table.row("roles.given_as_surname", of.given_as_surname);
  table.row("roles.patronymic_as_surname", of.patronymic_as_surname);
  table.row("roles.patronymic_like_surname", of.patronymic_like_surname);
  table.row("roles.initial_as_surname", of.initial_as_surname);
  table.row("roles.turkic", of.turkic);
  table.row("roles.turkic_otherwise", of.turkic_otherwise);
  table.row("roles.no_surname", of.no_surname);
  table.row("roles.no_given", of.no_given);
  table.row("roles.word_left", of.word_left);
  table.row("roles.in_order", of.in_order);
  table.row("roles.reversed", of.reversed);
  table.row("roles.surname_inside", of.surname_inside);
  table.comment(
      "A reading so many bits behind the best one is not followed; the others cost this share of the bits\n"
      "behind. A half of a double surname costs part_of_surname.");
  table.row("roles.behind_max", of.behind_max, Range::kPositive);
  table.row("roles.penalty_share", of.penalty_share, Range::kShare);
  table.row("roles.part_of_surname", of.part_of_surname);
}

template <typename Of, typename Table>
void each_of_ways(Of& of, Table& table, const std::string& under) {
  table.row(under + "exact", of.exact, Range::kShare);
  table.row(under + "swapped", of.swapped, Range::kShare);
  table.row(under + "neighbour_key", of.neighbour_key, Range::kShare);
  table.row(under + "other_digit", of.other_digit, Range::kShare);
  table.row(under + "exchanged_digits", of.exchanged_digits, Range::kShare);
  table.row(under + "next_year", of.next_year, Range::kShare);
  table.row(under + "second_year", of.second_year, Range::kShare);
  table.row(under + "tenth_year", of.tenth_year, Range::kShare);
  table.row(under + "century", of.century, Range::kShare);
  table.row(under + "first_january", of.first_january, Range::kShare);
  table.row(under + "near_day", of.near_day, Range::kShare);
  table.row(under + "same_day_month", of.same_day_month, Range::kShare);
  table.row(under + "near_year_any_day", of.near_year_any_day, Range::kShare);
  table.row(under + "same_year", of.same_year, Range::kShare);
  table.row(under + "shifted", of.shifted, Range::kShare);
  table.row(under + "unrelated", of.unrelated, Range::kChance);
}

template <typename Of, typename Table>
void each_of_year_ways(Of& of, Table& table, const std::string& under) {
  table.row(under + "same", of.same, Range::kChance);
  table.row(under + "near", of.near, Range::kChance);
  table.row(under + "other", of.other, Range::kChance);
  table.row(under + "month", of.month, Range::kChance);
  table.row(under + "other_month", of.other_month, Range::kChance);
}

template <typename Of, typename Table>
void each_of_birth_date(Of& of, Table& table) {
  table.heading(
      "Birth dates: how often each way to err leads from the true date to the one told, as chances. 1 January\n"
      "is written for \"some time that year\": so many dates are it.");
  table.row("birth_date.first_january_share", of.first_january_share, Range::kChance);
  table.comment("Slips of a source that means to be right.");
  each_of_ways(of.honest, table, "birth_date.honest.");
  table.comment("Moved on purpose: where none of the ways is a veto.");
  each_of_ways(of.altered, table, "birth_date.altered.");
  table.comment("Where only years, or years and months, can be compared; near: the four years beside it.");
  each_of_year_ways(of.honest_years, table, "birth_date.honest_years.");
  each_of_year_ways(of.altered_years, table, "birth_date.altered_years.");
}

template <typename Of, typename Table>
void each_of_birth_years(Of& of, Table& table) {
  table.heading(
      "In which years persons are born, as YEAR:PER_MILLE for the five years from YEAR on. Coarse, from the\n"
      "ages at which people serve and are evacuated. share_min: of a year in which nobody is known to be born.\n"
      "A register of fewer than prior_persons says less of its years than what is known beforehand.");
  table.row("birth_years.adults", of.adults);
  table.row("birth_years.children", of.children);
  table.row("birth_years.share_min", of.share_min, Range::kChance);
  table.row("birth_years.prior_persons", of.prior_persons, Range::kPositive);
}

template <typename Of, typename Table>
void each_of_number(Of& of, Table& table) {
  table.heading(
      "Numbers of papers and tags, in bits. nearly: a slip in one number of twenty, spread over its neighbours;\n"
      "but numbers are given out in rows, so that comrades hold neighbouring ones.");
  table.row("number.agrees", of.agrees);
  table.row("number.nearly", of.nearly);
  table.row("number.differs", of.differs, Range::kAgainst);
}

template <typename Of, typename Table>
void each_of_place(Of& of, Table& table) {
  table.heading(
      "Birthplaces, in bits. A town says -log2 of its share of the population, within bounds: people sought\n"
      "come from one country more than from others, so chance agreement is that of about forty million. There\n"
      "are many villages, and many of one name. near_share: of the bits, for a near spelling.");
  table.row("place.population_thousands", of.population_thousands, Range::kPositive);
  table.row("place.town_min", of.town_min);
  table.row("place.town_max", of.town_max);
  table.row("place.village", of.village);
  table.row("place.region", of.region);
  table.row("place.renamed", of.renamed);
  table.row("place.near_share", of.near_share, Range::kShare);
  table.comment("A caller names the nearest town, a record the village; or where he lived, not where he was born.");
  table.row("place.honest.other_town", of.honest.other_town, Range::kAgainst);
  table.row("place.honest.other_region", of.honest.other_region, Range::kAgainst);
  table.row("place.honest.other", of.honest.other, Range::kAgainst);
  table.row("place.altered.other_town", of.altered.other_town, Range::kAgainst);
  table.row("place.altered.other_region", of.altered.other_region, Range::kAgainst);
  table.row("place.altered.other", of.altered.other, Range::kAgainst);
}

template <typename Of, typename Table>
void each_of_unit(Of& of, Table& table) {
  table.heading(
      "Units, in bits. About 150 brigades and regiments a side: one of them says some seven bits, and comrades\n"
      "who are sought together share it. The number of a post is one unit's own; number_alone: \"93\" for the\n"
      "93rd brigade; a third company agrees with every third company (small). A change of units between\n"
      "question and record is common.");
  table.row("unit.same", of.same);
  table.row("unit.post", of.post);
  table.row("unit.number_alone", of.number_alone);
  table.row("unit.named", of.named);
  table.row("unit.small", of.small);
  table.row("unit.branch", of.branch);
  table.row("unit.differs", of.differs, Range::kAgainst);
}

template <typename Of, typename Table>
void each_of_sex(Of& of, Table& table) {
  table.heading("Sex, in bits: nearly all soldiers are men, so that it says more of children.");
  each_of_profiles(of.agrees, table, "sex.agrees");
  table.row("sex.differs", of.differs, Range::kAgainst);
}

template <typename Of, typename Table>
void each_of_marks(Of& of, Table& table) {
  table.heading(
      "Distinguishing marks, in bits. unknown: a word that marks.tsv does not know; few say it, but two may say\n"
      "it of two persons. Of what is shared only a share counts: the words of one mark come together (left,\n"
      "cheek, scar). Nothing shared is little against: one names the scar, the other the tattoo; a mark can be\n"
      "got, and be hidden.");
  table.row("marks.unknown", of.unknown);
  table.row("marks.shared_share", of.shared_share, Range::kShare);
  table.row("marks.shared_max", of.shared_max);
  each_of_profiles(of.nothing_shared, table, "marks.nothing_shared", Range::kAgainst);
}

template <typename Of, typename Table>
void each_of_circumstances(Of& of, Table& table) {
  table.heading(
      "Mother, siblings, where last seen, in bits. Mother and child mostly share the surname, so of hers only a\n"
      "share counts.");
  table.row("circumstances.mother_surname_share", of.mother_surname_share, Range::kShare);
  table.row("circumstances.mother_max", of.mother_max);
  each_of_profiles(of.mother_min, table, "circumstances.mother_min", Range::kAgainst);
  table.comment(
      "Families are not drawn by lot: names of brothers go together, and lists copy each other. A sibling asked\n"
      "for that the record does not have: it may know only some of them. brothers_record: it is the record of a\n"
      "sibling.");
  table.row("circumstances.sibling_share", of.sibling_share, Range::kShare);
  table.row("circumstances.siblings_max", of.siblings_max);
  each_of_profiles(of.sibling_missing, table, "circumstances.sibling_missing", Range::kAgainst);
  each_of_profiles(of.siblings_missing_min, table, "circumstances.siblings_missing_min", Range::kAgainst);
  table.row("circumstances.brothers_record", of.brothers_record, Range::kAgainst);
  table.comment("When and where last seen; a record is often of a later day, so only an earlier one is against.");
  table.row("circumstances.same_week", of.same_week);
  table.row("circumstances.same_season", of.same_season);
  each_of_profiles(of.earlier, table, "circumstances.earlier", Range::kAgainst);
  table.row("circumstances.last_place_share", of.last_place_share, Range::kShare);
}

template <typename Of, typename Table>
void each_of_altered_floor(Of& of, Table& table) {
  table.heading(
      "Where an identity was altered on purpose no field says more against than this many bits, so that none is\n"
      "a veto. The given name is mostly kept, or made its like in another language; new papers bear a new\n"
      "number. Siblings and sex have no floor.");
  table.row("altered_floor.surname", of.surname, Range::kAgainst);
  table.row("altered_floor.given", of.given, Range::kAgainst);
  table.row("altered_floor.patronymic", of.patronymic, Range::kAgainst);
  table.row("altered_floor.birth_date", of.birth_date, Range::kAgainst);
  table.row("altered_floor.identifier", of.identifier, Range::kAgainst);
  table.row("altered_floor.birthplace", of.birthplace, Range::kAgainst);
  table.row("altered_floor.unit", of.unit, Range::kAgainst);
  table.row("altered_floor.mother", of.mother, Range::kAgainst);
  table.row("altered_floor.marks", of.marks, Range::kAgainst);
  table.row("altered_floor.last_seen", of.last_seen, Range::kAgainst);
}

template <typename Of, typename Table>
void each_of_calibration(Of& of, Table& table) {
  table.heading(
      "From bits to a probability. in_register: the person asked for is in the register at all, about one\n"
      "inquiry in three on the side it covers. A small register is a sample of a large population: chance\n"
      "agreement is at least that of a register of register_size_min. However rare a name looks, it alone may\n"
      "be borne by somebody else: it never says more than name_beyond_register bits beyond the size of the\n"
      "register, so a name without date or number stays well below certainty.");
  table.row("calibration.in_register", of.in_register, Range::kChance);
  table.row("calibration.register_size_min", of.register_size_min, Range::kPositive);
  table.row("calibration.name_beyond_register", of.name_beyond_register);
  table.comment(
      "With one fact against, the sum of the others is no longer independent evidence (families share surname,\n"
      "patronymic, place; lists share a slipped row): bits beyond the register's size that such a candidate can\n"
      "reach. About 0.5 for a date, surname or patronymic that differs, 0.2 for a given name; more where a\n"
      "number agrees.");
  table.row("calibration.contradicted", of.contradicted);
  table.row("calibration.given_contradicted", of.given_contradicted);
  table.row("calibration.identifier_excuses", of.identifier_excuses);
  table.comment(
      "How often somebody with nearly the same name is in the register when the person sought is not: brothers\n"
      "serve together, lists are of a region.");
  table.row("calibration.namesake_share", of.namesake_share, Range::kChance);
}

template <typename Of, typename Table>
void each_of_threshold(Of& of, Table& table) {
  table.heading(
      "Probabilities from which something is done. From review on a supervisor looks at an inquiry and a\n"
      "record: a digit of the date wrong, a surname misspelled or a date unknown end above it, and so does,\n"
      "barely, another given name with all else agreeing (a misspelt one or a twin); a brother or a son ends\n"
      "below. At 0.15 about one proposal in seven is the person himself; a family that is never called costs\n"
      "more than six looks. likely_same: the same of two records. same_person: two records are no rivals;\n"
      "likely_same only proposes a link, this one decides what is said.");
  table.row("threshold.review", of.review, Range::kChance);
  table.row("threshold.likely_same", of.likely_same, Range::kChance);
  table.row("threshold.same_person", of.same_person, Range::kChance);
}

template <typename Of, typename Table>
void each(Of& weights, Table& table) {
  each_of_names(weights.names, table);
  each_of_rarity(weights.rarity, table);
  each_of_roles(weights.roles, table);
  each_of_birth_date(weights.birth_date, table);
  each_of_birth_years(weights.birth_years, table);
  each_of_number(weights.number, table);
  each_of_place(weights.place, table);
  each_of_unit(weights.unit, table);
  each_of_sex(weights.sex, table);
  each_of_marks(weights.marks, table);
  each_of_circumstances(weights.circumstances, table);
  each_of_altered_floor(weights.altered_floor, table);
  each_of_calibration(weights.calibration, table);
  each_of_threshold(weights.threshold, table);
}

}  // namespace hotline::matching::weights_table
