#pragma once

#include <string>
#include <string_view>

#include "core/person.hpp"

namespace hotline::sample {

std::u32string to_letters(std::string_view utf8);
std::string to_utf8(std::u32string_view letters);

// The form a woman bears: Іванова, Левицька, Черная; a surname of another kind stays as it is.
std::string surname_for(core::Sex sex, std::string_view masculine, std::string_view language);

// By the rules of "uk", "ru" or "be": Миколайович and Миколаївна, Ильич and Ильинична, Андрэевіч and Андрэеўна.
std::string slavic_patronymic(std::string_view father, core::Sex sex, std::string_view language);
// Вагиф оглы, Вагиф кызы; in Ukrainian огли, кизи.
std::string oghlu_patronymic(std::string_view father, core::Sex sex, std::string_view language);

// As a Ukrainian paper spells a Russian surname, and the other way round.
std::string russian_to_ukrainian(std::string_view name);
std::string ukrainian_to_russian(std::string_view name);
// Given names are translated where a counterpart exists (Николай, Микола), else respelled. "uk" and "ru" only.
std::string given_name_in(std::string_view name, std::string_view from_language, std::string_view to_language);

// Latin letters: the decree KMU-55 for "uk", ICAO 9303 for "ru" and "be".
std::string romanise(std::string_view name, std::string_view language);

}  // namespace hotline::sample
