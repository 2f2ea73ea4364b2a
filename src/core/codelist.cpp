#include "werdegang/core/codelist.hpp"

#include <charconv>
#include <cmath>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

/// Reads a number at the front of the text and steps over it.
bool take_number(std::string_view& text, int& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number < 0 || number > 150) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

/// As take_number, with the blanks behind it.
bool take_number_and_blanks(std::string_view& text, int& number) {
  if (!take_number(text, number)) return false;
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return true;
}

bool take_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

std::string class_code(int from, int below) {
  return below == from + 1 ? std::to_string(from) : std::to_string(from) + "-" + std::to_string(below - 1);
}

bool read_age(std::string_view text, std::optional<double>& from, std::optional<double>& to) {
  int first = 0, last = 0;
  if (take_word(text, "-")) {
    if (!take_number(text, last) || !text.empty()) return false;
    to = last + 1;
    return true;
  }
  if (!take_number(text, first)) return false;
  from = first;
  if (text.empty())
    to = first + 1;
  else if (text == "+")
    return true;
  else if (take_word(text, "-") && take_number(text, last) && text.empty() && last >= first)
    to = last + 1;
  else
    return false;
  return true;
}

}  // namespace

Index Codelist::find(std::string_view code) const {
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i].code == code) return static_cast<Index>(i);
  return -1;
}

Index Codelist::total() const {
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i].kind == Member::total) return static_cast<Index>(i);
  return -1;
}

bool is_age_code(std::string_view code) {
  std::optional<double> from, to;
  return code == "total" || read_age(code, from, to);
}

Member age_member(std::string_view code) {
  Member member;
  member.code = std::string(code);
  if (code == "total") {
    member.kind = Member::total;
    member.label_de = "Insgesamt";
    member.label_en = "Total";
    return member;
  }
  if (!read_age(code, member.from, member.to))
    throw InvalidArgument("'" + std::string(code) + "'", "an age class",
                          "completed years such as 0-2, 7, 65+, -19 or total");
  const auto years = [](double age) { return std::to_string(static_cast<int>(age)); };
  if (!member.from) {
    member.label_de = "unter " + years(*member.to) + (*member.to == 1 ? " Jahr" : " Jahre");
    member.label_en = "under " + years(*member.to) + (*member.to == 1 ? " year" : " years");
  } else if (!member.to) {
    member.label_de = years(*member.from) + " Jahre und älter";
    member.label_en = years(*member.from) + " years and over";
  } else if (*member.to == *member.from + 1) {
    member.label_de = years(*member.from) + (*member.from == 1 ? " Jahr" : " Jahre");
    member.label_en = years(*member.from) + (*member.from == 1 ? " year" : " years");
  } else {
    member.label_de = years(*member.from) + " bis " + years(*member.to - 1) + " Jahre";
    member.label_en = years(*member.from) + " to " + years(*member.to - 1) + " years";
  }
  return member;
}

std::string age_code_from_label(std::string_view label, bool open_below) {
  int from = 0, below = 0;
  std::string_view rest = label;
  if (rest == "Insgesamt") return "total";
  if (take_word(rest, "unter ")) {
    if (!take_number_and_blanks(rest, below) || !rest.starts_with("Jahr") || below < 1) return "";
    return open_below ? "-" + std::to_string(below - 1) : class_code(0, below);
  }
  if (!take_number_and_blanks(rest, from)) return "";
  if (take_word(rest, "bis unter ")) {
    if (!take_number_and_blanks(rest, below) || !rest.starts_with("Jahr") || below <= from) return "";
    return class_code(from, below);
  }
  if (rest == "Jahre und mehr" || rest == "Jahre und älter" || rest == "u. mehr Jahre" || rest == "und mehr Jahre")
    return std::to_string(from) + "+";
  if (rest == "Jahre" || rest == "Jahr") return std::to_string(from);
  return "";
}

Index complement_of(const Codelist& list, Index member) {
  if (!list.exhaustive || member < 0 || member >= static_cast<Index>(list.members.size())) return -1;
  Index other = -1, parts = 0;
  for (Index i = 0; i < static_cast<Index>(list.members.size()); ++i) {
    if (list.members[static_cast<std::size_t>(i)].kind != Member::part) continue;
    ++parts;
    if (i != member) other = i;
  }
  const bool is_part = list.members[static_cast<std::size_t>(member)].kind == Member::part;
  return is_part && parts == 2 ? other : -1;
}

}  // namespace werdegang::inline v0
