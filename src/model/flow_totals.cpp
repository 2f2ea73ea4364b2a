#include "flow_totals.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "../core/folded.hpp"

namespace werdegang::inline v0::detail {
namespace {

using Mask = std::vector<std::int32_t>;  // one mark for each dimension: total

Mask mask_of(const std::vector<TotalDimension>& dimensions, std::size_t row) {
  Mask mask;
  for (const auto& dimension : dimensions)
    mask.push_back(dimension.total >= 0 && dimension.index[row] == dimension.total ? 1 : 0);
  return mask;
}

/// The codes of a row where the mask has no total.
std::vector<std::int32_t> key_of(const std::vector<TotalDimension>& dimensions, const Mask& mask, std::size_t row) {
  std::vector<std::int32_t> key;
  for (std::size_t d = 0; d < dimensions.size(); ++d) key.push_back(mask[d] ? -2 : dimensions[d].index[row]);
  return key;
}

struct Sum {
  double value = 0;
  bool hidden = false;
};

using Sums = std::map<std::vector<std::int32_t>, Sum>;

/// What the total is about, in both languages.
std::string place_of(const std::vector<TotalDimension>& dimensions, const Mask& mask, std::size_t row) {
  std::string german, english;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (mask[d] || dimensions[d].index[row] < 0) continue;
    const std::string& name = (*dimensions[d].names)[static_cast<std::size_t>(dimensions[d].index[row])];
    german += (german.empty() ? "" : ", ") + (dimensions[d].stage ? stage_label(name, "de") : name);
    english += (english.empty() ? "" : ", ") + (dimensions[d].stage ? stage_label(name, "en") : name);
  }
  return german.empty() ? bilingual("Alle Übergänge", "All transitions") : bilingual(german, english);
}

}  // namespace

bool means_total(std::string_view text) {
  static constexpr std::string_view words[] = {"total", "insgesamt", "gesamt", "summe", "all", "zusammen", "alle"};
  const std::string word = folded(text);
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::vector<std::uint8_t> total_rows(const std::vector<TotalDimension>& dimensions, Index rows) {
  std::vector<std::uint8_t> total(static_cast<std::size_t>(rows));
  for (const auto& dimension : dimensions) {
    if (dimension.total < 0) continue;
    const auto is_total = [&](std::int32_t at) { return at == dimension.total; };
    if (std::all_of(dimension.index.begin(), dimension.index.end(), is_total)) continue;
    for (std::size_t row = 0; row < total.size(); ++row)
      if (is_total(dimension.index[row])) total[row] = 1;
  }
  return total;
}

void compare_totals(const std::vector<TotalDimension>& dimensions, const std::vector<std::uint8_t>& total,
                    std::span<const double> count, std::span<const Status> status, Findings& findings) {
  std::map<Mask, Sums> sums;
  for (std::size_t row = 0; row < total.size(); ++row)
    if (total[row]) sums[mask_of(dimensions, row)];
  for (auto& [mask, sum] : sums)
    for (std::size_t row = 0; row < total.size(); ++row) {
      if (total[row]) continue;
      Sum& part = sum[key_of(dimensions, mask, row)];
      part.value += count[row];
      part.hidden |= !has_value(status[row]);
    }
  for (std::size_t row = 0; row < total.size(); ++row) {
    if (!total[row] || !has_value(status[row])) continue;
    const Mask mask = mask_of(dimensions, row);
    const Sum sum = sums[mask][key_of(dimensions, mask, row)];
    const double difference = count[row] - sum.value;
    if (sum.hidden || std::abs(difference) <= 1e-9 * std::max(1.0, std::abs(count[row]))) continue;
    findings.add(
        "flow_total_differs",
        {place_of(dimensions, mask, row), count_text(count[row]), count_text(sum.value), count_text(difference)}, -1,
        static_cast<Index>(row) + 1);
  }
}

}  // namespace werdegang::inline v0::detail
