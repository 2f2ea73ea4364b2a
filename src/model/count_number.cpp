#include "count_number.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace werdegang::inline v0::detail {
namespace {

constexpr std::array<std::string_view, 5> blanks = {" ", "\t", "\u00a0", "\u2009", "\u202f"};

std::size_t blank_at(std::string_view text) {
  for (const auto blank : blanks)
    if (text.starts_with(blank)) return blank.size();
  return 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Leading digits, taken off the text.
std::string_view take_digits(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && is_digit(text[size])) ++size;
  const auto digits = text.substr(0, size);
  text.remove_prefix(size);
  return digits;
}

/// Length of the mark that parts thousands, if three digits and no more follow.
std::size_t group_mark(std::string_view text) {
  const std::size_t size = text.starts_with('.') ? 1 : blank_at(text);
  if (size == 0 || text.size() < size + 3) return 0;
  for (std::size_t i = size; i < size + 3; ++i)
    if (!is_digit(text[i])) return 0;
  return text.size() > size + 3 && is_digit(text[size + 3]) ? 0 : size;
}

/// Further groups of three digits, all behind the same mark; how many there were.
int take_groups(std::string_view& text, std::string& digits) {
  int groups = 0;
  std::string_view mark;
  while (const std::size_t size = group_mark(text)) {
    if (groups > 0 && text.substr(0, size) != mark) break;
    mark = text.substr(0, size);
    digits += text.substr(size, 3);
    text.remove_prefix(size + 3);
    ++groups;
  }
  return groups;
}

std::optional<CountNumber> unsigned_number(std::string_view text) {
  CountNumber result;
  std::string digits(take_digits(text));
  if (digits.empty()) return std::nullopt;
  const bool may_group = digits.size() <= 3 && digits.front() != '0';
  const bool point = text.starts_with('.');
  const int groups = may_group ? take_groups(text, digits) : 0;
  result.ambiguous = groups == 1 && point && text.empty();
  if (!text.empty()) {
    const bool comma = text.front() == ',';
    if (!comma && (text.front() != '.' || groups > 0)) return std::nullopt;
    text.remove_prefix(1);
    const auto decimals = take_digits(text);
    if (decimals.empty() || !text.empty()) return std::nullopt;
    if (comma && groups == 0 && may_group && decimals.size() == 3) return std::nullopt;
    digits += "." + std::string(decimals);
  }
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result.value);
  if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(result.value)) return std::nullopt;
  return result;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (const std::size_t size = blank_at(text)) text.remove_prefix(size);
  for (bool found = true; found;) {
    found = false;
    for (const auto blank : blanks)
      if (text.ends_with(blank)) {
        text.remove_suffix(blank.size());
        found = true;
      }
  }
  return text;
}

std::optional<CountNumber> count_number(std::string_view text) {
  text = trimmed(text);
  const bool limited = text.size() > 2 && text.front() == '(' && text.back() == ')';
  if (limited) text = trimmed(text.substr(1, text.size() - 2));
  bool negative = false;
  for (const std::string_view sign : {"+", "-", "\u2212"})
    if (text.starts_with(sign)) {
      negative = sign != "+";
      text.remove_prefix(sign.size());
      break;
    }
  auto result = unsigned_number(text);
  if (!result) return result;
  result->limited = limited;
  if (negative) result->value = -result->value;
  return result;
}

}  // namespace werdegang::inline v0::detail
