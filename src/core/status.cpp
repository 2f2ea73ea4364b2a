#include "werdegang/core/status.hpp"

#include <array>
#include <string>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

constexpr std::array<std::string_view, status_count> status_names = {
    "reported",   "nil",     "below_half",   "computed",   "missing",           "unknown_or_secret", "not_meaningful",
    "unreliable", "pending", "not_existing", "suppressed", "empty_denominator", "too_few_cases",     "not_applicable"};

constexpr std::array<std::string_view, flag_count> flag_names = {"provisional",  "revised",     "estimated",
                                                                 "limited",      "rounded",     "series_break",
                                                                 "out_of_range", "conflicting", "complement"};

/// How much a reason weighs when two operands have different ones; values weigh nothing.
constexpr std::array<int, status_count> weight = {0, 0, 0, 0, 5, 7, 3, 4, 6, 9, 8, 1, 2, 10};

}  // namespace

Status combine(Status numerator, Status denominator) {
  if (has_value(numerator) && has_value(denominator)) return Status::computed;
  return weight[static_cast<std::size_t>(numerator)] >= weight[static_cast<std::size_t>(denominator)] ? numerator
                                                                                                      : denominator;
}

std::string_view to_string(Status status) { return status_names.at(static_cast<std::size_t>(status)); }

Status parse_status(std::string_view text) {
  for (std::size_t i = 0; i < status_names.size(); ++i)
    if (status_names[i] == text) return static_cast<Status>(i);
  throw UnknownName("status", text, nearest_names(text, {status_names.begin(), status_names.end()}));
}

std::string to_string(Flag flags) {
  std::string text;
  for (int bit = 0; bit < flag_count; ++bit) {
    if (!contains(flags, static_cast<Flag>(1u << bit))) continue;
    if (!text.empty()) text += '|';
    text += flag_names[static_cast<std::size_t>(bit)];
  }
  return text;
}

Flag parse_flags(std::string_view text) {
  Flag flags = Flag::none;
  while (!text.empty()) {
    const auto end = text.find('|');
    const auto name = text.substr(0, end);
    std::size_t bit = 0;
    while (bit < flag_names.size() && flag_names[bit] != name) ++bit;
    if (bit == flag_names.size())
      throw UnknownName("flag", name, nearest_names(name, {flag_names.begin(), flag_names.end()}));
    flags = flags | static_cast<Flag>(1u << bit);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return flags;
}

std::string_view sdmx_observation_status(Status status, Flag flags) {
  switch (status) {
    case Status::missing:
      return "O";
    case Status::unknown_or_secret:
      return "Q";
    case Status::not_meaningful:
      return "M";
    case Status::unreliable:
      return "U";
    case Status::pending:
      return "O";
    case Status::not_existing:
      return "M";
    case Status::suppressed:
      return "Q";
    case Status::empty_denominator:
      return "M";
    case Status::too_few_cases:
      return "U";
    case Status::not_applicable:
      return "M";
    default:
      break;
  }
  if (contains(flags, Flag::series_break)) return "B";
  if (contains(flags, Flag::provisional)) return "P";
  if (contains(flags, Flag::estimated)) return "E";
  return "A";
}

std::string_view sdmx_confidentiality(Status status) {
  return status == Status::suppressed || status == Status::unknown_or_secret ? "C" : "F";
}

}  // namespace werdegang::inline v0
