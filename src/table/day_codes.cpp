#include <algorithm>
#include <unordered_map>
#include <vector>

#include "werdegang/table/column.hpp"

namespace werdegang::inline v0 {

Codes Codes::of_days(std::string name, std::span<const Day> days, std::span<const std::uint8_t> marks) {
  std::unordered_map<Day, std::int32_t> position;
  std::vector<Day> distinct;
  std::vector<std::int32_t> index(days.size(), -1);
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (!marks.empty() && marks[i] == 0) continue;
    if (i > 0 && days[i] == days[i - 1] && index[i - 1] >= 0) {
      index[i] = index[i - 1];
      continue;
    }
    const auto [at, added] = position.try_emplace(days[i], static_cast<std::int32_t>(distinct.size()));
    if (added) distinct.push_back(days[i]);
    index[i] = at->second;
  }

  std::vector<Day> sorted = distinct;
  std::sort(sorted.begin(), sorted.end());
  auto list = std::make_shared<Codelist>();
  list->name = std::move(name);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    position[sorted[i]] = static_cast<std::int32_t>(i);
    const std::string text = to_string(Period{sorted[i], sorted[i]});
    list->members.push_back({text, text, text, -1, Member::part, {}, {}});
  }
  for (auto& at : index)
    if (at >= 0) at = position[distinct[static_cast<std::size_t>(at)]];
  return {Buffer<std::int32_t>(std::move(index)), std::move(list)};
}

}  // namespace werdegang::inline v0
