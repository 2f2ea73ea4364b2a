#include "arrow_format.hpp"

#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace werdegang::inline v0::detail {
namespace {

constexpr Index seconds_per_day = 86'400;

struct Named {
  std::string_view format, words;
  ArrowType type;
};

constexpr std::array named{
    Named{"n", "null", {ArrowType::null}},
    Named{"b", "bool", {ArrowType::boolean}},
    Named{"c", "int8", {ArrowType::whole, 1, true}},
    Named{"C", "uint8", {ArrowType::whole, 1, false}},
    Named{"s", "int16", {ArrowType::whole, 2, true}},
    Named{"S", "uint16", {ArrowType::whole, 2, false}},
    Named{"i", "int32", {ArrowType::whole, 4, true}},
    Named{"I", "uint32", {ArrowType::whole, 4, false}},
    Named{"l", "int64", {ArrowType::whole, 8, true}},
    Named{"L", "uint64", {ArrowType::whole, 8, false}},
    Named{"e", "float16", {ArrowType::floating, 2}},
    Named{"f", "float32", {ArrowType::floating, 4}},
    Named{"g", "float64", {ArrowType::floating, 8}},
    Named{"u", "text", {ArrowType::text, 4}},
    Named{"U", "text", {ArrowType::text, 8}},
    Named{"vu", "text", {ArrowType::text_view}},
    Named{"tdD", "date32", {ArrowType::date, 4}},
    Named{"tdm", "date64", {ArrowType::date, 8, true, 1000 * seconds_per_day}},
    Named{"z", "binary", {}},
    Named{"Z", "binary", {}},
    Named{"vz", "binary", {}},
    Named{"+l", "a list", {}},
    Named{"+L", "a list", {}},
    Named{"+vl", "a list", {}},
    Named{"+vL", "a list", {}},
    Named{"+s", "a struct", {}},
    Named{"+m", "a map", {}},
    Named{"+r", "run-end encoded", {}},
    Named{"tiM", "an interval of months", {}},
    Named{"tiD", "an interval of days and milliseconds", {}},
    Named{"tin", "an interval of months, days and nanoseconds", {}},
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> prefixes{{
    {"w:", "binary"},
    {"+w:", "a list"},
    {"+u", "a union"},
    {"tt", "a time of day"},
    {"tD", "a duration"},
    {"ts", "a timestamp"},
}};

/// "tsu:Europe/Berlin": unit and zone.
ArrowType instant(std::string_view format) {
  constexpr std::string_view units = "smun";
  constexpr Index per_second[] = {1, 1'000, 1'000'000, 1'000'000'000};
  const auto unit = format.size() >= 4 && format[3] == ':' ? units.find(format[2]) : std::string_view::npos;
  if (unit == std::string_view::npos) return {};
  return {ArrowType::instant, 8, true, per_second[unit] * seconds_per_day, 0, format.substr(4)};
}

/// "d:precision,scale[,bits]"; 128 bits when not said.
ArrowType decimal(std::string_view format) {
  int numbers[] = {0, 0, 128};
  const char* at = format.data() + 2;
  const char* const end = format.data() + format.size();
  for (std::size_t i = 0; i < 3; ++i) {
    const auto [next, error] = std::from_chars(at, end, numbers[i]);
    if (error != std::errc{} || (next != end && (*next != ',' || i == 2))) return {};
    if (next == end) {
      const bool known = i > 0 && (numbers[2] == 32 || numbers[2] == 64 || numbers[2] == 128);
      if (!known || numbers[1] < -100 || numbers[1] > 100) return {};
      return {ArrowType::decimal, numbers[2] / 8, true, 1, numbers[1]};
    }
    at = next + 1;
  }
  return {};
}

}  // namespace

ArrowType arrow_type(std::string_view format) {
  for (const Named& entry : named)
    if (entry.format == format) return entry.type;
  if (format.starts_with("ts")) return instant(format);
  if (format.starts_with("d:")) return decimal(format);
  return {};
}

std::string arrow_words(std::string_view format) {
  for (const Named& entry : named)
    if (entry.format == format) return std::string(entry.words);
  if (format.starts_with("d:")) return "decimal(" + std::string(format.substr(2)) + ")";
  for (const auto& [prefix, words] : prefixes)
    if (format.starts_with(prefix)) return std::string(words);
  return "the unknown Arrow format '" + std::string(format.substr(0, 40)) + "'";
}

}  // namespace werdegang::inline v0::detail
